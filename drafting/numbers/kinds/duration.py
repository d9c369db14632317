"""Lengths of time (`3 ngày`, `trong 5 năm`)."""

from __future__ import annotations

import re
from dataclasses import replace

from drafting.numbers.build import plain
from drafting.numbers.spot import Spot
from drafting.numbers.tails import noun_at
from drafting.numbers.types import Reading

_TIME = re.compile(
    r"\s?(năm|tháng|ngày làm việc|ngày đêm|ngày công|ngày|tuần|giờ|tiếng|phút|giây|h|thập kỷ|thế kỷ|nhiệm kỳ|quý)(?![^\W\d_])"
)
_ROUND_THE_CLOCK = re.compile(
    r"24/24(?:\s?(?:giờ|h)(?!\w))?(?!\s?[^\W\d_]|[0-9])|24/24\s?(?:giờ|h)(?!\w)|24/7(?![0-9])"
)
_CLOCK = re.compile(r"[0-9]{1,2}h[0-9]{0,2}(?!\w)")
_MEAN = re.compile(r"(?:bình quân|trung bình)(?: [^\W\d_]+){0,4}$")
# what a length of time written with decimals is measured by beside a mean: a change, another time's value
_MEASURED = re.compile(
    r"(?:tăng|giảm|rút ngắn|rút|cao hơn|thấp hơn|xuống|lên|còn)(?: thêm| được| còn| xuống)*$"
    r"|(?:cùng kỳ|năm trước|kỳ trước|năm (?:19|20)\d\d) ?(?:\(|là)$"
)
_EACH = re.compile(r"\s?(?:giờ|ngày|phút)\s?/\s?[^\W\d_]")
_HUNDREDTHS = re.compile(r"\sgiây\s[0-9]{1,2}(?![0-9]|[.,/][0-9]|%|\s[^\W\d_])")
_YEAR = re.compile(r"\s?năm\s(?:19|20)[0-9]{2}")
_RANGE = re.compile(r"\s?(?:(?:-|–|đến|,|và)\s?[0-9]{1,3}\s?){1,5}")


def read(spot: Spot) -> Reading | None:
    """Read a number of time units; days of work given are a quantity."""
    digits = spot.digits
    if len(digits) > 4 or spot.literal.value is None:
        return None
    # `24/7 hộ` counts households
    clock = _ROUND_THE_CLOCK.match(spot.low, spot.start, spot.limit)
    if clock and not noun_at(spot, clock.end())[2]:
        if spot.low.startswith("/7", spot.end):
            return plain(spot, "name", spot.end + 2)
        return plain(spot, "duration", spot.end + 3)
    if spot.right == "h" and (m := _CLOCK.match(spot.low, spot.start, spot.limit)):
        return plain(spot, "duration", m.end())
    m = _TIME.match(spot.after)
    if m is None and spot.last == "giờ" and not noun_at(spot, spot.end)[2]:
        return plain(spot, "duration")
    if m is None:
        m = _TIME.match(re.sub(_RANGE, "", spot.after, count=1)) if _RANGE.match(spot.after) else None
    if (
        m is None
        or m.group(1) == "ngày công"
        or (len(digits) > 3 and "," not in digits)
        or _YEAR.match(spot.after)
    ):
        return None
    if m.group(1) == "giờ" and spot.last == "lúc":
        return plain(spot, "date")
    if _EACH.match(spot.after):
        return None  # `18,5 giờ/ngày` is a rate
    if spot.literal.decimals and (_MEAN.search(spot.before) or _MEASURED.search(spot.before)):
        return None  # a mean stay is measured
    hundredths = _HUNDREDTHS.match(spot.low, spot.end, spot.limit)
    if hundredths:
        return plain(spot, "duration", hundredths.end())
    value = spot.literal.value
    return replace(plain(spot, "duration"), value=value, low=value, high=value, unit=m.group(1))
