"""A draft taken apart into the bodies of its sections, and put together again with other bodies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from corpus.types import Block, Meta, Report, Section, Table
from drafting.types import Binding, Draft, DraftSection, DraftTable, Gap, PlannedSection, Suggestion
from drafting.writers.appendices import appended
from drafting.writers.assembly import END, binding_keys, heading_line
from drafting.writers.base import SectionText, shift

Spanned = TypeVar("Spanned", Binding, Gap, DraftTable)


@dataclass(frozen=True, slots=True)
class Body:
    """Where the own text of a section stands in a draft, and what it is.

    Attributes:
        index: the section's place in the draft.
        planned: what the plan has for it.
        start, end: offsets into the draft's text; the closing line and `./.` are left out.
    """

    index: int
    planned: PlannedSection
    start: int
    end: int
    text: SectionText


def bodies(draft: Draft, planned: Sequence[PlannedSection]) -> list[Body]:
    """The bodies of the draft's sections, in order; sections whose heading isn't found as planned are left out."""
    found: list[Body] = []
    left = list(planned)
    for index, section in enumerate(draft.sections):
        plan = next((p for p in left if (p.heading, p.level) == (section.heading, section.level)), None)
        span = _span(draft, index)
        if plan is None or span is None:
            continue
        left.remove(plan)
        found.append(Body(index, plan, *span, extract(draft, section, *span)))
    return found


def _span(draft: Draft, index: int) -> tuple[int, int] | None:
    section = draft.sections[index]
    line = heading_line(PlannedSection(section.number, section.label, section.heading, section.level))
    if not draft.text.startswith(line, section.start):
        return None
    behind = appended(draft.sections)
    last = all(s.number in behind for s in draft.sections[index + 1 :])
    start = section.start + len(line)
    end = section.end if last else min(section.end, draft.sections[index + 1].start - 1)
    while start < end and draft.text[start] in " \n:.":
        start += 1
    body = draft.text[start:end]
    if last and body.rstrip().endswith(END):
        cut = body.rfind("\n") if "\n" in body and "Trên đây" in body[body.rfind("\n") :] else body.rfind(END)
        end = start + max(cut, 0)
    return start, max(start, end)


def extract(draft: Draft, section: DraftSection, start: int, end: int) -> SectionText:
    """What stands in `start:end`, with all that hangs on it."""
    piece = SectionText(
        draft.text[start:end],
        tuple(b for b in section.numbers if start <= b.start and b.end <= end),
        tuple(g for g in section.gaps if start <= g.start and g.end <= end),
        tuple(s for s in section.suggestions if start <= s.at <= end),
        tuple(t for t in draft.tables if start <= t.start and t.end <= end),
    )
    keys = {k for b in piece.bindings for k in binding_keys(b)}
    facts = tuple(f for f in draft.figures if f.key in keys)
    return replace(shift(piece, -start), text=piece.text, figures=facts)


def with_bodies(draft: Draft, new: Mapping[int, SectionText], where: Sequence[Body]) -> Draft:
    """The draft with other bodies for some sections; everything after them moves.

    Args:
        draft: as it is.
        new: bodies by the section's place in the draft.
        where: all bodies of the draft.
    """
    changed = [(b, new[b.index]) for b in where if b.index in new]
    text, at = "", 0
    for body, piece in changed:
        text += draft.text[at : body.start] + piece.text
        at = body.end
    moves = _Moves([(b, p) for b, p in changed])
    sections = tuple(moves.section(i, s, new.get(i)) for i, s in enumerate(draft.sections))
    fresh = [shift(p, moves.to(b.start)) for b, p in changed]
    numbers = [*moves.kept(draft.numbers), *(b for p in fresh for b in p.bindings)]
    gaps = [*moves.kept(draft.gaps), *(g for p in fresh for g in p.gaps)]
    tables = [*moves.kept(draft.tables), *(t for p in fresh for t in p.tables)]
    used = {k for b in numbers for k in binding_keys(b)}
    unused = tuple(
        f.key for f in draft.figures if f.role == "actual" and f.value is not None and f.key not in used
    )
    return replace(
        draft, text=text + draft.text[at:], sections=sections, unused=unused,
        numbers=tuple(sorted(numbers, key=_start)), gaps=tuple(sorted(gaps, key=_start)),
        tables=tuple(sorted(tables, key=_start)),
    )  # fmt: skip


def _start(item: Binding | Gap | DraftTable) -> int:
    return item.start


class _Moves:
    """Where old offsets are after the bodies were exchanged."""

    def __init__(self, changed: Sequence[tuple[Body, SectionText]]) -> None:
        self._changed = changed

    def to(self, at: int) -> int:
        """The new offset of a place outside of the exchanged bodies."""
        return at + sum(
            len(p.text) - (b.end - b.start) for b, p in self._changed if b.end <= at and b.start < at
        )

    def kept(self, items: Sequence[Spanned]) -> list[Spanned]:
        """What stands outside of the exchanged bodies, moved."""
        outside = (
            i for i in items if not any(b.start <= i.start and i.end <= b.end for b, _ in self._changed)
        )
        return [replace(i, start=self.to(i.start), end=self.to(i.end)) for i in outside]

    def section(self, index: int, section: DraftSection, new: SectionText | None) -> DraftSection:
        """A section at its new place, with its new body's bindings where it has one."""
        moved = replace(section, start=self.to(section.start), end=self.to(section.end))
        if new is None:
            suggestions = tuple(replace(s, at=self.to(s.at)) for s in section.suggestions)
            return replace(
                moved, numbers=tuple(self.kept(section.numbers)), gaps=tuple(self.kept(section.gaps)),
                suggestions=suggestions,
            )  # fmt: skip
        body = next(b for b, _ in self._changed if b.index == index)
        piece = shift(new, self.to(body.start))
        outside: list[Suggestion] = [
            replace(s, at=self.to(s.at)) for s in section.suggestions if not body.start <= s.at <= body.end
        ]
        return replace(
            moved,
            numbers=tuple(sorted([*self.kept(section.numbers), *piece.bindings], key=_start)),
            gaps=tuple(sorted([*self.kept(section.gaps), *piece.gaps], key=_start)),
            suggestions=(*piece.suggestions, *outside),
            writer=new.writer or moved.writer,
            note=new.note,
        )


