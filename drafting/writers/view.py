"""A precedent as the writer sees it: its numbers with what they state over this period's figures."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from decimal import Decimal

from corpus.types import Block, Report, Section
from drafting import alignment, numbers
from drafting.numbers.types import Reading
from drafting.types import Alignment, Candidate, FigureTable, Fix, Mention
from drafting.writers.audit import spelling_fixes
from drafting.writers.spacing import spacing_fixes

# Below this the words name no indicator of the table well enough to say the sentence with its figure.
MIN_SCORE = 0.5


@dataclass(slots=True)
class PrecedentView:
    """A past report, its mentions, and the statements of this period's figures that they would make."""

    id: str
    report: Report
    mentions: tuple[Mention, ...] = ()
    alignments: dict[int, Alignment] = field(default_factory=dict)
    readings: tuple[Reading, ...] = ()
    fixes: tuple[Fix, ...] = ()
    _starts: list[int] = field(default_factory=list)
    _best: dict[str, tuple[float, Decimal | None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note for each statement the mention that fits it best: others of another value mean something else."""
        for mention in self.mentions:
            found = self.alignments.get(mention.index)
            if found is None or found.chosen is None or mention.table is not None:
                continue
            best = self._best.get(found.chosen.expression)
            if best is None or found.chosen.score > best[0]:
                self._best[found.chosen.expression] = (found.chosen.score, mention.reading.value)

    def candidate(self, mention: Mention) -> Candidate | None:
        """What the mention states, said of this period; None where no figure fits its words."""
        found = self.alignments.get(mention.index)
        if found is None or found.chosen is None or found.chosen.score < MIN_SCORE:
            return None
        score, value = self._best.get(found.chosen.expression, (0.0, None))
        if mention.table is None and mention.reading.value != value and found.chosen.score < score - 0.02:
            return None
        return found.chosen

    def states(self, expression: str) -> bool:
        """Some mention of the precedent states this already."""
        return expression in self._best

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        """Mentions whose number stands in a span, in order, table cells left out."""
        at = bisect_left(self._starts, start)
        found = []
        while at < len(self.mentions) and self._starts[at] < end:
            mention = self.mentions[at]
            if mention.table is None and mention.reading.end <= end:
                found.append(mention)
            at += 1
        return found

    def readings_in(self, start: int, end: int) -> list[Reading]:
        """All numbers read in a span, figures or not."""
        return [r for r in self.readings if start <= r.start and r.end <= end]

    def own_blocks(self, section: Section) -> list[Block]:
        """Lines that belong to the section itself: no headings, no children's lines."""
        return [
            b
            for b in self.report.blocks
            if section.body <= b.start < section.end and b.section == section.number and b.kind != "heading"
        ]


_RECENT: list[tuple[Report, FigureTable, PrecedentView]] = []
_MOST_RECENT = 8


def view(report_id: str, report: Report, table: FigureTable) -> PrecedentView:
    """Read and align one precedent; the last few are remembered, for a plan and its draft ask for the same."""
    for known, over, seen in _RECENT:
        if known is report and over is table and seen.id == report_id:
            return seen
    seen = _viewed(report_id, report, table)
    _RECENT.append((report, table, seen))
    del _RECENT[:-_MOST_RECENT]
    return seen


def _viewed(report_id: str, report: Report, table: FigureTable) -> PrecedentView:
    found = tuple(sorted(alignment.mentions(report), key=lambda m: m.reading.start))
    aligned = alignment.align(report, found, table, values=False)
    readings = numbers.read(report.text)
    return PrecedentView(
        report_id,
        report,
        found,
        {a.mention: a for a in aligned},
        readings,
        (*spelling_fixes(report, readings, found), *spacing_fixes(report.text)),
        [m.reading.start for m in found],
    )
