"""Writing tidy workbooks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from corpus.errors import InputError

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Cell = Decimal | int | str | None


@dataclass(slots=True)
class Sheet:
    """A sheet to be written: rows from `A1` down.

    Attributes:
        merged: ranges such as `C2:E2`.
    """

    title: str
    widths: Sequence[float] = ()
    rows: list[tuple[list[Cell], bool, bool]] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)

    def add(self, cells: Sequence[Cell], *, bold: bool = False, boxed: bool = False) -> int:
        """Append a row; returns its number, counted from 1."""
        self.rows.append((list(cells), bold, boxed))
        return len(self.rows)


def save(path: Path | BinaryIO, sheets: Sequence[Sheet]) -> None:
    """Write the sheets as one workbook, into a file or a stream.

    Raises:
        InputError: where the file can't be written.
    """
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _write(book.create_sheet(sheet.title), sheet)
    try:
        book.save(path)
    except OSError as error:
        raise write_error(path) from error


def write_error(path: object) -> InputError:
    """What is said where a file can't be written."""
    return InputError(
        f"Không ghi được tệp «{path}»; hãy đóng tệp nếu đang mở, hoặc chọn chỗ khác.",
        f"“{path}” can't be written; close it if it is open, or choose another place.",
    )


def _write(target: Worksheet, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Border, Font, Side
    from openpyxl.utils import get_column_letter

    thin = Side(style="thin")
    for r, (cells, bold, boxed) in enumerate(sheet.rows, start=1):
        for c, value in enumerate(cells, start=1):
            cell = target.cell(r, c)
            if isinstance(value, str):
                cell.value, cell.data_type = value, "s"  # never a formula, whatever it begins with
            elif value is not None:
                cell.value = _stored(value)
                cell.number_format = _format(value)
            cell.font = Font(name="Times New Roman", size=12, bold=bold)
            cell.alignment = Alignment(vertical="center", wrap_text=boxed)
            if boxed:
                cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
    for index, width in enumerate(sheet.widths, start=1):
        target.column_dimensions[get_column_letter(index)].width = width
    for span in sheet.merged:
        target.merge_cells(span)


def _stored(value: Decimal | int) -> int | float:
    whole = Decimal(value)
    return int(whole) if whole == whole.to_integral_value() else float(whole)


def _format(value: Decimal | int) -> str:
    digits = max(0, -int(Decimal(value).normalize().as_tuple().exponent))
    return "#,##0" + ("." + "0" * min(digits, 10) if digits else "")
