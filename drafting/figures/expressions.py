"""Values of expressions over figures: `F012/F014*100`, `rank(F003,F004,F005)`.

`sum count avg min max` take any arguments; `rank(a, b, …)` is the place of `a` among all of them, the
largest being first and equal ones sharing a place. The precision of the inputs is carried through.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from itertools import product

from corpus.errors import InputError
from drafting.figures.intervals import Interval, point, total
from drafting.figures.syntax import Call, Key, Negative, Node, Number, Operation, keys_of, parse
from drafting.types import Figure

# Up to so many keys, the exact range is taken from the corners (a key that occurs twice moves as one).
_MOST_CORNER_KEYS = 5
_PRECISION = 40


@dataclass(frozen=True, slots=True)
class Stated:
    """What an expression gives: value, what precision allows, and the unit (`%` for a ratio times 100)."""

    value: Decimal
    low: Decimal
    high: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class _Quantity:
    range: Interval
    unit: str
    hundredfold: bool = False


def evaluate(expression: str, by_key: Mapping[str, Figure]) -> Stated:
    """The value of an expression over figures.

    Args:
        expression: `+ - * /`, brackets, numbers, keys, `sum count avg min max rank`.
        by_key: figures by their own key.

    Raises:
        InputError: for bad syntax, an unknown key, a figure without a number, mixed units, or a division by zero.
    """
    tree = parse(expression)
    names = keys_of(tree)
    inputs = {name: _quantity(name, by_key) for name in names}
    with localcontext() as context:
        context.prec = _PRECISION
        result = _value(tree, inputs)
        span = _corners(tree, inputs, result.range)
        return Stated(_tidy(span.value), _tidy(span.low), _tidy(span.high), result.unit)


def _tidy(value: Decimal) -> Decimal:
    """At most 28 digits, so that 1/3*3 is 1 again, without trailing zeros."""
    with localcontext() as context:
        context.prec = 28
        plain = (+value).normalize()
    return (
        plain.quantize(Decimal(1)) if plain == plain.to_integral_value() and plain.adjusted() < 27 else plain
    )


def _quantity(name: str, by_key: Mapping[str, Figure]) -> _Quantity:
    figure = by_key.get(name)
    if figure is None:
        raise InputError(f"Không có số liệu nào mang mã «{name}».", f"No figure has the key “{name}”.")
    if figure.value is None:
        raise InputError(
            f"Số liệu {name} ({figure.label}) là chữ «{figure.text or figure.written}», không tính được.",
            f"Figure {name} ({figure.label}) is the words “{figure.text or figure.written}”: nothing to compute with.",
        )
    low = figure.value if figure.low is None else figure.low
    high = figure.value if figure.high is None else figure.high
    return _Quantity(Interval(figure.value, low, high), figure.unit)


def _corners(tree: Node, inputs: Mapping[str, _Quantity], rough: Interval) -> Interval:
    loose = [name for name, q in inputs.items() if q.range.low != q.range.high]
    if isinstance(tree, Call) and tree.function == "rank":
        return rough  # at their corners two neighbours meet, which would make them one place
    if not 0 < len(loose) <= _MOST_CORNER_KEYS:
        return rough
    found = [rough.value]
    for ends in product((0, 1), repeat=len(loose)):
        moved = dict(inputs)
        for name, end in zip(loose, ends, strict=True):
            q = inputs[name]
            moved[name] = _Quantity(point(q.range.high if end else q.range.low), q.unit)
        try:
            found.append(_value(tree, moved).range.value)
        except InputError:  # a divisor's precision reaches zero: the rough interval is what is known
            return rough
    return Interval(rough.value, min(found), max(found))


def _value(node: Node, inputs: Mapping[str, _Quantity]) -> _Quantity:
    match node:
        case Number(value):
            return _Quantity(point(value), "")
        case Key(name):
            return inputs[name]
        case Negative(operand):
            inner = _value(operand, inputs)
            return _Quantity(-inner.range, inner.unit)
        case Operation("+" | "-" as sign, left, right):
            a, b = _value(left, inputs), _value(right, inputs)
            return _Quantity(a.range + b.range if sign == "+" else a.range - b.range, _same_unit((a, b)))
        case Operation("*", left, right):
            return _times(node, _value(left, inputs), _value(right, inputs))
        case Operation(_, left, right):
            return _over(_value(left, inputs), _value(right, inputs))
        case Call(function, arguments):
            return _FUNCTIONS[function]([_value(a, inputs) for a in arguments])


def _same_unit(parts: tuple[_Quantity, ...] | list[_Quantity]) -> str:
    units = list(dict.fromkeys(p.unit for p in parts if p.unit))
    if len(units) > 1:
        raise InputError(
            f"Không cộng, trừ hay so được «{units[0]}» với «{units[1]}».",
            f"“{units[0]}” and “{units[1]}” can't be added or compared.",
        )
    return units[0] if units else ""


def _is_hundred(node: Node) -> bool:
    return isinstance(node, Number) and node.value == 100


def _times(node: Operation, a: _Quantity, b: _Quantity) -> _Quantity:
    range_ = a.range * b.range
    if not a.unit and not b.unit and (_is_hundred(node.left) or _is_hundred(node.right)):
        return _Quantity(range_, "%")
    hundredfold = _is_hundred(node.left) or _is_hundred(node.right)
    units = [u for u in (a.unit, b.unit) if u and u != "%"]
    if len(units) == 2:
        return _Quantity(range_, "·".join(units))
    return _Quantity(range_, units[0] if units else a.unit or b.unit, hundredfold)


def _over(a: _Quantity, b: _Quantity) -> _Quantity:
    if b.range.value == 0:
        raise InputError("Không chia được cho 0.", "Division by zero.")
    range_ = a.range / b.range
    if a.unit == b.unit:
        return _Quantity(range_, "%" if a.hundredfold and a.unit else "")
    if not b.unit or b.unit == "%":
        return _Quantity(range_, a.unit)
    return _Quantity(range_, f"{a.unit}/{b.unit}" if a.unit and a.unit != "%" else "")


def _sum(parts: list[_Quantity]) -> _Quantity:
    return _Quantity(total(p.range for p in parts), _same_unit(parts))


def _average(parts: list[_Quantity]) -> _Quantity:
    return _Quantity(total(p.range for p in parts) / point(len(parts)), _same_unit(parts))


def _extreme(pick: Callable[[list[Decimal]], Decimal]) -> Callable[[list[_Quantity]], _Quantity]:
    def extreme(parts: list[_Quantity]) -> _Quantity:
        ranges = [p.range for p in parts]
        span = Interval(
            pick([r.value for r in ranges]), pick([r.low for r in ranges]), pick([r.high for r in ranges])
        )
        return _Quantity(span, _same_unit(parts))

    return extreme


def _rank(parts: list[_Quantity]) -> _Quantity:
    _same_unit(parts)
    own, others = parts[0].range, [p.range for p in parts[1:]]
    place = 1 + sum(o.value > own.value for o in others)
    # Above for certain, and above if rounding hid it: 5,1 may be more than 5,12.
    best = 1 + sum(o.value > own.value and o.low >= own.high for o in others)
    worst = 1 + sum(o.value > own.value or o.high > own.low for o in others)
    return _Quantity(Interval(Decimal(place), Decimal(best), Decimal(worst)), "")


_FUNCTIONS: dict[str, Callable[[list[_Quantity]], _Quantity]] = {
    "sum": _sum,
    "count": lambda parts: _Quantity(point(len(parts)), ""),
    "avg": _average,
    "min": _extreme(min),
    "max": _extreme(max),
    "rank": _rank,
}
