"""The short way: a number that plainly counts or measures needs none of the questions to the other kinds.

Nothing is decided here that the kinds would decide otherwise: wherever a word beside the number could make
it something else, the long way is gone.
"""

from __future__ import annotations

import re
from functools import cache

from drafting.numbers import lexicon
from drafting.numbers.spot import Spot

_NEXT = re.compile(r"[,;.)]?[ \n]([^\W\d_]+)([^\W\d_]|.?)", re.DOTALL)
_FOLLOWS = frozenset(
    {"tháng", "năm", "ngày", "tuần", "giờ", "tiếng", "phút", "giây", "h", "quý", "thập", "thế", "nhiệm", "tuổi",
     "sao", "lần", "phần", "và", "đến", "tới", "sạch", "không", "từ", "x", "k", "ha", "m", "số", "tổng", "vạn", "dân", "cấp"}
)  # fmt: skip
_SHORTEST, _LONGEST = 1, 7


@cache
def _said_before() -> frozenset[str]:
    return lexicon.last_words("before.tsv") | lexicon.words("leads.txt") | {""}


@cache
def _said_after() -> frozenset[str]:
    names = ("after.tsv", "sets.tsv", "slogans.tsv")
    firsts = {p.split()[0].rstrip(",") for name in names for p in lexicon.phrases(name)}
    return frozenset(firsts | {w.split()[0] for w in lexicon.words("mottoes.txt")} | _FOLLOWS)


def counted(spot: Spot) -> bool:
    """True where neither the word before a number nor the word after it lets it be anything but a quantity."""
    digits, last = spot.digits, spot.last
    if (
        spot.right not in " ,;.)"
        or (spot.left != " " and (spot.left != "(" or spot.right == ")"))
        or spot.line_start
        or spot.year
    ):
        return False
    if len(digits) > _LONGEST or (digits[0] == "0" and len(digits) > 2) or last in _said_before():
        return False
    if not last[-1].isalpha() and last[-1] != ";":
        return False
    if "“" in spot.before or '"' in spot.before:
        return False  # a name in quotes may hold it
    if len(digits) == 1 and spot.text[spot.start - 1 - len(last)].isupper():
        return False  # `cầu Lam Trà 2`
    m = _NEXT.match(spot.low, spot.end, spot.limit)
    if m is None or m.group(1) in _said_after() or m.group(2) in ("/", "-", "–"):
        return False
    literal = spot.literal
    return literal.value is not None and not literal.note
