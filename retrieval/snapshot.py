"""The library as it was at one moment: which chunk stands in which row, and whose it is; no texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from retrieval.headings import HeadingTable, heading_words
from retrieval.postings import Block
from retrieval.section_keys import Vectors, learn
from retrieval.store import ReportRow
from retrieval.types import Filters
from retrieval.units import period_order, same_unit, unit_key
from retrieval.words import folded

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]
    Ints = NDArray[np.int64]
    Floats = NDArray[np.float32]

SECTION_MATCH = 0.6


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A value a report: folded unit, kind, level, and where the period ends (0 where unknown)."""

    units: Any
    kinds: Any
    levels: Any
    ends: NDArray[np.float64]


class Snapshot:
    """Rows are the places of the segments, one after the other; dead places stay rows that nothing finds.

    Args:
        stamp: of the database state it was read from.
        segments: their sizes by id.
        blocks: where each report's chunks stand.
        reports: what the reports are about.
        paths: heading paths by id.
        keys: section keys that people set, by folded heading.
        heading_vectors: of headings, to learn keys by.
    """

    def __init__(
        self,
        stamp: str,
        segments: Mapping[int, int],
        blocks: Sequence[Block],
        reports: Mapping[str, ReportRow],
        paths: Mapping[int, str],
        keys: Mapping[str, str],
        heading_vectors: Vectors,
    ) -> None:
        self.stamp = stamp
        self.by_hand = keys
        self._heading_vectors = heading_vectors
        self.segments: dict[int, tuple[int, int]] = {}
        at = 0
        for segment, size in segments.items():
            self.segments[segment] = (at, size)
            at += size
        self.size = at
        kept = [b for b in blocks if b.report in reports and b.segment in self.segments]
        self.versions = {b.report: b.version for b in kept}
        self.sizes = {b.report: b.size for b in kept}
        self.base = {b.report: self.segments[b.segment][0] + b.start for b in kept}
        self.reports = [reports[b.report] for b in kept]
        self.number = {r.id: i for i, r in enumerate(self.reports)}
        self._fill(kept, paths)

    def _fill(self, blocks: Sequence[Block], paths: Mapping[int, str]) -> None:
        import numpy as np

        self.alive: Mask = np.zeros(self.size, dtype=np.bool_)
        self.lengths: Floats = np.zeros(self.size, dtype=np.float32)
        self.report_of: Ints = np.zeros(self.size, dtype=np.int64)
        self.section_of: Ints = np.zeros(self.size, dtype=np.int64)
        path_ids: Ints = np.zeros(self.size, dtype=np.int64)
        for number, block in enumerate(blocks):
            first = self.base[block.report]
            rows = slice(first, first + block.size)
            self.alive[rows] = True
            self.lengths[rows] = np.frombuffer(block.lengths, dtype="<u2")
            self.report_of[rows] = number
            self.section_of[rows] = np.frombuffer(block.sections, dtype="<u4")
            path_ids[rows] = np.frombuffer(block.paths, dtype="<i8")
        self.count = int(self.alive.sum())
        distinct, self.path_of = np.unique(path_ids, return_inverse=True)
        known = (paths.get(int(i), "") for i in distinct)
        self.paths = [tuple(p.split(" > ")) if p else () for p in known]

    def place(self, row: int) -> tuple[str, int]:
        """The report of a row, and the chunk's position in it."""
        report = self.reports[int(self.report_of[row])].id
        return report, row - self.base[report]

    def row(self, chunk_id: str) -> int | None:
        """The row of a chunk by its id, or None where the snapshot doesn't hold it."""
        report, position, _ = chunk_id.split(":", 2)
        if report not in self.base or int(position) >= self.sizes[report]:
            return None
        return self.base[report] + int(position)

    @cached_property
    def headings(self) -> HeadingTable:
        """Likeness of headings in this library, their kinds told by people, the data file, and likeness."""
        return HeadingTable(self.paths, {**self.learned, **self.by_hand})

    @cached_property
    def learned(self) -> dict[str, str]:
        """Section keys that were learned, by folded heading."""
        return learn(self.all_headings(), self.by_hand, self._heading_vectors)

    def all_headings(self) -> list[str]:
        """The single headings of the library, in the order of the paths."""
        return list(dict.fromkeys(h for path in self.paths for h in path))

    @cached_property
    def table(self) -> ReportTable:
        """What the reports are about, as columns."""
        import numpy as np

        def column(values: Iterable[str | None]) -> Any:
            return np.array([v or "" for v in values], dtype=object)

        return ReportTable(
            units=column(unit_key(r.unit) for r in self.reports),
            kinds=column(r.kind for r in self.reports),
            levels=column(r.level for r in self.reports),
            ends=np.array([period_order(r.period)[0] for r in self.reports]),
        )

    def wanted(self, filters: Filters) -> list[str] | None:
        """Reports that the filters admit, or None for all."""
        asked = (filters.unit, filters.level, filters.kind, filters.period)
        if not any(asked) and not filters.without:
            return None
        units = {u: not filters.unit or same_unit(filters.unit, u) for u in {r.unit for r in self.reports}}
        return [r.id for r in self.reports if units[r.unit] and _admits(r, filters)]

    def mask(self, filters: Filters) -> Mask:
        """Which rows the filters admit."""
        import numpy as np

        reports = self.wanted(filters)
        mask = self.alive
        if reports is not None:
            allowed = np.zeros(max(len(self.reports), 1), dtype=np.bool_)
            allowed[[self.number[r] for r in reports]] = True
            mask = mask & allowed[self.report_of]
        if filters.section:
            fits = self._sections_like(filters.section)
            mask = mask & fits[self.path_of]
        return mask

    def _sections_like(self, wanted: str) -> Mask:
        """Which heading paths have a heading like this one, or containing it."""
        import numpy as np

        words = folded(wanted)
        table = self.headings
        fits = table.likeness(wanted) >= SECTION_MATCH
        if table.key(wanted) not in heading_words().weak:
            fits |= table.same_key(wanted)
        has = [any(fits[table.id[h]] or words in folded(h) for h in p) for p in self.paths]
        return np.array(has, dtype=np.bool_)


def _admits(row: ReportRow, filters: Filters) -> bool:
    if row.id in filters.without:
        return False
    pairs = ((filters.level, row.level), (filters.kind, row.kind), (filters.period, row.period))
    return all(not asked or asked == has for asked, has in pairs)
