"""Proper names of units in running text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from corpus.text.alphabet import UPPER
from corpus.units import fold

_SYLLABLE = rf"[{UPPER}][^\W\d_]*"
NAME = rf"{_SYLLABLE}(?:(?:[ ]|[ ]-[ ]){_SYLLABLE}){{0,3}}"
# Words that begin a new thing though they are written with a capital.
_STOP = re.compile(
    r"\s+(?:Ban|Hội|Đảng|Ủy|Uỷ|UBND|HĐND|MTTQ|Phòng|Số|Về|Căn|Thực|Trong|Năm|Các|Cụm|Tổng|Xã|Huyện|Tỉnh|Thị|Thành|Phường)\b.*$"
)


def tidy(name: str) -> str:
    """A name without what a greedy match took along."""
    return _STOP.sub("", " " + name.strip(" ,.;:-"), count=1).strip()


def after(words: Iterable[str], text: str) -> list[str]:
    """Names that stand after one of `words` (`xã Hà Vinh` gives `Hà Vinh`), in order."""
    pattern = rf"(?<!\w)(?:{'|'.join(words)})\s+({NAME})(?!\w)"
    flagged = re.compile(pattern.replace("(?:", "(?i:", 1))
    return [name for match in flagged.finditer(text) if (name := tidy(match[1]))]


def most_common(names: Iterable[str]) -> str:
    """The name met most often, spellings taken together; the commonest spelling of it, or empty."""
    names = list(names)
    if not names:
        return ""
    counted = Counter(fold(name) for name in names)
    best = max(counted, key=lambda key: (counted[key], -[fold(n) for n in names].index(key)))
    return Counter(name for name in names if fold(name) == best).most_common(1)[0][0]
