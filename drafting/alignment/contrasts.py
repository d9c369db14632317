"""Words that tell one indicator from its neighbour (`hộ nghèo` from `hộ cận nghèo`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from functools import cache

from drafting.alignment.words import data_lines, key
from drafting.numbers.records import record

# A word of a mark that one side lacks: another indicator, though the rest may be the same words.
MARKED = 0.6
# Words that exclude each other: hardly ever the same indicator.
EXCLUSIVE = 0.4


@record
class Features:
    """Which contrast words a wording has: `marks` alone, `choices` by group."""

    marks: frozenset[str]
    choices: Mapping[int, frozenset[str]]


def features(parts: Sequence[tuple[str, ...]]) -> Features:
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
            choices[group] = frozenset(phrases if len(phrases) == 1 else _longest(phrases))
    return Features(frozenset(marks), choices)


def _longest(phrases: Set[str]) -> set[str]:
    """Those that stand in no other one."""
    return {p for p in phrases if not any(p != q and f" {p} " in f" {q} " for q in phrases)}


def factor(one: Features, other: Features) -> float:
    """How far the contrast words speak against one indicator: 1 where they don't."""
    result = MARKED ** min(2, len(one.marks ^ other.marks)) if one.marks or other.marks else 1.0
    if one.choices and other.choices:
        theirs, against = other.choices, 0
        for group, words in one.choices.items():
            if group in theirs and words.isdisjoint(theirs[group]):
                against += 1
        if against:
            result *= EXCLUSIVE ** min(2, against)
    return result


def _found(words: tuple[str, ...]) -> list[tuple[int, str]]:
    """Groups (-1 for marks) and phrases among the words."""
    known = _phrases()
    return [
        (group, text)
        for at, word in enumerate(words)
        if word in known
        for group, phrase, text in known[word]
        if words[at : at + len(phrase)] == phrase
    ]


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
