"""The tables on the desk: columns to be named, figures with what is wrong at their cells, what labels are taken for."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, cast

import pandas as pd
import streamlit as st

from corpus.periods import period_words
from drafting.screens.shared import notice, role_name, say, told
from drafting.service.answers import where
from drafting.service.desk import OWNER
from drafting.service.figure_room import FigureRoom, Match, at_figures
from drafting.types import CellSource, Figure, FigureTable, Finding

if TYPE_CHECKING:
    from drafting.figures import Meaning, Question
    from drafting.service.desk_figures import TableOnDesk

_LISTED = 12
MEANINGS = (
    "actual", "same-period", "plan", "target", "growth", "of-plan", "remaining", "share", "other", "label", "unit",
    "scope", "member", "part", "note", "ignored",
)  # fmt: skip


def questions(room: FigureRoom) -> None:
    """Columns whose head isn't understood, to be named once."""
    asked = [q for table in room.desk.figures.tables() for q in table.questions]
    if not asked:
        return
    with st.container(border=True):
        st.markdown(f"**{say('figures.ask_title', count=len(asked))}**")
        st.caption(say("figures.ask_help"))
        _columns(room, asked, "asked", say("figures.ask_save"))


def _columns(room: FigureRoom, columns: list[Question], key: str, button: str) -> None:
    with st.form(key=f"columns-{key}", border=False):
        chosen = {q: _meaning(q, key) for q in columns}
        if st.form_submit_button(button, type="primary"):
            for shape in dict.fromkeys(q.signature for q in columns):
                meanings = {q.column: m for q, m in chosen.items() if q.signature == shape}
                room.desk.figures.name_columns(shape, meanings)
            notice(say("figures.ask_saved"))
            st.rerun()


def _meaning(question: Question, key: str) -> Meaning:
    head = question.head or say("figures.ask_no_head")
    words = say("figures.ask_column", letter=question.letter, head=head, samples="; ".join(question.samples))
    chosen = st.selectbox(
        words,
        MEANINGS,
        index=MEANINGS.index(question.guess),
        format_func=lambda m: say(f"meaning.{m.replace('-', '_')}"),
        key=f"meaning-{key}-{question.file}-{question.sheet}-{question.signature}-{question.column}",
    )
    return cast("Meaning", chosen)


def tables(room: FigureRoom) -> None:
    """The tables brought in; each can be taken off, its columns looked at."""
    for table in room.desk.figures.tables():
        name, count, look, drop = st.columns([6, 2, 2, 2], vertical_alignment="center")
        name.markdown(f"**{table.name}**")
        listed = f" · {say('figures.names', count=table.names)}" if table.names else ""
        count.caption(say("figures.count", count=table.figures) + listed)
        if table.columns:
            with look.popover(say("figures.columns")):
                _look(room, table)
        if drop.button(say("figures.drop"), key=f"drop-{table.name}"):
            room.desk.figures.remove(table.name)
            st.rerun()


def _look(room: FigureRoom, table: TableOnDesk) -> None:
    st.caption(say("figures.columns_help"))
    _columns(room, list(table.columns), table.name, say("figures.ask_save"))


def figures(room: FigureRoom, table: FigureTable) -> None:
    """All figures, their cells to be corrected, findings beside them."""
    here, others = at_figures(table.figures, room.findings(table))
    found = [f for many in here.values() for f in many]
    for finding in others:
        box = {"error": st.error, "warning": st.warning, "info": st.info}[finding.severity]
        box(finding.message)
    serious = sum(f.severity != "info" for f in found)
    only = serious > 0 and st.toggle(say("figures.only_doubtful", count=serious), key="figures-only")
    shown = [f for f in table.figures if not only or f.key in here]
    _editor(room, shown, here)
    if only:
        for finding in [f for f in found if f.severity != "info"][:_LISTED]:
            st.caption(f"**{say(f'status.{finding.severity}')}** · {finding.message}")


