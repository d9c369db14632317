"""Ages, school grades and star grades: they name a group, they count nothing."""

from __future__ import annotations

import re

from drafting.numbers.build import plain
from drafting.numbers.spot import Spot
from drafting.numbers.tails import noun_at
from drafting.numbers.types import Reading

_AGE = re.compile(r"(?:\s?[-–]\s?[0-9]{1,3}|\sđến\s[0-9]{1,3})?\s?(?:tháng\s)?tuổi(?![^\W\d_])")
_STAR = re.compile(r"(?:\s?[-–]\s?[0-9])?\ssao(?![^\W\d_])")


# `tròn 70, 75, 80 và 90 tuổi`
_AGES = re.compile(r"(?:\s?,\s?[0-9]{1,3}){0,8}\s?(?:,|và|hoặc)\s?[0-9]{1,3}\s(?:tháng\s)?tuổi(?![^\W\d_])")
_TO = re.compile(r"\s?[-–]\s?[0-9]{1,2}(?![0-9.,%/])")
_SERIES = re.compile(r"(?:lớp|khối|khối lớp)\s[0-9]{1,2}(?:\s?,\s?[0-9]{1,2}){0,4}\s?(?:,|và)$")


def _bare(spot: Spot) -> bool:
    return spot.right != "%" and not spot.literal.decimals and spot.right != "/"


def read(spot: Spot) -> Reading | None:
    """Read `dưới 5 tuổi`, `lớp 10`, `4 sao`; a mean life span is a quantity."""
    if len(spot.digits) > 3:
        return None
    if _AGE.match(spot.after):
        return (
            None if "tuổi thọ" in spot.before or "độ tuổi bình quân" in spot.before else plain(spot, "group")
        )
    if _AGES.match(spot.after):
        return plain(spot, "group")
    if _STAR.match(spot.after):
        return plain(spot, "group")
    if spot.last == "tuổi" and spot.prev[-2:-1] and spot.prev[-2].isdigit():
        return None  # `dưới 35 tuổi 12 đồng chí`
    if spot.lookup_before("before.tsv") == "group" and _bare(spot) and not noun_at(spot, spot.end)[2]:
        m = _TO.match(spot.low, spot.end, spot.limit)
        return plain(spot, "group", m.end() if m else None)
    joined = spot.last[-1:] == "," or spot.last == "và"
    if joined and _SERIES.search(spot.before) and _bare(spot) and not noun_at(spot, spot.end)[2]:
        return plain(spot, "group")
    return None
