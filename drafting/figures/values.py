"""What a cell's text is worth, in the unit that column, row or table give it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from corpus.units import fold
from drafting import numbers
from drafting.figures.columns import Column
from drafting.figures.headings import meaning
from drafting.figures.names import is_unit
from drafting.figures.wording import clean, is_ditto, is_nothing

if TYPE_CHECKING:
    from drafting.figures.rows import Row
    from drafting.figures.tables import TableRead

# Ways of commending whose words are counted nouns elsewhere.
_WAYS = frozenset({"chuyen de", "dot xuat"})


@dataclass(frozen=True, slots=True)
class Value:
    """A cell's value in its base unit, or its words."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    written: str
    written_unit: str
    of: Decimal | None = None
    text: str | None = None
    note: str = ""


def unit_of(table: TableRead, row: Row, column: Column) -> str:
    """The unit as printed: a computed column's own, else the row's, the column's, the table's."""
    if column.role in ("growth", "of-plan", "share"):
        return _computed_unit(row, column)
    own = row.unit or column.unit or table.unit
    if column.percent and (column.bare_ratio or column.role == "other"):
        return "%"
    if not own and (counted := _counted(column)):
        return counted
    if column.unit and (not row.unit or not is_unit(row.unit)):
        return column.unit
    return own


def _counted(column: Column) -> str:
    """What a category counts: `cá nhân` under `Cá nhân` over `Chuyên đề`, for a way counts nothing."""
    named = (p for p in reversed(column.parts) if meaning(p) == "category" and fold(p) not in _WAYS)
    return next((p.lower() for p in named if is_unit(p)), "")


def _computed_unit(row: Row, column: Column) -> str:
    if column.percent:
        return "%"
    if column.formula is not None:
        if "100" in column.formula.printed or "%" in column.formula.printed:
            return "%"
        return "" if "/" in column.formula.printed or ":" in column.formula.printed else row.unit
    return "lần" if column.unit == "lần" else "%"


def read_value(text: str, unit: str, stored: Decimal | None, column: Column) -> Value | None:
    """The value of a cell; None for an empty one.

    Args:
        text: the cell as shown.
        unit: as printed for it, or empty.
        stored: the exact number behind it, where a workbook keeps one.
        column: its column.
    """
    shown = clean(text)
    if is_nothing(shown) or is_ditto(shown):
        return None
    reading = _read(shown, unit)
    if reading is None or (reading.value is None and reading.kind != "range"):
        base = numbers.base_unit(unit).base if unit else ""
        return Value(None, None, None, base, shown, unit, text=shown)
    if reading.value is None:
        return Value(None, reading.low, reading.high, reading.unit or "", shown, unit, text=shown)
    value, low, high = reading.value, reading.low, reading.high
    if stored is not None:
        value = stored * reading.scale
    if column.role == "growth" and reading.change == "down" and value > 0:
        value, low, high = -value, -high if high is not None else None, -low if low is not None else None
    if value == 0:
        low = high = value
    note = "" if stored is not None else reading.note
    return Value(
        _tidy(value), _tidy(low), _tidy(high), reading.unit or "", shown, unit, reading.of, note=note
    )


def read_plain(text: str) -> tuple[Decimal, int] | None:
    """A cell that is a number and nothing else, as printed, with its digits behind the comma; None for all others."""
    shown = clean(text)
    reading = None if is_nothing(shown) else _read(shown, "")
    if reading is None or reading.value is None or reading.of is not None or reading.note:
        return None
    return (reading.value, reading.decimals) if reading.kind in ("quantity", "percent") else None


@lru_cache(maxsize=65536)
def _read(shown: str, unit: str) -> numbers.Reading | None:
    return numbers.read_cell(shown, unit or None)


def _tidy(value: Decimal | None) -> Decimal | None:
    """Without trailing zeros or exponent: `71300000.0` is `71300000`."""
    if value is None:
        return None
    plain = value.normalize()
    return (
        plain.quantize(Decimal(1)) if plain == plain.to_integral_value() and plain.adjusted() < 27 else plain
    )
