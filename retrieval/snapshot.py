"""The library as it was at one moment, ready to be searched in memory."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from retrieval.headings import HeadingLikeness
from retrieval.lexical import LexicalIndex
from retrieval.store import ReportRow
from retrieval.types import Chunk, Filters
from retrieval.words import folded, has_accents, syllables

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]

_UNIT_HEADS = (
    "uy ban nhan dan ",
    "ubnd ",
    "hoi dong nhan dan ",
    "hdnd ",
    "uy ban mat tran to quoc ",
    "cong ty ",
)
SECTION_MATCH = 0.6


class Snapshot:
    """Chunks with their reports; indexes are made when first needed.

    Args:
        stamp: of the database state it was read from.
    """

    def __init__(self, stamp: str, chunks: Sequence[Chunk], reports: dict[str, ReportRow]) -> None:
        self.stamp = stamp
        self.chunks = [c for c in chunks if c.report in reports]
        self.reports = reports
        self.row = {c.id: i for i, c in enumerate(self.chunks)}
        self.paths = [tuple(c.heading.split(" > ")) if c.heading else () for c in self.chunks]

    @cached_property
    def lexical(self) -> LexicalIndex:
        """Word search over the chunks, heading paths included."""
        return LexicalIndex([c.full for c in self.chunks])

    @cached_property
    def likeness(self) -> HeadingLikeness:
        """Likeness of headings in this library."""
        return HeadingLikeness(heading for path in set(self.paths) for heading in path)

    @cached_property
    def last_reports(self) -> dict[tuple[str, str], list[str]]:
        """Reports of a unit and kind, newest first."""
        found: dict[tuple[str, str], list[str]] = {}
        for row in sorted(self.reports.values(), key=lambda r: (period_order(r.period), r.id), reverse=True):
            found.setdefault((unit_key(row.unit), row.kind), []).append(row.id)
        return found

    def wanted(self, filters: Filters) -> list[str] | None:
        """Reports that the filters admit, or None for all."""
        asked = (filters.unit, filters.level, filters.kind, filters.period)
        if not any(asked) and not filters.without:
            return None
        return [r.id for r in self.reports.values() if self._admits(r, filters)]

    def mask(self, filters: Filters) -> Mask:
        """Which chunks the filters admit."""
        import numpy as np

        reports = self.wanted(filters)
        allowed = set(self.reports if reports is None else reports)
        mask = np.fromiter((c.report in allowed for c in self.chunks), dtype=np.bool_, count=len(self.chunks))
        if filters.section:
            fits = {p: self._in_section(p, filters.section) for p in set(self.paths)}
            mask &= np.fromiter((fits[p] for p in self.paths), dtype=np.bool_, count=len(self.chunks))
        return mask

    def _in_section(self, path: tuple[str, ...], wanted: str) -> bool:
        return any(folded(wanted) in folded(h) or self.likeness.of(wanted, h) >= SECTION_MATCH for h in path)

    @staticmethod
    def _admits(row: ReportRow, filters: Filters) -> bool:
        if row.id in filters.without:
            return False
        if filters.unit and not same_unit(filters.unit, row.unit):
            return False
        pairs = ((filters.level, row.level), (filters.kind, row.kind), (filters.period, row.period))
        return all(not asked or asked == has for asked, has in pairs)


def unit_key(unit: str) -> str:
    """A unit's name for comparing: without case, accents and the body's name (`UBND`)."""
    words = folded(unit)
    for head in _UNIT_HEADS:
        words = words.removeprefix(head)
    return words


def same_unit(asked: str, has: str) -> bool:
    """Whether `asked` (`xã Hà Vinh`, `hà vinh`, `ha vinh`) names the unit; accents count where given."""
    if not (unit_key(has) == unit_key(asked) or f" {unit_key(has)}".endswith(f" {unit_key(asked)}")):
        return False
    return not has_accents(asked) or not has_accents(has) or _accents_agree(asked, has)


def _accents_agree(asked: str, has: str) -> bool:
    size = len(unit_key(asked).split())
    return syllables(asked)[-size:] == syllables(has)[-size:]


def period_order(period: str | None) -> tuple[float, float]:
    """Where a period ends, then its length, for sorting (`2024-H1` is (2024.5, 0.5)); unknown ones first."""
    year, _, part = (period or "").partition("-")
    if not year.isdigit():
        return 0.0, 0.0
    at = int(year)
    if part[:1] == "H":
        return at + int(part[1:]) / 2, 0.5
    if part[:1] == "Q":
        return at + int(part[1:]) / 4, 0.25
    if part[-1:] == "M":
        return at + int(part[:-1]) / 12, int(part[:-1]) / 12
    if part.isdigit():
        return at + int(part) / 12, 1 / 12
    return at + 1.0, 1.0
