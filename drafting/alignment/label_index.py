"""Finding the labels that words may name, without comparing the words with all of them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from drafting.alignment.similarity import (
    ORDER,
    PRECISION,
    RECALL,
    STOP,
    Lexicon,
    Wording,
    compare,
)

# So many wordings at most are compared in full, and none that shares far less than the best does.
LIKELY, FAR = 24, 0.4
# Who asks for labels that are so like at least gets them sooner: hardly any can be, by the weights of their words.
NEAR = 0.72
# The whole of a wording's weight in its field of a long integer, and the highest bit of a field as it is printed.
_UNIT, _FULL = 0x1000, b"\x80"
# More wordings than these aren't packed: each word's integer is as long as all of them.
_PACKED = 4000
# So many subjects are remembered at most.
_MOST = 20000
Found = list[tuple[int, float]]


class Index:
    """Finds the labels that a subject may name."""

    def __init__(
        self, lexicon: Lexicon, wordings: Sequence[tuple[int, str, float]], *, lasting: bool = False
    ) -> None:
        """Index `wordings`: (label's number, wording, worth of the wording); `lasting` ones are data files'."""
        self._lexicon = lexicon
        wording = lexicon.lasting if lasting else lexicon.wording
        self._wordings = [(n, wording(text), worth) for n, text, worth in wordings]
        self._roots = [wording.total**0.5 for _, wording, _ in self._wordings]
        self._postings: dict[str, list[int]] = {}
        self._by_number: dict[int, list[Wording]] = {}
        for at, (number, made, _) in enumerate(self._wordings):
            self._by_number.setdefault(number, []).append(made)
            for bare in made.bare:
                self._postings.setdefault(bare, []).append(at)
        self._fields: dict[str, int] = {}
        self._ones = 0
        self._known: dict[tuple[str, float], Found] = {}

    def search(self, subject: str, least: float = 0.25, keep: int = 16) -> Found:
        """Labels' numbers with their scores, best first."""
        near = least >= NEAR and len(self._wordings) <= _PACKED
        key = (subject, least if near else 0.0)
        found = self._known.get(key)
        if found is None:
            if len(self._known) > _MOST:
                self._known.clear()
            text = self._lexicon.wording(subject)
            found = self._scored(text, self._sharing(text, least) if near else self._likely(text))
            self._known[key] = found
        return [pair for pair in found[:keep] if pair[1] >= least]

    def forget(self) -> None:
        """Forget what was searched for."""
        self._known.clear()

    def wordings_of(self, number: int) -> list[Wording]:
        """The label's wordings."""
        return self._by_number.get(number, [])

    def _scored(self, text: Wording, places: Iterable[int]) -> Found:
        best: dict[int, float] = {}
        for at in places:
            number, wording, worth = self._wordings[at]
            known = best.get(number, 0.0)
            if worth > known and (score := worth * compare(text, wording)) > known:
                best[number] = score
        return sorted(best.items(), key=lambda p: (-p[1], p[0]))

    def _likely(self, text: Wording) -> list[int]:
        """The wordings that share most of their weight with the text."""
        hits: dict[int, float] = {}
        for bare, marked in text.bare.items():
            weight = text.weights[marked]
            if weight > STOP:
                for at in self._postings.get(bare, ()):
                    hits[at] = hits.get(at, 0.0) + weight
        roots = self._roots
        shares = [(-hit / roots[at], at) for at, hit in hits.items()]
        if not shares:
            return []
        least = FAR * min(shares)[0]
        return [at for _, at in sorted([pair for pair in shares if pair[0] <= least])[:LIKELY]]

    def _sharing(self, text: Wording, least: float) -> Iterator[int]:
        """The wordings that share enough of their own weight with the text to be so like it, whatever else fits."""
        if not self._fields:
            self._fields = self._packed()
        # A little less is asked for, since the scores are rounded.
        short = 0x8000 - int(((least - PRECISION - ORDER) / RECALL - 1e-9) * _UNIT)
        said = [self._fields[bare] for bare in text.bare if bare in self._fields]
        full = sum(said, self._ones * short) & (self._ones * 0x8000)
        reached = full.to_bytes(2 * len(self._wordings), "little")
        at = reached.find(_FULL)
        while at >= 0:
            yield at // 2
            at = reached.find(_FULL, at + 1)

    def _packed(self) -> dict[str, int]:
        """For each word the shares that it has of all wordings' weights, each in a field of one long integer.

        Adding the integers of a text's words adds their shares of a thousand wordings at once. To each field what
        is short of enough is added, so that it overflows into its highest bit; rounding up misses none.
        """
        found: dict[str, int] = {}
        for at, (_, wording, _) in enumerate(self._wordings):
            for _, bare, weight in wording.said:
                share = math.ceil(weight / wording.total * _UNIT) << (16 * at)
                found[bare] = found.get(bare, 0) + share
        self._ones = sum(1 << (16 * at) for at in range(len(self._wordings)))
        return found
