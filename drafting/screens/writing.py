"""A model at work: its sections in the outline's order as they come; stop, go on, or be content."""

from __future__ import annotations

import streamlit as st

from drafting.screens.shared import desk, notice, say, told
from drafting.service.desk import Form
from drafting.service.writing import Progress, SectionProgress

ICONS = {
    "waiting": ":material/hourglass_empty:",
    "asked": ":material/edit:",
    "model": ":material/check_circle:",
    "precedent": ":material/history:",
    "fault": ":material/error:",
}
LONGEST = 700


def writer_choice(form: Form) -> str:
    """Who writes; asked only where there is a model."""
    model = None
    with told():
        model = desk().model.choice()
    if model is None:
        return form.writer
    names = {
        "auto": say("draft.writer_model", model=model.model),
        "precedent": say("draft.writer_precedent"),
    }
    kept = "precedent" if form.writer == "precedent" else "auto"
    return str(
        st.radio(
            say("draft.writer"), list(names), index=list(names).index(kept), format_func=names.__getitem__
        )
    )


def writing_panel(draft_id: str) -> None:
    """How far the model is with a draft; nothing where it has nothing to do."""
    if desk().model.writing(draft_id):
        _running(draft_id)
        return
    job = desk().model.job(draft_id)
    error = job.progress().error if job else ""
    if error:
        st.error(say("writing.crashed", error=error))
    left = desk().model.unfinished(draft_id)
    if left is None:
        return
    with st.container(border=True):
        st.markdown(say("writing.unfinished", done=left.done, of=left.of))
        go_on, leave = st.columns(2)
        if go_on.button(say("writing.go_on", count=left.of - left.done), type="primary"):
            with told():
                desk().model.start(draft_id)
                st.rerun()
        if leave.button(say("writing.leave")):
            desk().model.leave(draft_id)
            st.rerun()
        if job is not None:
            with st.expander(say("writing.sections")):
                _sections(job.progress())


@st.fragment(run_every=1.0)
def _running(draft_id: str) -> None:
    job = desk().model.job(draft_id)
    progress = job.progress() if job else Progress(finished=True)
    if progress.finished:
        notice(_outcome(progress))
        st.rerun()
    of = len(progress.sections)
    over = sum(s.state not in ("waiting", "asked") for s in progress.sections)
    with st.container(border=True):
        left, right = st.columns([5, 1], vertical_alignment="center")
        left.progress(over / of if of else 0.0, text=say("writing.progress", done=over, of=of))
        if right.button(say("writing.stop"), icon=":material/stop_circle:", width="stretch"):
            desk().model.stop(draft_id)
        with st.container(height=360):
            _sections(progress)


def _outcome(progress: Progress) -> str:
    states = [s.state for s in progress.sections]
    model, base = states.count("model"), states.count("precedent") + states.count("fault")
    return say("writing.outcome", model=model, base=base, left=len(states) - model - base)


def _sections(progress: Progress) -> None:
    for section in progress.sections:
        _section(section)


def _section(section: SectionProgress) -> None:
    state = say(f"writing.{section.state}")
    st.markdown(f"{ICONS[section.state]} **{_quiet(section.title)}** · :gray[{state}]")
    if section.state == "waiting":
        return
    text = section.text if len(section.text) <= LONGEST else f"{section.text[:LONGEST]}…"
    if section.state == "asked":
        text = f"{section.text[-LONGEST:]} ▌"
    st.text(text)
    if section.note:
        st.caption(_quiet(section.note))


def _quiet(text: str) -> str:
    """Words of a report as they are: nothing in them is a mark."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]()#+!|<>:$~" else c for c in text)
