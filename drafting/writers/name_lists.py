"""Lists of the commended and the like: the clerk's rows as a table, or a gap that names the columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from corpus.types import Table
from corpus.units import fold
from drafting.types import DraftTable, Fact, Plan
from drafting.writers.award_lists import by_form, count_note, ordered
from drafting.writers.base import SectionText, TextBuilder, WriteContext
from drafting.writers.facts import bound_words
from drafting.writers.structure import Part, is_indicator_table

_HEAD = re.compile(
    r"(?:tt|stt|so thu tu|so tt|ho va ten|ho ten|ten (?:tap the|ca nhan|don vi)|don vi|hinh thuc.*|thanh tich.*)"
)
_RULE = re.compile(r"[|\s:-]+")
_ORDINAL = re.compile(r"(?:tt|stt|so thu tu|so tt)")


def is_row(fact: Fact) -> bool:
    """A line that is a row of a table: cells between bars, or pasted from a sheet with tabs."""
    return fact.text.startswith("|") or "\t" in fact.text


def list_tables(
    plan: Plan, heading: str, rows: Sequence[Fact], like: Table | None, context: WriteContext
) -> list[SectionText]:
    """A table for each list, with a line that says whose list it is where the section's heading doesn't."""
    out: list[SectionText] = []
    for who, lines in groupby(rows, key=lambda fact: fact.heading if fact.file else ""):
        table = list_table(plan, list(lines), like, context)
        if who and fold(who) not in fold(heading):
            title = TextBuilder().add(f"Danh sách {who[:1].lower()}{who[1:]} được khen thưởng:")
            table = title.add("\n").append(table).done(note=table.note)
        out.append(table)
    return out


def list_table(plan: Plan, rows: Sequence[Fact], like: Table | None, context: WriteContext) -> SectionText:
    """The clerk's rows as a table; the head is theirs, or else the precedent's where the columns are as many.

    Args:
        plan: whose figures the numbers in the rows may be.
        rows: one fact a row.
        like: the precedent's table at this place.
        context: of the draft.
    """
    cells = [(fact, _cells(fact.text)) for fact in rows if not _RULE.fullmatch(fact.text)]
    lines: list[list[SectionText]] = []
    head = _head(like)
    own = _head_row(cells)
    if like is not None and ordered(like.rows[1:]):
        cells = own + _ordered(cells[len(own) :])
    if head and cells and not own and fold(cells[0][1][0]) != fold(head[0]):
        if len(cells[0][1]) == len(head) - 1 and _ORDINAL.fullmatch(fold(head[0])):
            cells = [(fact, [str(at), *row]) for at, (fact, row) in enumerate(cells, 1)]
        if len(cells[0][1]) == len(head):
            lines.append([SectionText(cell) for cell in head])
    for fact, row in cells:
        plain = [SectionText(c) if c.isdigit() and not at else bound_words(plan, fact, c, context)
                 for at, c in enumerate(row)]  # fmt: skip
        lines.append(plain)
    out = TextBuilder()
    for line in lines:
        out.add("\n" if out.length else "")
        for at, cell in enumerate(line):
            out.add("\t" if at else "").append(cell)
    note = count_note(plan, rows[0].heading, len(cells) - len(own))
    table = DraftTable(0, out.length, tuple(tuple(c.text for c in line) for line in lines))
    return out.table(table).done(note=note)


_Row = tuple[Fact, list[str]]


def _head_row(cells: list[_Row]) -> list[_Row]:
    """The clerk's own head, where the first row is one."""
    return cells[:1] if cells and sum(bool(_HEAD.fullmatch(fold(c).strip())) for c in cells[0][1]) > 1 else []


def _ordered(cells: list[_Row]) -> list[_Row]:
    """The rows by form of commendation, numbered on where they had numbers."""
    rows = [cells[at] for at in by_form([row for _, row in cells])]
    if not all(row and row[0].isdigit() for _, row in rows):
        return rows
    return [(fact, [str(n), *row[1:]]) for n, (fact, row) in enumerate(rows, 1)]


def list_gap(part: Part | None, heading: str) -> SectionText:
    """A gap for the list that the precedent has here; empty where it has none."""
    table = names_table(part)
    if table is None:
        return SectionText()
    columns = ", ".join(cell for cell in _head(table) if cell)
    words = f"danh sách {heading.strip(' .:').lower()} kỳ này" + (f" (các cột: {columns})" if columns else "")
    return TextBuilder().gap(words).done()


def _head(table: Table | None) -> list[str]:
    """The titles of the columns; none where the table begins with a row of the list: names don't carry over."""
    row = list(table.rows[0]) if table else []
    return row if sum(bool(_HEAD.fullmatch(fold(cell).strip())) for cell in row) * 2 > len(row) else []


def names_table(part: Part | None) -> Table | None:
    """The precedent's table here that is no table of indicators."""
    tables = part.tables if part else []
    return next((t for t in tables if t.rows and not is_indicator_table(t)), None)


def _cells(text: str) -> list[str]:
    bare = text.strip().strip("|")
    return [cell.strip() for cell in bare.split("|" if text.startswith("|") else "\t")]
