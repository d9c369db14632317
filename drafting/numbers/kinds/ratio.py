"""Ratios (`87/92 xã`)."""

from __future__ import annotations

import re
from dataclasses import replace

from drafting.numbers import figure
from drafting.numbers.digits import parse
from drafting.numbers.spot import Spot
from drafting.numbers.types import Reading

_RATIO = re.compile(r"\s?/\s?([0-9]++(?:[.,][0-9]++)*+)(?!\s?/\s?[0-9])")


def read(spot: Spot, floor: int = 0) -> Reading | None:
    """Read two whole numbers with a slash between."""
    if spot.right not in "/ ":
        return None
    m = _RATIO.match(spot.low, spot.end, spot.limit)
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
    return replace(reading, kind="ratio", of=of, note=first.note or second.note)
