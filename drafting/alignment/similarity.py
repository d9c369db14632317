"""How alike two wordings of an indicator are: shared syllables, weighed by how telling they are."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from drafting.alignment import contrasts
from drafting.alignment.catalogue import catalogue
from drafting.alignment.words import Syllable, data_lines, key, syllables

# What the words of a label found in the text, of the text found in the label, and of pairs count.
RECALL, PRECISION, ORDER = 0.60, 0.28, 0.12
# Accents differ: `thu` and `thứ` are other words, but a misread accent happens. Accents lost: nearly sure.
OTHER_ACCENT, LOST_ACCENT = 0.4, 0.9
# Words of a parent row or of the list's head say less than an item's own words.
PARENT = 0.5
# A word that no indicator has is prose around the number.
UNKNOWN = 0.2
STOP = 0.06
# How much of a list head's words that the label lacks is no noise at all.
HEAD_NOISE = 0.7
# What is left of a likeness where only the parents' words agree.
ITEM_TAIL, LABEL_TAIL = 0.75, 0.5


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording made ready: the weight of each of its syllables."""

    text: str
    weights: dict[Syllable, float]
    bare: dict[str, Syllable]
    pairs: frozenset[tuple[str, str]]
    features: contrasts.Features
    plain: bool
    total: float
    last: frozenset[Syllable] = frozenset()


class Lexicon:
    """Weights of syllables, told by the catalogue and by a table's own labels."""

    def __init__(self, labels: Iterable[str] = ()) -> None:
        """Count the syllables of the catalogue and of `labels`."""
        counts, size = Counter(_catalogue_counts()[0]), _catalogue_counts()[1]
        for label in labels:
            counts.update({s.bare for s in syllables(label)})
            size += 1
        self._idf = {s: math.log(1 + size / n) / math.log(1 + size) for s, n in counts.items()}
        self._wordings: dict[str, Wording] = {}

    def wording(self, text: str) -> Wording:
        """The weights of a wording; parts before a colon are its parents'."""
        found = self._wordings.get(text)
        if found is None:
            found = self._wordings[text] = self._make(text)
        return found

    def _make(self, text: str) -> Wording:
        weights: dict[Syllable, float] = {}
        parts = [p for p in text.split(":") if p.strip()]
        for n, part in enumerate(parts):
            scale = 1.0 if n == len(parts) - 1 else PARENT
            words = syllables(part)
            for word, stop in zip(words, _stops(words), strict=True):
                weight = scale * (STOP if stop else self._idf.get(word.bare, UNKNOWN))
                weights[word] = max(weights.get(word, 0.0), weight)
        words = syllables(text)
        return Wording(
            text,
            weights,
            {w.bare: w for w in weights},
            frozenset((a.bare, b.bare) for a, b in pairwise(words)),
            contrasts.features(words),
            sum(not w.plain for w in words) == 0,
            sum(weights.values()) or 1.0,
            frozenset(syllables(parts[-1])) if len(parts) > 1 else frozenset(),
        )

    def score(self, subject: str, label: str) -> float:
        """How well `subject` (words of a text) names the indicator `label`, 0 to 1."""
        return compare(self.wording(subject), self.wording(label))


def compare(text: Wording, label: Wording) -> float:
    """The likeness of two wordings, 0 to 1; a label's words count more than the text's."""
    lost = text.plain or label.plain
    in_label = in_text = 0.0
    of_text = text.total
    for word, weight in label.weights.items():
        credit = _credit(word, text, lost)
        in_label += weight * credit
        twin = text.bare.get(word.bare)
        if twin is not None and credit:
            in_text += text.weights[twin] * credit
    if not in_label:
        return 0.0
    if text.last:
        of_text -= HEAD_NOISE * sum(
            w for s, w in text.weights.items() if s not in text.last and s.bare not in label.bare
        )
    order = len(label.pairs & text.pairs) / len(label.pairs) if label.pairs else 1.0
    raw = RECALL * in_label / label.total + PRECISION * min(1.0, in_text / of_text) + ORDER * order
    tails = _tail(text, label, ITEM_TAIL) * _tail(label, text, LABEL_TAIL)
    return raw * tails * contrasts.factor(text.features, label.features)


