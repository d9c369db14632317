"""Telephone numbers."""

from __future__ import annotations

import re

from drafting.numbers.build import plain
from drafting.numbers.spot import Spot
from drafting.numbers.types import Reading

_LABELLED = re.compile(
    r"(?:điện thoại|đt|sđt|hotline|fax|tel|đường dây nóng|zalo|di động|đtdđ)\s?(?:số)?\s?[:.]?\s?\(?\+?$"
)
_LABELS = ("điện thoại", "đt", "hotline", "fax", "tel", "đường dây nóng", "zalo", "di động")
_SHORTEST = 9
_SHAPE = re.compile(r"[0-9]{2,11}+(?:[ .\-)]{1,2}[0-9]{2,8}+){0,5}")
_BARE = re.compile(r"0[0-9]{9,10}(?![0-9]|,[0-9])|0[0-9]{2,4}(?:[ .\-][0-9]{3,4}){2}(?![0-9]|,[0-9])")


_CODE_IN_BRACKETS = re.compile(
    r"0[0-9]{1,3}\)\s?(?:[0-9][ .])?[0-9]{3,4}[ .\-]?[0-9]{3,4}(?:[ .\-]?[0-9]{1,3})?(?![0-9]|,[0-9])"
)
# service numbers after a word that calls them
_CALLED = re.compile(
    r"(?:gọi|gọi số|gọi đến|tổng đài|đường dây nóng:?|hỗ trợ kỹ thuật:|liên hệ:?|hotline:?)$"
)
_SERVICE = re.compile(r"(?:1[89]00[ .\-]?[0-9]{4,6}|11[1-5]|10[0-9]{2}|19[0-9]{3})(?![0-9.,][0-9]|[0-9])")
# groups of digits that no thousands make, from 0
_GROUPS = re.compile(r"\+?0[0-9]{1,4}(?:[ .\-][0-9]{2,4}){2,4}(?![0-9]|,[0-9])")


def read(spot: Spot) -> Reading | None:
    """Read a number after a telephone label, or of ten and eleven digits from 0."""
    if spot.digits[0] == "0" and (m := _BARE.match(spot.low, spot.start, spot.limit)):
        return plain(spot, "phone", m.end())
    if spot.left == "(" and (m := _CODE_IN_BRACKETS.match(spot.low, spot.start, spot.limit)):
        return plain(spot, "phone", m.end())
    if spot.digits[0] == "0" and (m := _GROUPS.match(spot.low, spot.start, spot.limit)):
        return plain(spot, "phone", m.end()) if sum(map(str.isdigit, m.group())) >= _SHORTEST else None
    if spot.digits[0] == "1" and _CALLED.search(spot.before[-24:]):
        m = _SERVICE.match(spot.low, spot.start, spot.limit)
        if m:
            return plain(spot, "phone", m.end())
    tail = spot.before[-20:]
    if any(map(tail.__contains__, _LABELS)) and _LABELLED.search(tail):
        m = _SHAPE.match(spot.low, spot.start, spot.limit)
        if m and sum(c.isdigit() for c in m.group()) >= 6:
            return plain(spot, "phone", m.end())
    return None
