"""How alike two wordings of an indicator are: shared syllables, weighed by how telling they are."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import field
from functools import cache, lru_cache
from itertools import chain, count, pairwise
from operator import eq

from drafting.alignment import contrasts
from drafting.alignment.catalogue import catalogue
from drafting.alignment.words import Syllable, data_lines, key, syllables
from drafting.numbers.records import record

# What the words of a label found in the text, of the text found in the label, and of pairs count.
RECALL, PRECISION, ORDER = 0.60, 0.28, 0.12
# Accents differ: `thu` and `thứ` are other words, but a misread accent happens. Accents lost: nearly sure.
OTHER_ACCENT, LOST_ACCENT = 0.4, 0.9
# Words of a parent row or of the list's head say less than an item's own words.
PARENT = 0.5
# A word that no indicator has is prose around the number; one that only a label of the table has is rare.
UNKNOWN, RARE = 0.2, 1.0
STOP = 0.06
# How much of a list head's words that the label lacks is no noise at all.
HEAD_NOISE = 0.7
# So many wordings and comparisons are remembered at most.
_MOST = 20000
# What is left of a likeness where only the parents' words agree.
ITEM_TAIL, LABEL_TAIL = 0.75, 0.5


@record
class Wording:
    """A wording made ready: the weight of each of its syllables (as written with tones).

    Attributes:
        bare: its syllables by their form without accents; `marked`: the other way round.
        last: the telling syllables of its last part, where it has parents; `own` their weight.
        plain: True where no syllable has an accent.
        said: the syllables both ways with their weights, to be gone through.
        parents: the weights of what stands before the last part, by the form without accents; `by_bare` of all.
        number: its own, no other wording's.
        likeness: how well it names the labels that it was compared with, by their numbers, for several indexes hold
            the same label: all that ever changes in it.
    """

    weights: dict[str, float]
    bare: dict[str, str]
    marked: dict[str, str]
    pairs: frozenset[tuple[str, str]]
    features: contrasts.Features
    plain: bool
    total: float
    last: dict[str, float]
    own: float
    said: tuple[tuple[str, str, float], ...]
    parents: dict[str, float]
    by_bare: dict[str, float]
    number: int = field(default_factory=count().__next__)
    likeness: dict[int, float] = field(default_factory=dict)


@lru_cache(maxsize=_MOST)
def _parsed(text: str) -> _Parsed:
    """What a wording is whatever the weights: each text is weighed by the catalogue's and by each table's words."""
    parts = [syllables(p) for p in text.split(":") if p.strip()]
    stops = tuple([tuple(zip(words, _stops(words), strict=True)) for words in parts])
    forms = [[word.bare for word in words] for words in parts]
    pairs = frozenset([pair for words in forms for pair in pairwise(words)])
    said = [tuple([word.marked for word in words]) for words in parts]
    marked = dict(zip(chain.from_iterable(said), chain.from_iterable(forms), strict=True))
    plain = all(map(eq, marked, marked.values()))
    return stops, pairs, marked, contrasts.features(said), plain


_Parsed = tuple[
    tuple[tuple[tuple[Syllable, bool], ...], ...],
    frozenset[tuple[str, str]],
    dict[str, str],
    contrasts.Features,
    bool,
]
"""Syllables of each part with whether they name nothing, pairs, forms, contrast words, whether it has no accent."""


class Lexicon:
    """Weights of syllables, told by the catalogue and by a table's own labels."""

    def __init__(self, labels: Iterable[str] = ()) -> None:
        """Take the catalogue's weights; syllables that only `labels` have are rare."""
        self._idf = _catalogue_weights()
        said = {word.bare for label in labels for word in syllables(label)}
        self._rare = said - self._idf.keys()
        if self._rare:
            self._idf = self._idf | dict.fromkeys(self._rare, RARE)
        self._wordings: dict[str, Wording] = {}
        self._lasting: dict[str, Wording] = {}

    def wording(self, text: str) -> Wording:
        """The weights of a wording; parts before a colon are its parents'.

        One without a word that is rare by the labels is the same wording in every lexicon.
        """
        found = self._wordings.get(text)
        if found is None:
            if len(self._wordings) > _MOST:
                self.forget()
            found = self._wordings[text] = self._made(text)
        return found

    def _made(self, text: str) -> Wording:
        plain = plain_lexicon()
        if self is plain:
            return self._make(text)
        shared = plain.wording(text)
        return shared if self._rare.isdisjoint(shared.bare) else self._make(text)

    def lasting(self, text: str) -> Wording:
        """The same of a text of the data files, which isn't forgotten."""
        found = self._lasting[text] = self.wording(text)
        return found

    def _make(self, text: str) -> Wording:
        weights: dict[str, float] = {}
        bare: dict[str, str] = {}
        last: dict[str, float] = {}
        parts, pairs, marked, features, plain = _parsed(text)
        idf = self._idf
        for n, words in enumerate(parts):
            scale = 1.0 if n == len(parts) - 1 else PARENT
            last = {}
            for word, stop in words:
                weight = scale * (STOP if stop else idf.get(word.bare, UNKNOWN))
                if weight > weights.get(word.marked, 0.0):
                    weights[word.marked] = weight
                bare[word.bare] = word.marked
                if not stop:
                    last[word.bare] = weight
        last = last if len(parts) > 1 else {}
        said = tuple((m, b, weights[m]) for m, b in marked.items())
        parents = {b: weights[m] for b, m in bare.items() if b not in last} if last else {}
        return Wording(
            weights, bare, marked, pairs, features, plain, sum(weights.values()) or 1.0, last, sum(last.values()),
            said, parents, {b: w for _, b, w in said},
        )  # fmt: skip

    def forget(self) -> None:
        """Forget the wordings and comparisons met."""
        self._wordings = dict(self._lasting)
        for wording in self._lasting.values():
            wording.likeness.clear()

    def score(self, subject: str, label: str) -> float:
        """How well `subject` (words of a text) names the indicator `label`, 0 to 1."""
        return compare(self.wording(subject), self.wording(label))


