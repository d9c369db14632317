"""The library: add past reports, see what was read of them, remove them."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from corpus.periods import period_words
from corpus.types import StoredReport
from drafting.screens.shared import desk, notice, say, show_notice, told
from drafting.service.inputs import period_code

TYPES = ["docx", "doc", "odt", "rtf", "md", "txt", "html", "pdf", "zip"]
FIELDS = {"title": "title_field", "unit": "unit", "superior": "superior", "period": "period"}


def _progress() -> tuple[st.delta_generator.DeltaGenerator, object]:
    bar = st.progress(0.0)

    def step(what: str, done: int, of: int) -> None:
        bar.progress(min(done / of, 1.0) if of else 1.0, text=f"{done}/{of} · {what}")

    return bar, step


def _add() -> None:
    files = st.file_uploader(say("library.choose"), type=TYPES, accept_multiple_files=True)
    left, right = st.columns(2)
    results = None
    if left.button(say("library.add"), type="primary", disabled=not files):
        _, step = _progress()
        with told():
            results = desk().add_files([(f.name, f.getvalue()) for f in files or []], step)  # type: ignore[arg-type]
    if right.button(say("library.samples")):
        _, step = _progress()
        with told():
            results = desk().add_samples(step)  # type: ignore[arg-type]
    if results:
        _told(results)


def _told(results: list[dict[str, str]]) -> None:
    for status in ("added", "replaced", "unchanged"):
        names = [Path(r["file"]).name for r in results if r["status"] == status]
        if names:
            st.success(say(f"library.{status}", count=len(names), files=", ".join(names)))
    for row in results:
        if row["status"] == "rejected":
            st.error(f"{say('library.rejected', file=Path(row['file']).name)} {row['message']}")


def _row(stored: StoredReport) -> dict[str, str | int]:
    meta = stored.report.meta
    return {
        say("library.unit"): meta.unit,
        say("library.period"): period_words(meta.period) if meta.period else "?",
        say("library.title_field"): meta.title,
        say("library.sections"): len(stored.report.sections),
        say("library.file"): stored.file,
    }


def _outline(stored: StoredReport) -> None:
    meta = stored.report.meta
    st.subheader(meta.title or stored.file)
    st.caption(
        say(
            "library.about",
            unit=meta.unit or "?",
            symbol=meta.symbol or "?",
            date=meta.date or "?",
            signer=meta.signer.name or "?",
        )
    )
    for note in stored.notes:
        st.warning(note)
    _correct(stored)
    lines = [f"{'&nbsp;' * 6 * (s.level - 1)}**{s.label}** {s.heading}" for s in stored.report.sections]
    st.markdown("  \n".join(lines) or say("library.no_outline"))
    with st.expander(say("library.text")):
        st.text(stored.report.text)
    if st.button(say("library.remove"), key=f"remove-{stored.id}"):
        desk().remove_report(stored.id)
        notice(say("library.removed", title=meta.title))
        st.rerun()


def _correct(stored: StoredReport) -> None:
    meta = stored.report.meta
    doubtful = ", ".join(say(f"library.{FIELDS[f]}") for f in FIELDS if f in meta.uncertain)
    with st.expander(
        say("library.correct") + (f" ({say('library.doubtful', fields=doubtful)})" if doubtful else "")
    ):
        old = {"title": meta.title, "unit": meta.unit, "superior": meta.superior, "period": meta.period or ""}
        new = {f: st.text_input(say(f"library.{FIELDS[f]}"), old[f], key=f"{f}-{stored.id}") for f in FIELDS}
        changed = {f: v for f, v in new.items() if v != old[f]}
        if st.button(say("library.save"), disabled=not changed, key=f"correct-{stored.id}"):
            with told():
                if changed.get("period"):
                    changed["period"] = period_code(changed["period"])
                desk().correct(stored.id, changed)
                notice(say("library.corrected"))
                st.rerun()


st.title(say("library.title"))
st.caption(say("library.help"))
show_notice()
_add()
reports = desk().reports()
if reports:
    chosen = st.dataframe(
        [_row(r) for r in reports],
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key="library-table",
    )
    rows = chosen["selection"]["rows"]
    if rows and rows[0] < len(reports):
        _outline(reports[rows[0]])
    else:
        st.info(say("library.pick"))
else:
    st.info(say("library.empty"))
