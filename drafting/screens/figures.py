"""Figures: a table uploaded or pasted, or last period's numbers with a blank beside each."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from corpus.periods import period_words, shift_years
from corpus.types import StoredReport
from drafting.screens.shared import desk, notice, role_name, say, show_notice, told
from drafting.service import inputs
from drafting.service.answers import where
from drafting.types import FigureTable

TYPES = ["xlsx", "xls", "ods", "csv", "tsv", "txt", "docx"]
GRID_ROWS, GRID_COLUMNS = 12, 7


def _period() -> str | None:
    words = desk().form().period
    return inputs.period_code(words) if words else None


def _upload() -> None:
    files = st.file_uploader(say("figures.choose"), type=TYPES, accept_multiple_files=True)
    if st.button(say("figures.read"), type="primary", disabled=not files):
        for file in files or []:
            with told():
                table = desk().figures.add_file(file.name, file.getvalue(), _period())
                st.success(say("figures.got", file=file.name, count=len(table.figures)))


def _paste() -> None:
    st.caption(say("figures.paste_help"))
    text = st.text_area(say("figures.paste"), height=160, key="figures-pasted")
    base = pd.DataFrame(
        [[""] * GRID_COLUMNS for _ in range(GRID_ROWS)], columns=[chr(65 + i) for i in range(GRID_COLUMNS)]
    )
    with st.expander(say("figures.grid")):
        grid = st.data_editor(
            base,
            num_rows="dynamic",
            hide_index=True,
            key="figures-grid",
            # Text only: number columns corrupt Vietnamese numbers when they are pasted.
            column_config={c: st.column_config.TextColumn(c) for c in base.columns},
        )
    if st.button(say("figures.read_paste"), type="primary"):
        with told():
            if text.strip():
                table = desk().figures.add_pasted(text, _period())
            else:
                rows = [["" if pd.isna(v) else str(v) for v in row] for row in grid.to_numpy().tolist()]
                table = desk().figures.add_grid([r for r in rows if any(r)], _period())
            st.success(say("figures.got", file=say("figures.paste"), count=len(table.figures)))


def _fill() -> None:
    reports = desk().reports()
    if not reports:
        st.info(say("figures.no_reports"))
        return
    names = {r.id: f"{r.report.meta.unit} · {r.report.meta.period} · {r.report.meta.title}" for r in reports}
    chosen = st.selectbox(say("figures.which"), list(names), format_func=names.__getitem__)
    stored = next(r for r in reports if r.id == chosen)
    given = desk().figures.answers(stored.id)
    items = desk().figures.rows(stored)
    base = pd.DataFrame(
        [
            {
                say("figures.label"): s.label,
                say("figures.scope"): s.scope or "",
                say("figures.role"): role_name(s.role),
                say("figures.old"): s.reading.quote,
                say("figures.unit"): s.unit,
                say("figures.new"): given.get(s.mention, ""),
                say("figures.sentence"): s.sentence,
            }
            for s in items
        ]
    )
    st.caption(say("figures.fill_help", count=len(items)))
    new = say("figures.new")
    edited = st.data_editor(
        base,
        hide_index=True,
        height=460,
        key=f"fill-{stored.id}",
        disabled=[c for c in base.columns if c != new],
        column_config={new: st.column_config.TextColumn(new)},
    )
    if st.button(say("figures.save_fill"), type="primary"):
        answers = {s.mention: str(v or "") for s, v in zip(items, edited[new], strict=True)}
        with told():
            table = desk().figures.fill(stored, answers, _fill_period(stored))
            notice(say("figures.got", file=stored.file, count=len(table.figures)))
            st.rerun()


def _fill_period(stored: StoredReport) -> str | None:
    period = stored.report.meta.period
    return _period() or (shift_years(period, 1) if period else None)


def _shown(table: FigureTable) -> None:
    st.subheader(say("figures.all", count=len(table.figures)))
    for name in desk().figures.sources():
        left, right = st.columns([5, 1])
        left.write(name)
        if right.button(say("figures.drop"), key=f"drop-{name}"):
            desk().figures.remove(name)
            st.rerun()
    rows = [
        {
            "#": f.key,
            say("figures.label"): f.label,
            say("figures.scope"): f.scope or "",
            say("figures.role"): role_name(f.role),
            say("figures.written"): f"{f.written} {f.written_unit}".strip(),
            say("figures.period"): period_words(f.period) if f.period else "",
            say("figures.source"): where(f.source),
        }
        for f in table.figures
    ]
    st.dataframe(rows, hide_index=True, key="figures-table")
    for finding in table.findings:
        (st.error if finding.severity == "error" else st.warning)(finding.message)


st.title(say("figures.title"))
st.caption(say("figures.help"))
show_notice()
upload, paste, fill = st.tabs([say("figures.tab_upload"), say("figures.tab_paste"), say("figures.tab_fill")])
with upload:
    _upload()
with paste:
    _paste()
with fill:
    _fill()
shown = desk().figures.table()
if shown.figures:
    _shown(shown)
