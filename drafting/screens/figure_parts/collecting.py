"""Collecting: forms to send out, what came back as one table, `cùng kỳ` after a merger."""

from __future__ import annotations

from typing import cast

import pandas as pd
import streamlit as st

from corpus.periods import next_period, period_words, shift_years
from corpus.types import StoredReport
from drafting.screens.figure_parts.fill import report_name
from drafting.screens.shared import notice, say, told
from drafting.service import collecting as service
from drafting.service.figure_room import FigureRoom

HOWS = ("one", "department", "member")
TYPES = ["xlsx", "xlsm", "xls", "ods", "csv", "docx", "doc", "pdf", "odt", "rtf", "txt", "md"]
_DONE = "figures-collected"


def collecting(room: FigureRoom) -> None:
    """The three steps of collecting."""
    st.subheader(say("figures.request_title"))
    if room.reports:
        _request(room)
    else:
        st.info(say("figures.no_reports"))
    st.divider()
    st.subheader(say("figures.gather_title"))
    _gather(room)
    st.divider()
    with st.expander(say("figures.merger_title")):
        _merger(room)


def _request(room: FigureRoom) -> None:
    st.caption(say("figures.request_help"))
    names = {r.id: report_name(r) for r in room.reports}
    last = room.last()
    index = list(names).index(last.id) if last is not None else 0
    left, right = st.columns([3, 2])
    chosen = left.selectbox(
        say("figures.request_like"),
        list(names),
        index=index,
        format_func=names.__getitem__,
        key="request-like",
    )
    stored = next(r for r in room.reports if r.id == chosen)
    how = right.radio(
        say("figures.request_how"), HOWS, format_func=lambda h: say(f"figures.request_{h}"), horizontal=True
    )
    period = _next(room, stored)
    if period is None:
        st.info(say("figures.about_first"))
        return
    if how == "department":
        with st.expander(say("figures.assign_title")):
            _assign(room, stored)
    if st.button(say("figures.request_make", period=period_words(period)), type="primary"):
        with told():
            st.session_state["figures-request"] = service.request_file(
                stored.report, period, cast("service.How", how), room.workspace
            )
    made = st.session_state.get("figures-request")
    if made:
        st.download_button(
            say("figures.download", file=made[0]), made[1], made[0], icon=":material/download:"
        )


def _next(room: FigureRoom, stored: StoredReport) -> str | None:
    then = stored.report.meta.period
    if room.period or then is None:
        return room.period
    return shift_years(then, 1) if len(then) > 4 else next_period(then)


def _assign(room: FigureRoom, stored: StoredReport) -> None:
    lines = service.asked_lines(stored.report, room.workspace)
    label, group, who = say("figures.label"), say("figures.group"), say("figures.provider")
    base = pd.DataFrame([dict(zip((label, group, who), line, strict=True)) for line in lines])
    edited = st.data_editor(
        base, hide_index=True, disabled=[label, group], key=f"assign-{stored.id}", height=360
    )
    if st.button(say("figures.assign_save")):
        changed = {
            new[label]: str(new[who] or "")
            for new, old in zip(edited.to_dict("records"), base.to_dict("records"), strict=True)
            if new[who] != old[who]
        }
        service.assign(room.workspace, stored.report.meta.unit, changed)
        notice(say("figures.assign_saved", count=len(changed)))
        st.rerun()


def _gather(room: FigureRoom) -> None:
    st.caption(say("figures.gather_help"))
    own = room.own_last()
    names = "\n".join(service.expected_members(own.report if own else None))
    files = st.file_uploader(
        say("figures.gather_files"), type=TYPES, accept_multiple_files=True, key="gather"
    )
    expected = st.text_area(say("figures.gather_expected"), names, height=110, key=f"expected-{room.unit}")
    if st.button(say("figures.gather_make"), type="primary", disabled=not files):
        wanted = [line.strip() for line in expected.splitlines() if line.strip()]
        with told(), st.spinner(say("figures.gather_busy")):
            sent = [(f.name, f.getvalue()) for f in files or []]
            st.session_state[_DONE] = service.consolidate_files(sent, wanted, room.workspace, room.period)
    done = st.session_state.get(_DONE)
    if done:
        _gathered(room, done)


def _gathered(room: FigureRoom, done: service.Collected) -> None:
    sent, missing = st.columns(2)
    sent.success(say("figures.gather_sent", count=len(done.members), names=", ".join(done.members)))
    if done.missing:
        missing.error(say("figures.gather_missing", count=len(done.missing), names=", ".join(done.missing)))
    _findings(done)
    st.dataframe(_pivot(done), hide_index=True, height=380)
    left, right = st.columns(2)
    left.download_button(
        say("figures.download", file=done.name), done.workbook, done.name, icon=":material/download:"
    )
    if right.button(say("figures.gather_use"), type="primary"):
        with told():
            room.desk.figures.add_file(done.name, done.workbook, room.period)
            notice(say("figures.got", file=done.name, count=len(done.table.figures)))
            st.rerun()


def _findings(done: service.Collected) -> None:
    serious = [f for f in done.findings if f.severity != "info"]
    for finding in serious:
        (st.error if finding.severity == "error" else st.warning)(finding.message)
    notes = [f for f in done.findings if f.severity == "info"]
    if notes:
        with st.expander(say("figures.gather_notes", count=len(notes))):
            for finding in notes:
                st.caption(finding.message)


def _pivot(done: service.Collected) -> pd.DataFrame:
    """A row an indicator, a column a member, the whole first."""
    total = say("figures.total")
    rows: dict[str, dict[str, str]] = {}
    for figure in done.table.figures:
        if figure.role == "actual":
            row = rows.setdefault(
                figure.indicator,
                {say("figures.label"): figure.label, say("figures.unit"): figure.written_unit},
            )
            row[figure.scope or total] = figure.written
    columns = [say("figures.label"), say("figures.unit"), total, *done.members]
    return pd.DataFrame(list(rows.values()), columns=columns).fillna("")


def _merger(room: FigureRoom) -> None:
    st.caption(say("figures.merger_help"))
    text = st.text_area(
        say("figures.merger_own"), service.own_mergers(room.workspace), height=100, key="mergers-own"
    )
    if st.button(say("figures.merger_save")):
        with told():
            service.keep_mergers(room.workspace, "\n".join(_tabbed(line) for line in text.splitlines()))
            notice(say("figures.merger_saved"))
            st.rerun()
    if not room.unit or not room.period:
        st.info(say("figures.about_first"))
        return
    with told():
        merger = service.merger_for(room.workspace, room.unit, room.period)
        if merger is None:
            st.caption(say("figures.merger_none", unit=room.unit))
            return
        st.markdown(say("figures.merger_of", new=merger.new, old=", ".join(merger.old), source=merger.source))
        if st.button(say("figures.merger_make"), type="primary"):
            made = service.after_merger(merger, room.reports, room.period)
            room.desk.figures.add_table(made.name, made.table)
            notice(say("figures.got", file=made.name, count=len(made.table.figures)))
            st.rerun()


def _tabbed(line: str) -> str:
    """A line typed with semicolons is one with tabs."""
    return line if "\t" in line else "\t".join(part.strip() for part in line.split(";"))
