"""A document in parts: some headings with the lines under them.

While one types, one part is another than at the last check. What a rule sees of a part is a document of its own, cut
out of the whole with offsets counted from its beginning: so what is found there depends on nothing else, and holds
wherever the part stands, as long as its words, its numbers and what they state stay the same.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

from corpus.types import Report, Section
from drafting import alignment
from drafting.checks.document import Document
from drafting.checks.kinds import noun_of
from drafting.checks.whole_told import own_totals
from drafting.numbers.types import Reading
from drafting.types import Alignment, FigureTable, Finding, Fix, Place

# A part that is longer is cut at its own headings too; in shorter ones a list may go on under a heading.
LONG = 3000
# Parts that are no longer in the text: what was deleted may be put back.
SPARE = 24


@dataclass(slots=True)
class Piece:
    """A part wherever it stands.

    Attributes:
        key: all that it was made of.
        document: the part alone.
        after: the totals told before it that may be wholes of what it tells.
        leans: True where a finding points at one of them: its place may be another at the next check.
        known: what was found in it, by name.
    """

    key: tuple[object, ...]
    document: Document
    after: tuple[object, ...] = ()
    leans: bool = False
    known: dict[object, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a document: a piece at its place."""

    start: int
    piece: Piece

    @property
    def document(self) -> Document:
        """The part alone."""
        return self.piece.document

    def moved(self, finding: Finding) -> Finding:
        """A finding in it with the offsets that it has in the whole text."""
        by = self.start
        if not by or finding.start is None or finding.end is None:
            return finding
        evidence = tuple(
            Place(e.quote, e.start + by, e.end + by) if isinstance(e, Place) else e for e in finding.evidence
        )
        fix = Fix(finding.fix.start + by, finding.fix.end + by, finding.fix.text) if finding.fix else None
        return replace(finding, start=finding.start + by, end=finding.end + by, evidence=evidence, fix=fix)


def parts(document: Document) -> tuple[Part, ...]:
    """The parts of a document in order; those that it had at an earlier check are remembered."""
    kept = document.kept.pieces
    found = []
    told: dict[object, Reading] = {}
    cutter = _Cutter(document)
    for start, end in pairwise(borders(document.report, document.passages)):
        key = cutter.key(start, end)
        known = kept.pop(key[0], None)
        alone = known if isinstance(known, Piece) and known.key == key else Piece(key, cutter.cut(start, end))
        piece = kept[key[0]] = _after(alone, told, start)
        found.append(Part(start, piece))
        for total in piece.document.view(own_totals):
            told.setdefault(_said(total), total.moved(start))
    while len(kept) > len(found) + SPARE:
        del kept[next(iter(kept))]
    return tuple(found)


def _after(piece: Piece, told: Mapping[object, Reading], start: int) -> Piece:
    """The piece behind parts that tell totals: those that count what it counts."""
    counted = piece.document.view(_counted)
    names = tuple(name for name, total in told.items() if noun_of(total) in counted)
    if names == piece.after and not piece.leans:
        return piece
    earlier = tuple(told[name].moved(-start) for name in names)
    return Piece(piece.key, replace(piece.document, earlier=earlier), names)


def _counted(document: Document) -> frozenset[tuple[str, ...]]:
    """What is counted in a document, by its first word."""
    return frozenset(noun_of(r)[:1] for r in document.prose if r.kind == "quantity")


def _said(total: Reading) -> object:
    """All of a total but its place."""
    return noun_of(total), total.quote, total.value, total.low, total.high, total.unit


def whole(document: Document) -> tuple[Part, ...]:
    """A document that can't be cut as its only part."""
    return (Part(0, Piece((), document)),)


@cache
def in_parts(view: Callable[[Document], Iterable[int]]) -> Callable[[Document], frozenset[int]]:
    """A view of the whole text: the offsets that `view` gives of its parts."""

    def everywhere(document: Document) -> frozenset[int]:
        return frozenset(part.start + at for part in document.view(parts) for at in part.document.view(view))

    return everywhere


