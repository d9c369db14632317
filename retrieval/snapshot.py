"""The library as it was at one moment: which chunk stands in which row, and whose it is; no texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from retrieval.heading_texts import HeadingTexts
from retrieval.headings import HeadingTable, heading_words
from retrieval.postings import Block
from retrieval.section_keys import Vectors, learn
from retrieval.types import Filters, ReportRow
from retrieval.units import period_order, same_unit, unit_key
from retrieval.words import folded, path_id

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]
    Ints = NDArray[np.int64]
    Floats = NDArray[np.float32]

SECTION_MATCH = 0.6
ANSWERS = 32
"""Filters whose answer is kept; of a hundred thousand chunks each takes as many bytes."""


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A value a report: folded unit, kind, level, period, and where that ends (0 where unknown)."""

    units: Any
    kinds: Any
    levels: Any
    periods: Any
    ends: NDArray[np.float64]


class Snapshot:
    """Rows are the places of the segments, one after the other; dead places stay rows that nothing finds.

    Args:
        stamp: of the database state it was read from.
        segments: their sizes by id.
        blocks: where each report's chunks stand.
        reports: what the reports are about.
        texts: heading paths by number; those of the blocks among them.
        keys: section keys that people set, by folded heading.
        heading_vectors: of headings, to learn keys by.
    """

    def __init__(
        self,
        stamp: str,
        segments: Mapping[int, int],
        blocks: Sequence[Block],
        reports: Mapping[str, ReportRow],
        texts: HeadingTexts,
        keys: Mapping[str, str],
        heading_vectors: Vectors,
    ) -> None:
        self.stamp = stamp
        self.by_hand = keys
        self.texts = texts
        self._heading_vectors = heading_vectors
        self._asked: dict[Filters, tuple[list[str] | None, Mask]] = {}
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
        self._fill(kept)

    def _fill(self, blocks: Sequence[Block]) -> None:
        import numpy as np

        self.alive: Mask = np.zeros(self.size, dtype=np.bool_)
        self.lengths: Floats = np.zeros(self.size, dtype=np.float32)
        self.report_of: Ints = np.zeros(self.size, dtype=np.int64)
        self.section_of: Ints = np.zeros(self.size, dtype=np.int64)
        self.path_of: Ints = np.zeros(self.size, dtype=np.int64)
        sizes = np.array([b.size for b in blocks], dtype=np.int64)
        self.count = int(sizes.sum())
        if not self.count:
            return
        # Every chunk's row: its block's first one, and on from there.
        firsts = np.array([self.base[b.report] for b in blocks], dtype=np.int64)
        rows = np.repeat(firsts - np.cumsum(sizes) + sizes, sizes) + np.arange(self.count)
        self.alive[rows] = True
        self.lengths[rows] = np.frombuffer(b"".join(b.lengths for b in blocks), dtype="<u2")
        self.report_of[rows] = np.repeat(np.arange(len(blocks)), sizes)
        self.section_of[rows] = np.frombuffer(b"".join(b.sections for b in blocks), dtype="<u4")
        self.path_of[rows] = np.concatenate([b.paths for b in blocks])

    @cached_property
    def active(self) -> Ints:
        """Numbers of the paths under which chunks stand."""
        import numpy as np

        there = np.bincount(self.path_of[self.alive], minlength=1)
        return np.flatnonzero(there)

    def path(self, row: int) -> tuple[str, ...]:
        """The heading path of a row."""
        return self.texts.paths[int(self.path_of[row])]

    def inherit(self, old: Snapshot, *, learned: bool) -> None:
        """Take over what an earlier state had made, where it is the same now.

        Args:
            old: the earlier state.
            learned: what it had learned of the headings serves on, though there are new ones.
        """
        import numpy as np

        made = {k: v for k, v in old.__dict__.items() if k in ("headings", "learned")}
        if self.by_hand != old.by_hand or not made:
            return
        if np.array_equal(self.active, old.active):
            self.__dict__ |= made
        elif learned:
            self.__dict__ |= {k: v for k, v in made.items() if k == "learned"}
            if "headings" in made:
                self.headings  # noqa: B018 — made at once, so that every search goes by it

    def place(self, row: int) -> tuple[str, int]:
        """The report of a row, and the chunk's position in it."""
        report = self.reports[int(self.report_of[row])].id
        return report, row - self.base[report]

    def report(self, row: int) -> ReportRow:
        """What the report of a row is about."""
        return self.reports[int(self.report_of[row])]

    def row(self, chunk_id: str) -> int | None:
        """The row of a chunk by its id, or None where the snapshot doesn't hold it."""
        report, position, _ = chunk_id.split(":", 2)
        if report not in self.base or int(position) >= self.sizes[report]:
            return None
        return self.base[report] + int(position)

    @cached_property
    def headings(self) -> HeadingTable:
        """Likeness of headings in this library, their kinds told by people, the data file, and likeness."""
        return HeadingTable(self.texts, self.active, {**self.learned, **self.by_hand})

    @cached_property
    def learned(self) -> Mapping[str, str]:
        """Section keys that were learned, by folded heading."""
        return learn(self.all_headings(), self.by_hand, self._heading_vectors)

    def all_headings(self) -> list[str]:
        """The single headings of the library, whatever the order in which it was filled."""
        paths = sorted((self.texts.paths[i] for i in self.active), key=lambda p: path_id(" > ".join(p)))
        return list(dict.fromkeys(h for path in paths for h in path))

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
            periods=column(r.period for r in self.reports),
            ends=np.array([period_order(r.period)[0] for r in self.reports]),
        )

    def wanted(self, filters: Filters) -> list[str] | None:
        """Reports that the filters admit, or None for all."""
        return self._admitted(filters)[0]

    def mask(self, filters: Filters) -> Mask:
        """Which rows the filters admit."""
        return self._admitted(filters)[1]

    def _admitted(self, filters: Filters) -> tuple[list[str] | None, Mask]:
        """Reports and rows; the answers to the last filters are kept, since the same ones are asked again."""
        found = self._asked.get(filters)
        if found is None:
            found = self._admit(filters)
            if len(self._asked) >= ANSWERS:
                self._asked.clear()
            self._asked[filters] = found
        return found

    def _admit(self, filters: Filters) -> tuple[list[str] | None, Mask]:
        reports, mask = None, self.alive
        asked = (filters.unit, filters.level, filters.kind, filters.period)
        if any(asked) or filters.without:
            allowed = self._reports_like(filters)
            reports = [self.reports[i].id for i in allowed.nonzero()[0]]
            if self.reports:
                mask = mask & allowed[self.report_of]
        if filters.section and self.count:
            mask = mask & self._sections_like(filters.section)[self.path_of]
        return reports, mask

    def _reports_like(self, filters: Filters) -> Mask:
        import numpy as np

        table = self.table
        allowed: Mask = np.ones(len(self.reports), dtype=np.bool_)
        for wanted, has in (
            (filters.level, table.levels),
            (filters.kind, table.kinds),
            (filters.period, table.periods),
        ):
            if wanted:
                allowed &= has == wanted
        if filters.unit:
            units = {unit: same_unit(filters.unit, unit) for unit in {r.unit for r in self.reports}}
            allowed &= np.array([units[r.unit] for r in self.reports], dtype=np.bool_)
        allowed[[self.number[r] for r in filters.without if r in self.number]] = False
        return allowed

    def _sections_like(self, wanted: str) -> Mask:
        """Which heading paths, by their numbers, have a heading like this one, or containing it."""
        table = self.headings
        fits = table.likeness(wanted) >= SECTION_MATCH
        if table.key(wanted) not in heading_words().weak:
            fits |= table.same_key(wanted)
        return table.paths_with(fits, folded(wanted))
