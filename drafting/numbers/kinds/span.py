"""Ranges (`1,5-2%`, `từ 3 đến 5 hộ`, `8 - 10 triệu đồng`)."""

from __future__ import annotations

import re
from dataclasses import replace

from drafting.numbers import figure
from drafting.numbers.digits import Literal, parse
from drafting.numbers.spot import Spot
from drafting.numbers.tails import Tail, noun_at, scale_at, unit_at
from drafting.numbers.types import Reading

_DASH = re.compile(r"%?\s{0,4}+(?:-|–|—|÷|~)\s{0,4}+([0-9]++(?:[.,][0-9]++)*+)")
_WORD = re.compile(
    r"%?\s{1,8}+(?:đến|tới)\s{1,8}+(?:(?:dưới|gần|hơn|trên|không quá)\s)?([0-9]++(?:[.,][0-9]++)*+)"
)
_STEP, _FEW = 1000, 10
_JOINED = re.compile(r"[0-9]%?\s?[-–—]\s?$")
_PERCENT = re.compile(r"\s{0,4}+%")


def read(spot: Spot, floor: int = 0) -> Reading | None:
    """Read two numbers joined by a dash, or by `từ … đến`."""
    if spot.right not in "-–—÷~ %\nđt":
        return None
    m = _DASH.match(spot.low, spot.end, spot.limit)
    if m is not None and _listed(spot, m.end()):
        return None
    if m is None and "từ" in spot.prev[-3:]:
        m = _WORD.match(spot.low, spot.end, spot.limit) or _both_ends(spot)
    elif m is None and "đ" in spot.after[:4]:
        m = _counted(spot)
    if m is None:
        return None
    first, second = spot.literal, parse(m.group(1))
    if first.value is None or second.value is None or spot.low[m.end() : m.end() + 1] in ("/", "="):
        return None
    return _range(spot, first, second, m.end(), floor)


def _listed(spot: Spot, end: int) -> bool:
    """True for one of three and more joined by dashes: `29,4% - 42,2% - 28,4%` is a list."""
    return _DASH.match(spot.low, end, spot.limit) is not None or _JOINED.search(spot.before) is not None


def _counted(spot: Spot) -> re.Match[str] | None:
    """What follows the first end of `thêm 1 đến 2 thôn`, where both ends count what is named behind."""
    m = _WORD.match(spot.low, spot.end, spot.limit)
    if m is None or _PERCENT.match(spot.low, m.end(), spot.limit):
        return m
    end = scale_at(spot, m.end())[1]
    return m if unit_at(spot, end) is not None or noun_at(spot, end)[2] else None


def _range(spot: Spot, first: Literal, second: Literal, end: int, floor: int) -> Reading | None:
    assert first.value is not None
    assert second.value is not None
    percent = _PERCENT.match(spot.low, end, spot.limit)
    tail = _percent_tail(percent.end()) if percent else figure.tail_at(spot, end)
    scale = tail.scale * tail.factor
    low, high = first.value * scale, second.value * scale
    own, _ = scale_at(spot, spot.end)
    if own != 1:
        low = first.value * own
    elif tail.scale >= _STEP and second.value < _FEW <= first.value:
        low /= _STEP  # `500 đến dưới 1 tỷ`: the first end is in the next smaller scale
    if low >= high:
        return None
    reading = figure.make(spot, "range", second, tail, floor)
    return replace(reading, value=None, low=low, high=high, note=first.note or second.note)


def _both_ends(spot: Spot) -> re.Match[str] | None:
    """What follows the first end where it has a scale word or a unit of its own (`500 nghìn đến 1 triệu`)."""
    if "đến" not in spot.after[:24] and "tới" not in spot.after[:24]:
        return None
    own, end = scale_at(spot, spot.end)
    unit = unit_at(spot, end)
    m = _WORD.match(spot.low, unit[3] if unit else end, spot.limit)
    if m is None:
        return None
    other = unit_at(spot, scale_at(spot, m.end())[1])
    same = unit is None or (other is not None and other[0] == unit[0])
    return m if same and (unit or own != 1) else None


def _percent_tail(end: int) -> Tail:
    return Tail(end=end, unit="%", family="percent", unit_end=end)
