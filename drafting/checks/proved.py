"""Fixes that hold: an edit is offered only where making it leaves no error behind.

A sum that isn't its parts' may be wrong in the sum or in a part, and the text often tells which: a growth or a share
counted from the right one. So each edit that rests on the text alone is tried, and offered only if its finding is
gone then and no other number is accused instead. What the figures say needs no such trial.

A trial reads the whole text again, so what came of it is remembered with the part that the edit stands in. It is made
again where that part is another, or one that holds evidence, or a number elsewhere that may be of the same thing: one
whose words have much in common with the words that name the edited one. What else is typed elsewhere costs nothing.
Corrected words of sentences that tell no number are tried all at once; only where that tells of an error, one by one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

from corpus.types import Report, Table
from drafting.alignment.similarity import telling_syllables
from drafting.checks.arbitrate import FIGURE_CODES
from drafting.checks.document import Document
from drafting.checks.parts import Part, Piece
from drafting.types import Finding, Fix, Mention, Place

# Telling syllables in common that two numbers of one thing have at least, where each has so many.
_COMMON = 2
# Characters read again at most: in a long text with many findings the later ones keep their words, and get no edit.
_MOST = 1_500_000
Told = Callable[[Report], Iterable[Finding]]


def proved(
    document: Document, parts: Sequence[Part], findings: Iterable[Finding], told: Told
) -> Iterator[Finding]:
    """The findings, their edits kept where they hold.

    Args:
        document: what the findings are about.
        parts: its parts, in order.
        findings: in any order.
        told: what is told of a text.
    """
    findings = tuple(findings)
    errors = {f.start for f in findings if f.severity == "error"}
    asked = [f for f in findings if f.fix is not None and f.code not in FIGURE_CODES]
    trials = _Trials(document, parts, lambda fixes: holds(document.report, fixes, errors, told))
    holding = trials.holding(asked[: _MOST // max(1, len(document.text))])
    for finding in findings:
        sure = finding.fix is None or finding.code in FIGURE_CODES
        yield finding if sure or finding in holding else replace(finding, fix=None)


@dataclass(frozen=True, slots=True)
class _Trial:
    """What an edit's trial is remembered by.

    Attributes:
        known: what is known of its part, by name.
        names: the telling syllables that name the numbers that it is about.
        others: what else its outcome may hang on.
    """

    finding: Finding
    fix: Fix
    known: dict[object, object]
    name: object
    names: frozenset[frozenset[str]]
    others: tuple[object, ...]

    @property
    def told(self) -> bool | None:
        """What came of it, None if it wasn't made with the same others."""
        others, holds = cast("tuple[object, bool | None]", self.known.get(self.name, (None, None)))
        return holds if others == self.others else None

    @property
    def wordy(self) -> bool:
        """True where words alone are corrected, in a sentence that tells no number."""
        return not self.names and not any(c.isdigit() for c in self.finding.quote + self.fix.text)

    def tell(self, holds: bool) -> None:
        """Remember what came of it."""
        self.known[self.name] = self.others, holds


class _Trials:
    """The trials of a document's edits, at this check and earlier ones."""

    def __init__(
        self, document: Document, parts: Sequence[Part], hold: Callable[[Sequence[Fix]], bool]
    ) -> None:
        self._document = document
        self._parts = parts
        self._starts = [part.start for part in parts]
        self._hold = hold

    def holding(self, asked: Iterable[Finding]) -> set[Finding]:
        """The findings whose edits hold: tried now where they weren't, or where they may come out otherwise."""
        trials = [self._trial(f, f.fix) for f in asked if f.fix is not None]
        words = [t for t in trials if t.told is None and t.wordy]
        if len(words) > 1 and self._hold([t.fix for t in words]):
            for trial in words:
                trial.tell(holds=True)
        for trial in trials:
            if trial.told is None:
                trial.tell(self._hold([trial.fix]))
        return {t.finding for t in trials if t.told}

    def _trial(self, finding: Finding, fix: Fix) -> _Trial:
        part, names = self._part(fix.start), self._names(fix)
        name = "trial", finding.code, fix.start - part.start, fix.end - part.start, fix.text
        cited = [self._part(e.start).piece for e in finding.evidence if isinstance(e, Place)]
        kin = (_kin(p.piece, names) for p in self._parts if names and p is not part)
        others = (names, *cited, *filter(None, kin))
        return _Trial(finding, fix, part.piece.known, name, names, others)

    def _part(self, offset: int) -> Part:
        return self._parts[bisect_right(self._starts, offset) - 1]

    def _names(self, fix: Fix) -> frozenset[frozenset[str]]:
        """The telling syllables that name an edit's number; where it is none, those of each number of its sentence."""
        document = self._document
        mention = document.mention_at.get(fix.start)
        if mention is not None:
            return frozenset({_named(mention)})
        low, high = document.sentence(fix.start)
        first, last = (bisect_left(document.mentions, at, key=_at) for at in (low, high))
        return frozenset(map(_named, document.mentions[first:last]))


