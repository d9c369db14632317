"""Search over a snapshot: both rankings, their fusion, preferences, one passage a section."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.errors import InputError
from retrieval.dense import LARGE, DenseIndex
from retrieval.embedding import Embedder
from retrieval.headings import heading_words, section_kind
from retrieval.lexical import LexicalIndex
from retrieval.ranking import Preferences, fuse, why
from retrieval.snapshot import Snapshot
from retrieval.types import Chunk, Filters, Passage, Prefer, RetrievalSettings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]
    Scores = NDArray[np.float32] | NDArray[np.float64]

Place = tuple[str, int]
Fetch = Callable[[Mapping[Place, str]], Mapping[Place, tuple[Chunk, str]]]
log = logging.getLogger(__name__)
DEPTH = 100
"""How far down a single ranking is looked at."""
HEADING_SHARE = 0.7
"""What the heading's likeness counts for in the search for sections; the rest is the fused ranking."""
SECTIONS_DEPTH = 400
"""Rows that are looked at for planned sections, after all were scored."""
WORDED = 0.2
"""Words that a free text must share with a heading before the heading counts; its kind alone says too little."""
FORWARD, LETTER = 0.75, 0.85
"""What tasks of the next period, and letters, are worth to a free text that asks for neither: results come first."""
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
        lexical: scores of the snapshot's rows by words.
        dense: nearest chunks by vector, or None to search words only.
        embedder: of the query.
        fetch: chunks, and their reports' titles, by report, position, and version of the report.

    Each answer is as of the snapshot.

    Raises:
        StaleError: what an answer needs of it is gone from the database.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        lexical: LexicalIndex,
        dense: DenseIndex | None,
        embedder: Embedder | None,
        settings: RetrievalSettings,
        fetch: Fetch,
    ) -> None:
        self.snapshot = snapshot
        self._lexical = lexical
        self._dense = dense
        self._embedder = embedder
        self._settings = settings
        self._fetch = fetch
        self._said: set[str] = set()

    def text(self, query: str, k: int, filters: Filters, prefer: Prefer) -> list[Passage]:
        """Passages for a free text."""
        mask = self.snapshot.mask(filters)
        if not query.strip() or not mask.any():
            return []
        ranked = self.rank(query, mask, filters)
        liked = Preferences(self.snapshot, prefer)
        near = self._named(query, ranked.fused)
        worth = self._worth(query)
        scores = {
            row: score * (1 + near.get(row, 0.0)) / 2 * liked.of(row) * worth(row)
            for row, score in ranked.fused.items()
        }
        best = self._spread(self.one_a_section(scores), k)
        return self._passages(((row, scores[row], near.get(row, 0.0)) for row in best), ranked, liked)

    def _worth(self, query: str) -> Callable[[int], float]:
        """What a row is worth by what it is for: what was done, what is to be done, or a letter."""
        forward = heading_words().forward
        if section_kind(query) in forward:
            return lambda row: 1.0

        def worth(row: int) -> float:
            if self.snapshot.report(row).kind == "phat-dong":
                return LETTER
            path = self.snapshot.path(row)
            return FORWARD if any(self.snapshot.texts.kind(heading) in forward for heading in path) else 1.0

        return worth

    def _named(self, query: str, rows: Iterable[int]) -> dict[int, float]:
        """How like the query the rows' own headings are: who types a heading wants that section.

        In a large library only once the table of headings is there: the first answer doesn't wait for it.
        """
        if self.snapshot.count > LARGE and "headings" not in self.snapshot.__dict__:
            return {}
        headings = self.snapshot.headings
        wording = headings.wording(query)
        near = headings.likeness(query, wording) * (wording >= WORDED)
        paths = ((row, self.snapshot.path(row)) for row in rows)
        return {row: float(near[headings.id[path[-1]]]) for row, path in paths if path}

    def sections(
        self, path: tuple[str, ...], labels: Sequence[str], k: int, filters: Filters, prefer: Prefer
    ) -> list[Passage]:
        """Passages for a planned section."""
        import numpy as np

        mask = self.snapshot.mask(filters)
        if not path or not mask.any():
            return []
        ranked = self.rank(" ".join([*path[-2:], *labels[:12]]), mask, filters)
        near, last = self.snapshot.headings.of_paths(path)
        liked = Preferences(self.snapshot, prefer)
        fused = np.zeros(self.snapshot.size)
        fused[list(ranked.fused)] = list(ranked.fused.values())
        fit = HEADING_SHARE * near[self.snapshot.path_of] + (1 - HEADING_SHARE) * fused
        scores = np.where(mask, fit * liked.factors[self.snapshot.report_of], -1.0)
        best = {row: float(scores[row]) for row in self._top(scores, SECTIONS_DEPTH)}
        rows = self._spread(self.one_a_section(best), k)
        alike = ((row, best[row], float(last[self.snapshot.path_of[row]])) for row in rows)
        return self._passages(alike, ranked, liked)

    def rank(self, query: str, mask: Mask, filters: Filters) -> Ranked:
        """Both rankings of the rows that the mask admits, and their weighted fusion."""
        weights = self._settings.lexical_weight, self._settings.weight_of_vectors
        dense = self.dense_rows(query, mask, filters) if weights[1] > 0 else []
        scores = self._lexical.scores(query) * mask if weights[0] > 0 else None
        if scores is None:
            return Ranked({}, _places(dense), fuse({}, dense, weights))
        lexical = [row for row in self._top(scores, DEPTH) if scores[row] > 0]
        known = {row: float(scores[row]) for row in (*lexical, *dense) if scores[row] > 0}
        return Ranked(_places(lexical), _places(dense), fuse(known, dense, weights))

    def dense_rows(self, query: str, mask: Mask, filters: Filters) -> list[int]:
        """Rows by their vectors, best first; empty where nothing embeds or the vectors aren't open yet."""
        if self._dense is None or self._embedder is None:
            return []
        if not self._dense.ready(self.snapshot):
            return []
        reports = self.snapshot.wanted(filters)
        n = min(DEPTH * (4 if filters.section else 1), self.snapshot.count)
        try:
            vector = self._embedder.query(query)[0]
            found = self._dense.search(vector, n, self.snapshot, reports)
        except InputError as error:
            if error.vi not in self._said:
                log.warning("%s", error.vi)
                self._said.add(error.vi)
            return []
        rows = (row for row in map(self.snapshot.row, found) if row is not None)
        return [row for row in rows if mask[row]][:DEPTH]

    def _top(self, scores: Scores, n: int) -> list[int]:
        """The rows of the n best scores, best first; of equal ones the one of the smaller report id."""
        import numpy as np

        if scores.size > n:
            least = np.partition(scores, scores.size - n)[scores.size - n]
            rows = np.flatnonzero(scores >= least)[: 4 * n]
        else:
            rows = np.arange(scores.size)
        order = sorted((-float(scores[r]), *self.snapshot.place(int(r)), int(r)) for r in rows)
        return [row for *_, row in order[:n]]

    def one_a_section(self, scores: Mapping[int, float]) -> list[int]:
        """The best chunk of each section, best first."""
        snapshot = self.snapshot
        order = sorted(scores, key=lambda row: (-scores[row], snapshot.place(row)))
        best: dict[tuple[int, int], int] = {}
        for row in order:
            best.setdefault((int(snapshot.report_of[row]), int(snapshot.section_of[row])), row)
        return list(best.values())

    def _spread(self, rows: Sequence[int], k: int) -> list[int]:
        """The first k, no more than a few of one report while other reports are left."""
        counts: dict[int, int] = {}
        first: list[int] = []
        rest: list[int] = []
        for row in rows:
            report = int(self.snapshot.report_of[row])
            counts[report] = counts.get(report, 0) + 1
            (first if counts[report] <= PER_REPORT else rest).append(row)
        return (first + rest)[:k]

    def _passages(
        self, best: Iterable[tuple[int, float, float]], ranked: Ranked, liked: Preferences
    ) -> list[Passage]:
        """Passages of (row, score, likeness of the heading)."""
        chosen = [(self.snapshot.place(row), row, score, near) for row, score, near in best]
        versions = self.snapshot.versions
        chunks = self._fetch({place: versions[place[0]] for place, *_ in chosen})
        return [
            self._passage(*chunks[place], row, score, near, ranked, liked)
            for place, row, score, near in chosen
        ]

    def _passage(
        self,
        chunk: Chunk,
        title: str,
        row: int,
        score: float,
        near: float,
        ranked: Ranked,
        liked: Preferences,
    ) -> Passage:
        number = int(self.snapshot.report_of[row])
        report = self.snapshot.report(row)
        return Passage(
            report_id=report.id,
            title=title,
            unit=report.unit,
            period=report.period,
            section=chunk.section,
            heading=chunk.heading.split(" > ")[-1],
            score=round(min(max(score, 0.0), 1.0), 4),
            text=chunk.text,
            why=why(liked.reasons(number), near, ranked.lexical.get(row), ranked.dense.get(row)),
        )


def _places(rows: Sequence[int]) -> dict[int, int]:
    return {row: place for place, row in enumerate(rows, 1)}
