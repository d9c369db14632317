"""Proper names in a sentence: what makes it tell of one place, one person, one work."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

_QUOTED = re.compile(r"[“\"«][^”\"»\n]{1,200}[”\"»]")
_WORD = re.compile(r"[^\W\d_]+(?:[-–/][^\W\d_]+)*")
_PLACE_HEAD = (
    r"xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh|thôn|xóm|bản|làng|ấp|khu phố|tổ dân phố|chợ|sông|núi|hồ|"
    r"đồng chí|đ/c|ông|bà|anh|chị|công ty|doanh nghiệp|trường|đường|quốc lộ|tỉnh lộ|khu dân cư|họ|chùa|đền|mẹ"
)
_AFTER_HEAD = re.compile(rf"\b(?:{_PLACE_HEAD})\s+(?=(?P<name>[^\W\d_]\w+))", re.IGNORECASE)
# After these even a word that institutions begin with is a name (`thôn Hội Tân`).
_HAMLET = re.compile(r"\b(?:[Tt]hôn|[Xx]óm|[Bb]ản|[Ấấ]p|[Kk]hu phố|[Tt]ổ dân phố)\s+(?P<name>[^\W\d_]\w+)")
_CODES = re.compile(
    r"\b(?:QL|TL|ĐT|DT|HL)\s?\d+\w*\b|\b(?:quốc lộ|tỉnh lộ|đường)\s+(?:số\s+)?\d+\w*\b|\bthôn\s+\d+\b|https?://\S+",
    re.IGNORECASE,
)


@cache
def _institutions() -> re.Pattern[str]:
    text = files("drafting.writers.data").joinpath("institutions.txt").read_text(encoding="utf-8")
    names = {line.strip() for line in text.split("\n") if line.strip() and not line.startswith("#")}
    ordered = sorted(names, key=lambda n: (-len(n), n))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, ordered)) + r")\b")


def unquoted(text: str) -> str:
    """The text with what stands in quotes blanked: names of movements are of the genre."""
    return _QUOTED.sub(lambda m: " " * len(m[0]), text)


def proper_names(text: str, own: Iterable[str] = ()) -> list[str]:
    """Names of particular places, persons, works in a sentence, without `own` (this unit's) and institutions.

    A name is a run of two or more capitalised words, or one after a word that asks for a name
    (`thôn`, `đồng chí`): Vietnamese begins a sentence with one capital only.
    """
    plain = unquoted(text)
    for name in sorted({n for n in own if n}, key=lambda n: (-len(n), n)):
        plain = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", lambda m: "_" * len(m[0]), plain)
    hamlets = [m["name"] for m in _HAMLET.finditer(plain) if _is_name(m["name"])]
    plain = _institutions().sub(lambda m: "_" * len(m[0]), plain)
    found = hamlets + [m[0].strip() for m in _CODES.finditer(plain)]
    found += [m["name"] for m in _AFTER_HEAD.finditer(plain) if _is_name(m["name"])]
    found += _runs(plain)
    return list(dict.fromkeys(found))


def _is_name(word: str) -> bool:
    return word[:1].isupper() and not word.isupper()


def _runs(plain: str) -> list[str]:
    found: list[str] = []
    run: list[str] = []
    last = -1
    for match in _WORD.finditer(plain):
        word = match[0]
        between = plain[last : match.start()] if last >= 0 else ""
        capital = _is_name(word) and len(word) > 1
        if run and (between.strip() or not capital):
            found += [" ".join(run)] if len(run) > 1 else []
            run = []
        if capital:
            run.append(word)
        last = match.end()
    return found + ([" ".join(run)] if len(run) > 1 else [])
