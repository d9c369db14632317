"""Lexical search: BM25 over syllables and pairs of syllables, with an accent-free twin to fall back on."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from retrieval import postings
from retrieval.words import bare, has_accents, loose_terms, syllables, terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from sqlalchemy import Engine

    from retrieval.snapshot import Snapshot

    Scores = NDArray[np.float32]
    Found = Mapping[str, list[tuple[int, int, bytes]]]

K1, B = 1.5, 0.75
TYPO_LENGTH = 3
"""Letters from which a syllable that the library doesn't know is taken for a misspelt one."""


class Vocabulary:
    """The syllables the library has seen, with how often: what a misspelt query is mended by."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self.known = frozenset(counts)
        self._bare: dict[str, int] = {}
        for word, count in counts.items():
            self._bare[bare(word)] = self._bare.get(bare(word), 0) + count

    def missed(self, query: str) -> float:
        """The share of the query's syllables that stand nowhere in the library as they are written."""
        asked = [s for s in syllables(query) if s.isalpha()]
        return sum(s not in self.known for s in asked) / max(len(asked), 1)

    def mended(self, query: str) -> str:
        """The query without accents, unknown syllables replaced by the nearest known ones."""
        return " ".join(self._nearest(bare(s)) for s in syllables(query))

    def _nearest(self, syllable: str) -> str:
        from rapidfuzz import process
        from rapidfuzz.distance import DamerauLevenshtein

        if syllable in self._bare or len(syllable) < TYPO_LENGTH or not syllable.isalpha():
            return syllable
        near = process.extract(
            syllable, self._sorted, scorer=DamerauLevenshtein.distance, score_cutoff=1, limit=5
        )
        return str(near[0][0]) if near else syllable

    @cached_property
    def _sorted(self) -> list[str]:
        """Commonest first, so that a tie goes to the common one."""
        return sorted(self._bare, key=lambda w: (-self._bare[w], w))


class LexicalIndex:
    """Scores of one snapshot's rows, read from the postings in the database.

    Args:
        engine: the database.
        snapshot: where the chunks stand in the segments.
        vocabulary: of the same state.
    """

    def __init__(self, engine: Engine, snapshot: Snapshot, vocabulary: Vocabulary) -> None:
        self._engine = engine
        self._snapshot = snapshot
        self._vocabulary = vocabulary

    def scores(self, query: str) -> Scores:
        """A score a row; zero where nothing of the query stands in it.

        A query without accents is answered without accents. Syllables that stand nowhere in the
        library (misspelt, or an accent forgotten) are replaced by their likeliest neighbours.
        """
        import numpy as np

        if not self._snapshot.size:
            return np.zeros(0, dtype=np.float32)
        strict = list(dict.fromkeys(terms(query))) if has_accents(query) else []
        missed = self._vocabulary.missed(query)
        loose = list(dict.fromkeys(loose_terms(self._vocabulary.mended(query))))
        if strict and not missed:
            loose = []
        found = self._read([*strict, *loose])
        if not strict:
            return self._bm25(loose, found)
        scores = _scaled(self._bm25(strict, found))
        return scores * (1 - missed) + _scaled(self._bm25(loose, found)) * missed if loose else scores

    def _read(self, asked: Sequence[str]) -> Found:
        found: dict[str, list[tuple[int, int, bytes]]] = {}
        bases = self._snapshot.segments
        with self._engine.connect() as connection:
            for segment, term, data in postings.read(connection, list(bases), asked):
                base, size = bases[segment]
                found.setdefault(term, []).append((base, size, data))
        return found

    def _bm25(self, asked: Iterable[str], found: Found) -> Scores:
        """Lucene's BM25."""
        import numpy as np

        scores: Scores = np.zeros(self._snapshot.size, dtype=np.float32)
        some_dead = self._snapshot.count < self._snapshot.size
        for term in asked:
            parts = [(base, *postings.unpack(data, size)) for base, size, data in found.get(term, ())]
            if not parts:
                continue
            rows = np.concatenate([ids + base for base, ids, _ in parts])
            counts = np.concatenate([often for _, _, often in parts]).astype(np.float32)
            if some_dead:
                alive = self._snapshot.alive[rows]
                rows, counts = rows[alive], counts[alive]
            idf = math.log(1 + (self._snapshot.count - rows.size + 0.5) / (rows.size + 0.5))
            scores[rows] += np.float32(idf) * counts / (counts + self._norms[rows])
        return scores

    @cached_property
    def _norms(self) -> Scores:
        import numpy as np

        lengths = self._snapshot.lengths
        mean = float(lengths[self._snapshot.alive].mean()) if self._snapshot.count else 1.0
        result: Scores = (K1 * (1 - B + B * lengths / max(mean, 1.0))).astype(np.float32)
        return result


def _scaled(scores: Scores) -> Scores:
    top = float(scores.max()) if scores.size else 0.0
    return scores / top if top > 0 else scores
