"""Whether two numbers differ as by one slip: a digit, two digits swapped, a digit lost."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

_SMALL = 10


def one_slip(a: Decimal, b: Decimal) -> bool:
    """True where one digit typed wrong (or two neighbours swapped) makes `a` of `b`."""
    left, right = digits(a), digits(b)
    if left == right or len(left) < 2:
        return False
    if len(left) != len(right):
        return False
    wrong = [i for i, (x, y) in enumerate(zip(left, right, strict=True)) if x != y]
    if len(wrong) == 1:
        return True
    if len(wrong) != 2 or wrong[1] != wrong[0] + 1:
        return False
    first, second = wrong
    return left[first] == right[second] and left[second] == right[first]


def slipped_sum(whole: Decimal, parts: Sequence[Decimal]) -> bool:
    """True where one digit typed wrong, or two changed about, in the total or in a part keeps them from adding up.

    Of numbers below ten any is a slip away from any other.
    """
    added = sum(parts, Decimal(0))
    gap = whole - added
    pairs = [(whole, added), *((part, part + gap) for part in parts)]
    return any(b > 0 and (one_slip(a, b) or (a < _SMALL and b < _SMALL and a != b)) for a, b in pairs)


def moved_point(a: Decimal, b: Decimal) -> bool:
    """True where only the place of the separator sets two numbers apart (`1,25` and `12,5`)."""
    return a != b and digits(a).strip("0") == digits(b).strip("0") != ""


def significant(value: Decimal) -> int:
    """How many digits of a number are told (`12,50` has three)."""
    return len(digits(value).strip("0"))


@lru_cache(maxsize=8192)
def digits(value: Decimal) -> str:
    """The digits of a number, zeros behind the comma left out."""
    return f"{value.normalize():f}".replace(".", "").replace("-", "")
