"""A grid of text cells with their addresses: what every reader delivers."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from drafting.types import CellSource

# The sheet in which a consolidated table lists where its numbers come from; its first cell says so.
SOURCES_SHEET = "Nguồn"
SOURCES_MARK = "Nguồn của từng số (không phải số liệu)"

Span = tuple[tuple[int, int], tuple[int, int]]


def column_name(index: int) -> str:
    """`A` for 0, `AA` for 26."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet or table as text, row and column 0 being `A1`.

    Attributes:
        rows: cell texts as a clerk sees them, all rows of one length.
        merged: merged ranges, first and last (row, column).
        stored: exact values of cells that hold numbers, by (row, column).
        hidden: hidden cells' rows and columns, as ("row" or "column", index).
        unvalued: cells with a formula but without its value.
        title: a line that names the table, from outside the grid.
    """

    file: str
    sheet: str | None
    rows: tuple[tuple[str, ...], ...]
    merged: tuple[Span, ...] = ()
    stored: dict[tuple[int, int], Decimal] = field(default_factory=dict)
    hidden: tuple[tuple[str, int], ...] = ()
    unvalued: tuple[tuple[int, int], ...] = ()
    title: str = ""

    @property
    def width(self) -> int:
        """How many columns."""
        return len(self.rows[0]) if self.rows else 0

    def address(self, row: int, column: int) -> str:
        """`A1` style."""
        return f"{column_name(column)}{row + 1}"

    def source(self, row: int, column: int) -> CellSource:
        """The cell as a source."""
        return CellSource(self.file, self.sheet, self.address(row, column))


def squared(rows: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    """Rows filled up to one length."""
    width = max((len(row) for row in rows), default=0)
    return tuple(tuple(row) + ("",) * (width - len(row)) for row in rows)
