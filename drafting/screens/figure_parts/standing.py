"""Figures that stand from period to period, and targets: confirmed anew, with who and when."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import pandas as pd
import streamlit as st

from corpus.periods import period_words
from drafting.screens.shared import notice, role_name, say, told
from drafting.service.desk import OWNER
from drafting.service.figure_room import FigureRoom
from drafting.service.standing import Standing
from drafting.types import Role


def standing(room: FigureRoom) -> None:
    """A table of what stands; a tick confirms a line for this period."""
    if not room.unit or not room.period:
        st.info(say("figures.about_first"))
        return
    items = room.standing()
    st.caption(say("figures.standing_help", period=period_words(room.period)))
    ok, label, value, unit, role = (
        say(f"figures.{n}") for n in ("standing_ok", "label", "written", "unit", "role")
    )
    names = {role_name(r): r for r in ("actual", "target")}
    columns = [ok, label, value, unit, role, say("figures.standing_who"), say("figures.sentence")]
    base = pd.DataFrame([_row(i, room.period, columns) for i in items], columns=columns)
    base[ok] = base[ok].astype(bool)
    edited = st.data_editor(
        base,
        hide_index=True,
        num_rows="dynamic",
        height=420,
        key=f"standing-{len(items)}-{sum(i.period == room.period for i in items)}",
        disabled=columns[5:],
        column_config={
            ok: st.column_config.CheckboxColumn(ok, default=True, width="small"),
            value: st.column_config.TextColumn(value),
            role: st.column_config.SelectboxColumn(role, options=list(names), default=next(iter(names))),
            columns[6]: st.column_config.TextColumn(width="large"),
        },
    )
    if st.button(say("figures.standing_save"), type="primary"):
        rows = edited.fillna("").to_dict("records")
        chosen = [_item(row, columns, names) for row in rows if row[ok] is True]
        with told():
            count = room.confirm_standing(chosen, OWNER)
            notice(say("figures.standing_saved", count=count))
            st.rerun()


def _row(item: Standing, period: str, columns: list[str]) -> dict[str, object]:
    who = f"{item.confirmed_by}, {item.at[:10]} ({period_words(item.period)})" if item.confirmed_by else ""
    values = [
        item.period == period,
        item.label,
        item.written,
        item.unit,
        role_name(item.role),
        who,
        item.sentence,
    ]
    return dict(zip(columns, values, strict=True))


def _item(row: dict[object, object], columns: list[str], names: dict[str, str]) -> Standing:
    label, value, unit = (str(row[c]) for c in columns[1:4])
    role = cast("Role", names.get(str(row[columns[4]]), "actual"))
    return replace(Standing(label, value, unit, role), sentence=str(row[columns[6]]))
