"""Lexical search: BM25 over syllables and pairs of syllables, with an accent-free twin to fall back on."""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from retrieval import postings
from retrieval.store import one_moment
from retrieval.types import StaleError
from retrieval.words import bare, has_accents, loose_terms, syllables, terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from sqlalchemy import Engine

    from retrieval.snapshot import Snapshot

    Scores = NDArray[np.float32]
    Rows = NDArray[np.int32]
    Found = Mapping[str, list[tuple[int, int, bytes]]]

K1, B = 1.5, 0.75
KEPT = 64_000_000
"""Bytes of postings, weighed already, that are kept between the queries of a snapshot."""
COMMON = 4
"""A term in one of so many chunks is kept as a weight a row: added in one sweep."""
TYPO_LENGTH = 3
"""Letters from which a syllable that the library doesn't know is taken for a misspelt one."""


class Vocabulary:
    """The syllables the library has seen, with how often: what a misspelt query is mended by."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = counts

    def with_counts(self, new: Mapping[str, int]) -> Vocabulary:
        """With these words' counts in place of what was known of them."""
        return Vocabulary({**self._counts, **new})

    @cached_property
    def _bare(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for word, count in self._counts.items():
            found[bare(word)] = found.get(bare(word), 0) + count
        return found

    def missed(self, query: str) -> float:
        """The share of the query's syllables that stand nowhere in the library as they are written."""
        asked = [s for s in syllables(query) if s.isalpha()]
        return sum(s not in self._counts for s in asked) / max(len(asked), 1)

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


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a term adds to the scores of some rows; of all rows, one after the other, where `rows` is None."""

    rows: Rows | None
    weights: Scores

    @property
    def size(self) -> int:
        """Bytes."""
        return self.weights.nbytes + (0 if self.rows is None else self.rows.nbytes)

    def add_to(self, scores: Scores) -> None:
        """Add the term's weights to scores."""
        if self.rows is None:
            scores += self.weights
        else:
            scores[self.rows] += self.weights


class _Kept:
    """Weighed postings by term, up to so many bytes; those not asked for longest go first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._bytes = 0
        self._terms: OrderedDict[str, Weighed] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, term: str) -> Weighed | None:
        with self._lock:
            if term in self._terms:
                self._terms.move_to_end(term)
            return self._terms.get(term)

    def put(self, term: str, weighed: Weighed) -> None:
        with self._lock:
            if term not in self._terms:
                self._terms[term] = weighed
                self._bytes += weighed.size
            while self._bytes > self._most and len(self._terms) > 1:
                self._bytes -= self._terms.popitem(last=False)[1].size


class LexicalIndex:
    """Scores of one snapshot's rows, by the postings in the database; those of common terms are kept.

    Args:
        engine: the database.
        snapshot: where the chunks stand in the segments.
        vocabulary: of the same state.
    """

    def __init__(self, engine: Engine, snapshot: Snapshot, vocabulary: Vocabulary) -> None:
        self._engine = engine
        self._snapshot = snapshot
        self._vocabulary = vocabulary
        self._kept = _Kept(KEPT)

    def scores(self, query: str) -> Scores:
        """A score a row, as of the snapshot; zero where nothing of the query stands in it.

        A query without accents is answered without accents. Syllables that stand nowhere in the
        library (misspelt, or an accent forgotten) are replaced by their likeliest neighbours.

        Raises:
            StaleError: segments of the snapshot were merged since.
        """
        import numpy as np

        if not self._snapshot.size:
            return np.zeros(0, dtype=np.float32)
        strict = list(dict.fromkeys(terms(query))) if has_accents(query) else []
        missed = self._vocabulary.missed(query)
        loose: list[str] = []
        if not strict or missed:
            loose = list(dict.fromkeys(loose_terms(self._vocabulary.mended(query))))
        found = self._weighed([*strict, *loose])
        if not strict:
            return self._sum(loose, found)
        scores = _scaled(self._sum(strict, found))
        return scores * (1 - missed) + _scaled(self._sum(loose, found)) * missed if loose else scores

    def bm25(self, asked: Sequence[str]) -> Scores:
        """Lucene's BM25 of each row, for terms."""
        return self._sum(asked, self._weighed(asked))

    def _sum(self, asked: Iterable[str], found: Mapping[str, Weighed]) -> Scores:
        import numpy as np

        scores: Scores = np.zeros(self._snapshot.size, dtype=np.float32)
        for term in asked:
            found[term].add_to(scores)
        return scores

    def _weighed(self, asked: Sequence[str]) -> Mapping[str, Weighed]:
        known = {term: self._kept.get(term) for term in asked}
        lacking = [term for term, weighed in known.items() if weighed is None]
        read = self._read(lacking) if lacking else {}
        for term in lacking:
            known[term] = weighed = self._weigh(read.get(term, ()))
            self._kept.put(term, weighed)
        return {term: weighed for term, weighed in known.items() if weighed is not None}

    def _read(self, asked: Sequence[str]) -> Found:
        found: dict[str, list[tuple[int, int, bytes]]] = {}
        bases = self._snapshot.segments
        with one_moment(self._engine) as connection:
            if not bases.keys() <= postings.segments(connection).keys():
                raise StaleError
            for segment, term, data in postings.read(connection, list(bases), asked):
                base, size = bases[segment]
                found.setdefault(term, []).append((base, size, data))
        return found

    def _weigh(self, found: Sequence[tuple[int, int, bytes]]) -> Weighed:
        """What a term's postings, given with the first row and the size of their segments, are worth."""
        import numpy as np

        snapshot = self._snapshot
        rows, often = postings.unpack_all(found)
        counts = often.astype(np.float32)
        if snapshot.count < snapshot.size:
            alive = snapshot.alive[rows]
            rows, counts = rows[alive], counts[alive]
        idf = math.log(1 + (snapshot.count - rows.size + 0.5) / (rows.size + 0.5))
        weights = np.float32(idf) * counts / (counts + self._norms[rows])
        if rows.size * COMMON < snapshot.size:
            return Weighed(rows, weights)
        every: Scores = np.zeros(snapshot.size, dtype=np.float32)
        every[rows] = weights
        return Weighed(None, every)

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
