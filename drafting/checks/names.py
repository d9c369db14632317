"""Names of places and members in the labels of a list."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from drafting.checks import load
from drafting.checks.plain import plain

_LEADING = re.compile(r"^(?:tại|ở|của|riêng|có|là|các|gồm|và|trong đó|cụ thể)\s+", re.IGNORECASE)
_TRAILING = re.compile(r"\s+(?:là|có|đạt|được|với|giảm còn|tăng|giảm)$")


@cache
def _kinds() -> re.Pattern[str]:
    return load.pattern("list_words.txt", "member")


@lru_cache(maxsize=8192)
def split(label: str) -> tuple[str, str]:
    """A label as the word for its kind (plain: `xa`, or empty) and its bare name."""
    name = _TRAILING.sub("", _LEADING.sub("", label.strip()))
    kind = _kinds().match(plain(name))
    if not kind:
        return "", name
    return kind[0], name[kind.end() :].strip()


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
