"""Search over a snapshot: both rankings, their fusion, preferences, one passage a section."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.errors import InputError
from retrieval.dense import DenseIndex
from retrieval.embedding import Embedder
from retrieval.ranking import fuse, preferences, why
from retrieval.snapshot import Snapshot
from retrieval.types import Filters, Passage, Prefer, RetrievalSettings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]

log = logging.getLogger(__name__)
DEPTH = 100
"""How far down a single ranking is looked at."""
HEADING_SHARE = 0.55
"""What the heading's likeness counts for in the search for sections; the rest is the fused ranking."""
PER_REPORT = 2
"""Sections of one report among those returned, while others are left."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """The two rankings of chunks for a query, and their fusion."""

    lexical: Mapping[int, int]
    dense: Mapping[int, int]
    fused: Mapping[int, float]


class Searcher:
    """Answers queries from one snapshot.

    Args:
        dense: nearest chunks by vector, or None to search words only.
        embedder: of the query.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        dense: DenseIndex | None,
        embedder: Embedder | None,
        settings: RetrievalSettings,
    ) -> None:
        self._snapshot = snapshot
        self._dense = dense
        self._embedder = embedder
        self._settings = settings

    def text(self, query: str, k: int, filters: Filters, prefer: Prefer) -> list[Passage]:
        """Passages for a free text."""
        mask = self._snapshot.mask(filters)
        if not query.strip() or not mask.any():
            return []
        ranked = self.rank(query, mask, filters)
        liked = preferences(self._snapshot, prefer) if prefer != Prefer() else {}
        scores = {
            row: score * (liked[self._snapshot.chunks[row].report].factor if liked else 1.0)
            for row, score in ranked.fused.items()
        }
        best = self._one_a_section(scores)
        top = 1.85 if liked else 1.0
        return [self._passage(row, scores[row] / top, ranked, prefer, 0.0) for row in best[:k]]

    def sections(
        self, path: tuple[str, ...], labels: Sequence[str], k: int, filters: Filters, prefer: Prefer
    ) -> list[Passage]:
        """Passages for a planned section."""
        mask = self._snapshot.mask(filters)
        if not path or not mask.any():
            return []
        ranked = self.rank(" ".join([*path[-2:], *labels[:12]]), mask, filters)
        alike = {p: self._snapshot.likeness.of_paths(path, p) for p in set(self._snapshot.paths)}
        liked = preferences(self._snapshot, prefer)
        scores: dict[int, float] = {}
        for row, chunk in enumerate(self._snapshot.chunks):
            if mask[row]:
                near = alike[self._snapshot.paths[row]]
                fit = HEADING_SHARE * near**2 + (1 - HEADING_SHARE) * ranked.fused.get(row, 0.0)
                scores[row] = fit * liked[chunk.report].factor / 2
        best = self._spread(self._one_a_section(scores), k)
        return [self._passage(row, scores[row], ranked, prefer, self._last_alike(path, row)) for row in best]

    def _last_alike(self, path: tuple[str, ...], row: int) -> float:
        found = self._snapshot.paths[row]
        return self._snapshot.likeness.of(path[-1], found[-1]) if found else 0.0

    def rank(self, query: str, mask: Mask, filters: Filters) -> Ranked:
        """Both rankings of the chunks that the mask admits, and their weighted fusion."""
        lexical = self.lexical_rows(query, mask)
        dense = self.dense_rows(query, mask, filters)
        fused = fuse([(self._settings.lexical_weight, lexical), (self._settings.dense_weight, dense)])
        return Ranked(_places(lexical), _places(dense), fused)

    def lexical_rows(self, query: str, mask: Mask) -> list[int]:
        """Rows by their words, best first."""
        import numpy as np

        scores = self._snapshot.lexical.scores(query) * mask
        order = np.argsort(-scores, kind="stable")[:DEPTH]
        return [int(row) for row in order if scores[row] > 0]

    def dense_rows(self, query: str, mask: Mask, filters: Filters) -> list[int]:
        """Rows by their vectors, best first; empty where nothing embeds."""
        if self._dense is None or self._embedder is None:
            return []
        try:
            vector = self._embedder.query(query)[0]
        except InputError as error:
            log.warning("%s", error.vi)
            return []
        reports = self._snapshot.wanted(filters)
        n = min(DEPTH * (4 if filters.section else 1), len(self._snapshot.chunks))
        found = self._dense.search(vector, n, reports)
        rows = (self._snapshot.row[i] for i, _ in found if i in self._snapshot.row)
        return [row for row in rows if mask[row]][:DEPTH]

    def _one_a_section(self, scores: Mapping[int, float]) -> list[int]:
        """The best chunk of each section, best first."""
        chunks = self._snapshot.chunks
        order = sorted(scores, key=lambda row: (-scores[row], chunks[row].id))
        best: dict[tuple[str, str], int] = {}
        for row in order:
            best.setdefault((chunks[row].report, chunks[row].section), row)
        return list(best.values())

    def _spread(self, rows: Sequence[int], k: int) -> list[int]:
        """The first k, no more than a few of one report while other reports are left."""
        counts: dict[str, int] = {}
        first: list[int] = []
        rest: list[int] = []
        for row in rows:
            report = self._snapshot.chunks[row].report
            counts[report] = counts.get(report, 0) + 1
            (first if counts[report] <= PER_REPORT else rest).append(row)
        return (first + rest)[:k]

    def _passage(self, row: int, score: float, ranked: Ranked, prefer: Prefer, near: float) -> Passage:
        chunk = self._snapshot.chunks[row]
        report = self._snapshot.reports[chunk.report]
        reasons = preferences(self._snapshot, prefer)[report.id].reasons if prefer != Prefer() else ()
        return Passage(
            report_id=report.id,
            title=report.title,
            unit=report.unit,
            period=report.period,
            section=chunk.section,
            heading=self._snapshot.paths[row][-1] if self._snapshot.paths[row] else "",
            score=round(min(max(score, 0.0), 1.0), 4),
            text=chunk.text,
            why=why(reasons, near, ranked.lexical.get(row), ranked.dense.get(row)),
        )


def _places(rows: Sequence[int]) -> dict[int, int]:
    return {row: place for place, row in enumerate(rows, 1)}
