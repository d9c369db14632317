"""Drafting again after a change of plan: only what the change touches is written anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from drafting.types import Draft, DraftSection, Plan, PlannedSection
from drafting.writers.assembly import assemble, finished, heading_line
from drafting.writers.base import SectionText, piece_between, shift
from drafting.writers.edges import closing_text, opening_text
from drafting.writers.plan_edits import touched
from drafting.writers.precedent import NAME, PrecedentWriter, mark


def redraft(writer: PrecedentWriter, old: Plan, draft: Draft, new: Plan) -> Draft:
    """The draft of `new`: sections that the change touches are written again, the rest stands as it is.

    Args:
        writer: with the precedents of both plans.
        old: the plan that `draft` was written from.
        draft: as a person may have left it.
        new: the changed plan.
    """
    again = set(touched(old, new))
    stand = bodies_of(draft, new)
    context = writer.context()
    for number, piece in stand.items():
        if number not in again:
            mark(context, piece)
    bodies = {}
    for section in new.sections:
        kept = stand.get(section.number) if section.number not in again else None
        bodies[section.number] = kept if kept is not None else writer.write_section(new, section, context)
    sayer = writer.sayer(new, new.follows, context)
    closing = closing_text(new, sayer)
    last = new.sections[-1].number if new.sections else ""
    if last in bodies and last not in again and draft.sections:
        bodies[last] = _without_closing(bodies[last], finished(closing).text)
    return assemble(new, bodies, opening=opening_text(new, sayer), closing=closing, writer=NAME)


def _without_closing(piece: SectionText, closing: str) -> SectionText:
    """The last section runs to the end of the body: the sentence that closes the report is written apart."""
    at = piece.text.rfind("\n")
    first = closing.split(" ")[:3]
    if at < 0 or not (piece.text.endswith(closing) or piece.text[at + 1 :].split(" ")[:3] == first):
        return piece
    return replace(piece_between(piece, 0, at), note=piece.note, writer=piece.writer)


def bodies_of(draft: Draft, plan: Plan) -> Mapping[str, SectionText]:
    """What stands under the headings of a draft, by the number that the same heading has in `plan`."""
    numbers: dict[tuple[str, int], list[str]] = {}
    for planned in plan.sections:
        numbers.setdefault((planned.heading, planned.level), []).append(planned.number)
    found = {}
    for index, section in enumerate(draft.sections):
        fits = numbers.get((section.heading, section.level), [])
        if fits:
            found[fits.pop(0)] = _body(draft, index, section)
    return found


def _body(draft: Draft, index: int, section: DraftSection) -> SectionText:
    """From behind the heading to the next section's heading."""
    plain = _printed(section)
    start = section.start + len(plain)
    while draft.text[start : start + 1] in (" ", ":", "\n") and start < section.end:
        start += 1
    later = draft.sections[index + 1].start - 1 if index + 1 < len(draft.sections) else section.end
    end = min(section.end, later)
    whole = SectionText(
        draft.text,
        section.numbers,
        section.gaps,
        section.suggestions,
        tuple(t for t in draft.tables if start <= t.start and t.end <= end),
    )
    piece = piece_between(whole, start, max(start, end))
    piece = replace(piece, suggestions=section.suggestions, note=section.note, writer=section.writer)
    return shift(piece, -start)


def _printed(section: DraftSection) -> str:
    return heading_line(PlannedSection(section.number, section.label, section.heading, section.level))
