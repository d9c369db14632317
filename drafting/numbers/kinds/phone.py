"""Telephone numbers."""

from __future__ import annotations

import re

from drafting.numbers.build import plain
from drafting.numbers.spot import Spot
from drafting.numbers.types import Reading

_LABELLED = re.compile(
    r"(?:điện thoại|đt|sđt|hotline|fax|tel|đường dây nóng|zalo|di động|đtdđ)\s?(?:số)?\s?[:.]?\s?\(?\+?$"
)
_SHAPE = re.compile(r"[0-9]{2,11}+(?:[ .\-)]{1,2}[0-9]{2,8}+){0,5}")
_BARE = re.compile(r"0[0-9]{9,10}(?![0-9,])|0[0-9]{2,4}(?:[ .\-][0-9]{3,4}){2}(?![0-9,])")


def read(spot: Spot) -> Reading | None:
    """Read a number after a telephone label, or of ten and eleven digits from 0."""
    if spot.digits[0] == "0" and (m := _BARE.match(spot.low, spot.start, spot.limit)):
        return plain(spot, "phone", m.end())
    tail = spot.before[-20:]
    if ("t" in tail or "hotline" in tail or "fax" in tail) and _LABELLED.search(tail):
        m = _SHAPE.match(spot.low, spot.start, spot.limit)
        if m and sum(c.isdigit() for c in m.group()) >= 6:
            return plain(spot, "phone", m.end())
    return None
