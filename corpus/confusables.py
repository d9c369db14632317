"""Words that look like a frequent one but for the accents of a syllable: `tổ chửc`, `trật tư`, `sắp sếp`.

What is frequent is told by `data/words.txt`, by the text itself and by the library it stands in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import pairwise

from corpus.resources import lines
from corpus.syllables import split_tone
from corpus.units import fold_chars

Pair = tuple[str, str]
_WORD = re.compile(r"[^\W\d_]+")
_ONSETS = (("tr", "ch"), ("gi", "d"), ("x", "s"))
_OFTEN = 8  # times a form must be met in texts to be trusted
_RATIO = 12  # times more often than the doubted one


@lru_cache(maxsize=50000)
def _spelling(word: str) -> str:
    """A syllable without the place of its tone mark, `y` as `i`."""
    base, tone = split_tone(word)
    return base.replace("y", "i") + tone


@lru_cache(maxsize=50000)
def _skeleton(word: str) -> str:
    """A syllable without accents; onsets that are mixed up in speech are alike."""
    bare = fold_chars(word).replace("y", "i")
    for onset, other in _ONSETS:
        if bare.startswith(onset) and len(bare) > len(onset):
            return other + bare[len(onset) :]
    return bare


def _key(pair: Pair) -> Pair:
    return _skeleton(pair[0]), _skeleton(pair[1])


@cache
def _known() -> tuple[frozenset[Pair], Mapping[Pair, frozenset[Pair]]]:
    """Pairs of syllables of the list, and those that have each skeleton."""
    pairs: set[Pair] = set()
    for line in lines("words.txt"):
        for word in line.split(";"):
            parts = word.split()
            pairs.update(pairwise(parts))
    by_key: dict[Pair, set[Pair]] = {}
    for pair in pairs:
        by_key.setdefault(_key(pair), set()).add(pair)
    return (
        frozenset((_spelling(a), _spelling(b)) for a, b in pairs),
        {key: frozenset(found) for key, found in by_key.items()},
    )


def _pairs(text: str) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    before: re.Match[str] | None = None
    for match in _WORD.finditer(text):
        if before is not None and text[before.end() : match.start()] == " ":
            yield before, match
        before = match


def count_pairs(texts: Iterable[str]) -> Counter[Pair]:
    """How often each pair of syllables stands in the texts, case left out."""
    counts: Counter[Pair] = Counter()
    for text in texts:
        counts.update((a[0].lower(), b[0].lower()) for a, b in _pairs(text))
    return counts


def confusables(text: str, library: Mapping[Pair, int] | None = None) -> Iterator[tuple[int, int, str]]:
    """Start, end and likely spelling of each doubtful pair of syllables.

    Args:
        text: the text.
        library: pairs of syllables and how often they stand in other reports.
    """
    known, _ = _known()
    found = list(_pairs(text))
    counts = Counter((a[0].lower(), b[0].lower()) for a, b in found)
    usual = _usual(counts, library or {})
    for at, (first, second) in enumerate(found):
        pair = (first[0].lower(), second[0].lower())
        if (_spelling(pair[0]), _spelling(pair[1])) in known:
            continue
        if (first[0] + second[0]).isupper() or _is_name(text, first, second):
            continue
        right = _right(pair, counts, library or {}, usual)
        if right is None:
            continue
        around = [(a[0].lower(), b[0].lower()) for a, b in (found[at - 1 : at] + found[at + 1 : at + 2])]
        touching = [p for p in around if pair[0] == p[1] or pair[1] == p[0]]
        if any((_spelling(a), _spelling(b)) in known for a, b in touching) and not _in_longer(right, around):
            continue  # `khen | thường xuyên`: the syllable belongs to its other neighbour
        shown = " ".join(right)
        yield first.start(), second.end(), shown[0].upper() + shown[1:] if first[0][0].isupper() else shown


@cache
def _longer() -> frozenset[tuple[str, ...]]:
    """Runs of three syllables of the list's longer words."""
    runs: set[tuple[str, ...]] = set()
    for line in lines("words.txt"):
        for word in line.split(";"):
            parts = word.split()
            runs.update(tuple(parts[at : at + 3]) for at in range(len(parts) - 2))
    return frozenset(runs)


def _in_longer(right: Pair, around: Iterable[Pair]) -> bool:
    """Whether the likely spelling makes a longer word with a neighbour: `học sinh giỏi`."""
    return any((a, *right) in _longer() or (*right, b) in _longer() for a, b in around)


def _is_name(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    return first[0][0].isupper() and second[0][0].isupper()


def _right(
    pair: Pair, counts: Mapping[Pair, int], library: Mapping[Pair, int], usual: Mapping[Pair, Pair]
) -> Pair | None:
    times = counts[pair] + library.get(pair, 0)
    _, by_key = _known()
    near = [right for right in by_key.get(_key(pair), ()) if _one_differs(pair, right)]
    if near:
        often = max(near, key=lambda right: (counts.get(right, 0) + library.get(right, 0), right))
        if times < 4 or times * 4 < counts.get(often, 0) + library.get(often, 0):
            return often
    met = usual.get(_key(pair))
    if met is None or not _one_differs(pair, met) or _is_word(pair, met):
        return None
    return met if counts.get(met, 0) + library.get(met, 0) >= _RATIO * times else None


def _is_word(pair: Pair, met: Pair) -> bool:
    """Whether the syllable that differs is one of the list's: then it may well be meant."""
    differing = next(a for a, b in zip(pair, met, strict=True) if _spelling(a) != _spelling(b))
    return _spelling(differing) in _syllables()


@cache
def _syllables() -> frozenset[str]:
    return frozenset(syllable for pair in _known()[0] for syllable in pair)


def _usual(counts: Mapping[Pair, int], library: Mapping[Pair, int]) -> dict[Pair, Pair]:
    """The commonest pair of each skeleton, where texts have it often."""
    best: dict[Pair, tuple[int, Pair]] = {}
    for pair in {*counts, *library}:
        times = counts.get(pair, 0) + library.get(pair, 0)
        if times >= _OFTEN:
            key = _key(pair)
            best[key] = max(best.get(key, (0, pair)), (times, pair))
    return {key: pair for key, (_, pair) in best.items()}


def _one_differs(one: Pair, other: Pair) -> bool:
    """Whether exactly one syllable is spelt otherwise, in one way; tone places and `y` for `i` apart."""
    different = [(a, b) for a, b in zip(one, other, strict=True) if _spelling(a) != _spelling(b)]
    return len(different) == 1 and _ways(*different[0]) == 1


def _ways(one: str, other: str) -> int:
    """In how many ways two syllables differ: beginning, vowel, tone."""
    (base, tone), (other_base, other_tone) = split_tone(one), split_tone(other)
    begun, other_begun = _onset(base), _onset(other_base)
    vowel = base[len(begun) :].replace("y", "i"), other_base[len(other_begun) :].replace("y", "i")
    return (tone != other_tone) + (begun != other_begun) + (vowel[0] != vowel[1])


def _onset(base: str) -> str:
    match = re.match(r"gi(?=[^\W\d_])|[b-dđg-hk-np-tvx]+", base)
    return match[0] if match else ""
