"""Second thoughts on alignments part by part, remembered.

What a number may be is told by the words around it and by what the numbers before it state, in other parts too: so
many of them are looked at, as they were settled. While one types, that changes for one part and the next ones.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.types import Report
from drafting import alignment
from drafting.checks.parts import borders
from drafting.checks.settle import settle as settle_whole
from drafting.checks.settle_table import settle_table
from drafting.types import Alignment, FigureTable

# So many numbers before a part are looked at (`drafting.checks.settle_rows`); so many parts are remembered of a table.
BEFORE = 40
_MOST = 512


@dataclass(slots=True, eq=False)
class _Told:
    """What the numbers of a part state, counted from its first; the same object as long as it is the same."""

    alignments: tuple[Alignment, ...]


@dataclass(slots=True)
class _Settled:
    """A part: what it was made of, the parts before it that were looked at, and what came out."""

    own: tuple[object, ...]
    before: tuple[_Told, ...]
    told: _Told


@dataclass(frozen=True, slots=True)
class _Part:
    start: int
    first: int
    told: _Told


def settle(
    report: Report, found: alignment.Read, alignments: Sequence[Alignment], table: FigureTable
) -> tuple[Alignment, ...]:
    """The same as `drafting.checks.settle.settle` for the numbers of a report as it was read."""
    settler = _Settler(report, found, alignments, table)
    parts: list[_Part] = []
    for start, end in pairwise(borders(report, found.passages)):
        parts.append(settler.part(start, end, _before(parts)))
    return tuple(_numbered(a, p.first) for p in parts for a in p.told.alignments)


def _before(parts: list[_Part]) -> list[_Part]:
    """The last parts, as many as have enough numbers."""
    at, count = len(parts), 0
    while at and count < BEFORE:
        at -= 1
        count += len(parts[at].told.alignments)
    return parts[at:]


def _numbered(a: Alignment, by: int) -> Alignment:
    return Alignment(a.mention + by, a.candidates, a.chosen, a.margin, a.clear, a.agrees, a.status)


class _Settler:
    """Settles the parts of one report over one table."""

    def __init__(
        self, report: Report, found: alignment.Read, alignments: Sequence[Alignment], table: FigureTable
    ) -> None:
        self._report = report
        self._table = table
        self._alignments = alignments
        self._aligned = [a.mention for a in alignments]
        self._mentions = [m.reading.start for m in found.mentions]
        self._passages = sorted(found.passages, key=lambda p: p.start)
        self._starts = [p.start for p in self._passages]
        self._kept = settle_table(table).settled

    def part(self, start: int, end: int, before: Sequence[_Part]) -> _Part:
        """What the numbers between two offsets state."""
        first = bisect_left(self._mentions, start)
        mine = self._mine(start, end)
        name = self._report.text[start:end], self._report.meta.period
        own = (
            tuple((p.known, p.start - start) for p in self._within(start, end)),
            tuple(
                (a.mention - first, a.candidates, a.chosen, a.margin, a.clear, a.agrees, a.status)
                for a in mine
            ),
        )
        told = tuple(p.told for p in before)
        known = self._kept.pop(name, None)
        same = isinstance(known, _Settled) and known.own == own
        if not isinstance(known, _Settled) or not same or known.before != told:
            made = self._settled(start, end, before, mine)
            # The same again is the same object, so that what follows isn't settled again.
            again = isinstance(known, _Settled) and same and known.told.alignments == made
            known = _Settled(own, told, known.told if isinstance(known, _Settled) and again else _Told(made))
        self._kept[name] = known
        if len(self._kept) > _MOST:
            del self._kept[next(iter(self._kept))]
        return _Part(start, first, known.told)

    def _settled(
        self, start: int, end: int, before: Sequence[_Part], mine: Sequence[Alignment]
    ) -> tuple[Alignment, ...]:
        low = before[0].start if before else start
        since = bisect_left(self._mentions, low)
        read = alignment.in_order([p.moved(-low) for p in self._within(low, end)])
        report = Report(self._report.name, self._report.text[low:end], self._report.meta)
        settled = settle_whole(
            report,
            read.mentions,
            [_numbered(a, -since) for a in mine],
            self._table,
            [_numbered(a, p.first - since) for p in before for a in p.told.alignments],
        )
        by = since - bisect_left(self._mentions, start)
        return tuple(_numbered(a, by) for a in settled)

    def _within(self, start: int, end: int) -> Sequence[alignment.Passage]:
        return self._passages[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _mine(self, start: int, end: int) -> Sequence[Alignment]:
        first, last = (bisect_left(self._aligned, bisect_left(self._mentions, at)) for at in (start, end))
        return self._alignments[first:last]