def compare(text: Wording, label: Wording) -> float:
    """The likeness of two wordings, 0 to 1; a label's words count more than the text's."""
    known = text.likeness.get(label.number)
    if known is None:
        known = text.likeness[label.number] = _compared(text, label)
    return known


def _compared(text: Wording, label: Wording) -> float:
    in_label = in_text = 0.0
    weights, forms = text.weights, text.bare
    for marked, bare, weight in label.said:
        if marked in weights:
            in_label += weight
            in_text += weights[marked]
        elif bare in forms:
            credit = LOST_ACCENT if text.plain or label.plain else OTHER_ACCENT
            in_label += weight * credit
            in_text += weights[forms[bare]] * credit
    if not in_label:
        return 0.0
    of_text = text.total
    if text.last:
        known = label.bare
        of_text -= HEAD_NOISE * sum([weight for b, weight in text.parents.items() if b not in known])
    raw = RECALL * in_label / label.total
    raw += PRECISION if in_text >= of_text else PRECISION * (in_text / of_text)
    raw += ORDER * (len(label.pairs & text.pairs) / len(label.pairs)) if label.pairs else ORDER
    if text.own or label.own:
        raw *= _tail(text, label, ITEM_TAIL) * _tail(label, text, LABEL_TAIL)
    return (raw if raw < 1.0 else 1.0) * contrasts.factor(text.features, label.features)


def _tail(one: Wording, other: Wording, least: float) -> float:
    """How much of an item's own words the other has; its parents' words alone make it another item."""
    if not one.own:
        return 1.0
    forms = other.bare
    found = sum([weight for word, weight in one.last.items() if word in forms])
    return least + (1 - least) * found / one.own


def similarity(a: str, b: str) -> float:
    """How alike two wordings of an indicator are, 0 to 1, the same both ways round."""
    lexicon = plain_lexicon()
    return (lexicon.score(a, b) + lexicon.score(b, a)) / 2


def telling(text: str) -> int:
    """How many syllables of a text can name an indicator."""
    return len(telling_syllables(text))


@lru_cache(maxsize=20000)
def telling_syllables(text: str) -> tuple[Syllable, ...]:
    """The syllables of a text that can name an indicator."""
    words = syllables(text)
    return tuple([w for w, stop in zip(words, _stops(words), strict=True) if not stop])


def forget() -> None:
    """Forget the wordings met."""
    _parsed.cache_clear()
    telling_syllables.cache_clear()
    plain_lexicon().forget()


@cache
def plain_lexicon() -> Lexicon:
    """The catalogue's weights alone."""
    return Lexicon()


@cache
def _catalogue_weights() -> dict[str, float]:
    counts: Counter[str] = Counter()
    for indicator in catalogue().indicators:
        counts.update({s.bare for w in indicator.wordings for s in syllables(w)})
    size = len(catalogue().indicators)
    return {s: math.log(1 + size / n) / math.log(1 + size) for s, n in counts.items()}


@cache
def _stop_phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for line in data_lines("stopwords.txt"):
        words = tuple(key(line).split())
        phrases.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(many, key=len, reverse=True)) for first, many in phrases.items()}


def _stops(words: Sequence[Syllable]) -> list[bool]:
    """Which of the syllables stand in a phrase that names nothing."""
    said = tuple([w.marked for w in words])
    stops = [*map(str.isdigit, said)]
    known = _stop_phrases()
    for at, word in enumerate(said):
        for phrase in known.get(word, ()):
            if len(phrase) == 1 or said[at : at + len(phrase)] == phrase:
                stops[at : at + len(phrase)] = [True] * len(phrase)
                break
    return stops