def _at(mention: Mention) -> int:
    return mention.reading.start


def _kin(piece: Piece, names: frozenset[frozenset[str]]) -> tuple[object, ...]:
    """The numbers of a part that may be of the same thing as one of some names."""
    found = piece.known.get(("kin", names))
    if not isinstance(found, tuple):
        found = piece.known["kin", names] = tuple(
            told for named, told in piece.document.view(_numbers) if any(_meet(named, name) for name in names)
        )
    return found


def _meet(one: frozenset[str], other: frozenset[str]) -> bool:
    common = len(one & other)
    return common > 0 and common >= min(_COMMON, len(one), len(other))


def _numbers(document: Document) -> tuple[tuple[frozenset[str], object], ...]:
    """The numbers of a part, each with the words that name it and all that it may be compared by."""
    return tuple(
        (_named(m), (m.subject, m.scope, m.role, m.path, m.reading.quote)) for m in document.mentions
    )


def _named(mention: Mention) -> frozenset[str]:
    return _telling(mention.subject) | _telling(mention.reading.noun or "")


def _telling(text: str) -> frozenset[str]:
    return frozenset(s.bare for s in telling_syllables(text))


def holds(report: Report, fixes: Sequence[Fix], errors: Iterable[int | None], told: Told) -> bool:
    """True where the text with edits made, none within another, has no error that it hasn't now, and none at the edits."""
    after, end = report, len(report.text)
    starts = {fix.start for fix in fixes}
    known = {e for e in errors if e is not None and e not in starts}
    for fix in sorted(fixes, key=lambda f: f.start, reverse=True):
        made = edited(after, fix) if fix.end <= end else None
        if made is None:
            return len(fixes) == 1
        after, end = made, fix.start
        known = {_moved(e, fix) for e in known}
    return all(f.start is None or f.start in known for f in told(after) if f.severity == "error")


def _moved(offset: int, fix: Fix) -> int:
    return offset if offset < fix.end else offset + len(fix.text) - (fix.end - fix.start)


def edited(report: Report, fix: Fix) -> Report | None:
    """A report with an edit made in one of its lines or cells, all offsets behind it moved; None for any other edit."""
    if "\n" in report.text[fix.start : fix.end] + fix.text or "\t" in report.text[fix.start : fix.end]:
        return None
    tables = [_table(t, report.text, fix) for t in report.tables]
    if any(t is None for t in tables):
        return None
    return replace(
        report,
        text=report.text[: fix.start] + fix.text + report.text[fix.end :],
        tables=tuple(t for t in tables if t is not None),
        blocks=tuple(replace(b, start=_moved(b.start, fix), end=_moved(b.end, fix)) for b in report.blocks),
        sections=tuple(
            replace(s, start=_moved(s.start, fix), body=_moved(s.body, fix), end=_moved(s.end, fix))
            for s in report.sections
        ),
    )


def _table(table: Table, text: str, fix: Fix) -> Table | None:
    """A table, its cell changed where the edit is in one; None where the text isn't just its cells."""
    rows = table.rows
    if table.start <= fix.start < table.end:
        cell = next(
            (
                (r, c)
                for r, row in enumerate(rows)
                for c in range(len(row))
                if table.cell_span(r, c)[0] <= fix.start and fix.end <= table.cell_span(r, c)[1]
            ),
            None,
        )
        if cell is None:
            return None
        at, end = table.cell_span(*cell)
        if text[at:end] != rows[cell[0]][cell[1]]:
            return None
        words = text[at : fix.start] + fix.text + text[fix.end : end]
        row = [words if c == cell[1] else w for c, w in enumerate(rows[cell[0]])]
        rows = (*rows[: cell[0]], tuple(row), *rows[cell[0] + 1 :])
    return replace(table, start=_moved(table.start, fix), end=_moved(table.end, fix), rows=rows)
