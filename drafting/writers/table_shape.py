"""The shape of a precedent's indicator table: its header, columns, groups and the order of its rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.types import Table
from corpus.units import fold
from drafting import alignment, figures
from drafting.figures.columns import Column
from drafting.figures.grids import Grid
from drafting.figures.rows import GroupRow
from drafting.figures.tables import TableRead, read_grid_tables
from drafting.types import Figure

_SAME_ROW = 0.8
_BULLETS = "-–—+*•"
# How a computed column may be made, where its head has no formula: tried on the precedent's own cells.
_FORMS = {
    "growth": ("{a}/{s}*100", "({a}-{s})/{s}*100", "{a}-{s}"),
    "of-plan": ("{a}/{p}*100",),
    "remaining": ("{p}-{a}",),
}


@dataclass(frozen=True, slots=True)
class ShapeColumn:
    """A column: what it holds (`number`, `label`, `unit`, `note`, a role, or nothing known), and its formula.

    `form` has `{a}`, `{s}`, `{p}` for the actual figure, the same period's and the plan's.
    """

    holds: str
    form: str = ""
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class ShapeRow:
    """A row of the precedent: its mark as printed, its label with its parents, whether it heads a group."""

    mark: str
    label: str
    own: str
    group: bool = False
    parent: str = ""

    @property
    def bullet(self) -> bool:
        """Marked by a dash or nothing: it isn't counted."""
        return not self.mark or self.mark[0] in _BULLETS


@dataclass(frozen=True, slots=True)
class Shape:
    """What a table of this period follows."""

    header: tuple[tuple[str, ...], ...]
    columns: tuple[ShapeColumn, ...]
    rows: tuple[ShapeRow, ...]

    def has(self, holds: str) -> bool:
        """Some column holds this."""
        return any(c.holds == holds for c in self.columns)


def shape_of(table: Table) -> Shape | None:
    """The shape of a table of indicators; None where no column of it is read as this period's values."""
    grid = Grid("", None, table.rows)
    tables = read_grid_tables(grid, None)
    read = tables[0] if tables else None
    if len({t.block.top for t in tables}) < len(tables):
        return None  # its rows tell periods or roles, which a column's shape can't
    if read is None or read.roles.label is None or not read.block.data:
        return None
    columns = tuple(_column(read, c, table) for c in read.columns)
    header = _header(table, read)
    shape = Shape(header, columns, tuple(_rows(read)))
    return shape if shape.has("actual") and header else None


def _header(table: Table, read: TableRead) -> tuple[tuple[str, ...], ...]:
    """The rows above the first that carries an indicator or names a group."""
    first = min((r.at for r in read.rows), default=table.header_rows)
    return table.rows[:first]


def _column(read: TableRead, column: Column, table: Table) -> ShapeColumn:
    if column.kind in ("number", "label", "unit", "note"):
        return ShapeColumn(column.kind)
    holds = column.role or ""
    if holds in _FORMS:
        return ShapeColumn(holds, _printed(read, column) or _tried(holds, table))
    return ShapeColumn(holds, scope=column.scope)


def _printed(read: TableRead, column: Column) -> str:
    """The column's own formula over the roles of the columns that it names; empty where it has none."""
    if column.formula is None:
        return ""
    letters = {"actual": "{a}", "same-period": "{s}", "plan": "{p}", "target": "{p}"}
    roles = {c.code: letters.get(c.role or "", "") for c in read.columns if c.code}
    _, _, right = column.formula.printed.partition("=")
    right = right.replace(":", "/").replace("x", "*").replace("X", "*").replace("%", "*100")
    form = re.sub(
        r"(?<![\d.])\d{1,2}(?![\d.])", lambda m: roles.get(m[0], m[0]) if m[0] != "100" else m[0], right
    )
    return form if "{" in form and re.fullmatch(r"(?:\{[asp]\}|100|[-+*/() ])+", form) else ""


def _tried(holds: str, table: Table) -> str:
    """Of the ways to compute it the one that gives most of the precedent's cells; else the first."""
    forms = _FORMS[holds]
    if len(forms) == 1:
        return forms[0]
    cells = figures.read_grid(table.rows, "", None).figures
    by_row: dict[str, dict[str, Figure]] = {}
    for figure in cells:
        if figure.value is not None:
            by_row.setdefault(figure.indicator, {}).setdefault(figure.role, figure)
    hits = [sum(_gives(form, row, holds) for row in by_row.values()) for form in forms]
    return forms[hits.index(max(hits))]


def _gives(form: str, row: dict[str, Figure], holds: str) -> bool:
    told, actual, same = row.get(holds), row.get("actual"), row.get("same-period")
    if told is None or actual is None or same is None or not same.value:
        return False
    a, s = actual.value or Decimal(0), same.value
    made = {_FORMS["growth"][0]: a / s * 100, _FORMS["growth"][1]: (a - s) / s * 100}.get(form, a - s)
    return told.value is not None and abs(made - told.value) <= Decimal("0.11")


def _rows(read: TableRead) -> list[ShapeRow]:
    number = read.roles.number.index if read.roles.number is not None else None
    rows: list[ShapeRow] = []
    labels: dict[int, str] = {}
    for row in read.rows:
        mark = read.grid.rows[row.at][number].strip() if number is not None else ""
        if isinstance(row, GroupRow):
            label = read.roles.label.index if read.roles.label is not None else row.column
            printed = read.grid.rows[row.at][label].strip() or row.label
            rows.append(ShapeRow(mark, row.label, printed, group=True))
        elif row.scope is None:
            labels[row.at] = row.label
            parent = labels.get(row.parent, "") if row.parent is not None else ""
            rows.append(ShapeRow(mark or _bullet(read, row.at), row.label, row.own, parent=parent))
    return rows


def _bullet(read: TableRead, at: int) -> str:
    """A dash that stands with the label, where the table has no column of numbers for it."""
    label = read.roles.label
    text = read.grid.rows[at][label.index].strip() if label is not None else ""
    return text[:1] if text[:1] in _BULLETS else ""


def same_row(label: str, other: str) -> float:
    """How surely two labels, parents and all, name one row; 0 where they don't."""
    a, b = fold(label).strip(" -"), fold(other).strip(" -")
    if a == b:
        return 1.0
    own, theirs = (x.rpartition(": ")[2] for x in (a, b))
    shorter, longer = sorted((own, theirs), key=len)
    above = a.rpartition(": ")[0], b.rpartition(": ")[0]
    if all(above) and alignment.similarity(*above) < _SAME_ROW and above[0] not in above[1]:
        return 0.0
    if len(shorter.split()) > 1 and longer.startswith(shorter):
        return 0.9
    score = alignment.similarity(own, theirs)
    return score if score >= _SAME_ROW and len(shorter.split()) > 1 else 0.0


def matched(labels: Sequence[str], shape: Shape) -> dict[int, int]:
    """For each of the shape's rows the label that is the same row, surest first; a label is taken once."""
    pairs = [
        (same_row(label, row.label), at, index)
        for at, row in enumerate(shape.rows)
        if not row.group
        for index, label in enumerate(labels)
    ]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for score, at, index in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if score > 0 and at not in found and index not in taken:
            found[at] = index
            taken.add(index)
    return found
