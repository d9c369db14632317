"""Words that look like a frequent one but for the accents of a syllable: `tổ chửc`, `trật tư`, `sắp sếp`.

What is frequent is told by `data/words.txt`, by the text itself and by the library it stands in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

from corpus.resources import listed
from corpus.syllables import split_tone
from corpus.wordlist import Pair, common, is_word, known, longer_words, skeletons, spelling, syllables

_RUN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
_DETERMINERS = frozenset({"cả", "các", "những", "mỗi", "từng"})  # none of them stands behind a number
_OFTEN = 8  # times a form must be met in texts to be trusted
_RATIO = 12  # times more often than the doubted one


def _runs(text: str) -> Iterator[tuple[int, list[str]]]:
    """Words that single blanks join, with where each run begins."""
    for match in _RUN.finditer(text):
        yield match.start(), match[0].split(" ")


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
        for _, words in _runs(text):
            counts.update(pairwise(word.lower() for word in words))
    return counts


def confusables(text: str, library: Usage | None = None) -> Iterator[tuple[int, int, str]]:
    """Start, end and likely spelling of each doubtful pair of syllables.

    Args:
        text: the text.
        library: what is usual in other reports.
    """
    texts = text.split("\n")
    usual = _Usual(_pairs_of(texts), library or _NO_USAGE)
    quiet = usual.quiet()
    at = 0
    for each in texts:
        if each not in quiet:
            line = _read(each)
            asked = [one for one in line.unknown if one.near or usual.may_mean(one.key, one.pair)]
            if not asked:
                quiet.add(each)
            for one in asked:
                right = _right(one, usual)
                if right is None or (right[0] in _DETERMINERS and _after_number(text, at + one.start)):
                    continue
                if _in_longer(right, one) or not _elsewhere(one, right):
                    shown = " ".join(right)
                    yield at + one.start, at + one.end, shown[0].upper() + shown[1:] if one.capital else shown
        at += len(each) + 1


class _Unknown(NamedTuple):
    """Two syllables of a line that are neither a word of the list nor of a name.

    Attributes:
        key: their skeletons.
        near: words of the list that one syllable spelt otherwise would make of them.
        before, after: the pairs that share a syllable with it, where there are any.
        capital: True where the first is written with a capital.
    """

    start: int
    end: int
    pair: Pair
    key: Pair
    near: tuple[Pair, ...]
    before: Pair | None
    after: Pair | None
    capital: bool


@dataclass(frozen=True, slots=True)
class _Line:
    """All pairs of a line, and the unknown ones among them; pairs never go over a line's end."""

    pairs: tuple[Pair, ...]
    unknown: tuple[_Unknown, ...]


# A report is audited again and again while one types, and only one of its lines is another then.
@lru_cache(maxsize=8192)
def _read(line: str) -> _Line:
    pairs: list[Pair] = []
    unknown: list[_Unknown] = []
    for start, words in _runs(line):
        run = [*pairwise([word.lower() for word in words])]
        pairs += run
        for at, pair in enumerate(run):
            doubtful = None if _is_name(words, at) else _compared(pair)
            if doubtful is not None:
                before, after = run[at - 1] if at else None, run[at + 1] if at + 1 < len(run) else None
                end = start + len(words[at]) + 1 + len(words[at + 1])
                unknown.append(_Unknown(start, end, pair, *doubtful, before, after, words[at][0].isupper()))
            start += len(words[at]) + 1
    return _Line(tuple(pairs), tuple(unknown))


# The lines in which nothing was asked, with the pairs that were usual then: as long as they are, nothing is.
_QUIET_MOST = 8192
_quiet: tuple[dict[Pair, Pair], Usage, set[str]] = {}, Usage({}, {}), set()
# The lines of the text counted last, and their pairs: an edit takes away and adds a line or two.
_counted: tuple[Counter[str], Counter[Pair]] = Counter(), Counter()


def _pairs_of(texts: Sequence[str]) -> Counter[Pair]:
    """How often each pair stands in the lines."""
    global _counted
    (before, pairs), now = _counted, Counter(texts)
    come, gone = now - before, before - now
    if len(come) + len(gone) > len(now) // 2:
        pairs, come, gone = Counter(), now, Counter()
    else:
        pairs = pairs.copy()
    pairs.update(chain.from_iterable(_read(line).pairs for line in come.elements()))
    for line, times in gone.items():
        for pair in _read(line).pairs:
            pairs[pair] -= times
            if not pairs[pair]:
                del pairs[pair]
    _counted = now, pairs
    return pairs


@lru_cache(maxsize=50000)
def _compared(pair: Pair) -> tuple[Pair, tuple[Pair, ...]] | None:
    """The skeletons of a pair and the words of the list that are like it; None for a word of the list."""
    words, by_skeletons = known()
    if (spelling(pair[0]), spelling(pair[1])) in words:
        return None
    key = skeletons(pair)
    return key, tuple(right for right in by_skeletons.get(key, ()) if _one_differs(pair, right))