def _editor(room: FigureRoom, shown: list[Figure], here: dict[str, list[Finding]]) -> None:
    written = say("figures.written")
    base = pd.DataFrame([_row(f, here.get(f.key, [])) for f in shown])
    version = hashlib.sha256(base.to_csv().encode()).hexdigest()[:12]
    key = f"figures-table-{version}"
    st.data_editor(
        base,
        hide_index=True,
        key=key,
        height=min(620, 38 + 35 * max(len(shown), 1)),
        disabled=[c for c in base.columns if c != written],
        column_config={
            written: st.column_config.TextColumn(written, help=say("figures.correct_help")),
            say("figures.doubt"): st.column_config.TextColumn(width="large"),
        },
    )
    edited = st.session_state.get(key, {}).get("edited_rows", {})
    changes = {int(row): str(cells[written] or "") for row, cells in edited.items() if written in cells}
    if changes and st.button(say("figures.correct", count=len(changes)), type="primary"):
        _correct(room, [(shown[row], text) for row, text in changes.items()])


def _row(figure: Figure, findings: list[Finding]) -> dict[str, str]:
    return {
        say("figures.label"): figure.label,
        say("figures.role"): role_name(figure.role),
        say("figures.written"): figure.written,
        say("figures.unit"): figure.written_unit,
        say("figures.scope"): figure.scope or "",
        say("figures.doubt"): " ".join(
            f"{say(f'status.{f.severity}').upper()}: {_bare(f)}" for f in findings
        ),
        say("figures.period"): period_words(figure.period) if figure.period else "",
        say("figures.source"): where(figure.source),
        "#": figure.key,
    }


def _bare(finding: Finding) -> str:
    """The message without the label it begins with: that stands beside it."""
    return finding.message.removeprefix(f"«{finding.sentence}»:").strip()


def _correct(room: FigureRoom, changes: list[tuple[Figure, str]]) -> None:
    done = 0
    for figure, text in changes:
        if not isinstance(figure.source, CellSource):
            st.warning(say("figures.correct_elsewhere", label=figure.label))
            continue
        with told():
            room.desk.figures.correct(figure.source, text, OWNER)
            done += 1
    if done == len(changes):
        notice(say("figures.corrected", count=done))
        st.rerun()


def matches(room: FigureRoom, table: FigureTable) -> None:
    """Which known indicator each label is taken for, to be confirmed or changed."""
    found = room.matches(table)
    open_ = sum(not m.said for m in found)
    with st.expander(say("figures.match_title", count=len(found), open=open_)):
        st.caption(say("figures.match_help"))
        _match_editor(room, found)


def _match_editor(room: FigureRoom, found: list[Match]) -> None:
    label, known, ok = say("figures.label"), say("figures.match_known"), say("figures.match_ok")
    none = say("figures.match_none")
    base = pd.DataFrame(
        [{label: m.label, say("figures.unit"): m.unit, known: m.known or none, ok: m.said} for m in found]
    )
    version = hashlib.sha256(base.to_csv().encode()).hexdigest()[:12]
    edited = st.data_editor(
        base,
        hide_index=True,
        key=f"matches-{version}",
        disabled=[label, say("figures.unit")],
        column_config={
            known: st.column_config.SelectboxColumn(
                known, options=[none, *room.known_indicators()], width="large"
            ),
            ok: st.column_config.CheckboxColumn(ok),
        },
    )
    if st.button(say("figures.match_save")):
        rows = zip(found, edited[known].tolist(), edited[ok].tolist(), strict=True)
        for match, name, said in rows:
            chosen = "" if name == none else str(name)
            if chosen != match.known or (said and not match.said):
                room.desk.figures.confirm_name(match.label, chosen)
            elif match.said and not said:
                room.desk.figures.confirm_name(match.label, None)
        notice(say("figures.match_saved"))
        st.rerun()