def _tail(one: Wording, other: Wording, least: float) -> float:
    """How much of an item's own words the other has; its parents' words alone make it another item."""
    if not one.last:
        return 1.0
    weights = {w: one.weights[w] for w in one.last if one.weights[w] > STOP}
    whole = sum(weights.values())
    found = sum(v for w, v in weights.items() if w.bare in other.bare)
    return least + (1 - least) * found / whole if whole else 1.0


def _credit(word: Syllable, other: Wording, lost: bool) -> float:
    if word in other.weights:
        return 1.0
    if word.bare not in other.bare:
        return 0.0
    return LOST_ACCENT if lost else OTHER_ACCENT


class Index:
    """Finds the labels that a subject may name, without comparing it with all."""

    def __init__(self, lexicon: Lexicon, wordings: Sequence[tuple[int, str, float]]) -> None:
        """Index `wordings`: (label's number, wording, worth of the wording)."""
        self._lexicon = lexicon
        self._wordings = [(n, lexicon.wording(text), worth) for n, text, worth in wordings]
        self._postings: dict[str, list[int]] = {}
        for at, (_, wording, _) in enumerate(self._wordings):
            for bare in wording.bare:
                self._postings.setdefault(bare, []).append(at)
        self._known: dict[str, list[tuple[int, float]]] = {}

    def search(self, subject: str, least: float = 0.2, keep: int = 24) -> list[tuple[int, float]]:
        """Labels' numbers with their scores, best first."""
        found = self._known.get(subject)
        if found is None:
            found = self._known[subject] = self._search(subject, least, keep)
        return found

    def _search(self, subject: str, least: float, keep: int) -> list[tuple[int, float]]:
        text = self._lexicon.wording(subject)
        hits: dict[int, float] = {}
        for word, weight in text.weights.items():
            if weight > STOP:
                for at in self._postings.get(word.bare, ()):
                    hits[at] = hits.get(at, 0.0) + weight
        if not hits:
            return []
        likely = sorted(hits, key=lambda at: (-hits[at] / self._wordings[at][1].total ** 0.5, at))
        best: dict[int, float] = {}
        for at in likely[: 2 * keep]:
            number, wording, worth = self._wordings[at]
            best[number] = max(best.get(number, 0.0), worth * compare(text, wording))
        ranked = sorted(((n, s) for n, s in best.items() if s >= least), key=lambda p: (-p[1], p[0]))
        return ranked[:keep]


def similarity(a: str, b: str) -> float:
    """How alike two wordings of an indicator are, 0 to 1, the same both ways round."""
    lexicon = _plain_lexicon()
    return (lexicon.score(a, b) + lexicon.score(b, a)) / 2


def telling(text: str) -> int:
    """How many syllables of a text can name an indicator."""
    return len(telling_syllables(text))


def telling_syllables(text: str) -> list[Syllable]:
    """The syllables of a text that can name an indicator."""
    words = syllables(text)
    return [w for w, stop in zip(words, _stops(words), strict=True) if not stop]


@cache
def _plain_lexicon() -> Lexicon:
    return Lexicon()


@cache
def _catalogue_counts() -> tuple[Counter[str], int]:
    counts: Counter[str] = Counter()
    for indicator in catalogue().indicators:
        counts.update({s.bare for w in indicator.wordings for s in syllables(w)})
    return counts, len(catalogue().indicators)


@cache
def _stop_phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for line in data_lines("stopwords.txt"):
        words = tuple(key(line).split())
        phrases.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(many, key=len, reverse=True)) for first, many in phrases.items()}


def _stops(words: Sequence[Syllable]) -> list[bool]:
    """Which of the syllables stand in a phrase that names nothing."""
    marked = [w.marked for w in words]
    stops = [w.isdigit() for w in marked]
    for at, word in enumerate(marked):
        for phrase in _stop_phrases().get(word, ()):
            if tuple(marked[at : at + len(phrase)]) == phrase:
                stops[at : at + len(phrase)] = [True] * len(phrase)
                break
    return stops
