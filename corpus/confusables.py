"""Words that look like a frequent one but for the accents of a syllable: `tổ chửc`, `trật tư`, `sắp sếp`.

What is frequent is told by `data/words.txt`, by the text itself and by the library it stands in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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
    if re.match(r"gi[^aeiou]", bare):
        return "d" + bare[1:]
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
            # Four syllables are two words: `thành xuất` of `hoàn thành xuất sắc` is none.
            pairs.update(pairwise(parts) if len(parts) != 4 else (tuple(parts[:2]), tuple(parts[2:])))  # type: ignore[arg-type]
    by_key: dict[Pair, set[Pair]] = {}
    for pair in pairs:
        by_key.setdefault(_key(pair), set()).add(pair)
    return (
        frozenset((_spelling(a), _spelling(b)) for a, b in pairs),
        {key: frozenset(found) for key, found in by_key.items()},
    )


@cache
def _compounds() -> frozenset[Pair]:
    """Words of two syllables that data files name."""
    pairs = (tuple(line.split()[:2]) for line in lines("compounds.txt"))
    return frozenset((_spelling(p[0]), _spelling(p[1])) for p in pairs if len(p) == 2)


def is_word(one: str, other: str) -> bool:
    """Whether two syllables are, one after the other, of a word the data files name."""
    pair = (_spelling(one.lower()), _spelling(other.lower()))
    return pair in _known()[0] or pair in _compounds()


def _pairs(text: str) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    before: re.Match[str] | None = None
    for match in _WORD.finditer(text):
        if before is not None and text[before.end() : match.start()] == " ":
            yield before, match
        before = match


@dataclass(frozen=True, slots=True)
class Usage:
    """How often pairs of syllables stand in a library's texts, and the commonest one of each skeleton."""

    counts: Mapping[Pair, int]
    best: Mapping[Pair, tuple[int, Pair]]


def usage_of(texts: Iterable[str]) -> Usage:
    """What is usual in texts."""
    counts = count_pairs(texts)
    return Usage(counts, _best(counts.items()))


_NO_USAGE = Usage({}, {})


def count_pairs(texts: Iterable[str]) -> Counter[Pair]:
    """How often each pair of syllables stands in the texts, case left out."""
    counts: Counter[Pair] = Counter()
    for text in texts:
        counts.update((a[0].lower(), b[0].lower()) for a, b in _pairs(text))
    return counts


def confusables(text: str, library: Usage | None = None) -> Iterator[tuple[int, int, str]]:
    """Start, end and likely spelling of each doubtful pair of syllables.

    Args:
        text: the text.
        library: what is usual in other reports.
    """
    known, _ = _known()
    found = list(_pairs(text))
    usual = _Usual(Counter((a[0].lower(), b[0].lower()) for a, b in found), library or _NO_USAGE)
    for at, (first, second) in enumerate(found):
        pair = (first[0].lower(), second[0].lower())
        if (_spelling(pair[0]), _spelling(pair[1])) in known:
            continue
        if (first[0] + second[0]).isupper() or _is_name(found, at):
            continue
        right = _right(pair, usual)
        if right is None:
            continue
        if not _in_longer(right, _beside(found, at)) and _elsewhere(pair, right, *_beside(found, at)):
            continue
        shown = " ".join(right)
        yield first.start(), second.end(), shown[0].upper() + shown[1:] if first[0][0].isupper() else shown


def _beside(found: Sequence[tuple[re.Match[str], re.Match[str]]], at: int) -> tuple[Pair | None, Pair | None]:
    """The pairs that share a syllable with pair `at`: the one before it and the one after it."""
    first, second = found[at]
    before = found[at - 1] if at > 0 and found[at - 1][1] == first else None
    after = found[at + 1] if at + 1 < len(found) and found[at + 1][0] == second else None
    lower = [
        (a[0].lower(), b[0].lower()) if pair else None
        for pair in (before, after)
        for a, b in [pair or (first, first)]
    ]
    return lower[0], lower[1]


