"""The list of words, in pairs of syllables, and how syllables are compared."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import pairwise

from corpus.resources import lines
from corpus.syllables import split_tone
from corpus.units import fold_chars

Pair = tuple[str, str]
_ONSETS = (("tr", "ch"), ("gi", "d"), ("x", "s"))


@lru_cache(maxsize=50000)
def spelling(word: str) -> str:
    """A syllable without the place of its tone mark, `y` as `i`."""
    base, tone = split_tone(word)
    return base.replace("y", "i") + tone


@lru_cache(maxsize=50000)
def skeleton(word: str) -> str:
    """A syllable without accents; onsets that are mixed up in speech are alike."""
    bare = fold_chars(word).replace("y", "i")
    if bare[:2] == "gi" and bare[2:3] and bare[2] not in "aeiou":
        return "d" + bare[1:]
    for onset, other in _ONSETS:
        if bare.startswith(onset) and len(bare) > len(onset):
            return other + bare[len(onset) :]
    return bare


def skeletons(pair: Pair) -> Pair:
    """The skeletons of two syllables."""
    return skeleton(pair[0]), skeleton(pair[1])


@cache
def known() -> tuple[frozenset[Pair], Mapping[Pair, frozenset[Pair]]]:
    """Pairs of syllables of the list, and those that have each skeleton."""
    pairs: set[Pair] = set()
    for line in lines("words.txt"):
        for word in line.split(";"):
            parts = word.split()
            # Four syllables are two words: `thành xuất` of `hoàn thành xuất sắc` is none.
            pairs.update(pairwise(parts) if len(parts) != 4 else (tuple(parts[:2]), tuple(parts[2:])))  # type: ignore[arg-type]
    by_key: dict[Pair, set[Pair]] = {}
    for pair in pairs:
        by_key.setdefault(skeletons(pair), set()).add(pair)
    return (
        frozenset((spelling(a), spelling(b)) for a, b in pairs),
        {key: frozenset(found) for key, found in by_key.items()},
    )


@cache
def compounds() -> frozenset[Pair]:
    """Words of two syllables that data files name."""
    words = [*lines("compounds.txt"), *(w for line in lines("neighbours.txt") for w in line.split(";"))]
    pairs = (tuple(word.split()[:2]) for word in words)
    return frozenset((spelling(p[0]), spelling(p[1])) for p in pairs if len(p) == 2)


def is_word(one: str, other: str) -> bool:
    """Whether two syllables are, one after the other, of a word the data files name."""
    pair = (spelling(one.lower()), spelling(other.lower()))
    return pair in known()[0] or pair in compounds()


@cache
def longer_words() -> frozenset[tuple[str, ...]]:
    """Runs of three syllables of the list's longer words."""
    runs: set[tuple[str, ...]] = set()
    for line in lines("words.txt"):
        for word in line.split(";"):
            parts = word.split()
            runs.update(tuple(parts[at : at + 3]) for at in range(len(parts) - 2))
    return frozenset(runs)


@cache
def syllables() -> frozenset[str]:
    """All syllables of the list's words, spelt alike."""
    return frozenset(syllable for pair in known()[0] for syllable in pair)


@cache
def common() -> frozenset[str]:
    """All syllables of all words that data files name, spelt alike."""
    return syllables() | frozenset(syllable for pair in compounds() for syllable in pair)
