"""Quantities, periods and ordinals in words (`mười hai xã`, `Sáu tháng đầu năm`).

A single word is a number only before something counted, and `một` and `năm` hardly ever are.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from drafting.numbers import figure, wording
from drafting.numbers.build import plain
from drafting.numbers.digits import Literal, interval
from drafting.numbers.spot import Spot
from drafting.numbers.tails import Tail, noun_at, unit_at
from drafting.numbers.types import Reading

_PERIOD = re.compile(r"\s(?:tháng|quý)\s(?:đầu|cuối|qua|năm)")
_TIME = re.compile(r"\s(năm|tháng|ngày|tuần|giờ|phút|nhiệm kỳ|thập kỷ)(?!\w)")
# what a rate is counted by: `số giường bệnh trên một vạn dân`
_PER_HEAD = re.compile(r"(?:một|mười)\s(?:vạn|nghìn|ngàn|trăm nghìn)\s(?:dân|trẻ|người dân|phụ nữ)(?!\w)")
_NOT_AFTER = frozenset(
    {"dăm", "thứ", "lớp", "giải", "hạng", "cả", "tháng", "hàng", "vài", "mấy", "khối", "loại", "tổ", "thôn", "khu", "bậc",
     "ông", "bà", "anh", "chị", "con", "vụ", "nhóm", "mỗi", "ngày", "đời", "từng", "đệ", "bên", "ngã"}
)  # fmt: skip
_ROUGHLY = frozenset(wording.DIGITS) - {"năm"}
_FIVE_AFTER = frozenset({"có", "gồm", "được", "thêm", "cho", ":", "hơn", "dưới"})


def read(spot: Spot, floor: int = 0) -> Reading | None:
    """Read a number in words that starts at the spot."""
    found = wording.parse_parts(spot.low, spot.start)
    if found is None or _is_name(spot, found.end):
        return None
    spot.end = found.end
    if spot.last == "thứ" and spot.prev[-2:-1] in (["xếp"], ["đứng"]):
        ranked = replace(plain(spot, "rank"), value=found.value, low=found.value, high=found.value)
        return replace(ranked, words=True)
    if spot.last == "thứ":
        return plain(spot, "ordinal")
    if spot.last in ("trên", "/") and _PER_HEAD.match(spot.low, spot.start):
        return plain(spot, "code")
    if spot.last in _NOT_AFTER or (found.words == 1 and spot.last in _ROUGHLY):
        return None  # `hai ba hộ`: two or three
    after = spot.after
    if _PERIOD.match(after):
        return replace(plain(spot, "period"), words=True) if found.value > 1 else None
    m = _TIME.match(after)
    if m:
        return _duration(spot, found.value, m.group(1)) if found.value > 1 else None
    return _counted(spot, found, floor)


def _duration(spot: Spot, value: Decimal, unit: str) -> Reading | None:
    if spot.digits == "năm":
        return None
    return replace(plain(spot, "duration"), value=value, low=value, high=value, unit=unit, words=True)


def _counted(spot: Spot, found: wording.WordNumber, floor: int) -> Reading | None:
    if found.words == 1 and not _single(spot, found):
        return None
    tail = figure.tail_at(spot, found.end)
    if found.scale >= 10**9 and tail.family != "money" and not tail.noun:
        tail = replace(tail, unit="đồng", family="money")
    if found.words > 1 and tail.unit is None and found.scale == 1 and not _alone(spot):
        return None if found.value < 20 else _finish(spot, found, tail, floor)
    return _finish(spot, found, tail, floor)


def _finish(spot: Spot, found: wording.WordNumber, tail: Tail, floor: int) -> Reading:
    reading = figure.worded(figure.make(spot, "quantity", Literal(found.value), tail, floor))
    if found.scale != 1:
        step = found.scale / 10 if found.half else found.scale
        low, high = interval(found.value, 0, step)
        low, high = figure.tidy(low), figure.tidy(high)
        word = wording.SCALE_WORDS[int(found.scale)]
        return replace(
            reading, low=low, high=high, scale=found.scale, scale_word=word, decimals=int(found.half)
        )
    return reading


def _single(spot: Spot, found: wording.WordNumber) -> bool:
    """True where one word counts what follows."""
    if _alone(spot):
        return True
    word = spot.low[spot.start : found.end]
    if word == "một" or (word == "năm" and spot.last not in _FIVE_AFTER):
        return False
    unit = spot.word(found.end) if unit_at(spot, found.end) is not None else None
    if unit is not None and (word != "ba" or len(unit.group(2)) > 1):
        return True
    noun, _, known = noun_at(spot, found.end)
    return known and noun.split(" ")[0] not in ("bà", "ông", "vụ", "nước", "con", "bộ", "sở", "ban", "vùng")


def _alone(spot: Spot) -> bool:
    """True where the text holds nothing else."""
    return not spot.low[: spot.start].strip() and not spot.low[spot.end : spot.limit].strip()


def _is_name(spot: Spot, end: int) -> bool:
    """True for `Ba Vì`, `Tứ Kỳ`: a capital, and another on the next word."""
    text = spot.text
    if not text[spot.start].isupper():
        return False
    m = re.match(r"\s{0,4}([^\W\d_])([^\W\d_]?)", text[end : end + 6])
    return m is not None and m.group(1).isupper() and not m.group(2).isupper()
