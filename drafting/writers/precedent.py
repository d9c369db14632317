"""The precedent writer: a report from past ones and this period's figures, without any model."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from corpus.sentences import sentence_spans
from corpus.types import Report
from corpus.units import fold
from drafting.types import Draft, Plan, PlannedSection
from drafting.writers.assembly import assemble
from drafting.writers.base import SectionText, TextBuilder, WriteContext
from drafting.writers.body import body
from drafting.writers.clauses import checked, ended
from drafting.writers.edges import closing_text, opening_text
from drafting.writers.facts import fact_text
from drafting.writers.judgments import praise_of_falls
from drafting.writers.listings import DIVIDES
from drafting.writers.name_lists import is_row, list_gap, list_tables, names_table
from drafting.writers.redate import Calendar
from drafting.writers.remaining import mark, plain_rest, unstated
from drafting.writers.rename import renamer
from drafting.writers.search import heading_path, part_of
from drafting.writers.sentences import Sayer
from drafting.writers.structure import Part
from drafting.writers.tables import before_table, indicator_table
from drafting.writers.targets import targets_text
from drafting.writers.variety import in_place_of
from drafting.writers.view import view
from drafting.writers.whereabouts import of_tasks, tasks

NAME = "precedent"
# Reading a report takes a tenth of a second or more: a draft follows a few, not all.
_MOST_READ = 3
OnSection = Callable[[int, int, str], None]


class PrecedentWriter:
    """Follows past reports.

    Args:
        precedents: past reports by their id, as the plan's references name them.
    """

    def __init__(self, precedents: Mapping[str, Report]) -> None:
        self._precedents = precedents

    def context(self) -> WriteContext:
        """A fresh context for one draft."""
        return WriteContext(self._precedents)

    def write(self, plan: Plan, on_section: OnSection | None = None) -> Draft:
        """The whole draft; `on_section` is called with how many are written, of how many, and the heading."""
        context = self.context()
        opening = opening_text(plan, self.sayer(plan, plan.follows, context))
        bodies = {}
        for done, section in enumerate(plan.sections, 1):
            bodies[section.number] = self._followed(plan, section, context)
            if on_section:
                on_section(done, len(plan.sections), section.heading)
        # Only when all sections are said is it known which figures no precedent states.
        for section in plan.sections:
            bodies[section.number] = self._completed(plan, section, context, bodies[section.number])
        closing = closing_text(plan, self.sayer(plan, plan.follows, context))
        return assemble(plan, bodies, opening=opening, closing=closing, writer=NAME)

    def write_section(self, plan: Plan, section: PlannedSection, context: WriteContext) -> SectionText:
        """The body of one section: precedent's sentences, facts, figures that no precedent states."""
        return self._completed(plan, section, context, self._followed(plan, section, context))

    def _followed(self, plan: Plan, section: PlannedSection, context: WriteContext) -> SectionText:
        """What the precedents and the facts give."""
        main, part = self._main(plan, section, context)
        out = TextBuilder()
        note = ""
        if main is not None and part is not None:
            table = indicator_table(plan, part.tables, main.seen.report) if section.table else None
            others = partial(self._others, plan, section, context)
            context.vary = lambda repeated: in_place_of(repeated, others(), context)
            written = _once(context, body(main, part, context, table))
            note = "; ".join(n for n in (written.note, table.note if table else "") if n)
            out.append(written)
        elif section.table:
            out.paragraph(indicator_table(plan))
        note = "; ".join(n for n in (note, self._facts(plan, section, context, out, part)) if n)
        mark(context, out.done())
        self._supplement(plan, section, context, out)
        piece = out.done(note=note)
        mark(context, piece)
        return piece

    def _completed(
        self, plan: Plan, section: PlannedSection, context: WriteContext, followed: SectionText
    ) -> SectionText:
        """The section with plain sentences for what is left, before its table; a gap where all is empty."""
        _, part = self._main(plan, section, context)
        piece = before_table(followed, plain_rest(plan, section, context, _bullet(part)))
        note = "; ".join(n for n in (followed.note, praise_of_falls(plan, piece)) if n)
        if not piece.text:
            piece = replace(_standing_words(plan, section), suggestions=piece.suggestions)
        if not piece.text and section.heading and not _has_children(plan, section):
            piece = replace(_empty(plan, section), suggestions=piece.suggestions)
        elif section.hint and piece.text:
            note = "; ".join(n for n in (note, f"mục này cần nêu: {section.hint}") if n)
        mark(context, piece)
        empty = not piece.text and section.inline and not section.heading
        return replace(piece, note=note, writer=NAME, dropped=empty)

    def sayer(self, plan: Plan, report_id: str, context: WriteContext) -> Sayer | None:
        """A precedent ready to be said again, or None if it isn't at hand."""
        report = self._precedents.get(report_id)
        if report is None:
            return None
        if report_id not in context.views:
            context.views[report_id] = view(report_id, report, plan.figures)
        calendar = Calendar(report.meta.period or plan.period, plan.period)
        return Sayer(context.views[report_id], plan, calendar, renamer(report.meta, plan))

    def _main(
        self, plan: Plan, section: PlannedSection, context: WriteContext
    ) -> tuple[Sayer | None, Part | None]:
        """The first precedent of the section that has text of its own."""
        for ref in section.precedents:
            sayer = self.sayer(plan, ref.report, context)
            part = part_of(sayer.seen.report, ref.section) if sayer else None
            if sayer is not None and part is not None and not _same_part(plan, section, sayer, part):
                continue
            if part is not None and (part.lines or part.tables):
                return sayer, part
            if part is not None and _has_children(plan, section):
                # A heading over others: what stands under such a heading elsewhere is no text of its own.
                return None, None
        return None, None

    def _facts(
        self,
        plan: Plan,
        section: PlannedSection,
        context: WriteContext,
        out: TextBuilder,
        part: Part | None,
    ) -> str:
        """The clerk's lines, and what is to be said of their lists."""
        for fact in section.facts:
            if not is_row(fact):
                line = TextBuilder().add(_bullet(part)).append(fact_text(plan, fact, context))
                out.paragraph(line.done())
        rows = [fact for fact in section.facts if is_row(fact)]
        listed = list_tables(plan, section.heading, rows, names_table(part), context) if rows else []
        for piece in listed or [list_gap(part, section.heading)]:
            out.paragraph(piece)
        return "; ".join(piece.note for piece in listed if piece.note)

    def _supplement(
        self, plan: Plan, section: PlannedSection, context: WriteContext, out: TextBuilder
    ) -> None:
        """Sentences of other precedents that state this section's figures which nothing states yet."""
        others = self._others(plan, section, context)
        while left := unstated(plan, section, context):
            # The next report is read only while something is left to state.
            sayer, part = next(others, (None, None))
            if sayer is None or part is None:
                return
            for line in part.lines:
                for start, end in sentence_spans(sayer.seen.report.text, line.start, line.end):
                    _try(sayer, start, end, left, context, out)

    def _others(
        self, plan: Plan, section: PlannedSection, context: WriteContext
    ) -> Iterator[tuple[Sayer, Part]]:
        """The section's further precedents of the same level, best first; not more than are read for a draft."""
        for ref in section.precedents[1:]:
            at_hand = ref.report in context.views or len(context.views) < _MOST_READ
            sayer = self.sayer(plan, ref.report, context) if at_hand else None
            part = part_of(sayer.seen.report, ref.section) if sayer else None
            if sayer is not None and part is not None and sayer.names.same_level:
                yield sayer, part


