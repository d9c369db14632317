"""How exact a table's cells are: a row has one precision, and what is planned is exact.

Spreadsheets drop trailing zeros: beside `12,45` and `10,2` the cell `20` says 20,00, not something between 19,5 and
20,5. A plan or a target is set, not measured: its number is a point. Growths worked out over such cells would
otherwise allow whole per cents.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from drafting.types import Figure

_SET = ("plan", "target")
_MEASURED = ("actual", "same-period", "plan", "target")


def sharpened(row: Iterable[tuple[tuple[int, int], Figure]]) -> list[tuple[tuple[int, int], Figure]]:
    """The figures of one row, by their cells, with the interval that the row's finest cell allows."""
    cells = list(row)
    finest: dict[str, Decimal] = {}
    for _, figure in cells:
        half = _half(figure)
        if half:
            finest[figure.unit] = min(half, finest.get(figure.unit, half))
    return [(at, _sharp(figure, finest.get(figure.unit))) for at, figure in cells]


def _half(figure: Figure) -> Decimal | None:
    """Half of what the written precision leaves open; None for a count, words, a computed cell."""
    if figure.role not in _MEASURED or figure.value is None or figure.low is None or figure.high is None:
        return None
    return (figure.high - figure.low) / 2


def _sharp(figure: Figure, finest: Decimal | None) -> Figure:
    half = _half(figure)
    if not half or figure.value is None or finest is None:
        return figure
    if figure.role in _SET:
        return replace(figure, low=figure.value, high=figure.value)
    return replace(figure, low=figure.value - finest, high=figure.value + finest) if finest < half else figure
