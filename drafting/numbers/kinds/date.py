"""Calendar dates, blanks included (`05/ 3/ 2022`, `ngày    tháng 4 năm 2021`)."""

from __future__ import annotations

import re

from drafting.numbers import lexicon
from drafting.numbers.build import plain
from drafting.numbers.spot import Spot
from drafting.numbers.tails import noun_at, scale_at, unit_at
from drafting.numbers.types import Reading

_B = r"\s{0,40}+"
_FULL = re.compile(
    rf"[0-9]{{1,2}}{_B}([/.\-]){_B}[0-9]{{1,2}}{_B}\1{_B}(?:[12][0-9]{{3}}|[0-9]{{2}})(?![0-9/])"
)
_WORDS = re.compile(
    rf"[0-9]{{1,2}}{_B}(?:tháng|/){_B}[0-9]{{1,2}}(?:{_B}(?:năm|/){_B}(?:[12][0-9]{{3}})?)?(?![0-9]|[.,][0-9])"
)
_DAY_MONTH = re.compile(rf"[0-9]{{1,2}}{_B}[/\-]{_B}[0-9]{{1,2}}(?![0-9/]|[.,][0-9])")
_MONTH_YEAR = re.compile(rf"[0-9]{{1,2}}{_B}(?:năm|[/\-]){_B}(?:[12][0-9]{{3}}|…|\.{{2,}})")
_DAY, _MONTH = r"(?:[12][0-9]|3[01]|0?[1-9])", r"(?:1[0-2]|0?[1-9])"
# `từ 28/4 - 05/5`, `từ 01 - 31/5`, `từ 02/4 đến 30/6`, `từ 01/6 - 31/8/2022`
_DAYS = re.compile(
    rf"{_DAY}(?:/{_MONTH})?\s?(?:[-–]|đến|đến hết|đến ngày)\s?{_DAY}/{_MONTH}(?:/(?:19|20)[0-9]{{2}})?(?![0-9/%]|[.,][0-9])"
)
# behind other days of a list: `(3/2, 19/5, 2/9)`
_DATES = re.compile(rf"(?<![0-9/])({_DAY}/{_MONTH})(?:,|,? và)$")
# `(3,4/4/1965)`: two days of one month
_TWO_DAYS = re.compile(rf"{_DAY},{_DAY}/{_MONTH}/(?:19|20)[0-9]{{2}}(?![0-9/])")
# the name of a day, before its date
_DAY_OF = re.compile(r"ngày (?:[^\W\d_]+ ){1,7}$")
_SHARE = re.compile(r" \((?:đạt |bằng |chiếm |= ?)?[0-9.,]+\s?%|%")
_MONTHS = re.compile(r"(?:[0-9]|mỗi|một|hằng|hàng|từng)\s(?:tháng|quý)$")
_SERIES = re.compile(r"ngày (?:lễ )?[0-9]{1,2}/[0-9]{1,2}\s?(?:,|và|-|–|đến)$")
# `từ ngày 1-5 đến 30-6`
_SINCE_DAY = re.compile(r"ngày [0-9]{1,2}\s?[/\-]\s?[0-9]{1,2} đến$")
_ENDS = frozenset(",; \n)")
_NEVER = frozenset('%,;:)"”hk')
# `09:45`, `18g30`: a time of day
_CLOCK = re.compile(
    r"(?:[01]?[0-9]|2[0-3])(?::[0-5][0-9](?::[0-5][0-9])?|g[0-5][0-9])(?![0-9:%]|[.,/][0-9]|[^\W_])"
)
_NO_CLOCK = frozenset({"lệ", "khối", "lớp", "bản", "đồ", "mức"})
_DAY_WORDS = frozenset({"ngày", "mùng", "mồng", "ngày:"})
_HOLIDAYS = (
    "quốc khánh",
    "quốc tế lao động",
    "quốc tế phụ nữ",
    "lễ",
    "dịp",
    "dịp lễ",
    "kỷ niệm",
    "chào mừng",
)
_MONTHLY = (" hằng tháng", " hàng tháng", " mỗi tháng")
# streets, funds and prizes called after a day
_CALLED_AFTER = frozenset(
    {"đường", "phố", "trẻ", "quỹ", "viên", "chợ", "trường", "thưởng", "giải", "đội", "xưởng"}
)
_DAY_PARTS = frozenset({"sáng", "chiều", "tối"})
# `hôm qua 24.6`, `chiều nay (28/7)`
_TODAY = re.compile(r"(?<!\w)(?:hôm|sáng|trưa|chiều|tối|đêm|ngày) (?:nay|qua|kia|mai)[\s,(]*$")
# crops, courses, stays of few or many days
_CROPS = frozenset({"ngắn", "dài", "trung", "nhiều"})


def read(spot: Spot) -> Reading | None:
    """Read a whole date or a time of day as one reading, or a part of a date after `ngày` and `tháng`."""
    time = _clock(spot) if spot.right in ("g", ":") else None
    return plain(spot, "date", time.end()) if time else _calendar(spot)