def _same_part(plan: Plan, section: PlannedSection, sayer: Sayer, part: Part) -> bool:
    """Results follow results and tasks follow tasks; a letter is of both."""
    if plan.kind == "phat-dong" or sayer.seen.report.meta.kind == "phat-dong" or not part.lines:
        return True
    return tasks(heading_path(plan, section)) == of_tasks(sayer.seen.report, part.lines[0].start)


def _once(context: WriteContext, written: SectionText) -> SectionText:
    """The text with those offered sentences that no section before it offers."""
    kept = []
    for one in written.suggestions:
        name = (one.precedent.report, fold(one.text))
        if name not in context.offered:
            kept.append(one)
        context.offered.add(name)
    return replace(written, suggestions=tuple(kept))


def _try(sayer: Sayer, start: int, end: int, left: set[str], context: WriteContext, out: TextBuilder) -> None:
    stated = {
        key
        for m in sayer.seen.mentions_in(start, end)
        if (c := sayer.seen.candidate(m)) is not None
        for key in c.keys
    }
    text = sayer.seen.report.text
    if not stated & left or stated & context.stated or not text[start].isupper():
        return
    if text[end - 1] == ";" or text[:start].rstrip().endswith(";") or DIVIDES.match(text, start):
        # A clause among others, or a list that goes on about the sentence before: no sentence by itself.
        return
    outcome = checked(sayer.say(start, end))
    key = fold(outcome.piece.text).strip(" .;,")
    if outcome.kind == "said" and not outcome.piece.gaps and key not in context.said:
        context.said.add(key)
        out.paragraph(ended(outcome.piece))
        mark(context, outcome.piece)
        left -= context.stated


def _standing_words(plan: Plan, section: PlannedSection) -> SectionText:
    """What the built-in outline says of any period, and this year's targets."""
    out = TextBuilder()
    for line in section.words:
        out.paragraph(SectionText(line))
    if section.targets:
        targets = targets_text(plan, section)
        if targets.text and section.inline:
            out.add(" ").append(targets)
        else:
            out.paragraph(targets)
    return out.done()


def _empty(plan: Plan, section: PlannedSection) -> SectionText:
    """The gap of a section of which nothing is known: what it has to tell."""
    heading = section.heading.rstrip(" .:")
    listed = any("danh sách" in h.casefold() for h in heading_path(plan, section)[:-1])
    words = f"danh sách {heading[:1].lower()}{heading[1:]} kỳ này" if listed else f"nội dung mục {heading}"
    return TextBuilder().gap(f"cần nêu {section.hint}" if section.hint else words).done()


def _has_children(plan: Plan, section: PlannedSection) -> bool:
    return any(s.number.startswith(section.number + ".") for s in plan.sections)


def _bullet(part: Part | None) -> str:
    labels = [line.label for line in part.lines] if part else []
    return "- " if labels.count("-") * 2 > len(labels) else ""
