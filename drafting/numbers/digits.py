"""Digits with separators: value, precision and what is doubtful about them.

Vietnamese writes a dot between thousands and a comma before decimals. Whatever departs from
that is read literally, as far as it can be read at all, and noted.
"""

from __future__ import annotations

import re
from decimal import Decimal

from drafting.numbers.records import record

DOT_DECIMAL = "dấu chấm đứng ở chỗ dấu phẩy thập phân"
COMMA_THOUSANDS = "dấu phẩy có thể đứng ở chỗ dấu chấm hàng nghìn"
ENGLISH = "dấu phẩy và dấu chấm viết theo lối tiếng Anh"
NO_DOTS = "thiếu dấu chấm ngăn hàng nghìn"
MALFORMED = "dấu ngăn cách đặt sai chỗ, không đọc được"
TOO_LONG = "dãy chữ số quá dài"
MAX_DIGITS = 24

_GROUPED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,([0-9]+))?")
_PLAIN = re.compile(r"[0-9]+(?:,([0-9]+))?")
_DOT = re.compile(r"[0-9]+\.([0-9]+)")
_ENGLISH = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.([0-9]+))?")


@record
class Literal:
    """Digits as read; `value` is None where they make no number."""

    value: Decimal | None
    decimals: int = 0
    grouped: bool = False
    padded: bool = False
    note: str = ""


def parse(digits: str) -> Literal:
    """Read digits with dots and commas (`3.175,06`, `05`, `6.75`)."""
    if digits.isdigit() and len(digits) <= 3:
        return Literal(Decimal(digits), padded=len(digits) == 2 and digits[0] == "0")
    if len(digits) > MAX_DIGITS:
        return Literal(None, note=TOO_LONG)
    if m := _PLAIN.fullmatch(digits):
        return _plain(digits, m.group(1) or "")
    if digits[0] != "0" and (m := _GROUPED.fullmatch(digits)):
        decimals = len(m.group(1) or "")
        return Literal(Decimal(digits.replace(".", "").replace(",", ".")), decimals, grouped=True)
    if m := _DOT.fullmatch(digits):
        return Literal(Decimal(digits), len(m.group(1)), note=DOT_DECIMAL)
    if m := _ENGLISH.fullmatch(digits):
        decimals = len(m.group(1) or "")
        return Literal(Decimal(digits.replace(",", "")), decimals, grouped=True, note=ENGLISH)
    return Literal(None, note=MALFORMED)


def _plain(digits: str, decimals: str) -> Literal:
    whole = digits[: len(digits) - len(decimals) - 1] if decimals else digits
    note = NO_DOTS if len(whole) > 3 else ""
    padded = len(whole) == 2 and whole[0] == "0" and not decimals
    return Literal(Decimal(digits.replace(",", ".")), len(decimals), padded=padded, note=note)


def interval(
    value: Decimal, decimals: int, scale: Decimal = Decimal(1), *, exact: bool = False
) -> tuple[Decimal, Decimal]:
    """What could have been rounded to a written value.

    Args:
        value: in base units, scale multiplied in.
        decimals: digits written after the comma.
        scale: the factor of the scale word.
        exact: True for a whole number of things counted: a point, when nothing was scaled or cut.

    Returns:
        The lowest and the highest value that round to it.
    """
    if exact and decimals == 0 and scale == 1:
        return value, value
    half = scale * Decimal(5).scaleb(-decimals - 1)
    return value - half, value + half