def _calendar(spot: Spot) -> Reading | None:
    if len(spot.digits) > 10 or (
        spot.right in _NEVER
        and spot.last not in _DAY_WORDS
        and spot.last not in _DAY_PARTS
        and spot.last != "tháng"
        and not _TODAY.search(spot.before)
    ):
        return None
    m = _FULL.match(spot.low, spot.start, spot.limit)
    if m and _plausible(m.group()):
        return plain(spot, "date", m.end())
    if len(spot.digits) > 2:
        two = _TWO_DAYS.match(spot.low, spot.start, spot.limit)
        return plain(spot, "date", two.end()) if two else _dotted(spot)
    last = spot.last.rstrip(":")
    if last in _DAY_WORDS or last in _DAY_PARTS or last in ("từ", "đến", "hết", "trước", "sau", "và", "hôm"):
        m = _WORDS.match(spot.low, spot.start, spot.limit)
        if m and (last in _DAY_WORDS or "tháng" in m.group()):
            return plain(spot, "date", m.end())
    if spot.after.startswith(_MONTHLY) and spot.digits.isdigit():
        return plain(spot, "date")
    if last in _DAY_WORDS:
        return _day(spot)
    if m := _part_of_day(spot, last):
        return plain(spot, "date", m.end())
    if last == "tháng" or last.endswith("tháng"):
        if after_months(spot):
            return None
        m = _MONTH_YEAR.match(spot.low, spot.start, spot.limit)
        return plain(spot, "date" if "ngày" in spot.prev else "period", m.end() if m else None)
    m = _days(spot, last) or (_named_day(spot, last) if spot.right == "/" else None)
    if m:
        return plain(spot, "date", m.end())
    m = _WORDS.match(spot.low, spot.start, spot.limit)
    return plain(spot, "date", m.end()) if m and "tháng" in m.group() and not _amount(spot, m) else None


def _clock(spot: Spot) -> re.Match[str] | None:
    """A time of day with a colon or a `g`, where no ratio is told and nothing is counted."""
    m = _CLOCK.match(spot.low, spot.start, spot.limit) if spot.last not in _NO_CLOCK else None
    return None if m is None or noun_at(spot, m.end())[2] or unit_at(spot, m.end()) is not None else m


def _day(spot: Spot) -> Reading | None:
    """Read what stands behind `ngày`; `cây công nghiệp ngắn ngày 06 ha` names a crop."""
    if spot.prev[-2:-1] and spot.prev[-2] in _CROPS:
        return None
    m = _DAY_MONTH.match(spot.low, spot.start, spot.limit)
    return plain(spot, "date", m.end() if m else None)


def _part_of_day(spot: Spot, last: str) -> re.Match[str] | None:
    """A day and month in a series, behind `sáng` or `từ ngày 1-5 đến`, where nothing is counted."""
    series = _SERIES.search(spot.before) is not None
    named = last in _DAY_PARTS or _SINCE_DAY.search(spot.before) or _TODAY.search(spot.before)
    if not (series or named):
        return None
    m = _DAY_MONTH.match(spot.low, spot.start, spot.limit)
    counted = m is not None and not series and (not _plausible(m.group()) or noun_at(spot, m.end())[2])
    return None if counted else m


def _amount(spot: Spot, m: re.Match[str]) -> bool:
    """True for `9 tháng 15 tỷ`: months, and an amount behind them."""
    return "năm" not in m.group() and (
        not _plausible(m.group()) or scale_at(spot, m.end())[0] != 1 or noun_at(spot, m.end())[2]
    )


def after_months(spot: Spot) -> bool:
    """True where months are counted right before a number that counts something itself."""
    if not _MONTHS.search(spot.before):
        return False
    end = spot.end
    return scale_at(spot, end)[0] != 1 or noun_at(spot, end)[2] or unit_at(spot, end) is not None


def _days(spot: Spot, last: str) -> re.Match[str] | None:
    """From a day to a day of a month, where nothing is counted."""
    m = _DAYS.match(spot.low, spot.start, spot.limit) if last == "từ" or last in _DAY_WORDS else None
    return m if m and not noun_at(spot, m.end())[2] else None


def _named_day(spot: Spot, last: str) -> re.Match[str] | None:
    """A day and month after a holiday's name, or after `hết`, `trước` where nothing is counted."""
    holiday = spot.before.endswith(_HOLIDAYS)
    m = _DAY_MONTH.match(spot.low, spot.start, spot.limit)
    if m is None:
        return None
    # more than the whole is no part of it: `31/12`, `20/10`
    beyond = _beyond(m.group()) and not _SHARE.match(spot.low, m.end())
    behind = _DATES.search(spot.before)
    called = _great(m.group()) and (
        last in _CALLED_AFTER
        or _DAY_OF.search(spot.before + " ") is not None
        or (behind is not None and (_great(behind.group(1)) or _beyond(behind.group(1))))
    )
    if not (called or holiday or beyond or last in ("hết", "trước") or spot.before.endswith("tính đến")):
        return None
    if not _plausible(m.group()) or (noun_at(spot, m.end())[2] and not holiday):
        return None
    return m


def _great(written: str) -> bool:
    """True for a day that is kept every year."""
    return written.replace(" ", "").lstrip("0") in lexicon.words("days.txt")


def _beyond(written: str) -> bool:
    day, month = [int(p) for p in re.findall(r"[0-9]+", written)]
    return day > month and (day, month) != (24, 7)  # round the clock


def _dotted(spot: Spot) -> Reading | None:
    """Read `05.3.2022`, which the scan takes for one number."""
    parts = spot.digits.split(".")
    day = spot.last in ("ngày", "sáng", "chiều", "tối") or _TODAY.search(spot.before) is not None
    if len(parts) == 2 and day and spot.right in _ENDS:
        counted = noun_at(spot, spot.end)[2] or unit_at(spot, spot.end) is not None
        return (
            plain(spot, "date") if _plausible(spot.digits) and len(spot.digits) < 6 and not counted else None
        )
    if len(parts) == 3 and len(parts[2]) == 4 and len(parts[0]) < 3 and len(parts[1]) < 3:
        return plain(spot, "date") if parts[2][:2] in ("19", "20") else None
    return None


def _plausible(written: str) -> bool:
    day, month = [int(p) for p in re.findall(r"[0-9]+", written)[:2]]
    return 0 < day <= 31 and 0 < month <= 12
