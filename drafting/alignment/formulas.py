"""Expressions over the cells of one statement, with their values: what a mention of a role may say.

The values are worked out here, not by the expression reader: a document has thousands of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from drafting.numbers.records import record
from drafting.types.alignment import Candidate
from drafting.types.figures import Figure, Role

_HUNDRED = Decimal(100)


@record
class Value:
    """A value with what the precision of its figures allows."""

    value: Decimal
    low: Decimal
    high: Decimal


def of(figure: Figure) -> Value | None:
    """A figure's value, None for a cell of words."""
    if figure.value is None:
        return None
    low = figure.value if figure.low is None else figure.low
    high = figure.value if figure.high is None else figure.high
    return Value(figure.value, low, high)


def _make(
    expression: str, figures: Sequence[Figure], values: Sequence[Decimal], unit: str, role: Role, fit: float
) -> Candidate:
    keys = tuple([f.key for f in figures])
    return Candidate(expression, keys, values[0], min(values), max(values), unit, role, figures[0].scope, fit)


def cell(figure: Figure | None, role: Role, fit: float) -> Candidate | None:
    """The figure itself."""
    value = None if figure is None else figure.value
    if figure is None or value is None:
        return None
    ends = (value, value if figure.low is None else figure.low, value if figure.high is None else figure.high)
    return _make(figure.key, (figure,), ends, figure.unit, role, fit)


def fallen(figure: Figure | None, role: Role, fit: float) -> Candidate | None:
    """A negative change told as a fall: `giảm 2,5%` where the cell has -2,5."""
    value = None if figure is None else of(figure)
    if figure is None or value is None or value.value >= 0:
        return None
    return _make(
        f"0-{figure.key}", (figure,), (-value.value, -value.low, -value.high), figure.unit, role, fit
    )


def part(figure: Figure | None, role: Role, fit: float, out_of: Decimal | None = None) -> Candidate | None:
    """The percentage that a ratio makes (`6/6` is 100); `out_of` is the whole that the text gives."""
    value = None if figure is None else of(figure)
    whole = figure.of or out_of if figure is not None else None
    if figure is None or value is None or not whole:
        return None
    result = value.value / whole * _HUNDRED
    return _make(f"{figure.key}/{whole.normalize():f}*100", (figure,), (result,), "%", role, fit)


def growth(
    a: Figure | None, b: Figure | None, role: Role, fit: float, down: bool = False
) -> Candidate | None:
    """`(a-b)/b*100`, or the fall `(b-a)/b*100`."""
    x, y = _pair(a, b)
    if a is None or b is None or x is None or y is None or y.value == 0 or y.low <= 0:
        return None
    sign = -1 if down else 1
    corners = [sign * (n - d) / d * _HUNDRED for n, d in _corners(x, y)]
    text = f"({b.key}-{a.key})/{b.key}*100" if down else f"({a.key}-{b.key})/{b.key}*100"
    return _make(text, (a, b), corners, "%", role, fit)


def ratio(
    a: Figure | None, b: Figure | None, role: Role, fit: float, percent: bool = True
) -> Candidate | None:
    """`a/b*100`, or `a/b` times."""
    x, y = _pair(a, b)
    if a is None or b is None or x is None or y is None or y.value == 0 or y.low <= 0:
        return None
    scale = _HUNDRED if percent else Decimal(1)
    corners = [n / d * scale for n, d in _corners(x, y)]
    text = f"{a.key}/{b.key}*100" if percent else f"{a.key}/{b.key}"
    return _make(text, (a, b), corners, "%" if percent else "lần", role, fit)


def difference(a: Figure | None, b: Figure | None, role: Role, fit: float) -> Candidate | None:
    """`a-b`."""
    x, y = _pair(a, b)
    if a is None or b is None or x is None or y is None:
        return None
    corners = (x.value - y.value, x.low - y.high, x.high - y.low)
    return _make(f"{a.key}-{b.key}", (a, b), corners, a.unit, role, fit)


def shifted(figure: Figure | None, role: Role, fit: float, down: bool) -> Candidate | None:
    """A growth from a column of percentages of the same period: `F5-100`, or the fall `100-F5`."""
    value = None if figure is None else of(figure)
    if figure is None or value is None:
        return None
    if value.value < 50 and not down:
        return cell(figure, role, fit)
    if value.value < 0:
        return fallen(figure, role, fit)
    sign = -1 if down else 1
    corners = [sign * (v - _HUNDRED) for v in (value.value, value.low, value.high)]
    text = f"100-{figure.key}" if down else f"{figure.key}-100"
    return _make(text, (figure,), corners, "%", role, fit)


def total(figures: Sequence[Figure], role: Role, fit: float) -> Candidate | None:
    """`sum(…)` over the members."""
    values = [v for f in figures if (v := of(f)) is not None]
    if len(values) < 2 or len(values) != len(figures) or len({f.unit for f in figures}) > 1:
        return None
    sums = [
        sum((v.value for v in values), Decimal(0)),
        sum((v.low for v in values), Decimal(0)),
        sum((v.high for v in values), Decimal(0)),
    ]
    text = "sum(" + ",".join(f.key for f in figures) + ")"
    made = _make(text, figures, sums, figures[0].unit, role, fit)
    return Candidate(text, made.keys, made.value, made.low, made.high, made.unit, role, None, fit)


def _pair(a: Figure | None, b: Figure | None) -> tuple[Value | None, Value | None]:
    if a is None or b is None or a.key == b.key or a.unit != b.unit:
        return None, None
    return of(a), of(b)


def _corners(x: Value, y: Value) -> tuple[tuple[Decimal, Decimal], ...]:
    return ((x.value, y.value), (x.low, y.high), (x.high, y.low))