def report_of(draft: Draft) -> Report:
    """The draft as a report, for the checks: its own sections and tables, a line a block."""
    sections = tuple(
        Section(s.number, s.label, s.heading, s.level, s.start, min(s.end, s.start + len(_line(s))), s.end)
        for s in draft.sections
    )
    tables = tuple(Table(t.start, t.end, t.rows, t.header_rows, "", t.title) for t in draft.tables)
    report = Report(
        "draft", draft.text, Meta(title=draft.title, unit=draft.unit, period=draft.period), sections, tables
    )
    first = draft.sections[0].start if draft.sections else 0
    return replace(report, blocks=tuple(_blocks(report, first)))


def _line(section: DraftSection) -> str:
    return heading_line(PlannedSection(section.number, section.label, section.heading, section.level))


def _blocks(report: Report, first: int) -> list[Block]:
    blocks: list[Block] = []
    headings = {s.start: s for s in report.sections}
    tables = {t.start: t for t in report.tables}
    at = 0
    while at <= len(report.text):
        stop = report.text.find("\n", at)
        stop = len(report.text) if stop < 0 else stop
        section = report.section_at(at)
        number = section.number if section else ""
        if at in tables:
            stop = max(stop, tables[at].end)
            blocks.append(Block("table", at, tables[at].end, "", number))
        elif at in headings:
            blocks.append(Block("heading", at, stop, headings[at].label, number))
        elif stop > at:
            blocks.append(Block("front" if at < first else "paragraph", at, stop, "", number))
        at = stop + 1
    return blocks