def _is_name(words: Sequence[str], at: int) -> bool:
    """Whether a name begins, goes on or ends with a pair: `xã Minh Hải`, `Nông Cống và`."""
    if words[at + 1][0].isupper():
        return True
    return at > 0 and words[at][0].isupper() and words[at - 1][0].isupper()


def forget() -> None:
    """Forget the lines read, for measurements that want to begin from nothing."""
    global _counted, _quiet
    _counted = Counter(), Counter()
    _quiet = {}, _NO_USAGE, set()
    _read.cache_clear()
    _compared.cache_clear()


def _elsewhere(one: _Unknown, right: Pair) -> bool:
    """Whether a syllable belongs to its other neighbour: `khen | thường xuyên`, `tổng thu | viện phí`.

    That of the syllable that differs tells it; that of the other one too, where the first is a word.
    """
    ends = one.before is not None and is_word(*one.before)
    begins = one.after is not None and is_word(*one.after)
    first_differs = spelling(one.pair[0]) != spelling(right[0])
    own, other = (ends, begins) if first_differs else (begins, ends)
    return own or (other and _is_word(one.pair, right, common()))


def _after_number(text: str, start: int) -> bool:
    """Whether digits stand right before: `128 ca năm 2024` counts cases."""
    return text[max(0, start - 4) : start].rstrip()[-1:].isdigit()


def _in_longer(right: Pair, one: _Unknown) -> bool:
    """Whether the likely spelling makes a longer word with a neighbour: `học sinh giỏi`."""
    if one.before is not None and (one.before[0], *right) in longer_words():
        return True
    return one.after is not None and (*right, one.after[1]) in longer_words()


class _Usual:
    """What is usual in a text and its library together."""

    def __init__(self, own: Counter[Pair], library: Usage) -> None:
        self._own = own
        self._library = library
        known = library.counts
        often = [(p, n) for p in own if (n := own[p] + (known.get(p, 0) if known else 0)) >= _OFTEN]
        self._best = _best(often)

    def quiet(self) -> set[str]:
        """Lines of which nothing was asked with the same usual pairs, to be added to."""
        global _quiet
        usual = {key: pair for key, (_, pair) in self._best.items()}
        before, library, lines = _quiet
        if before != usual or library is not self._library or len(lines) > _QUIET_MOST:
            _quiet = usual, self._library, set()
        return _quiet[2]

    def times(self, pair: Pair) -> int:
        """How often a pair is met."""
        return self._own[pair] + self._library.counts.get(pair, 0)

    def may_mean(self, key: Pair, pair: Pair) -> bool:
        """False where no pair of a skeleton is common but this one: a quick look, since most are like that."""
        own, others = self._best.get(key), self._library.best.get(key)
        return (own is not None and own[1] != pair) or (others is not None and others[1] != pair)

    def met(self, key: Pair) -> Pair | None:
        """The commonest pair of a skeleton, where texts have it often."""
        found = [best[key] for best in (self._best, self._library.best) if key in best]
        return max(found)[1] if found else None


def _best(counted: Iterable[tuple[Pair, int]]) -> dict[Pair, tuple[int, Pair]]:
    best: dict[Pair, tuple[int, Pair]] = {}
    for pair, times in counted:
        if times >= _OFTEN:
            key = skeletons(pair)
            best[key] = max(best.get(key, (0, pair)), (times, pair))
    return best


def _right(one: _Unknown, usual: _Usual) -> Pair | None:
    times = usual.times(one.pair)
    if one.near:
        often = max(one.near, key=lambda right: (usual.times(right), right))
        if (times < 4 and not _grammar(one.pair, often)) or times * 4 < usual.times(often):
            return often
    met = usual.met(one.key)
    if met is None or not _one_differs(one.pair, met) or _is_word(one.pair, met) or _grammar(one.pair, met):
        return None
    return met if usual.times(met) >= _RATIO * times else None


def _grammar(pair: Pair, right: Pair) -> bool:
    """Whether the syllable that differs is a word of grammar, which may stand beside any other: `nhà tại`."""
    return next(a for a, b in zip(pair, right, strict=True) if spelling(a) != spelling(b)) in listed(
        "function_words.txt"
    )


def _is_word(pair: Pair, met: Pair, known: frozenset[str] | None = None) -> bool:
    """Whether the syllable that differs is one of the list's (or of `known`): then it may well be meant."""
    differing = next(a for a, b in zip(pair, met, strict=True) if spelling(a) != spelling(b))
    return spelling(differing) in (syllables() if known is None else known)


def _one_differs(one: Pair, other: Pair) -> bool:
    """Whether exactly one syllable is spelt otherwise, in one way; tone places and `y` for `i` apart."""
    different = [(a, b) for a, b in zip(one, other, strict=True) if spelling(a) != spelling(b)]
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