def _elsewhere(pair: Pair, right: Pair, before: Pair | None, after: Pair | None) -> bool:
    """Whether a syllable belongs to its other neighbour: `khen | thường xuyên`, `tổng thu | viện phí`.

    That of the syllable that differs tells it; that of the other one too, where the first is a word.
    """
    ends = before is not None and is_word(*before)
    begins = after is not None and is_word(*after)
    first_differs = _spelling(pair[0]) != _spelling(right[0])
    own, other = (ends, begins) if first_differs else (begins, ends)
    return own or (other and _is_word(pair, right))


@cache
def _longer() -> frozenset[tuple[str, ...]]:
    """Runs of three syllables of the list's longer words."""
    runs: set[tuple[str, ...]] = set()
    for line in lines("words.txt"):
        for word in line.split(";"):
            parts = word.split()
            runs.update(tuple(parts[at : at + 3]) for at in range(len(parts) - 2))
    return frozenset(runs)


def _in_longer(right: Pair, beside: tuple[Pair | None, Pair | None]) -> bool:
    """Whether the likely spelling makes a longer word with a neighbour: `học sinh giỏi`."""
    before, after = beside
    if before is not None and (before[0], *right) in _longer():
        return True
    return after is not None and (*right, after[1]) in _longer()


def _is_name(found: Sequence[tuple[re.Match[str], re.Match[str]]], at: int) -> bool:
    """Whether a name begins, goes on or ends with a pair: `xã Minh Hải`, `Nông Cống và`."""
    first, second = found[at]
    if second[0][0].isupper():
        return True
    before = found[at - 1] if at > 0 and found[at - 1][1] == first else None
    return first[0][0].isupper() and before is not None and before[0][0][0].isupper()


class _Usual:
    """What is usual in a text and its library together."""

    def __init__(self, own: Counter[Pair], library: Usage) -> None:
        self._own = own
        self._library = library
        self._best = _best((pair, self.times(pair)) for pair in own)

    def times(self, pair: Pair) -> int:
        """How often a pair is met."""
        return self._own[pair] + self._library.counts.get(pair, 0)

    def met(self, key: Pair) -> Pair | None:
        """The commonest pair of a skeleton, where texts have it often."""
        found = [best[key] for best in (self._best, self._library.best) if key in best]
        return max(found)[1] if found else None


def _best(counted: Iterable[tuple[Pair, int]]) -> dict[Pair, tuple[int, Pair]]:
    best: dict[Pair, tuple[int, Pair]] = {}
    for pair, times in counted:
        if times >= _OFTEN:
            key = _key(pair)
            best[key] = max(best.get(key, (0, pair)), (times, pair))
    return best


def _right(pair: Pair, usual: _Usual) -> Pair | None:
    times = usual.times(pair)
    near = [right for right in _known()[1].get(_key(pair), ()) if _one_differs(pair, right)]
    if near:
        often = max(near, key=lambda right: (usual.times(right), right))
        if (times < 4 and not _grammar(pair, often)) or times * 4 < usual.times(often):
            return often
    met = usual.met(_key(pair))
    if met is None or not _one_differs(pair, met) or _is_word(pair, met) or _grammar(pair, met):
        return None
    return met if usual.times(met) >= _RATIO * times else None


def _grammar(pair: Pair, right: Pair) -> bool:
    """Whether the syllable that differs is a word of grammar, which may stand beside any other: `nhà tại`."""
    return next(a for a, b in zip(pair, right, strict=True) if _spelling(a) != _spelling(b)) in lines(
        "function_words.txt"
    )


def _is_word(pair: Pair, met: Pair) -> bool:
    """Whether the syllable that differs is one of the list's: then it may well be meant."""
    differing = next(a for a, b in zip(pair, met, strict=True) if _spelling(a) != _spelling(b))
    return _spelling(differing) in _syllables()


@cache
def _syllables() -> frozenset[str]:
    return frozenset(syllable for pair in _known()[0] for syllable in pair)


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
    match = re.match(r"gi(?=[aăâeêioôơuư])|[b-dđg-hk-np-tvx]+", base)
    return match[0] if match else ""
