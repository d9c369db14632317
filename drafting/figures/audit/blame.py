"""Several computed cells of a row that don't fit: is it one input that is wrong?"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

from drafting.figures.audit.common import decimals, printed, stated, write
from drafting.figures.intervals import Interval
from drafting.figures.points import at
from drafting.types import Figure

if TYPE_CHECKING:
    from drafting.figures.audit.recompute import Trial

_LARGE = Decimal(10) ** 12


def wrong_input(wrong: Sequence[Trial], right: Sequence[Trial]) -> tuple[Figure, str, list[Trial]] | None:
    """The input that every wrong cell takes, no right cell takes, and one other value of which explains all.

    Returns:
        The figure, the value it should have as written, and the cells that tell; None where there is none.
    """
    shared = [f for f in wrong[0].inputs.values() if all(_takes(t, f) for t in wrong[1:])]
    for figure in shared:
        if any(_takes(t, figure) for t in right if t.computed != 0):
            continue
        spans = [_solved(t, figure) for t in wrong]
        if any(s is None for s in spans):
            continue
        low = max(s.low for s in spans if s is not None)
        high = min(s.high for s in spans if s is not None)
        if low <= high:
            return figure, _between(low, high, decimals(figure)), list(wrong)
    return None


def _between(low: Decimal, high: Decimal, digits: int) -> str:
    """The roundest number of an interval, with at least the digits the cell has."""
    middle = (low + high) / 2
    for places in range(digits, digits + 4):
        value = middle.quantize(Decimal(1).scaleb(-places))
        if low <= value <= high:
            return write(value, places)
    return write(middle, digits)


def _takes(trial: Trial, figure: Figure) -> bool:
    return any(f.key == figure.key for f in trial.inputs.values())


def _solved(trial: Trial, figure: Figure) -> Interval | None:
    """The values of one input that give what the cell states: the formula is linear in it or in its inverse."""
    key = next(k for k, f in trial.inputs.items() if f.key == figure.key)
    with localcontext() as context:
        context.prec = 40
        one, two, four = (_at(trial, key, Decimal(x)) for x in (1, 2, 4))
        if one is None or two is None or four is None or one == two:
            return None
        span = stated(trial.cell)
        if abs(four - (3 * two - 2 * one)) < 1 / _LARGE:
            ends = [1 + (end - one) / (two - one) for end in (span.low, span.high)]
        else:
            slope = 2 * (one - two)
            shift = one - slope
            if abs(four - (slope / 4 + shift)) > 1 / _LARGE or span.low <= shift <= span.high:
                return None
            ends = [slope / (end - shift) for end in (span.low, span.high)]
        return Interval((ends[0] + ends[1]) / 2, min(ends), max(ends))


def _at(trial: Trial, key: str, value: Decimal) -> Decimal | None:
    return at(trial.recipe.compute, {k: value if k == key else printed(f) for k, f in trial.inputs.items()})