def borders(report: Report, passages: Iterable[alignment.Passage]) -> list[int]:
    """Where parts of a text begin, and its end."""
    found = [0, len(report.text)]
    for level in sorted({s.level for s in report.sections}):
        long = [(low, high) for low, high in pairwise(found) if high - low > LONG]
        starts = sorted({s.start for s in report.sections if s.level == level})
        for low, high in long:
            found += starts[bisect_right(starts, low) : bisect_left(starts, high)]
        found.sort()
    # A list over several lines stays together though it goes past a heading.
    amid: set[int] = set()
    for passage in passages:
        first, last = passage.span
        amid.update(found[bisect_right(found, first) : bisect_right(found, last)])
    return [at for at in found if at not in amid]


class _Cutter:
    """Cuts parts out of a document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._stretches = alignment.stretches(document.text)
        self._readings = [r.start for r in document.readings]
        self._mentions = [m.reading.start for m in document.mentions]
        self._aligned = [a.mention for a in document.alignments]
        self._passages = sorted(document.passages, key=lambda p: p.start)
        self._passage_starts = [p.start for p in self._passages]
        self._blocks = [b.start for b in document.report.blocks]

    def key(self, start: int, end: int) -> tuple[object, ...]:
        """All that a part is made of; first the words and the section, by which it is looked up."""
        report = self._document.report
        # Numbers are read in stretches of lines, which may begin before the part and end behind it.
        low = self._stretches[bisect_right(self._stretches, start) - 1]
        high = self._stretches[bisect_left(self._stretches, end)]
        blocks = report.blocks[bisect_left(self._blocks, start) : bisect_left(self._blocks, end)]
        first = bisect_left(self._mentions, start)
        return (
            (self._document.text[low:high], start - low, end - low, blocks[0].section if blocks else ""),
            tuple((b.kind, b.start - start, b.end - start, b.label, b.section) for b in blocks),
            tuple((s.number, s.heading, s.level, max(s.start, start) - start, min(s.end, end) - start)
                  for s in self._sections(start, end)),
            tuple((t.start - start, t.rows, t.header_rows, t.title) for t in report.tables if start <= t.start < end),
            tuple((p.known, p.start - start) for p in self._passages_in(start, end)),
            tuple((a.mention - first, a.candidates, a.chosen, a.margin, a.clear, a.agrees, a.status)
                  for a in self._alignments(start, end)),
        )  # fmt: skip

    def cut(self, start: int, end: int) -> Document:
        """A part as a document of its own; what the document's own tables state is asked of the whole only."""
        whole = self._document
        low, high = (bisect_left(self._readings, at) for at in (start, end))
        first = bisect_left(self._mentions, start)
        return replace(
            whole,
            report=self._report(start, end),
            readings=tuple(r.moved(-start) for r in whole.readings[low:high]),
            mentions=alignment.in_order([p.moved(-start) for p in self._passages_in(start, end)]).mentions,
            alignments=tuple(_numbered(a, a.mention - first) for a in self._alignments(start, end)),
            own=FigureTable(),
            own_alignments=(),
            passages=(),
            any_mentions=whole.any_mentions,
        )

    def _sections(self, start: int, end: int) -> list[Section]:
        return [s for s in self._document.report.sections if s.start < end and s.end > start]

    def _passages_in(self, start: int, end: int) -> Sequence[alignment.Passage]:
        first, last = (bisect_left(self._passage_starts, at) for at in (start, end))
        return self._passages[first:last]

    def _alignments(self, start: int, end: int) -> Sequence[Alignment]:
        first, last = (bisect_left(self._aligned, bisect_left(self._mentions, at)) for at in (start, end))
        return self._document.alignments[first:last]

    def _report(self, start: int, end: int) -> Report:
        report = self._document.report

        def at(offset: int) -> int:
            return min(max(offset, start), end) - start

        sections = (
            replace(s, start=at(s.start), body=at(s.body), end=at(s.end)) for s in self._sections(start, end)
        )
        tables = (t for t in report.tables if start <= t.start < end)
        blocks = report.blocks[bisect_left(self._blocks, start) : bisect_left(self._blocks, end)]
        return Report(
            report.name,
            report.text[start:end],
            report.meta,
            tuple(sections),
            tuple(replace(t, start=t.start - start, end=t.end - start) for t in tables),
            tuple(replace(b, start=b.start - start, end=b.end - start) for b in blocks),
        )


def _numbered(a: Alignment, mention: int) -> Alignment:
    return Alignment(mention, a.candidates, a.chosen, a.margin, a.clear, a.agrees, a.status)
