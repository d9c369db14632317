"""Names of places and members in the labels of a list."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from corpus.text.alphabet import LOWER, UPPER
from drafting.checks import load
from drafting.checks.plain import plain

# A word of a name, for patterns on the text as written: a capital and small letters.
CAPITALISED = rf"[{UPPER}][{LOWER}]+"
# Where a list says itself that it has more than it names.
GOES_ON = re.compile(r"\.\.\.|…|(?<!\w)v\.?v(?!\w)")
PICKED = re.compile(r"(?<!\w)(?:trong đó|như|tiêu biểu|điển hình)(?!\w)")
_LEADING = re.compile(r"^(?:tại|ở|của|riêng|có|là|các|gồm|và|trong đó|cụ thể)\s+", re.IGNORECASE)
_TRAILING = re.compile(r"\s+(?:là|có|đạt|được|với|giảm còn|tăng|giảm)$")


_ACCENTED = frozenset(
    {
        "xã",
        "huyện",
        "phường",
        "thị trấn",
        "thị xã",
        "thành phố",
        "tỉnh",
        "thôn",
        "bản",
        "làng",
        "khu phố",
        "tổ dân phố",
    }
    | {"quận", "khối", "cụm", "đơn vị", "địa phương", "cơ sở"}
)


@cache
def _kinds() -> re.Pattern[str]:
    return load.pattern("list_words.txt", "member")


@lru_cache(maxsize=8192)
def split(label: str) -> tuple[str, str]:
    """A label as the word for its kind (plain: `xa`, or empty) and its bare name."""
    name = _TRAILING.sub("", _LEADING.sub("", label.strip()))
    kind = _kinds().match(plain(name))
    if not kind or not _spelt_so(name[: kind.end()]):
        return "", name
    return kind[0], name[kind.end() :].strip()


def _spelt_so(words: str) -> bool:
    """False for a name that only without its accents is the word for a kind (`Lạng Thượng`, no `làng`)."""
    return words.isascii() or words.lower() in _ACCENTED


@lru_cache(maxsize=8192)
def is_name(label: str) -> bool:
    """True for a proper name, with or without the word for its kind (`xã Hà Vinh`, `Thọ Xuân`)."""
    kind, name = split(label)
    words = re.split(r"[\s\-]+", name)
    if not name or len(words) > 5:
        return False
    if kind and all(w.isdigit() for w in words):
        return True
    return all(w[:1].isupper() or (w.isdigit() and at) for at, w in enumerate(words))


@lru_cache(maxsize=8192)
def bare(label: str) -> str:
    """A name for comparing: without the word for its kind, accents and case."""
    return plain(split(label)[1]).strip()
