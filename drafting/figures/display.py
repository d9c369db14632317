"""How a workbook shows its numbers, and what it hides: read with openpyxl, only where needed."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from corpus.errors import InputError

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

# Excel keeps 15 digits; what comes after is noise of binary fractions.
_DIGITS = 15
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


@dataclass(frozen=True, slots=True)
class Details:
    """What calamine doesn't tell of a sheet.

    Attributes:
        formats: number formats other than General, by (row, column).
    """

    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden: tuple[tuple[str, int], ...] = ()
    unvalued: tuple[tuple[int, int], ...] = ()


def look_closer(data: bytes, name: str, formats: bool, hidden: bool, formulas: bool) -> dict[str, Details]:
    """Details by sheet name.

    Raises:
        InputError: where openpyxl can't open what calamine could.
    """
    values = _sheets(data, name, values=True)
    written = _sheets(data, name, values=False) if formulas else {}
    found = {}
    for title, sheet in values.items():
        found[title] = Details(
            _formats(sheet) if formats else {},
            _hidden(sheet) if hidden else (),
            _unvalued(sheet, written[title]) if title in written else (),
        )
    return found


def _sheets(data: bytes, name: str, *, values: bool) -> dict[str, Worksheet]:
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=values)
    except Exception as error:
        raise InputError(
            f"Không đọc được định dạng của bảng tính «{name}»: tệp hỏng.",
            f"The formats of the workbook “{name}” can't be read: it is broken.",
        ) from error
    return {sheet.title: sheet for sheet in book.worksheets}


def _formats(sheet: Worksheet) -> dict[tuple[int, int], str]:
    cells = sheet._cells.values()  # iter_rows would create every empty cell
    return {
        (cell.row - 1, cell.column - 1): cell.number_format
        for cell in cells
        if cell.data_type == "n" and cell.value is not None and cell.number_format != "General"
    }


def _hidden(sheet: Worksheet) -> tuple[tuple[str, int], ...]:
    from openpyxl.utils import column_index_from_string

    rows = [("row", index - 1) for index, d in sorted(sheet.row_dimensions.items()) if d.hidden]
    columns = []
    for letter, dimension in sheet.column_dimensions.items():
        if dimension.hidden:
            first = dimension.min or column_index_from_string(letter)
            last = min(dimension.max or first, sheet.max_column)
            columns += [("column", index - 1) for index in range(first, last + 1)]
    return (*rows, *sorted(columns))


def _unvalued(values: Worksheet, written: Worksheet) -> tuple[tuple[int, int], ...]:
    cells, known = written._cells, values._cells
    return tuple(
        sorted(
            (row - 1, column - 1)
            for (row, column), cell in cells.items()
            if cell.data_type == "f" and ((row, column) not in known or known[row, column].value is None)
        )
    )


def shown(
    value: Decimal, at: tuple[int, int], number_format: str, stored: dict[tuple[int, int], Decimal]
) -> str:
    """A stored number as the sheet shows it, the Vietnamese way; its exact value goes to `stored`."""
    section = _LITERAL.sub("", number_format.split(";")[0]) if number_format else ""
    percent = "%" in section
    if percent:
        value = value * 100
    value = _trimmed(value)
    stored[at] = value
    digits = re.search(r"[0#?]\.([0#?]+)", section)
    fixed = len(digits[1].rstrip("#?")) if digits else None
    most = len(digits[1]) if digits else (0 if re.search(r"[0#?]", section) else None)
    text = written(value, fixed or 0, most, grouped=re.search(r"[#0],[#0]", section) is not None)
    return text + "%" if percent else text


def _trimmed(value: Decimal) -> Decimal:
    places = max(0, _DIGITS - 1 - value.adjusted()) if value else 0
    rounded = value.quantize(Decimal(1).scaleb(-min(places, _DIGITS)), ROUND_HALF_UP)
    plain = rounded.normalize()
    return plain.quantize(Decimal(1)) if plain == plain.to_integral_value() else plain


def written(value: Decimal, fewest: int = 0, most: int | None = None, *, grouped: bool = False) -> str:
    """A number with a decimal comma, `fewest` to `most` digits after it."""
    if most is not None:
        value = value.quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP)
    whole, _, part = f"{abs(value):f}".partition(".")
    part = part.rstrip("0").ljust(fewest, "0")
    if grouped:
        whole = f"{int(whole):,}".replace(",", ".")
    sign = "-" if value < 0 and (whole.strip("0.") or part.strip("0")) else ""
    return f"{sign}{whole},{part}" if part else sign + whole
