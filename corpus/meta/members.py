"""The member units that a report names again and again."""

from __future__ import annotations

import re
from collections import Counter

from corpus.meta.names import NAME, tidy
from corpus.types import Level
from corpus.units import fold

_MEMBER_WORDS: dict[str, tuple[str, ...]] = {
    "cum-xa": ("xã", "phường", "thị trấn"),
    "cum-huyen": ("huyện", "thị xã", "thành phố", "quận"),
    "cum-tinh": ("tỉnh", "thành phố"),
    "xa": ("thôn", "bản", "khu phố", "xóm"),
    "huyen": ("xã", "thị trấn", "phường"),
    "tinh": ("huyện", "thị xã", "thành phố", "xã", "phường"),
}
_LONGEST = 300_000  # characters looked at; a report has a tenth of that
_ITEM = re.compile(rf"(?:^|[;,(:]|\bvà\b)\s*({NAME})\s*(?::|(?:đạt|là|có|tăng|giảm)?\s*\d)")


def read_members(text: str, level: Level | None, own: str, above: tuple[str, ...]) -> tuple[str, ...]:
    """Proper names of the members, in the order of their first mention.

    Args:
        text: the report's text.
        level: the level of the unit that reports.
        own: its own name, which is no member unless it is a cluster.
        above: names of bodies above it, never members.
    """
    words = _MEMBER_WORDS.get(level or "", ())
    text = text[:_LONGEST]
    if not words:
        return ()
    named = _named(text, words)
    listed = Counter(fold(name) for line in text.split("\n") for name in _listed(line))
    total = Counter({key: count + listed[key] for key, count in named.items()})
    excluded = {fold(own), *map(fold, above)}
    keys = [key for key in named if total[key] >= 2 and key not in excluded]
    if level is not None and not level.startswith("cum"):
        keys = [key for key in keys if listed[key] >= 1 and total[key] >= 3]
    spelled = _spellings(text, set(keys))
    return tuple(sorted((spelled[key] for key in keys if key in spelled), key=text.find))


def _named(text: str, words: tuple[str, ...]) -> Counter[str]:
    """Names after a member word, and those that go on in the same list."""
    head = re.compile(rf"(?<!\w)(?i:các\s+)?(?i:{'|'.join(words)})\s*:?\s+({NAME})")
    more = re.compile(rf"\s*[^,;.()\n]{{0,25}}?(?:[,;]|\bvà\b)\s*(?:(?i:{'|'.join(words)})\s+)?({NAME})")
    found: Counter[str] = Counter()
    at = 0
    while match := head.search(text, at):
        names = [fold(tidy(match[1]))]
        at = match.end()
        while following := more.match(text, at):
            names.append(fold(tidy(following[1])))
            at = following.end()
        whole = len(names) > 2 and fold(match[0]).startswith("cac ")  # `các huyện: A, B, C` names them all
        found.update(names * 2 if whole else names)
    return Counter({k: n for k, n in found.items() if 1 <= len(k.split()) <= 4 and len(k) > 3})


def _listed(line: str) -> list[str]:
    return [tidy(match[1]) for match in _ITEM.finditer(line)]


def _spellings(text: str, keys: set[str]) -> dict[str, str]:
    """The commonest spelling of each folded name."""
    sizes = {len(key.split()) for key in keys}
    spelled: dict[str, Counter[str]] = {key: Counter() for key in keys}
    for match in re.finditer(rf"(?<!\w){NAME}(?!\w)", text):
        words = match[0].split()
        for size in sizes:
            for at in range(len(words) - size + 1):
                candidate = " ".join(words[at : at + size])
                key = fold(candidate)
                if key in spelled:
                    spelled[key][candidate] += 1
    return {key: counts.most_common(1)[0][0] for key, counts in spelled.items() if counts}
