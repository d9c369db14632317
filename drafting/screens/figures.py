"""Figures: tables in, what is wrong in them, last period's numbers, standing figures, collecting, charts."""

from __future__ import annotations

import streamlit as st

from drafting.screens.figure_parts import charts, collecting, fill, intake, shown, standing
from drafting.screens.shared import desk, say, show_notice, told
from drafting.service.figure_room import FigureRoom

TABS = ("upload", "paste", "fill", "standing", "collect", "charts")


def _about(room: FigureRoom) -> FigureRoom:
    """Whose figures these are and of when: what last year's report, members and charts are looked up by."""
    form = room.desk.form()
    unit, period = st.columns(2)
    named = unit.text_input(
        say("draft.unit"), form.unit, key="figures-unit", placeholder=say("figures.unit_hint")
    )
    when = period.text_input(
        say("draft.period"), form.period, key="figures-period", placeholder=say("figures.period_hint")
    )
    if (named, when) != (form.unit, form.period):
        with told():
            room.set_about(named, when)
            return FigureRoom(room.desk)
    return room


st.title(say("figures.title"))
st.caption(say("figures.help"))
show_notice()
room = _about(FigureRoom(desk()))
tabs = st.tabs([say(f"figures.tab_{name}") for name in TABS], key="figures-tabs", on_change="rerun")
for tab, name in zip(tabs, TABS, strict=True):
    # Only the open tab is worked out: reading past reports takes time.
    if not tab.open:
        continue
    with tab:
        if name == "upload":
            intake.upload(room)
        elif name == "paste":
            intake.paste(room)
        elif name == "fill":
            fill.fill(room)
        elif name == "standing":
            standing.standing(room)
        elif name == "collect":
            collecting.collecting(room)
        else:
            charts.charts(room, room.desk.figures.table())
shown.questions(room)
table = room.desk.figures.table()
if table.figures or room.desk.figures.sources():
    st.subheader(say("figures.all", count=len(table.figures)))
    shown.tables(room)
    shown.figures(room, table)
    shown.matches(room, table)
