"""XLSX, XLS and ODS workbooks through calamine, with what calamine doesn't tell."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from corpus.errors import InputError
from drafting.figures import packed
from drafting.figures.display import Details, shown
from drafting.figures.grids import SOURCES_MARK, SOURCES_SHEET, Grid, Span, squared
from drafting.figures.locked import locked, refuse_unreadable

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

# Whole numbers below this are exact in a workbook.
_PLAIN = 10**15
Cell = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta


def read_workbook(data: bytes, name: str) -> list[Grid]:
    """The grids of the visible sheets.

    Raises:
        InputError: for a broken or locked workbook, or one too large.
    """
    if not data.startswith(b"PK"):
        refuse_unreadable(data, name)
    details = _details(data, name)
    try:
        sheets = _sheets(data, name)
    except BaseException as error:
        # The reader's own panics are no `Exception`.
        if type(error).__name__ == "PanicException":
            raise packed.broken(name) from None
        raise
    grids = [_grid(sheet, name, details.get(sheet.name, Details())) for sheet in sheets]
    return [g for g in grids if not (g.sheet == SOURCES_SHEET and g.rows and g.rows[0][0] == SOURCES_MARK)]


def _readable(meta: object) -> bool:
    return str(getattr(meta, "typ", "")).endswith("WorkSheet") and str(getattr(meta, "visible", "")).endswith(
        "Visible"
    )


def _sheets(data: bytes, name: str) -> list[CalamineSheet]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [book.get_sheet_by_name(meta.name) for meta in book.sheets_metadata if _readable(meta)]
    except PasswordError as error:
        raise locked(name) from error
    except (CalamineError, OSError, ValueError) as error:
        raise packed.broken(name) from error


def _grid(sheet: CalamineSheet, name: str, details: Details) -> Grid:
    end = sheet.end or (0, 0)
    if (end[0] + 1) * (end[1] + 1) > packed.MOST_CELLS:
        raise InputError(
            f"Trang «{sheet.name}» của «{name}» quá lớn.", f"Sheet “{sheet.name}” of “{name}” is too large."
        )
    cells = sheet.to_python(skip_empty_area=False) if sheet.start is not None else []
    stored: dict[tuple[int, int], Decimal] = {}
    rows = [_row(row, r, details, stored) for r, row in enumerate(cells)]
    return Grid(
        name,
        sheet.name,
        squared(rows),
        merges(rows, sheet.merged_cell_ranges or ()),
        stored,
        details.hidden,
        details.unvalued,
    )


def merges(rows: Sequence[Sequence[str]], spans: Iterable[Span]) -> tuple[Span, ...]:
    """Merged ranges that can be: inside the sheet, with words in their first cell only."""
    height, width = len(rows), max((len(row) for row in rows), default=0)
    found = []
    for (r0, c0), (r1, c1) in spans:
        last = (min(r1, height - 1), min(c1, width - 1))
        if (r0, c0) == last or r0 > last[0] or c0 > last[1]:
            continue
        filled = sum(bool(c) for row in rows[r0 : last[0] + 1] for c in row[c0 : last[1] + 1])
        if filled == bool(rows[r0][c0]):
            found.append(((r0, c0), last))
    return tuple(found)


def _row(row: list[Cell], at: int, details: Details, stored: dict[tuple[int, int], Decimal]) -> list[str]:
    if row.count("") == len(row):  # sheets may have a million empty rows: those cost nothing
        return [""] * len(row)
    return [_text(cell, (at, c), details, stored) for c, cell in enumerate(row)]


def _text(cell: Cell, at: tuple[int, int], details: Details, stored: dict[tuple[int, int], Decimal]) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "x" if cell else ""
    if isinstance(cell, int | float):
        return _number(cell, at, details, stored)
    if isinstance(cell, datetime.datetime | datetime.date):
        return f"{cell.day:02}/{cell.month:02}/{cell.year}"
    return str(cell)


def _number(
    cell: float, at: tuple[int, int], details: Details, stored: dict[tuple[int, int], Decimal]
) -> str:
    number_format = details.formats.get(at, "")
    if not number_format and cell == cell and abs(cell) < _PLAIN and cell == int(cell):
        stored[at] = Decimal(int(cell))
        return str(int(cell))
    value = Decimal(repr(cell))
    return shown(value, at, number_format, stored) if value.is_finite() else str(cell)


def _details(data: bytes, name: str) -> dict[str, Details]:
    """Formats, hidden rows and columns, and formulas: each kind of file keeps them elsewhere."""
    if not data.startswith(b"PK"):
        from drafting.figures.records import look_closer as look_at_records

        return look_at_records(data)
    with packed.opened(data, name) as archive:
        opendocument = not {"content.xml", "META-INF/manifest.xml"}.isdisjoint(archive.namelist())
    if opendocument:
        from drafting.figures.opendocument import look_closer as look_at_content

        return look_at_content(data, name)
    return packed.look_closer(data, name)
