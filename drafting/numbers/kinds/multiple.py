"""Multiples (`gấp 2,5 lần`, `tăng 3 lần`, `gấp đôi`, `gấp rưỡi`)."""

from __future__ import annotations

import re
from decimal import Decimal

from drafting.numbers import context, figure, wording
from drafting.numbers.digits import Literal
from drafting.numbers.spot import Spot
from drafting.numbers.tails import Tail
from drafting.numbers.types import Reading

_TIMES = re.compile(r"\s{1,8}+lần(?!\w)")
_FOLD = re.compile(r"\s{1,8}+(đôi|rưỡi|rưởi|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười)(?:\s{1,8}+lần)?(?!\w)")
_VALUES = {
    "đôi": Decimal(2),
    "rưỡi": Decimal("1.5"),
    "rưởi": Decimal("1.5"),
    "tư": Decimal(4),
    "mười": Decimal(10),
}


def read(spot: Spot, floor: int = 0) -> Reading | None:
    """Read digits before `lần` after `gấp`, `tăng`, `giảm`, or with decimals."""
    if not spot.right.isspace():
        return None
    m = _TIMES.match(spot.low, spot.end, spot.limit)
    if m is None or spot.literal.value is None:
        return None
    before, _ = context.around(spot, spot.end, floor)
    folded = re.search(r"(?:gấp|bằng|cao|hơn|nhanh)\s(?:\w+\s){0,2}$", before + " ")
    if not (folded or spot.literal.decimals or context.change(before, level=True) in ("up", "down")):
        return None
    tail = Tail(end=spot.end, unit="lần", family="times", unit_end=m.end())
    return figure.make(spot, "multiple", spot.literal, tail, floor)


def read_words(spot: Spot, floor: int = 0) -> Reading | None:
    """Read `gấp đôi` and the like; the spot stands at `gấp`."""
    m = _FOLD.match(spot.low, spot.end, spot.limit)
    if m is None:
        return None
    value = _VALUES.get(m.group(1)) or Decimal(wording.DIGITS[m.group(1)])
    decimals = 1 if value != value.to_integral_value() else 0
    tail = Tail(end=m.end(), unit="lần", family="times", unit_end=m.end())
    return figure.worded(figure.make(spot, "multiple", Literal(value, decimals), tail, floor))
