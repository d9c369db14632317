"""Ratios (`87/92 xã`)."""

from __future__ import annotations

import re
from dataclasses import replace

from drafting.numbers import figure
from drafting.numbers.digits import Literal, parse
from drafting.numbers.spot import Spot
from drafting.numbers.tails import unit_at
from drafting.numbers.types import Reading, ReadingKind

_LARGEST = 5
_RATIO = re.compile(r"\s?/\s?([0-9]++(?:[.,][0-9]++)*+)(?!\s?/\s?[0-9])")


def read(spot: Spot, floor: int = 0) -> Reading | None:
    """Read two whole numbers with a slash between."""
    m = _RATIO.match(spot.low, spot.end, spot.limit) if spot.right in "/ " else None
    m = m or _unit_twice(spot)
    if m is None:
        return None
    first, second = spot.literal, parse(m.group(1))
    if first.value is None or second.value is None:
        return None
    tail = figure.tail_at(spot, m.end())
    if (first.decimals or second.decimals) and not (tail.unit or tail.scale != 1):
        return None
    reading = figure.make(spot, "quantity", first, replace(tail, family=""), floor)
    of = figure.tidy(second.value * tail.scale * tail.factor)
    kind: ReadingKind = "fraction" if reading.qualifier and _simple(first, second) else "ratio"
    # `đạt và vượt 22/27 chỉ tiêu` surpasses the targets, not the ratio
    change = None if spot.last == "vượt" else reading.change
    return replace(reading, kind=kind, of=of, change=change, note=first.note or second.note)


def _simple(first: Literal, second: Literal) -> bool:
    """True for `trên 1/3`, `gần 3/4`: a part of the whole, not so many of so many."""
    assert first.value is not None
    assert second.value is not None
    return not first.padded and first.value < second.value <= _LARGEST


def _unit_twice(spot: Spot) -> re.Match[str] | None:
    """What follows the first unit of `315,5 ha/400 ha`, where the second is the same."""
    if "/" not in spot.low[spot.end : spot.end + 12]:
        return None
    own = unit_at(spot, spot.end)
    m = _RATIO.match(spot.low, own[3], spot.limit) if own else None
    other = unit_at(spot, m.end()) if m else None
    return m if own and other and own[:3] == other[:3] else None
