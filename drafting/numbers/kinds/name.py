"""Slogans and fixed sets (`5 không 3 sạch`, `6 điều Bác Hồ dạy`): names, not figures."""

from __future__ import annotations

import re
from functools import cache

from drafting.numbers import lexicon
from drafting.numbers.build import plain
from drafting.numbers.letters import CAPITALS
from drafting.numbers.spot import Spot
from drafting.numbers.tails import noun_at, scale_at, unit_at
from drafting.numbers.types import Reading

_PAIR = re.compile(
    r"\s?(?:phải|không|có|sạch|xây|chống|nhất|đảm đang|tăng|giảm|cùng|hơn|tốt"
    r"|tự|quản|biết|rõ|dám|bám|trước|thông)[\s,]{1,3}(?:[^\W\d_]{1,8}\s){0,2}[0-9]{1,2}"
    r"\s?(?:không|có|sạch|xây|chống|nhất|tăng|giảm|cùng|tốt|nhanh|biết|rõ|bám|yên|an|giữ|trong|sáng)"
)
_FIRST = re.compile(r"[0-9]{1,2}\s([^\W\d_]{2,8})(?:\s[^\W\d_]{2,8})?[,\s]*$")
_WINDOW = 120
_OPENED = re.compile(r"[(:][^().\n]*$")
_K = re.compile(r"k(?![^\W_])")


def read(spot: Spot) -> Reading | None:
    """Read a number that belongs to a slogan or a fixed set of rules."""
    if len(spot.digits) > 2:
        return None
    after = spot.after.lstrip()
    if after.startswith(_fixed()) or _PAIR.match(spot.after):
        return plain(spot, "name")
    if _K.match(spot.low, spot.end) and spot.text[spot.end : spot.end + 1] == "K":
        return plain(spot, "name", spot.end + 1)
    if after.startswith(_quoted()) and (_opened(spot) or _second(spot)):
        return plain(spot, "name")
    m = _PLUS.match(spot.low, spot.start, spot.limit)
    if m is not None or _quotation(spot):
        return plain(spot, "name", m.end() if m else None)
    if len(spot.digits) > 1 or spot.digits == "0":
        return None
    if spot.right == " " and (_called(spot) or _motto(spot)):
        return plain(spot, "name")
    return plain(spot, "name") if _thing(spot) else None


# `câu lạc bộ 5+1`
_PLUS = re.compile(r"[0-9]{1,2}\+[0-9]{1,2}(?![0-9.,%+])")
_OPEN = re.compile(r"(?:[“«]|(?:(?<=\s)|(?<=\()|^)\")(?:[^\s“”\"«»][^“”\"«»\n]{0,40})?$")
_CLOSE = re.compile(r"[^“”\"«»\n.;%]{0,48}[”\"»]")


def _quotation(spot: Spot) -> bool:
    """True inside a short quotation (`mô hình "3 trong 1"`): what is quoted so is a name, where nothing is measured."""
    if spot.right in "%/" or scale_at(spot, spot.end)[0] != 1:
        return False
    if spot.left not in '“"«' and unit_at(spot, spot.end) is not None:
        return False
    near = spot.text[max(0, spot.start - 48) : spot.start]
    return _OPEN.search(near) is not None and _CLOSE.match(spot.text, spot.end, spot.limit) is not None


_MOTTO = re.compile(r" ([^\W\d_]+(?: [^\W\d_]+)?)(?:[,;.]|\s?\(|$)")
_RUN = re.compile(rf"(?:(?<=\s)|^)(?:[{CAPITALS}][^\W\d_]*\s)+$")
_WORD_END = re.compile(r"[,;:()]")
_REACH = 48


def _motto(spot: Spot) -> bool:
    """True for `6 rõ, 5 thật`: words that nobody counts, and a pause behind them."""
    words = _MOTTO.match(spot.after)
    return words is not None and words.group(1) in lexicon.words("mottoes.txt")


def _thing(spot: Spot) -> bool:
    """True for `cầu Lam Trà 2`, `Trường Tiểu học Lam Sơn 2`: the second of its name, nothing counted."""
    if spot.left != " " or spot.right not in " .,;)\n" or not spot.text[spot.start - 2].islower():
        return False
    lead = spot.text[max(spot.floor, spot.start - _REACH) : spot.start]
    run = _RUN.search(lead)
    if (
        run is None
        or noun_at(spot, spot.end)[2]
        or unit_at(spot, spot.end)
        or scale_at(spot, spot.end)[0] != 1
    ):
        return False
    before = lead[: run.start()]
    mark = max((m.end() for m in _WORD_END.finditer(before)), default=0)
    words = (before[mark:] + run.group()).lower().split()
    if spot.right in ";,)" and _OPENED.search(spot.text, max(0, spot.start - _WINDOW), spot.start):
        return False  # a list counts what its head names
    return not lexicon.words("named.txt").isdisjoint(words[:-1])


def _fixed() -> tuple[str, ...]:
    return _list("sets.tsv")


def _quoted() -> tuple[str, ...]:
    return _list("slogans.tsv")


@cache
def _list(name: str) -> tuple[str, ...]:
    return tuple(sorted(lexicon.words(name)))


_LEVELS = re.compile(r" cấp(?:[.,;)]| (?:đã|được|đạt|trong|của|từ|là|và)(?!\w)|$)")
_CALLS = ("khẩu hiệu", "cuộc vận động", "phong trào", "phong trào thi đua", "phương châm")


def _called(spot: Spot) -> bool:
    """True for `cuộc vận động 4 phẩm chất`: a movement's name with nothing known that is counted."""
    if spot.after.startswith(" cấp") and spot.last in ("quyền", "phương", "án", "dân"):
        return True  # `chính quyền địa phương 2 cấp`
    if spot.digits in "234" and _LEVELS.match(spot.after):
        return True  # `Quỹ vì người nghèo 4 cấp đã vận động được`
    return spot.before.endswith(_CALLS) and spot.digits[0] != "0" and not noun_at(spot, spot.end)[2]


def _opened(spot: Spot) -> bool:
    """True right after an opening quotation mark or after `phong trào`, `phương châm`."""
    if spot.left in "“\"‘'«":
        return True
    return spot.before.endswith(
        (
            "phong trào",
            "phong trào thi đua",
            "thi đua",
            "phương châm",
            "cuộc vận động",
            "mô hình",
            "tiêu chí",
            "mục tiêu",
        )
    )


def _second(spot: Spot) -> bool:
    m = _FIRST.search(spot.before)
    return m is not None and (m.group(1) in lexicon.words("slogans.tsv") or _in_quotes(spot))


def _in_quotes(spot: Spot) -> bool:
    opened = max(spot.before.rfind("“"), spot.before.rfind('"'))
    return opened >= 0 and "”" not in spot.before[opened:]
