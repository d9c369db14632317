"""Words that tell one indicator from its neighbour (`hộ nghèo` from `hộ cận nghèo`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from drafting.alignment.words import Syllable, data_lines, key

# A word of a mark that one side lacks: another indicator, though the rest may be the same words.
MARKED = 0.6
# Words that exclude each other: hardly ever the same indicator.
EXCLUSIVE = 0.4


@dataclass(frozen=True, slots=True)
class Features:
    """Which contrast words a wording has: `marks` alone, `choices` as (group, word)."""

    marks: frozenset[str]
    choices: frozenset[tuple[int, str]]


def features(words: Iterable[Syllable]) -> Features:
    """The contrast words among these syllables."""
    text = " " + " ".join(s.marked for s in words) + " "
    marks, groups = _tables()
    found = [(g, w) for g, group in enumerate(groups) for w in group if f" {w} " in text]
    kept = {(g, w) for g, w in found if not any(g == h and w != v and f" {w} " in f" {v} " for h, v in found)}
    return Features(frozenset(m for m in marks if f" {m} " in text), frozenset(kept))


def factor(one: Features, other: Features) -> float:
    """How far the contrast words speak against one indicator: 1 where they don't."""
    result = MARKED ** min(2, len(one.marks ^ other.marks))
    if one.choices and other.choices:
        mine, theirs = _by_group(one), _by_group(other)
        against = sum(1 for g, words in mine.items() if g in theirs and not words & theirs[g])
        result *= EXCLUSIVE ** min(2, against)
    return result


def _by_group(item: Features) -> dict[int, set[str]]:
    groups: dict[int, set[str]] = {}
    for group, word in item.choices:
        groups.setdefault(group, set()).add(word)
    return groups


@cache
def _tables() -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    marks, groups = [], []
    for line in data_lines("contrasts.txt"):
        if line.startswith("!"):
            marks.append(key(line[1:]))
        else:
            groups.append(tuple(key(w) for w in line.split("|")))
    return tuple(marks), tuple(groups)
