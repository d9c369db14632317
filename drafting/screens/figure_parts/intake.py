"""Tables in: uploaded, pasted as they are from Excel or Word, or typed into a grid."""

from __future__ import annotations

from importlib import resources

import pandas as pd
import streamlit as st

from drafting.screens.shared import notice, say, told
from drafting.service.figure_room import FigureRoom

TYPES = ["xlsx", "xlsm", "xls", "ods", "csv", "tsv", "txt", "docx", "pdf", "html", "htm"]
GRID_ROWS, GRID_COLUMNS = 12, 7
_PASTED = "figures-paste-taken"


def _asset(name: str) -> str:
    return (resources.files("drafting.screens.figure_parts") / name).read_text(encoding="utf-8")


# A text box would get a Word table as lines without cells: this one takes what the clipboard has as HTML.
_paste_box = st.components.v2.component(
    "soanthao_paste",
    html="<div class='box' contenteditable='true' role='textbox' spellcheck='false'></div>",
    css=_asset("paste.css"),
    js=_asset("paste.js"),
)


def upload(room: FigureRoom) -> None:
    """Files of tables."""
    files = st.file_uploader(say("figures.choose"), type=TYPES, accept_multiple_files=True)
    if st.button(say("figures.read"), type="primary", disabled=not files):
        for file in files or []:
            with told():
                table = room.desk.figures.add_file(file.name, file.getvalue(), room.period)
                st.success(say("figures.got", file=file.name, count=len(table.figures)))


def paste(room: FigureRoom) -> None:
    """What was copied in Excel or Word, or typed."""
    st.caption(say("figures.paste_help"))
    data = {"label": say("figures.paste"), "hint": say("figures.paste_here")}
    pasted = _paste_box(key="figures-pasted", data=data, on_pasted_change=lambda: None).pasted
    if pasted and st.session_state.get(_PASTED) != pasted["at"]:
        st.session_state[_PASTED] = pasted["at"]
        with told():
            table = room.desk.figures.add_pasted(str(pasted["text"]), room.period)
            notice(say("figures.got", file=say("figures.paste"), count=len(table.figures)))
            st.rerun()
    with st.expander(say("figures.grid")):
        _grid(room)


def _grid(room: FigureRoom) -> None:
    columns = [chr(65 + i) for i in range(GRID_COLUMNS)]
    base = pd.DataFrame([[""] * GRID_COLUMNS for _ in range(GRID_ROWS)], columns=columns)
    grid = st.data_editor(
        base,
        num_rows="dynamic",
        hide_index=True,
        key="figures-grid",
        # Text only: number columns corrupt Vietnamese numbers when they are pasted.
        column_config={c: st.column_config.TextColumn(c) for c in columns},
    )
    if st.button(say("figures.read_paste"), type="primary"):
        rows = [["" if pd.isna(v) else str(v) for v in row] for row in grid.to_numpy().tolist()]
        with told():
            table = room.desk.figures.add_grid([r for r in rows if any(r)], room.period)
            notice(say("figures.got", file=say("figures.paste"), count=len(table.figures)))
            st.rerun()
