"""A table's numbers as they stand in its grid, whatever its columns mean: what its sums and ratios are looked for in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from corpus.units import fold
from drafting.figures.assemble import Cells
from drafting.figures.audit.common import is_rate
from drafting.figures.headings import is_total
from drafting.figures.intervals import Interval, point, rounded
from drafting.figures.rows import Row
from drafting.figures.tables import TableRead
from drafting.figures.values import read_plain
from drafting.figures.wording import clean, is_nothing

LineKind = Literal["item", "total", "average", "part"]
_PERCENT = re.compile(r"%|\b(?:ti le|ti trong|co cau|toc do|phan tram)\b")
_SUM = re.compile(r"(?:tổng|cộng|toàn|cả (?:huyện|xã|tỉnh|trường|cụm)|chung)\b")  # `công nghiệp` is no sum
_AVERAGE = re.compile(r"(?:gia tri )?(?:binh quan|trung binh|bq|tb)\b")
_PART = re.compile(r"(?:trong do|trong tong|bao gom|gom|chia ra|rieng)\b|[-+*•]\s*\w")
_ROMAN = re.compile(r"[IVXLC]+[.)]?|[A-ZĐ][.)]?")
_ORDINAL = re.compile(r"\d{1,3}(?:\.\d{1,3})*[.)]?")
_MOST_ROWS = 400
_MOST_COLUMNS = 40
_FEWEST = 3  # columns that tell a formula over rows


@dataclass(frozen=True, slots=True)
class Number:
    """A cell that holds a number and nothing else.

    Attributes:
        span: what rounds to it; a whole number is exact.
    """

    row: int
    column: int
    value: Decimal
    decimals: int
    written: str
    span: Interval

    @property
    def half(self) -> Decimal:
        """How far from it what it was rounded from may lie."""
        return Decimal(5).scaleb(-self.decimals - 1)


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its label, its number, what it is, and how deep it stands (1 for `I`, 2 for `1`, 3 for `1.1`; 0 unknown).

    `rate` is true for one of percentages, yields, averages: members' values of it can't be added; `percent` for percentages.
    """

    at: int
    label: str
    mark: str
    kind: LineKind
    level: int
    rate: bool
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """A column of numbers: its head's words, folded, and whether they tell of percentages or of what can't be added."""

    index: int
    shown: str
    words: str
    percent: bool
    rate: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table's numbers by row and column."""

    cells: Cells
    lines: tuple[Line, ...]
    heads: tuple[Head, ...]
    numbers: Mapping[tuple[int, int], Number]

    def row(self, at: int, columns: Sequence[int]) -> tuple[Number, ...] | None:
        """A row's numbers in some columns, None where one is missing."""
        found = [self.numbers.get((at, c)) for c in columns]
        known = tuple(n for n in found if n is not None)
        return known if len(known) == len(found) else None


def sheet(cells: Cells) -> Sheet | None:
    """The numbers of a table; None for one too small, or too large to be a report's."""
    table = cells.table
    data = table.block.data
    if not 2 <= len(data) <= _MOST_ROWS or table.grid.width > _MOST_COLUMNS:
        return None
    numbers = {(n.row, n.column): n for at in data for n in _numbers(table, at)}
    heads = _heads(table, numbers)
    if not heads:
        return None
    first = heads[0].index
    units = {row.at: row.unit for row in table.rows if isinstance(row, Row)}
    held = (at for at in data if any((at, h.index) in numbers for h in heads))
    lines = tuple(_line(table, at, first, units.get(at, "")) for at in held)
    return Sheet(cells, lines, heads, numbers)


def _numbers(table: TableRead, at: int) -> list[Number]:
    found = []
    for column, text in enumerate(table.grid.rows[at]):
        if text and (text[0].isdigit() or text[:1] in "-–−+(" or text[0].isspace()):
            reading = read_plain(text)
            if reading is not None:
                value, decimals = reading
                exact = point(value) if not decimals else rounded(value, decimals)
                found.append(Number(at, column, value, decimals, clean(text), exact))
    return found


def _heads(table: TableRead, numbers: Mapping[tuple[int, int], Number]) -> tuple[Head, ...]:
    """Columns that hold numbers mostly: not the row numbers, not the labels."""
    number = table.roles.number.index if table.roles.number is not None else None
    label = table.roles.label.index if table.roles.label is not None else None
    found = []
    for column in range(table.grid.width):
        texts = [t for at in table.block.data if not is_nothing(t := clean(table.grid.rows[at][column]))]
        held = sum((at, column) in numbers for at in table.block.data)
        if column not in (number, label) and held >= 2 and held * 2 > len(texts):
            found.append(_head(table, column))
    if found and _ordinals(table, found[0].index, numbers):
        found = found[1:]
    return tuple(found)


def _head(table: TableRead, column: int) -> Head:
    path = table.block.heads[column] if column < len(table.block.heads) else ()
    shown = clean(" ".join(path))
    words = fold(shown)
    return Head(column, path[-1] if path else "", words, bool(_PERCENT.search(words)), is_rate(shown, ""))


def _ordinals(table: TableRead, column: int, numbers: Mapping[tuple[int, int], Number]) -> bool:
    """True for a first column that counts the rows and isn't headed so."""
    values = [numbers[at, column].value for at in table.block.data if (at, column) in numbers]
    return column == 0 and values == list(range(1, len(values) + 1))


def _line(table: TableRead, at: int, first: int, unit: str) -> Line:
    row = [clean(c) for c in table.grid.rows[at]]
    number = table.roles.number.index if table.roles.number is not None else None
    mark = row[number] if number is not None else ""
    texts = [t for i, t in enumerate(row[: max(first, 1)]) if t and i != number]
    if number is None and len(texts) > 1 and (_ROMAN.fullmatch(texts[0]) or _ORDINAL.fullmatch(texts[0])):
        mark, texts = texts[0], texts[1:]
    label = next((t for t in texts if not _ORDINAL.fullmatch(t)), "") or (mark if len(mark) > 4 else "")
    return Line(at, label, mark, _kind(label, mark), _level(mark), is_rate(label, unit), unit == "%")


def _kind(label: str, mark: str) -> LineKind:
    words = fold(label)
    if _AVERAGE.match(words):
        return "average"
    if _PART.match(words) or mark in ("-", "+", "*"):
        return "part"
    return "total" if is_total(label) or (_SUM.match(label.lower()) and not mark) else "item"


def _level(mark: str) -> int:
    if _ROMAN.fullmatch(mark):
        return 1
    return 2 + mark.rstrip(".)").count(".") if _ORDINAL.fullmatch(mark) else 0


def turned(sheet: Sheet, known: AbstractSet[int]) -> Sheet | None:
    """The sheet with its rows as columns, for rates that stand below what they are worked out from.

    Args:
        sheet: the table.
        known: columns that are worked out from others: none of their cells follows from the cells above.

    Returns:
        Rows' percentages are heads of it; None where there are none, or too few columns to tell.
    """
    kept = [h for h in sheet.heads if h.index not in known and not h.percent and not h.rate]
    rows = [line for line in sheet.lines if line.kind != "average"]
    heads = tuple(Head(r.at, r.label, fold(r.label), r.percent, r.rate) for r in rows)
    if len(kept) < _FEWEST or not any(h.percent for h in heads):
        return None
    lines = tuple(Line(h.index, h.shown, "", "item", 0, h.rate, h.percent) for h in kept)
    return Sheet(sheet.cells, lines, heads, {(n.column, n.row): n for n in sheet.numbers.values()})
