"""Lexical search: BM25 over syllables and pairs of syllables, with an accent-free twin to fall back on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from retrieval.words import bare, bare_terms, has_accents, syllables, terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Scores = NDArray[np.float32]

NEAR = 0.5
"""Weight of the accent-free scores beside the accented ones, for a query written with accents."""


class LexicalIndex:
    """An index over texts, made when first asked; made anew when the texts change.

    Args:
        texts: what is searched, in an order that the scores follow.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    def scores(self, query: str) -> Scores:
        """A score a text; zero where nothing of the query stands in it.

        A query without accents is answered without accents. Syllables that stand nowhere in the
        library (misspelt, or an accent forgotten) are replaced by their likeliest neighbours.
        """
        import numpy as np

        if not self._texts:
            return np.zeros(0, dtype=np.float32)
        loose = self._bare.scores(self._bare.mended(query))
        if not has_accents(query):
            return loose
        strict = self._accented.scores(terms(query))
        known = self._accented.known
        missed = sum(s not in known for s in syllables(query)) / max(len(syllables(query)), 1)
        return _scaled(strict) * (1 - missed) + _scaled(loose) * max(missed, NEAR * 0.2)

    @cached_property
    def _accented(self) -> _Bm25:
        return _Bm25(self._texts, terms)

    @cached_property
    def _bare(self) -> _Bm25:
        return _Bm25(self._texts, bare_terms)


class _Bm25:
    """bm25s over one kind of terms."""

    def __init__(self, texts: Sequence[str], split: Callable[[str], list[str]]) -> None:
        import bm25s

        self._split = split
        self._index: Any = bm25s.BM25(k1=1.5, b=0.75, method="lucene")
        self._index.index([split(t) or [""] for t in texts], show_progress=False)
        self._size = len(texts)

    @cached_property
    def known(self) -> frozenset[str]:
        """The syllables that the texts have."""
        return frozenset(t for t in self._index.vocab_dict if isinstance(t, str) and " " not in t)

    def scores(self, query: list[str]) -> Scores:
        import numpy as np

        known = [t for t in dict.fromkeys(query) if t and t in self._index.vocab_dict]
        if not known:
            return np.zeros(self._size, dtype=np.float32)
        result: Scores = np.asarray(self._index.get_scores(known), dtype=np.float32)
        return result

    def mended(self, query: str) -> list[str]:
        """The query's terms, unknown syllables replaced by the nearest known ones."""
        mended = [self._nearest(bare(s)) for s in syllables(query)]
        return self._split(" ".join(mended))

    def _nearest(self, syllable: str) -> str:
        from rapidfuzz import process
        from rapidfuzz.distance import DamerauLevenshtein

        if syllable in self.known or len(syllable) < 3 or not syllable.isalpha():
            return syllable
        near = process.extract(
            syllable, self._sorted, scorer=DamerauLevenshtein.distance, score_cutoff=1, limit=5
        )
        return str(near[0][0]) if near else syllable

    @cached_property
    def _sorted(self) -> list[str]:
        """Known alphabetic syllables, commonest first, so that a tie goes to the common one."""
        words = [w for w in self.known if w.isalpha()]
        counts = {w: int((self._index.get_scores([w]) > 0).sum()) for w in words} if len(words) < 4000 else {}
        return sorted(words, key=lambda w: (-counts.get(w, 0), w))


def _scaled(scores: Scores) -> Scores:
    top = float(scores.max()) if scores.size else 0.0
    return scores / top if top > 0 else scores
