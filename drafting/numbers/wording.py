"""Number words (`một trăm linh năm`, `ba tỷ rưỡi`) as values.

`năm` is five or a year: after `mười` and `mươi` five is `lăm` or `nhăm`, so `mười năm` is ten
years and `mười lăm` fifteen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

DIGITS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
AFTER_TENS = {
    "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "lăm": 5, "nhăm": 5, "sáu": 6,
    "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
AFTER_ZERO = {**DIGITS, "tư": 4}
HALF = ("rưỡi", "rưởi")
SCALES = {"nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
SCALE_WORDS = {10**3: "nghìn", 10**4: "vạn", 10**6: "triệu", 10**9: "tỷ", 10**12: "nghìn tỷ"}
MAX_WORDS = 24
_COMMA = re.compile(r",\s{0,4}+(?=[^\W\d_])")
_TOKEN = re.compile(r"\s{0,8}+([^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class WordNumber:
    """A number in words: its value, how many words it took, where it ends, its last scale word."""

    value: Decimal
    words: int
    end: int
    scale: Decimal = Decimal(1)
    half: bool = False


def tokens(text: str, start: int) -> list[tuple[str, int]]:
    """At most `MAX_WORDS` number words from `start` with the offset of each one's end."""
    found: list[tuple[str, int]] = []
    m = _TOKEN.match(text, start)
    while m and len(found) < MAX_WORDS:
        word = m.group(1)
        if word not in ALL or (found and found[-1][0] == word):
            break
        found.append((word, m.end()))
        m = _TOKEN.match(text, m.end())
    return found


def parse(text: str, start: int) -> WordNumber | None:
    """Read the longest number in words that starts at `start` of a lower-case text."""
    toks = tokens(text, start)
    names = [t[0] for t in toks]
    used, total, last, half = 0, 0, 0, False
    while used < len(names):
        group, n = _below_thousand(names, used)
        if not n:
            break
        factor, m = _scale(names, used + n)
        if (last and factor >= last) or (last and factor == 1 and group >= last):
            break
        total, used, last = total + group * factor, used + n + m, factor
        if factor == 1:
            break
        if used < len(names) and names[used] in HALF:
            total, used, half = total + factor // 2, used + 1, True
            break
    if not used:
        return None
    if last == 1 and names[used - 1] == "trăm" and used < len(names) and names[used] in HALF:
        total, used, half = total + 50, used + 1, True
    return WordNumber(Decimal(total), used, toks[used - 1][1], Decimal(last), half)


def parse_parts(text: str, start: int) -> WordNumber | None:
    """Read a number in words that goes on behind a comma: `mười ba tỷ, năm trăm linh ba triệu`."""
    found = parse(text, start)
    while found is not None and found.scale > 1 and not found.half:
        comma = _COMMA.match(text, found.end)
        more = parse(text, comma.end()) if comma else None
        if more is None or not (1 < more.scale < found.scale and more.value < found.scale):
            break
        found = WordNumber(
            found.value + more.value, found.words + more.words, more.end, more.scale, more.half
        )
    return found


def _scale(names: Sequence[str], at: int) -> tuple[int, int]:
    """Factor of the scale words at a place (`nghìn tỷ` is two of them) and their count."""
    factor = SCALES.get(names[at]) if at < len(names) else None
    if factor is None:
        return 1, 0
    after = SCALES.get(names[at + 1]) if at + 1 < len(names) else None
    if factor == 10**3 and after == 10**9:
        return factor * after, 2
    return factor, 1


def _below_thousand(names: Sequence[str], at: int) -> tuple[int, int]:
    """Value below a thousand at a place, and how many words it took (0 for none)."""
    if at + 1 < len(names) and names[at] in DIGITS and names[at + 1] == "trăm":
        rest, n = _after_hundred(names, at + 2)
        return DIGITS[names[at]] * 100 + rest, 2 + n
    return _below_hundred(names, at)


def _after_hundred(names: Sequence[str], at: int) -> tuple[int, int]:
    if at + 1 < len(names) and names[at] in ("linh", "lẻ") and names[at + 1] in AFTER_ZERO:
        return AFTER_ZERO[names[at + 1]], 2
    value, n = _below_hundred(names, at)
    return (value, n) if n > 1 or (n and names[at] == "mười") else (0, 0)


def _below_hundred(names: Sequence[str], at: int) -> tuple[int, int]:
    first = names[at] if at < len(names) else ""
    second = names[at + 1] if at + 1 < len(names) else ""
    third = names[at + 2] if at + 2 < len(names) else ""
    if first == "mười":
        unit = AFTER_TENS.get(second, 0) if second != "mốt" else 0
        return (10 + unit, 2) if unit else (10, 1)
    if first in DIGITS and second in ("mươi", "chục"):
        unit = AFTER_TENS.get(third, 0)
        return (DIGITS[first] * 10 + unit, 3) if unit else (DIGITS[first] * 10, 2)
    return (DIGITS[first], 1) if first in DIGITS else (0, 0)


ALL = frozenset({*DIGITS, *AFTER_TENS, *HALF, *SCALES, "mười", "mươi", "chục", "trăm", "linh", "lẻ"})
_TENS = (
    "",
    "mười",
    "hai mươi",
    "ba mươi",
    "bốn mươi",
    "năm mươi",
    "sáu mươi",
    "bảy mươi",
    "tám mươi",
    "chín mươi",
)
_ONES = ("", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def spell(value: int) -> str:
    """Write a whole number from 1 to 999 in words."""
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    parts = [_ONES[hundreds], "trăm"] if hundreds else []
    if tens == 0 and ones:
        parts += ["linh", _ONES[ones]] if hundreds else [_ONES[ones]]
    elif tens:
        last = {1: "mốt" if tens > 1 else "một", 4: "tư" if tens > 1 else "bốn", 5: "lăm"}.get(
            ones, _ONES[ones]
        )
        parts += [_TENS[tens], last]
    return " ".join(p for p in parts if p)
