"""Fractions (`một nửa`, `hai phần ba`)."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from drafting.numbers import figure, wording
from drafting.numbers.digits import Literal
from drafting.numbers.spot import Spot
from drafting.numbers.tails import Tail
from drafting.numbers.types import Reading

_HALF = re.compile(r"một\s{1,8}+nửa(?!\w)")
_OF = re.compile(r"\s{1,8}+(?:tổng\s)?số(?=\s)")
_PARTS = re.compile(r"\s{1,8}+phần\s{1,8}+")


def read_words(spot: Spot, floor: int = 0) -> Reading | None:
    """Read a fraction in words that starts at the spot."""
    m = _HALF.match(spot.low, spot.start, spot.limit)
    if m:
        return _fraction(spot, Decimal(1), Decimal(2), m.end(), floor)
    top = wording.parse(spot.low, spot.start)
    parts = _PARTS.match(spot.low, top.end, spot.limit) if top else None
    if top is None or parts is None:
        return None
    if spot.low.startswith("tư", parts.end()):
        return _fraction(spot, top.value, Decimal(4), parts.end() + 2, floor)
    bottom = wording.parse(spot.low, parts.end())
    if bottom is None:
        return _percent(spot, top.value, parts.end(), floor)
    return _fraction(spot, top.value, bottom.value, bottom.end, floor)


def _percent(spot: Spot, value: Decimal, at: int, floor: int) -> Reading | None:
    """Read `năm phần trăm`."""
    if not spot.low.startswith("trăm", at):
        return None
    end = at + len("trăm")
    tail = Tail(end=end, unit="%", family="percent", unit_end=end)
    return figure.worded(figure.make(spot, "percent", Literal(value), tail, floor))


def _fraction(spot: Spot, top: Decimal, bottom: Decimal, end: int, floor: int) -> Reading | None:
    if top >= bottom:
        return None
    m = _OF.match(spot.low, end, spot.limit)
    tail = replace(figure.tail_at(spot, m.end() if m else end), family="", end=end)
    reading = figure.make(spot, "quantity", Literal(top), tail, floor)
    return replace(reading, kind="fraction", of=bottom, words=True)
