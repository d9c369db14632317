"""Ranks (`thứ 21/63`, `xếp thứ 2`) and ordinals (`lần thứ 3`)."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from drafting.numbers.build import plain
from drafting.numbers.spot import Spot
from drafting.numbers.tails import noun_at
from drafting.numbers.types import Reading

_OF = re.compile(r"\s?/\s?([0-9]{1,4})(?![0-9/])")
_RANKED = re.compile(
    r"(?:(?:xếp|đứng|cao|thấp|lớn|nhì|hạng|vị trí|vị thứ|thứ hạng|xếp hạng|xếp loại|vươn lên|đạt|ở|là|nhất|tốp|top)[\s,]+"
    r"(?:hạng\s|vị trí\s)?(?:thứ)"
    r"|(?:xếp|đạt|đứng)\s(?:thứ\s)?hạng|(?:xếp|đứng|ở|giữ|lên|xuống|đạt|từ)\svị trí|vị thứ|thứ hạng|thứ bậc|tốp|top|xếp hạng)\s?$"
)


_STANDING = frozenset({"đứng", "giữ", "ở", "lên", "vẫn", "xuống", "tại", "xếp", "đạt", "thứ"})
_AMONG = re.compile(r"\s(?:trong|toàn|cả nước|khu vực)(?!\w)")


def read(spot: Spot) -> Reading | None:
    """Read a rank with its total, or an ordinal that is none."""
    last = spot.last
    if last not in ("thứ", "hạng", "trí", "bậc", "top", "tốp", "lần", "xếp"):
        return None
    m = _OF.match(spot.low, spot.end, spot.limit)
    if m and spot.before.endswith(("binh hạng", "tật hạng")):
        return plain(spot, "code", m.end())
    if m and last not in ("bậc", "lần"):
        return _rank(spot, m.end(), Decimal(m.group(1)))
    if last == "xếp":
        return None
    if _RANKED.search(spot.before) or (
        last == "thứ" and spot.prev[-2:-1] != ["lần"] and _AMONG.match(spot.after)
    ):
        return _rank(spot, spot.end, None)
    if (
        last == "hạng"
        and spot.prev[-2:-1] != ["các"]
        and spot.literal.decimals == 0
        and not noun_at(spot, spot.end)[2]
    ):
        return _rank(spot, spot.end, None) if _stands(spot) else plain(spot, "code")
    if last == "lần" and noun_at(spot, spot.end)[2]:
        return None
    return plain(spot, "ordinal") if last in ("thứ", "lần") and spot.literal.decimals == 0 else None


def _stands(spot: Spot) -> bool:
    """True where `hạng` says where one stands, not of which class a thing is (`chợ hạng 3`)."""
    before = spot.prev[-2] if len(spot.prev) > 1 else ""
    return not before or before[-1] in ",;:%)." or before[-1].isdigit() or before in _STANDING


def _rank(spot: Spot, end: int, of: Decimal | None) -> Reading:
    value = spot.literal.value
    return replace(plain(spot, "rank", end), value=value, low=value, high=value, of=of)
