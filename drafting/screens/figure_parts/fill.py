"""No table at all: last period's numbers, each in its sentence, with a blank beside it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from corpus.periods import period_words, shift_years
from corpus.types import StoredReport
from drafting.screens.shared import notice, role_name, say, told
from drafting.service.figure_room import FigureRoom


def report_name(stored: StoredReport) -> str:
    """A report in a list: whose, of when, its title."""
    meta = stored.report.meta
    return f"{meta.unit} · {period_words(meta.period) if meta.period else '?'} · {meta.title}"


def fill(room: FigureRoom) -> None:
    """The chosen report's numbers; the unit's own last report by default."""
    if not room.reports:
        st.info(say("figures.no_reports"))
        return
    last = room.last()
    names = {r.id: report_name(r) for r in room.reports}
    index = list(names).index(last.id) if last is not None else 0
    chosen = st.selectbox(say("figures.which"), list(names), index=index, format_func=names.__getitem__)
    stored = next(r for r in room.reports if r.id == chosen)
    desk = room.desk.figures
    given, items = desk.answers(stored.id), desk.rows(stored)
    st.caption(say("figures.fill_help", count=len(items)))
    new = say("figures.new")
    base = pd.DataFrame(
        [
            {
                say("figures.label"): s.label,
                say("figures.scope"): s.scope or "",
                say("figures.role"): role_name(s.role),
                say("figures.old"): s.reading.quote,
                new: given.get(s.mention, ""),
                say("figures.unit"): s.unit,
                say("figures.sentence"): s.sentence,
            }
            for s in items
        ]
    )
    edited = st.data_editor(
        base,
        hide_index=True,
        height=460,
        key=f"fill-{stored.id}",
        disabled=[c for c in base.columns if c != new],
        column_config={
            new: st.column_config.TextColumn(new, width="small"),
            say("figures.sentence"): st.column_config.TextColumn(width="large"),
        },
    )
    if st.button(say("figures.save_fill"), type="primary"):
        answers = {s.mention: str(v or "") for s, v in zip(items, edited[new], strict=True)}
        with told():
            table = desk.fill(stored, answers, _period(room, stored))
            notice(say("figures.got", file=stored.file, count=len(table.figures)))
            st.rerun()


def _period(room: FigureRoom, stored: StoredReport) -> str | None:
    period = stored.report.meta.period
    return room.period or (shift_years(period, 1) if period else None)
