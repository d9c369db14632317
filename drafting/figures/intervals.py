"""Interval arithmetic in `Decimal`: a value with what its written precision allows."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from drafting.numbers.records import record


@record
class Interval:
    """A value between `low` and `high`; an exact one has all three equal."""

    value: Decimal
    low: Decimal
    high: Decimal

    def meets(self, other: Interval) -> bool:
        """True where the two could be the same number."""
        return self.low <= other.high and other.low <= self.high

    def __neg__(self) -> Interval:
        return Interval(-self.value, -self.high, -self.low)

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.value + other.value, self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        ends = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(self.value * other.value, min(ends), max(ends))

    def __truediv__(self, other: Interval) -> Interval:
        if other.low <= 0 <= other.high:
            # The quotient is unbounded over such a divisor: its value alone is what can be used.
            other = point(other.value)
        ends = [a / b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(self.value / other.value, min(ends), max(ends))


def point(value: Decimal | int) -> Interval:
    """An exact number."""
    number = Decimal(value)
    return Interval(number, number, number)


def rounded(value: Decimal, decimals: int, scale: Decimal = Decimal(1)) -> Interval:
    """What rounds to `value` when written with `decimals` digits in units of `scale`."""
    half = scale.scaleb(-decimals) / 2
    return Interval(value, value - half, value + half)


def total(parts: Iterable[Interval]) -> Interval:
    """The sum of all parts."""
    return sum(parts, start=point(0))
