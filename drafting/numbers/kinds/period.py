"""Years, months, quarters, halves, terms: periods are no figures."""

from __future__ import annotations

import re

from drafting.numbers.build import plain
from drafting.numbers.kinds.date import after_months
from drafting.numbers.spot import Spot
from drafting.numbers.tails import noun_at, scale_at, unit_at
from drafting.numbers.types import Reading

_SPAN = re.compile(
    r"(?:19|20)[0-9]{2}\s{0,6}[-–—/]\s{0,6}(?:(?:19|20)[0-9]{2}|[0-9]{2})(?![0-9%/]|[.,][0-9])"
)
_MONTH = re.compile(r"[0-9]{1,2}\s?[/\-]\s?(?:19|20)[0-9]{2}(?![0-9/])")
_DOTTED_MONTH = re.compile(r"(?:0?[1-9]|1[0-2])\.(?:19|20)[0-9]{2}(?![0-9/%]|[.,][0-9])")  # `tháng 8.2023`
_PART = re.compile(
    r"\s{0,8}(?:tháng|quý|ngày|tuần)\s{1,8}(?:đầu|cuối|qua|năm|trước|còn|giữa|ước|đã|(?=tăng|giảm|toàn)|(?:19|20)[0-9]{2})"
)
_TERM = re.compile(
    r"\s{0,8}năm\s{0,8}\(?(?:giai đoạn\s)?(?:19|20)[0-9]{2}\s{0,4}[-–]|\s{0,8}năm\s{1,8}(?:qua|tới|gần|trước|tiếp theo|đầu)"
)
_SERIES = re.compile(r"(?:tháng|quý)\s[0-9]{1,2}(?:\s?,\s?[0-9]{1,2}){0,3}\s?(?:,|và|-|–|đến)$")
# what spans years: `năm học 2022-2023 trường có 12 lớp`
_SPANNED = frozenset({"kỳ", "đoạn", "khóa", "khoá", "học", "vụ"})
# periods that are numbered by small numbers; a year has four digits
_SMALL = frozenset({"niên", "tháng", "quý", "kỳ", "kì", "hk", "tuần", "kỷ", "vụ"})


def read(spot: Spot) -> Reading | None:
    """Read a year, a span of years, `6 tháng đầu năm`, `quý 2`, `tháng 6`."""
    if spot.year:
        return _year(spot)
    if spot.last in ("tháng", "quý") and (dotted := _DOTTED_MONTH.match(spot.low, spot.start, spot.limit)):
        return plain(spot, "period", dotted.end())
    if len(spot.digits) > 2:
        return None
    m = _MONTH.match(spot.low, spot.start, spot.limit)
    if m and spot.last != "số":
        return plain(spot, "period", m.end())
    if spot.right.isspace() and (
        _PART.match(spot.low, spot.end, spot.limit) or _TERM.match(spot.low, spot.end, spot.limit)
    ):
        return plain(spot, "period")
    if (
        (spot.last in _SMALL or spot.prev[-2:] == ["giai", "đoạn"] or _in_series(spot))
        and not spot.literal.decimals
        and spot.right != "%"
    ):
        return None if _measured(spot) else plain(spot, "period")
    return None


def _in_series(spot: Spot) -> bool:
    """True for the later numbers of `tháng 6, 7`."""
    joined = spot.last[-1:] in (",", "-", "–") or spot.last in ("và", "đến")
    return joined and _SERIES.search(spot.before) is not None


def _year(spot: Spot) -> Reading | None:
    m = _SPAN.match(spot.low, spot.start, spot.limit)
    if m and (spot.last in _SPANNED or not _counts(spot, m.end())):
        return plain(spot, "period", m.end())
    named = spot.lookup_before("before.tsv") == "period"
    if not named and _counts(spot, spot.end):
        return None
    if spot.right == "%" or (not named and spot.last in ("hơn", "gần", "khoảng", "trên", "đạt", "có")):
        return None
    return plain(spot, "period")


def _counts(spot: Spot, end: int) -> bool:
    """True where a noun or unit is counted right after (`2021 hộ`)."""
    raw = spot.low[end : end + 1]
    if raw not in (" ", "\n", "%") and not raw.isalpha():
        return False
    return noun_at(spot, end)[2] or unit_at(spot, end) is not None or scale_at(spot, end)[0] != 1


def _measured(spot: Spot) -> bool:
    """True where the word before does not name a period after all (`hè 12 lớp`, `9 tháng 15 tỷ`)."""
    if spot.last in ("tháng", "quý") and after_months(spot):
        return True
    return spot.last not in ("quý", "tháng", "hk") and _counts(spot, spot.end)
