"""Numbering of headings, items and table columns."""

from __future__ import annotations

import re

from drafting.numbers.build import plain
from drafting.numbers.letters import CAPITALS
from drafting.numbers.spot import Spot
from drafting.numbers.types import Reading

_MARK = re.compile(rf"\s?[.)/]\s?(?=\s|[*_“\"({CAPITALS}]|$)|\.(?:\s|$)")
_MULTI = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2}){1,4}")
_BARE = re.compile(rf"\.?\s{{1,4}}[“\"*]{{0,3}}[{CAPITALS}]")
# the first cell of a row, before its label
_ROW = re.compile(r"\.?\t+[^\W\d_]")
_IN_WORDS = re.compile(r"\)\s?[^\W\d_]")
_IN_LINE = re.compile(r"\)\s?[^\W_]|\)\s[“\"]")
# a line that ends in one of these goes on with its number on the next line
_GOES_ON = re.compile(
    r"(?:là|có|đạt|số|của|với|từ|đến|trên|dưới|hơn|gần|khoảng|giảm|tăng|còn|cho|và|thêm|được|bằng|giá|tháng|ngày|gồm|[,–-])$"
)


def read(spot: Spot) -> Reading | None:
    """Read `1.`, `1.1.`, `2)` at the start of a line, `(1)` in a line."""
    if spot.line_start:
        return _leading(spot)
    if spot.left == "(" and spot.right == ")" and len(spot.digits) <= 2:
        head = spot.before[:-1].rstrip()
        lone = not head or head[-1] in ":;.,–-" or head.endswith((" và", " là", " gồm"))
        follows = _IN_LINE if head[-1:] in (":", ";", ".") else _IN_WORDS
        if lone and follows.match(spot.low, spot.end, spot.limit):
            return plain(spot, "numbering")
    return None


def _leading(spot: Spot) -> Reading | None:
    if _MULTI.fullmatch(spot.digits) and (
        _MARK.match(spot.text, spot.end) or _BARE.match(spot.text, spot.end)
    ):
        return plain(spot, "numbering")
    if spot.digits.isdigit() and _ROW.match(spot.low, spot.end, spot.limit):
        return plain(spot, "numbering")
    if len(spot.digits) > 3 or not spot.digits.isdigit():
        return None
    if _GOES_ON.search(spot.before.rstrip(" *_-+(")) and not _after_heading(spot):
        return None
    m = _MARK.match(spot.text, spot.end)
    if m and spot.text[spot.end : spot.end + 1] == "/" and spot.text[spot.end + 1 : spot.end + 2].isdigit():
        return None
    if m or re.match(r"\)\s", spot.text[spot.end : spot.end + 2]):
        return plain(spot, "numbering")
    return None


def _after_heading(spot: Spot) -> bool:
    """True where the line before is in capitals: a heading, which no number goes on from."""
    lines = spot.text[max(0, spot.start - 60) : spot.start].rstrip(" \n*_#").rsplit("\n", 1)
    return lines[-1].isupper()
