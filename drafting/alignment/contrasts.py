"""Words that tell one indicator from its neighbour (`hộ nghèo` from `hộ cận nghèo`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from drafting.alignment.words import data_lines, key

# A word of a mark that one side lacks: another indicator, though the rest may be the same words.
MARKED = 0.6
# Words that exclude each other: hardly ever the same indicator.
EXCLUSIVE = 0.4


@dataclass(frozen=True, slots=True)
class Features:
    """Which contrast words a wording has: `marks` alone, `choices` by group."""

    marks: frozenset[str]
    choices: Mapping[int, frozenset[str]]


def features(parts: Sequence[Sequence[str]]) -> Features:
    """The contrast words among the syllables of a wording's parts.

    Where the last part chooses within a group, what its parents choose there doesn't count.
    """
    marks: set[str] = set()
    choices: dict[int, frozenset[str]] = {}
    for words in parts:
        found: dict[int, set[str]] = {}
        for group, phrase in _found(words):
            if group < 0:
                marks.add(phrase)
            else:
                found.setdefault(group, set()).add(phrase)
        for group, phrases in found.items():
            longest = {p for p in phrases if not any(p != q and f" {p} " in f" {q} " for q in phrases)}
            choices[group] = frozenset(longest)
    return Features(frozenset(marks), choices)


def factor(one: Features, other: Features) -> float:
    """How far the contrast words speak against one indicator: 1 where they don't."""
    result = MARKED ** min(2, len(one.marks ^ other.marks)) if one.marks or other.marks else 1.0
    if one.choices and other.choices:
        theirs = other.choices
        against = sum(1 for g, words in one.choices.items() if g in theirs and not words & theirs[g])
        result *= EXCLUSIVE ** min(2, against)
    return result


def _found(words: Sequence[str]) -> list[tuple[int, str]]:
    """Groups (-1 for marks) and phrases among the words."""
    found = []
    for at, word in enumerate(words):
        for group, phrase, text in _phrases().get(word, ()):
            if tuple(words[at : at + len(phrase)]) == phrase:
                found.append((group, text))
    return found


@cache
def _phrases() -> dict[str, list[tuple[int, tuple[str, ...], str]]]:
    """Contrast phrases by their first syllable."""
    table: dict[str, list[tuple[int, tuple[str, ...], str]]] = {}
    for number, line in enumerate(data_lines("contrasts.txt")):
        group = -1 if line.startswith("!") else number
        for words in line.lstrip("!").split("|"):
            phrase = tuple(key(words).split())
            table.setdefault(phrase[0], []).append((group, phrase, " ".join(phrase)))
    return table
