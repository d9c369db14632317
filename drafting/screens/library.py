"""The library: add past reports, see what was read of them and what is wrong in them, correct, remove."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st

from corpus.correcting import KINDS, LEVELS
from corpus.periods import is_code, period_words
from corpus.types import ListedReport, Meta, StoredReport
from drafting.screens.library_parts.search_state import search_state
from drafting.screens.library_parts.section_keys import section_keys
from drafting.screens.shared import desk, notice, say, show_notice, told

TYPES = ["docx", "doc", "odt", "rtf", "md", "txt", "html", "pdf", "zip"]
FIELDS = (
    ("title", "kind"),
    ("unit", "level"),
    ("superior", "province"),
    ("period", "symbol"),
    ("place", "date"),
    ("signer", "recipients"),
)
CHOICES = {"kind": KINDS, "level": ("", *LEVELS)}


def _step() -> Callable[[str, int, int], None]:
    bar = st.progress(0.0)

    def step(what: str, done: int, of: int) -> None:
        bar.progress(min(done / of, 1.0) if of else 1.0, text=f"{done}/{of} · {what}")

    return step


def _add() -> None:
    files = st.file_uploader(say("library.choose"), type=TYPES, accept_multiple_files=True)
    left, right, _ = st.columns([1, 1, 2])
    results = None
    if left.button(say("library.add"), type="primary", disabled=not files, width="stretch"):
        with told():
            results = desk().add_files([(f.name, f.getvalue()) for f in files or []], _step())
    if right.button(say("library.samples"), width="stretch"):
        with told():
            results = desk().add_samples(_step())
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


def _period(code: str | None) -> str:
    return period_words(code) if code else "?"


def _row(header: ListedReport) -> dict[str, str]:
    return {
        say("library.unit"): header.unit or "?",
        say("library.period"): _period(header.period),
        say("library.title_field"): header.title or header.file,
        say("library.kind"): say(f"library.{header.kind}"),
        say("library.findings"): str(header.notes or ""),
        say("library.file"): header.file,
    }


def _shown(stored: StoredReport) -> None:
    meta = stored.report.meta
    st.subheader(meta.title or stored.file, anchor=False)
    facts = [meta.unit or "?", _period(meta.period), meta.symbol, meta.date, meta.signer.name]
    st.caption(" · ".join(fact for fact in facts if fact))
    doubtful = [field for pair in FIELDS for field in pair if field in meta.uncertain]
    if doubtful:
        st.warning(say("library.doubtful", fields=", ".join(_label(field).lower() for field in doubtful)))
    names = ("outline", "about", "findings", "versions", "text")
    counts = {"outline": len(stored.report.sections), "findings": len(stored.notes)}
    tabs = st.tabs([say(f"library.{n}") + (f" ({counts[n]})" if n in counts else "") for n in names])
    for tab, show in zip(tabs, (_outline, _correct, _findings, _versions, _text), strict=True):
        with tab:
            show(stored)
    _remove(stored)


def _outline(stored: StoredReport) -> None:
    lines = [f"{'&nbsp;' * 6 * (s.level - 1)}**{s.label}** {s.heading}" for s in stored.report.sections]
    lines = [line.replace("**** ", "") for line in lines]
    st.markdown("  \n".join(lines) or say("library.no_outline"))


def _findings(stored: StoredReport) -> None:
    if not stored.notes:
        st.success(say("library.no_findings"))
        return
    st.caption(say("library.findings_help"))
    for note in stored.notes:
        st.markdown(f":material/error: {note}")


def _versions(stored: StoredReport) -> None:
    st.markdown(say("library.version_now", file=stored.file, at=_time(stored.added)))
    for file, replaced in reversed(desk().versions(stored.id)):
        st.markdown(say("library.version_old", file=file, at=_time(replaced)))


def _time(stamp: str) -> str:
    """`2025-07-01T08:05:00+00:00` as `01/07/2025 08:05`."""
    return f"{stamp[8:10]}/{stamp[5:7]}/{stamp[:4]} {stamp[11:16]}"


def _text(stored: StoredReport) -> None:
    st.text_area(say("library.text"), stored.report.text, height=420, disabled=True, key=f"text-{stored.id}")


def _label(field: str) -> str:
    return say("library.title_field") if field == "title" else say(f"library.{field}")


def _values(meta: Meta) -> dict[str, str]:
    """What the fields show; a period in words."""
    values = {f: str(getattr(meta, f) or "") for pair in FIELDS for f in pair}
    values["signer"] = meta.signer.name
    values["recipients"] = "; ".join(meta.recipients)
    values["period"] = period_words(meta.period) if meta.period and is_code(meta.period) else ""
    return values


def _correct(stored: StoredReport) -> None:
    old = _values(stored.report.meta)
    new: dict[str, str] = {}
    st.caption(say("library.correct"))
    for pair in FIELDS:
        for column, field in zip(st.columns(2), pair, strict=True):
            with column:
                new[field] = _input(stored, field, old[field])
    changed = {field: value for field, value in new.items() if value != old[field]}
    if st.button(say("library.save"), type="primary", disabled=not changed, key=f"correct-{stored.id}"):
        with told():
            desk().correct(stored.id, changed)
            notice(say("library.corrected"))
            st.rerun()


def _input(stored: StoredReport, field: str, value: str) -> str:
    mark = " :orange[:material/help:]" if field in stored.report.meta.uncertain else ""
    label, key = f"{_label(field)}{mark}", f"{field}-{stored.id}"
    if field not in CHOICES:
        return st.text_input(label, value, key=key)
    options: Sequence[str] = CHOICES[field]
    chosen = st.selectbox(
        label, options, options.index(value), format_func=lambda o: say(f"library.{o}") if o else "?", key=key
    )
    return str(chosen)


def _remove(stored: StoredReport) -> None:
    title = stored.report.meta.title or stored.file
    with st.popover(say("library.remove"), icon=":material/delete:"):
        st.markdown(say("library.sure", title=title))
        if st.button(say("library.yes"), type="primary", key=f"remove-{stored.id}"):
            desk().remove_report(stored.id)
            notice(say("library.removed", title=title))
            st.rerun()


st.title(say("library.title"), anchor=False)
st.caption(say("library.help"))
show_notice()
_add()
search_state()
headers = desk().listed()
if headers:
    st.caption(say("library.holds", count=len(headers), units=len({h.unit for h in headers})))
    chosen = st.dataframe(
        [_row(h) for h in headers],
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        column_config={say("library.title_field"): st.column_config.TextColumn(width="large")},
        key="library-table",
    )
    rows = chosen["selection"]["rows"]
    if rows and rows[0] < len(headers):
        _shown(desk().report(headers[rows[0]].id))
    else:
        st.info(say("library.pick"))
    section_keys()
else:
    st.info(say("library.empty"))
