"""Places of the document's own tables: from a cell as a figure's source to offsets."""

from __future__ import annotations

import re

from corpus.types import Report
from drafting.checks.document import Span
from drafting.types import CellSource, Source

_SHEET = re.compile(r"Bảng (\d+)")
_CELL = re.compile(r"([A-Z]+)(\d+)")


def cell_span(report: Report, source: Source | None) -> Span | None:
    """Offsets of a cell of the report's own tables, None for a cell elsewhere."""
    if not isinstance(source, CellSource) or source.sheet is None:
        return None
    sheet, cell = _SHEET.fullmatch(source.sheet), _CELL.fullmatch(source.cell)
    if not sheet or not cell or int(sheet[1]) > len(report.tables):
        return None
    table = report.tables[int(sheet[1]) - 1]
    row, column = int(cell[2]) - 1, _column(cell[1])
    if row >= len(table.rows) or column >= len(table.rows[row]):
        return None
    return table.cell_span(row, column)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
