"""XLSX, XLS and ODS workbooks through calamine; openpyxl only for what calamine doesn't tell."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
import zlib
from decimal import Decimal
from typing import TYPE_CHECKING

from corpus.errors import InputError
from drafting.figures.display import Details, shown
from drafting.figures.grids import SOURCES_MARK, SOURCES_SHEET, Grid, squared

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_MOST_CELLS = 5_000_000
# Whole numbers below this are exact in a workbook.
_PLAIN = 10**15
Cell = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta
_NUMBER_FORMATS = re.compile(rb'numFmtId="(?:[1-9]|[1-9][0-9]+)"[^>]*/?>')
_HIDDEN = re.compile(rb'<(?:row|col)\b[^>]*\bhidden="(?:1|true)"')
_FORMULA = re.compile(rb"<f[ >/]")


def read_workbook(data: bytes, name: str) -> list[Grid]:
    """The grids of the visible sheets.

    Raises:
        InputError: for a broken or locked workbook, or one too large.
    """
    book = _open(data, name)
    details = _details(data, name)
    sheets = [book.get_sheet_by_name(meta.name) for meta in book.sheets_metadata if _readable(meta)]
    grids = [_grid(sheet, name, details.get(sheet.name, Details())) for sheet in sheets]
    return [g for g in grids if not (g.sheet == SOURCES_SHEET and g.rows and g.rows[0][0] == SOURCES_MARK)]


def _readable(meta: object) -> bool:
    return str(getattr(meta, "typ", "")).endswith("WorkSheet") and str(getattr(meta, "visible", "")).endswith(
        "Visible"
    )


def _open(data: bytes, name: str) -> CalamineWorkbook:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError as error:
        raise InputError(
            f"Tệp «{name}» có mật khẩu; hãy bỏ mật khẩu rồi thử lại.",
            f"“{name}” is locked with a password; remove it and try again.",
        ) from error
    except (CalamineError, OSError, ValueError) as error:
        raise _broken(name) from error


def _broken(name: str) -> InputError:
    return InputError(
        f"Không mở được bảng tính «{name}»: tệp hỏng hoặc không đúng loại.",
        f"The workbook “{name}” can't be opened: it is broken or of another kind.",
    )


def _grid(sheet: CalamineSheet, name: str, details: Details) -> Grid:
    end = sheet.end or (0, 0)
    if (end[0] + 1) * (end[1] + 1) > _MOST_CELLS:
        raise InputError(
            f"Trang «{sheet.name}» của «{name}» quá lớn.", f"Sheet “{sheet.name}” of “{name}” is too large."
        )
    cells = sheet.to_python(skip_empty_area=False) if sheet.start is not None else []
    stored: dict[tuple[int, int], Decimal] = {}
    rows = [
        [_text(cell, (r, c), details, stored) for c, cell in enumerate(row)] for r, row in enumerate(cells)
    ]
    return Grid(
        name,
        sheet.name,
        squared(rows),
        tuple(sheet.merged_cell_ranges or ()),
        stored,
        details.hidden,
        details.unvalued,
    )


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
    """Formats, hidden rows and columns, and formulas, looked for only in files that have any."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            formats = b"".join(archive.read(n) for n in archive.namelist() if n.endswith("xl/styles.xml"))
            sheets = [archive.read(n) for n in archive.namelist() if n.startswith("xl/worksheets/sheet")]
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, EOFError) as error:
        raise _broken(name) from error
    wanted = (
        bool(_NUMBER_FORMATS.search(formats)),
        any(_HIDDEN.search(s) for s in sheets),
        any(_FORMULA.search(s) for s in sheets),
    )
    if not any(wanted):
        return {}
    from drafting.figures.display import look_closer

    return look_closer(data, name, *wanted)
