"""Quantities: everything counted or measured, scale words and compounds (`3 tỷ 150 triệu`)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from drafting.numbers import figure
from drafting.numbers.digits import Literal, interval, parse
from drafting.numbers.spot import Spot
from drafting.numbers.tails import ONE, Tail, noun_at, scale_at, unit_at
from drafting.numbers.types import Reading

_NEXT = re.compile(r"\s{0,8}+([0-9]++(?:[.,][0-9]++)*+)")
_PARTS = 3  # tỷ, triệu, nghìn
_SHORT = 3
_MILLION = 10**6
_FREE = re.compile(r" [^\W\d_]|[.,;]?(?=$|\s)")
_SPACED = re.compile(r"[1-9][0-9]{0,2}(?: [0-9]{3})+(?:,[0-9]+)?(?![0-9]|[.,/][0-9])")
_OFF_BY = re.compile(r"\s?±\s?([0-9]++(?:[.,][0-9]++)*+)")
BLANKS = "khoảng trắng ngăn hàng nghìn"
_HALF = re.compile(r"\s{1,8}+(?:rưỡi|rưởi)(?!\w)")


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a compound: its value, the precision it gives, its end, its scale word or its decimals."""

    value: Decimal
    step: Decimal
    end: int
    word: str = ""
    decimals: int = 0


def read(spot: Spot, floor: int = 0) -> Reading | None:
    """Read any number that no other kind claimed."""
    literal = spot.literal
    if literal.value is None:
        return None
    following = spot.low[spot.end + 1 : spot.end + 2]
    if spot.right == " " and following.isdigit() and (spaced := _spaced(spot, floor)):
        return spaced
    if following == "±" or spot.right == "±":
        return _give_or_take(spot, literal, floor)
    tail = figure.tail_at(spot, spot.end)
    reading = figure.make(spot, "quantity", literal, tail, floor)
    if tail.scale != 1:
        return _extended(spot, reading, tail, floor)
    return _and_half(spot, reading, tail) if tail.unit and "rư" in spot.after[:24] else reading


def _spaced(spot: Spot, floor: int) -> Reading | None:
    """Read `1 234 567 đồng`: blanks between thousands, where what follows is counted or measured."""
    m = _SPACED.match(spot.low, spot.start, spot.limit)
    if m is None or spot.line_start:
        return None
    literal = parse(m.group().replace(" ", "."))
    tail = figure.tail_at(spot, m.end())
    if literal.value is None or not (tail.family or tail.scale != 1):
        return None
    reading = figure.make(spot, "quantity", literal, tail, floor)
    return replace(reading, note=reading.note or BLANKS)


def _give_or_take(spot: Spot, literal: Literal, floor: int) -> Reading | None:
    """Read `12 ± 0,5 kg`: a value with what it may be off by."""
    m = _OFF_BY.match(spot.low, spot.end, spot.limit)
    off = parse(m.group(1)) if m else None
    if m is None or off is None or off.value is None or literal.value is None:
        return None
    tail = figure.tail_at(spot, m.end())
    reading = figure.make(spot, "quantity", literal, tail, floor)
    slack = off.value * tail.scale * tail.factor
    assert reading.value is not None
    return replace(reading, low=figure.tidy(reading.value - slack), high=figure.tidy(reading.value + slack))


def _and_half(spot: Spot, reading: Reading, tail: Tail) -> Reading:
    """The reading with a half behind its unit (`3 tấn rưỡi`)."""
    half = _HALF.match(spot.low, tail.unit_end, spot.limit)
    if half is None or reading.value is None or reading.decimals:
        return reading
    value = reading.value + ONE / 2
    low, high = interval(value, 1)
    return replace(
        reading, quote=spot.text[spot.start : half.end()], end=half.end(), value=value, low=low, high=high,
        decimals=1,
    )  # fmt: skip


def _extended(spot: Spot, reading: Reading, tail: Tail, floor: int) -> Reading:
    """The reading with what goes on after its scale word (`3 tỷ 150 triệu`, `2tr5`, `3 tỷ rưỡi`)."""
    assert reading.value is not None
    value, step, end = reading.value, tail.scale, tail.end
    scale, word, decimals = tail.scale, tail.scale_word, 0
    for _ in range(_PARTS):
        more = _part(spot, step, end)
        if more is None:
            break
        if more.word:
            scale, word = more.step, more.word
        else:
            decimals = more.decimals
        value, step, end = value + more.value, more.step, more.end
    if end == tail.end:
        return reading
    after = figure.tail_at(spot, end)
    unit = after.unit or ("đồng" if tail.scale >= _MILLION else None)
    low, high = interval(value, 0, step)
    joined = replace(
        reading, quote=spot.text[spot.start : end], end=end, value=figure.tidy(value), low=figure.tidy(low),
        high=figure.tidy(high), unit=unit, scale=scale, scale_word=word, decimals=decimals,
        grouped=True, noun=after.noun, note="",
    )  # fmt: skip
    return figure.in_context(joined, spot, after.unit_end, floor)


def _part(spot: Spot, scale: Decimal, at: int) -> _Part | None:
    """What is added at an offset after a scale word."""
    half = _HALF.match(spot.low, at, spot.limit)
    if half:
        return _Part(scale / 2, scale / 10, half.end(), decimals=1)
    m = _NEXT.match(spot.low, at, spot.limit)
    more = parse(m.group(1)) if m else None
    if m is None or more is None or more.value is None or more.decimals:
        return None
    factor, end = scale_at(spot, m.end())
    if 1 < factor < scale and more.value < scale / factor:
        return _Part(more.value * factor, factor, end, " ".join(spot.text[m.end() : end].split()))
    if m.start(1) == at and factor == 1 and len(m.group(1)) <= _SHORT:
        unit = scale.scaleb(-len(m.group(1)))
        return _Part(more.value * unit, unit, m.end(), decimals=len(m.group(1)))
    return _tenth(spot, scale, m, more.value) if factor == 1 else None


def _tenth(spot: Spot, scale: Decimal, m: re.Match[str], value: Decimal) -> _Part | None:
    """`1 tỷ 2`: a single digit behind a blank counts tenths, where it counts nothing itself."""
    if len(m.group(1)) != 1 or not _FREE.match(spot.low, m.end(), spot.limit) or scale < _MILLION:
        return None
    name, _, _ = noun_at(spot, m.end())
    if name or unit_at(spot, m.end()) is not None or not spot.low.startswith(" ", m.start()):
        return None
    return _Part(value * scale / 10, scale / 10, m.end(), decimals=1)
