"""Digits that look misread: letters among them (`O5 xã`, `l2 hộ`) or separators out of place."""

from __future__ import annotations

import re

from drafting.numbers.build import plain
from drafting.numbers.spot import Spot
from drafting.numbers.tails import noun_at, unit_at
from drafting.numbers.types import Reading

LOOKALIKE = "chữ cái giống chữ số, có thể bị nhận dạng sai"
_LETTERS = re.compile(r"[oOlIiSsBZzQ]{1,2}$")
_INSIDE = re.compile(r"[oOlI]{1,3}(?![^\W\d_])[0-9.,]*")


def read(spot: Spot) -> Reading | None:
    """Read digits that a letter stands among, where a counted noun or unit follows."""
    if spot.left.isalpha():
        return _leading(spot)
    if spot.right.isalpha() and (m := _INSIDE.match(spot.text, spot.end)) and _counted(spot, m.end()):
        return plain(spot, "unclear", m.end(), note=LOOKALIKE)
    literal = spot.literal
    if literal.value is None:
        return plain(spot, "unclear", note=literal.note)
    return None


def _leading(spot: Spot) -> Reading | None:
    start = spot.start
    m = _LETTERS.search(spot.text, max(0, start - 2), start)
    if m is None or (m.start() > 0 and spot.text[m.start() - 1].isalnum()):
        return None
    return plain(spot, "unclear", start=m.start(), note=LOOKALIKE) if _counted(spot, spot.end) else None


def _counted(spot: Spot, end: int) -> bool:
    if spot.low[end : end + 1] == "%":
        return True
    return noun_at(spot, end)[2] or unit_at(spot, end) is not None
