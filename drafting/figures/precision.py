"""How exact a table's cells are: a row has one precision, and what is planned is exact.

Spreadsheets drop trailing zeros: beside `12,45` and `10,2` the cell `20` says 20,00, not something between 19,5 and
20,5. A plan or a target is set, not measured: its number is a point. Growths worked out over such cells would
otherwise allow whole per cents.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from drafting.figures.columns import Column
from drafting.figures.values import Value

Span = tuple[Decimal | None, Decimal | None]
_SET = ("plan", "target")
_MEASURED = ("actual", "same-period", "plan", "target")


def spans(row: Sequence[tuple[Column, Value]]) -> list[Span]:
    """The interval of each cell of a row, as its finest cell allows."""
    halves = [_half(column, value) for column, value in row]
    finest: dict[str, Decimal] = {}
    for half, (_, value) in zip(halves, row, strict=True):
        if half and half < finest.get(value.unit, half + 1):
            finest[value.unit] = half
    return [_span(half, c, v, finest) for half, (c, v) in zip(halves, row, strict=True)]


def _half(column: Column, value: Value) -> Decimal | None:
    """Half of what the written precision leaves open; None for a count, words, a computed cell."""
    if column.role not in _MEASURED or value.low is None or value.high is None or value.low == value.high:
        return None
    return (value.high - value.low) / 2


def _span(half: Decimal | None, column: Column, value: Value, finest: dict[str, Decimal]) -> Span:
    if half is None or value.value is None:
        return value.low, value.high
    if column.role in _SET:
        return value.value, value.value
    least = finest[value.unit]
    return (value.value - least, value.value + least) if least < half else (value.low, value.high)
