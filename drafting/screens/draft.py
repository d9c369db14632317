"""The draft: choose unit, period and structure; watch it being written; edit; settle what is open."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from drafting.screens.editor import text_editor
from drafting.screens.section import section_tools, spent_line
from drafting.screens.shared import desk, notice, say, show_notice, told
from drafting.screens.writing import writer_choice, writing_panel
from drafting.service import open_items
from drafting.service.check import check_draft
from drafting.service.desk import OWNER, Form
from drafting.service.edit import own_body, put
from drafting.service.review_list import Kind, review_list
from drafting.types import CheckResult, Draft, DraftSection, Finding

KINDS = ("", "so-ket", "tong-ket", "phat-dong", "other")


def _form(form: Form) -> Form:
    reports = {r.id: f"{r.unit} · {r.period} · {r.title}" for r in desk().listed()}
    choices = ["", *reports]
    left, middle, right = st.columns(3)
    unit = left.text_input(say("draft.unit"), form.unit, placeholder="UBND xã …")
    period = middle.text_input(say("draft.period"), form.period, placeholder="6 tháng đầu năm 2025")
    kind = right.selectbox(
        say("draft.kind"),
        KINDS,
        index=KINDS.index(form.kind),
        format_func=lambda k: say(f"kind.{k.replace('-', '_') or 'any'}"),
    )
    like = st.selectbox(
        say("draft.like"),
        choices,
        index=choices.index(form.like) if form.like in choices else 0,
        format_func=lambda r: reports.get(r, say("draft.like_auto")),
    )
    with st.expander(say("draft.profile")):
        a, b = st.columns(2)
        superior = a.text_input(say("draft.superior"), form.superior)
        report_to = b.text_input(say("draft.report_to"), form.report_to)
        place = a.text_input(say("draft.place"), form.place)
        symbol = b.text_input(say("draft.symbol"), form.symbol, placeholder="/BC-UBND")
        signer = a.text_input(say("draft.signer"), form.signer)
        recipients = b.text_area(say("draft.recipients"), form.recipients, height=100)
    with st.expander(say("draft.facts")):
        facts = st.text_area(say("draft.facts_help"), form.facts, height=140)
    return replace(
        form,
        writer=writer_choice(form),
        unit=unit, period=period, kind=kind, like=like, superior=superior, report_to=report_to,
        place=place, symbol=symbol, signer=signer, recipients=recipients, facts=facts,
    )  # fmt: skip


def _write(form: Form) -> None:
    with st.status(say("draft.writing"), expanded=True) as status:
        bar = st.progress(0.0)

        def on_section(done: int, of: int, heading: str) -> None:
            bar.progress(min(done / of, 1.0) if of else 1.0, text=f"{done}/{of}")
            status.write(heading)

        done = False
        with told():
            desk().write(form, on_section)
            done = True
        status.update(state="complete" if done else "error")
    if done:
        draft_id = desk().current_id()
        by_model = draft_id is not None and desk().model.writing(draft_id)
        notice(say("draft.model_begins" if by_model else "draft.written"))
        st.rerun()


def _new() -> None:
    kept = desk().form()
    with st.container(border=True):
        form = _form(kept)
        if form != kept:
            desk().keep_form(form)
        count = len(desk().figures.table().figures)
        st.caption(say("draft.figures", count=count))
        if st.button(say("draft.write"), type="primary"):
            _write(form)


def _choose() -> None:
    rows = desk().drafts()
    if len(rows) > 1:
        names = {r.id: f"{r.title} ({r.changed[:16].replace('T', ' ')})" for r in rows}
        ids = list(names)
        current = desk().current_id()
        chosen = st.selectbox(
            say("draft.open"),
            ids,
            index=ids.index(current) if current in ids else 0,
            format_func=names.__getitem__,
        )
        if chosen != current:
            desk().open_draft(chosen)
            st.rerun()


def _save(draft: Draft, reason: str) -> None:
    desk().save(draft, reason)
    st.rerun()


def _editor(draft: Draft, checked: CheckResult) -> None:
    sections = [s for s in draft.sections if len(set(own_body(draft, s))) > 1]
    names = [f"{'   ' * (s.level - 1)}{s.label} {s.heading}" for s in sections]
    index = st.selectbox(
        say("draft.section"), range(len(sections)), format_func=names.__getitem__, key="draft-section"
    )
    section = sections[index]
    start, end = own_body(draft, section)
    left, right = st.columns([3, 2])
    with left:
        st.caption(say("draft.text"))
        typed = text_editor(
            say("draft.text"), f"{desk().current_id()}:{section.number}", draft.text[start:end]
        )
        if typed is not None:
            desk().save(put(draft, start, end, typed), f"edit {section.number}", amend=True)
            st.rerun()
        _precedents(section)
        draft_id = desk().current_id()
        if draft_id is not None:
            section_tools(draft_id, draft, section)
    with right:
        _findings(draft, checked, section)


def _precedents(section: DraftSection) -> None:
    if section.note:
        st.caption(section.note)
    titles = {r.id: r.title for r in desk().listed()}
    names = [f"{titles.get(p.report, p.report)} · {p.section}" for p in section.precedents]
    if names:
        st.caption(say("draft.precedents", names="; ".join(names)))


def _findings(draft: Draft, checked: CheckResult, section: DraftSection) -> None:
    start, end = own_body(draft, section)
    here = [f for f in checked.findings if f.start is not None and start <= f.start < end]
    elsewhere = sum(f.severity == "error" for f in checked.findings) - sum(
        f.severity == "error" for f in here
    )
    st.markdown(f"**{say('draft.findings', here=len(here), elsewhere=elsewhere)}**")
    listed = review_list(here, {})
    first: tuple[Kind, ...] = ("error", "warning")
    for number, finding in enumerate(i.first for kind in first for i in listed[kind]):
        _finding(draft, finding, number)
    quotes = [q for i in listed["unsupported"] for q in i.quotes]
    if quotes:
        st.warning(say("draft.unsupported", count=len(quotes), quotes="; ".join(quotes)))
    for number, finding in enumerate(i.first for i in listed["info"]):
        _finding(draft, finding, number)


def _finding(draft: Draft, finding: Finding, number: int) -> None:
    """A finding with its fix."""
    boxes = {"error": st.error, "warning": st.warning, "info": st.info}
    boxes[finding.severity](finding.message)
    key = f"fix-{finding.severity}-{number}-{finding.start}"
    if finding.fix and st.button(say("draft.fix", quote=finding.quote, text=finding.fix.text), key=key):
        _save(open_items.apply_fix(draft, finding), f"fix {finding.code}")


def _gaps(draft: Draft) -> None:
    items = open_items.gaps(draft)
    if not items:
        st.success(say("draft.no_gaps"))
        return
    value, use = say("draft.value"), say("draft.use")
    base = pd.DataFrame(
        [
            {
                use: False,
                say("draft.missing"): i.gap.message,
                value: i.gap.proposal or "",
                say("draft.where"): i.heading,
            }
            for i in items
        ]
    )
    st.caption(say("draft.gaps_help"))
    edited = st.data_editor(
        base,
        hide_index=True,
        key=f"gaps-{hash(draft.text)}",
        disabled=[say("draft.missing"), say("draft.where")],
    )
    some, every, drop = st.columns(3)
    chosen = [(i.gap, str(v)) for i, u, v in zip(items, edited[use], edited[value], strict=True) if u]
    proposed = [(i.gap, str(v)) for i, v in zip(items, edited[value], strict=True) if v and str(v).strip()]
    if some.button(say("draft.fill_chosen", count=len(chosen)), disabled=not chosen, type="primary"):
        with told():
            _save(open_items.fill_gaps(draft, chosen, OWNER), "fill gaps")
    ticked = [i.gap for i, u in zip(items, edited[use], strict=True) if u]
    if drop.button(say("draft.drop_gaps", count=len(ticked)), disabled=not ticked):
        _save(open_items.drop_gaps(draft, ticked), "drop gaps")
    if every.button(say("draft.fill_all", count=len(proposed)), disabled=not proposed):
        with told():
            _save(open_items.fill_gaps(draft, proposed, OWNER), "confirm proposals")


def _sentences(draft: Draft) -> None:
    items = open_items.sentences(draft)
    if not items:
        return
    use, text = say("draft.use"), say("draft.sentence")
    base = pd.DataFrame(
        [
            {
                use: False,
                text: i.suggestion.text,
                say("draft.why"): i.suggestion.reason,
                say("draft.where"): i.heading,
            }
            for i in items
        ]
    )
    st.caption(say("draft.sentences_help"))
    edited = st.data_editor(
        base, hide_index=True, key=f"offers-{hash(draft.text)}-{len(items)}",
        disabled=[say("draft.why"), say("draft.where")],
    )  # fmt: skip
    chosen = [(i.suggestion, str(t)) for i, u, t in zip(items, edited[use], edited[text], strict=True) if u]
    keep, drop, rest = st.columns(3)
    if keep.button(say("draft.keep", count=len(chosen)), disabled=not chosen, type="primary"):
        _save(open_items.keep_sentences(draft, chosen), "keep sentences")
    if drop.button(say("draft.drop", count=len(chosen)), disabled=not chosen):
        _save(open_items.drop_sentences(draft, [s for s, _ in chosen]), "drop sentences")
    if rest.button(say("draft.drop_all", count=len(items))):
        _save(open_items.drop_sentences(draft, [i.suggestion for i in items]), "drop sentences")


st.title(say("draft.title"))
show_notice()
current = desk().draft()
with st.expander(say("draft.new"), expanded=current is None):
    _new()
_choose()
if current is not None:
    result = check_draft(current)
    errors = sum(f.severity == "error" for f in result.findings)
    offers = len(open_items.sentences(current))
    st.subheader(current.title)
    current_id = desk().current_id() or ""
    writing_panel(current_id)
    spent = spent_line(current_id)
    if spent:
        st.caption(spent)
    for column, (key, count) in zip(
        st.columns(4),
        [
            ("numbers", sum(n.status != "ignored" for n in result.numbers)),
            ("errors", errors),
            ("gaps", len(current.gaps)),
            ("offers", offers),
        ],
        strict=True,
    ):
        column.metric(say(f"draft.count_{key}"), count)
    edit, gaps, sentences = st.tabs([say("draft.tab_edit"), say("draft.tab_gaps"), say("draft.tab_offers")])
    with edit:
        if current.sections:
            _editor(current, result)
    with gaps:
        _gaps(current)
    with sentences:
        _sentences(current)
    if current.unused:
        labels = {f.key: f"{f.label} {f.scope or ''}: {f.written} {f.written_unit}" for f in current.figures}
        with st.expander(say("draft.unused", count=len(current.unused))):
            st.markdown("\n".join(f"- {labels.get(k, k)}" for k in current.unused))
