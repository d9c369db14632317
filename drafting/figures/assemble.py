"""Figures out of tables: keys, labels, units, values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from corpus.units import fold
from drafting.figures.columns import Column
from drafting.figures.givers import giver_of
from drafting.figures.precision import Span, spans
from drafting.figures.rows import Row
from drafting.figures.tables import TableRead
from drafting.figures.values import Value, read_value, unit_of
from drafting.numbers import base_unit
from drafting.types import Figure


@dataclass(slots=True)
class Cells:
    """Figures by the cell of their table, and why a cell is doubtful: what the table's own checks look at.

    Attributes:
        computed: columns whose formula, printed or understood, their cells were held against.
    """

    table: TableRead
    notes: dict[tuple[int, int], str] = field(default_factory=dict)
    figures: dict[tuple[int, int], Figure] = field(default_factory=dict)
    computed: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Keys:
    """Hands out keys in order; the same indicator has one key wherever it stands.

    Two rows of one table with the same words that count different things (`tập thể`, `cá nhân`) are two indicators.

    Attributes:
        units: what the first row of these words counts in the table that is being read.
    """

    figures: int = 0
    indicators: dict[tuple[str, str, str], str] = field(default_factory=dict)
    units: dict[tuple[str, str], str] = field(default_factory=dict)

    def figure(self) -> str:
        """The next figure's key."""
        self.figures += 1
        return f"F{self.figures:03d}"

    def indicator(self, group: str, label: str, unit: str) -> str:
        """The key of an indicator.

        Args:
            group: the group of rows that it stands in.
            label: its words.
            unit: of its row, as printed.
        """
        words = (fold(group), fold(label))
        counts = fold(base_unit(unit).base) if unit.strip() else ""
        first = self.units.setdefault(words, counts)
        own = counts if first and counts and counts != first else ""
        return self.indicators.setdefault((*words, own), f"I{len(self.indicators) + 1:03d}")


def assemble(tables: Iterable[TableRead]) -> list[Cells]:
    """The figures of all tables, keys counted through."""
    keys = Keys()
    return [_cells(table, keys) for table in tables]


def _cells(table: TableRead, keys: Keys) -> Cells:
    cells = Cells(table)
    keys.units.clear()
    for row in table.rows:
        if isinstance(row, Row):
            found = list(_values(table, row))
            for (column, value), span in zip(found, spans(found), strict=True):
                cells.figures[row.at, column.index] = _figure(table, row, column, value, span, keys)
                if value.note:
                    cells.notes[row.at, column.index] = value.note
    return cells


def _values(table: TableRead, row: Row) -> Iterator[tuple[Column, Value]]:
    for column in table.values:
        text = table.grid.rows[row.at][column.index]
        value = read_value(
            text, unit_of(table, row, column), table.grid.stored.get((row.at, column.index)), column
        )
        if value is not None:
            yield column, value


def label_of(table: TableRead, row: Row, column: Column) -> str:
    """The indicator a cell is about: the row's label with what the column's head adds, or the head alone."""
    extra = [p for p in column.parts if fold(p) != fold(row.own)]
    if not row.label:
        extra = extra or [table.title or column.head]
    return ": ".join([row.label, *extra] if row.label else extra)


def _figure(table: TableRead, row: Row, column: Column, value: Value, span: Span, keys: Keys) -> Figure:
    label = label_of(table, row, column)
    scope = column.scope or row.scope
    return Figure(
        key=keys.figure(),
        indicator=keys.indicator(row.group, label, row.unit),
        label=label,
        scope=scope,
        role=column.role or "other",
        value=value.value,
        unit=value.unit,
        written=value.written,
        written_unit=value.written_unit,
        source=table.grid.source(row.at, column.index),
        period=column.period or table.period,
        of=value.of,
        text=value.text,
        low=span[0],
        high=span[1],
        group=row.group,
        giver=giver_of(column.head) if column.role in ("plan", "target") else "",
    )
