"""Quantities: everything counted or measured, scale words and compounds (`3 tỷ 150 triệu`)."""

from __future__ import annotations

import re
from dataclasses import replace

from drafting.numbers import figure
from drafting.numbers.digits import interval, parse
from drafting.numbers.spot import Spot
from drafting.numbers.tails import Tail, scale_at, unit_at
from drafting.numbers.types import Reading

_NEXT = re.compile(r"\s{0,8}+([0-9]++(?:[.,][0-9]++)*+)")
_HALF = re.compile(r"\s{1,8}+(?:rưỡi|rưởi)(?!\w)")


def read(spot: Spot, floor: int = 0) -> Reading | None:
    """Read any number that no other kind claimed."""
    literal = spot.literal
    if literal.value is None:
        return None
    tail = figure.tail_at(spot, spot.end)
    reading = figure.make(spot, "quantity", literal, tail, floor)
    return _extended(spot, reading, tail, floor) if tail.scale != 1 else reading


def _extended(spot: Spot, reading: Reading, tail: Tail, floor: int) -> Reading:
    """The reading with what goes on after its scale word (`3 tỷ 150 triệu`, `2tr5`, `3 tỷ rưỡi`)."""
    assert reading.value is not None
    half = _HALF.match(spot.low, tail.end, spot.limit)
    if half:
        return _joined(spot, reading, reading.value + tail.scale / 2, tail.scale / 10, half.end(), floor)
    m = _NEXT.match(spot.low, tail.end, spot.limit)
    if m is None:
        return reading
    more = parse(m.group(1))
    factor, end = scale_at(spot, m.end())
    if more.value is None or more.decimals:
        return reading
    if 1 < factor < tail.scale and more.value < tail.scale / factor:
        return _joined(spot, reading, reading.value + more.value * factor, factor, end, floor)
    if m.start(1) == tail.end and factor == 1 and len(m.group(1)) <= 3:
        unit = tail.scale.scaleb(-len(m.group(1)))
        return _joined(spot, reading, reading.value + more.value * unit, unit, m.end(), floor)
    return reading


def _joined(spot: Spot, reading: Reading, value, step, end: int, floor: int) -> Reading:  # type: ignore[no-untyped-def]
    found = unit_at(spot, end)
    low, high = interval(value, 0, step)
    unit, unit_end = (found[0], found[3]) if found else ("đồng", end)
    joined = replace(
        reading, quote=spot.text[spot.start : end], end=end, value=value, low=low, high=high, unit=unit,
        scale=step, noun="", note="",
    )  # fmt: skip
    return figure.in_context(joined, spot, unit_end, floor)
