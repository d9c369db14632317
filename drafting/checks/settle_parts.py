"""Second thoughts on alignments part by part, remembered.

What a number may be is told by the words around it and by what the numbers before it state, in other parts too: so
many of them are looked at, as they were settled. While one types, that changes for one part, seldom for the next.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.types import Report
from drafting import alignment
from drafting.alignment.remembered import ByTable
from drafting.checks.parts import borders
from drafting.checks.settle import settle as settle_whole
from drafting.checks.settle_rows import FAR, GOES_BACK
from drafting.types import Alignment, FigureTable, Mention

# So many numbers before a part are looked at, and so many characters (`drafting.checks.settle`, `settle_rows`).
BEFORE, GAP = 40, 60
# So many parts are remembered of a table; the same words may stand in a text more than once, behind others each time.
_MOST, _SAME_WORDS = 512, 16


@dataclass(frozen=True, slots=True, eq=False)
class Settled:
    """A part.

    Attributes:
        own: what it was made of.
        before: what the numbers before it state.
        lines: the lines before it, where a sentence goes back to them.
        alignments: what came out, counted from the part's first number.
        states: what its own numbers state, as far as those behind it may ask.
    """

    own: tuple[object, ...]
    before: tuple[object, ...]
    lines: str | None
    alignments: tuple[Alignment, ...]
    states: tuple[object, ...]


KEPT: ByTable[dict[object, tuple[Settled, ...]]] = ByTable()


def settle(
    report: Report, found: alignment.Read, alignments: Sequence[Alignment], table: FigureTable
) -> tuple[Alignment, ...]:
    """The same as `drafting.checks.settle.settle` for the numbers of a report as it was read."""
    settler = _Settler(report, found, alignments, table)
    return tuple(
        alignment for start, end in pairwise(settler.borders) for alignment in settler.part(start, end)
    )


def _numbered(a: Alignment, by: int) -> Alignment:
    return Alignment(a.mention + by, a.candidates, a.chosen, a.margin, a.clear, a.agrees, a.status)


class _Settler:
    """Settles the parts of one report over one table, one after the other."""

    def __init__(
        self, report: Report, found: alignment.Read, alignments: Sequence[Alignment], table: FigureTable
    ) -> None:
        self.borders = borders(report, found.passages)
        self._report = report
        self._table = table
        self._alignments = alignments
        self._aligned = [a.mention for a in alignments]
        self._mentions = found.mentions
        self._numbers = [m.reading.start for m in found.mentions]
        self._passages = sorted(found.passages, key=lambda p: p.start)
        self._starts = [p.start for p in self._passages]
        self._kept: dict[object, tuple[Settled, ...]] = KEPT.get(table.figures, dict)
        self._done: list[Alignment] = []
        self._states: list[object] = []

    def part(self, start: int, end: int) -> list[Alignment]:
        """What the numbers between two offsets state."""
        first, low, high = bisect_left(self._numbers, start), len(self._done), self._behind(end)
        mine = self._alignments[low:high]
        name = self._report.text[start:end], self._report.meta.period
        own = (
            self._gap(start, first),
            tuple((p.known, p.start - start) for p in self._within(start, end)),
            tuple(
                (a.mention - first, a.candidates, a.chosen, a.margin, a.clear, a.agrees, a.status)
                for a in mine
            ),
        )
        before = tuple(self._states[-BEFORE:])
        kept = self._kept.pop(name, ())
        alike = (k for k in kept if k.own == own and k.before == before)
        found = next((k for k in alike if k.lines in (None, self._lines_before(start))), None)
        if found is None:
            found = self._settled(start, end, mine, own, before)
        self._kept[name] = (found, *(k for k in kept if k is not found))[:_SAME_WORDS]
        if len(self._kept) > _MOST:
            del self._kept[next(iter(self._kept))]
        settled = [_numbered(a, first) for a in found.alignments]
        self._done += settled
        self._states += found.states
        return settled

    def _settled(
        self,
        start: int,
        end: int,
        mine: Sequence[Alignment],
        own: tuple[object, ...],
        before: tuple[object, ...],
    ) -> Settled:
        """A part settled anew: as a text of its own with those before it that have enough numbers."""
        first = bisect_left(self._numbers, start)
        seen = self._numbers[max(0, first - BEFORE)] if first else start
        low = self.borders[bisect_right(self.borders, seen) - 1]
        since = bisect_left(self._numbers, low)
        read = alignment.in_order([p.moved(-low) for p in self._within(low, end)])
        report = Report(self._report.name, self._report.text[low:end], self._report.meta)
        earlier = [_numbered(a, -since) for a in self._done[bisect_left(self._aligned, since) :]]
        numbered = [_numbered(a, -since) for a in mine]
        made = settle_whole(report, read.mentions, numbered, self._table, earlier)
        by_mention = {a.mention: a for a in made}
        mentions = read.mentions[first - since :]
        back = any(GOES_BACK.match(report.text, m.sentence[0]) for m in mentions)
        return Settled(
            own,
            before,
            self._lines_before(start) if back else None,
            tuple(_numbered(a, since - first) for a in made),
            tuple(_state(m, by_mention.get(m.index)) for m in mentions),
        )

    def _gap(self, start: int, first: int) -> str:
        """The words right before the part, from the last number before it on."""
        number = self._mentions[first - 1].reading.end if first else 0
        return self._report.text[max(number, start - GAP) : start]

    def _lines_before(self, start: int) -> str:
        """The lines before the part that a sentence may go back to."""
        text = self._report.text
        return text[text.rfind("\n", 0, max(0, start - FAR)) + 1 : start]

    def _within(self, start: int, end: int) -> Sequence[alignment.Passage]:
        return self._passages[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _behind(self, end: int) -> int:
        """The first alignment behind an offset."""
        return bisect_left(self._aligned, bisect_left(self._numbers, end))


def _state(m: Mention, a: Alignment | None) -> object:
    """What a number states, as far as those in the next parts may ask."""
    told = None if a is None else (a.chosen, a.agrees, a.clear)
    return told, m.scope, m.companion_of is None, m.role, m.reading.change, m.path
