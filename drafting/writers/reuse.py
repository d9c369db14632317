"""Drafting again after a change of plan: only what the change touches is written anew."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import replace

from drafting.types import Draft, DraftSection, Plan, PlannedSection
from drafting.writers.appendices import appended
from drafting.writers.assembly import END, assemble, finished, heading_line
from drafting.writers.base import SectionText, piece_between, shift
from drafting.writers.edges import closing_text, opening_text
from drafting.writers.plan_edits import touched
from drafting.writers.precedent import NAME, PrecedentWriter
from drafting.writers.remaining import mark


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
    bodies: dict[str, SectionText] = {}
    for section in new.sections:
        kept = stand.get(section.number) if section.number not in again else None
        bodies[section.number] = kept if kept is not None else writer.write_section(new, section, context)
    sayer = writer.sayer(new, new.follows, context)
    closing = closing_text(new, sayer)
    if draft.sections:
        bodies, closing = _closed(draft, bodies, stand, again, closing)
    head, tail = _edges(draft) if _same_edges(old, new) else (None, None)
    opening = opening_text(new, sayer) if head is None else None
    return assemble(new, bodies, opening=opening, closing=closing, writer=NAME, head=head, tail=tail)


def _same_edges(old: Plan, new: Plan) -> bool:
    """What stands before the first and behind the last section rests on nothing that changed."""
    basis = ("unit", "period", "kind", "title", "profile", "figures", "follows")
    return all(getattr(old, name) == getattr(new, name) for name in basis)


def _edges(draft: Draft) -> tuple[SectionText | None, SectionText | None]:
    """Title block and opening, recipients and signature, as a person left them."""
    if not draft.sections:
        return None, None
    whole = SectionText(draft.text, draft.numbers, draft.gaps)
    behind = appended(draft.sections)
    start, end = (
        draft.sections[0].start - 1,
        max((s.end for s in draft.sections if s.number not in behind), default=0),
    )
    stop = min((s.start - 1 for s in draft.sections if s.number in behind), default=len(draft.text))
    tail = shift(piece_between(whole, end + 1, stop), -(end + 1))
    return piece_between(whole, 0, max(0, start)), tail


def _closed(
    draft: Draft,
    bodies: Mapping[str, SectionText],
    stand: Mapping[str, SectionText],
    again: Container[str],
    closing: SectionText,
) -> tuple[dict[str, SectionText], SectionText]:
    """The draft's last section runs to the end of the body: what closes the report is parted from it."""
    out = dict(bodies)
    last = _last_standing(draft, stand)
    if last is None:
        return out, closing
    parted = _without_closing(stand[last], finished(closing).text)
    own = stand[last]
    if parted is not own:
        at = len(parted.text) + 1
        closing = replace(shift(piece_between(own, at, len(own.text)), -at), suggestions=())
    if last in out and last not in again:
        out[last] = parted if parted is not own else _unfinished(own)
    return out, closing


def _last_standing(draft: Draft, stand: Mapping[str, SectionText]) -> str | None:
    """The number in the new plan of the draft's last section, where it still has one."""
    behind = appended(draft.sections)
    text = draft.text[: max((s.end for s in draft.sections if s.number not in behind), default=0)]
    return next(
        (n for n, piece in reversed(list(stand.items())) if piece.text and text.endswith(piece.text)), None
    )


def _unfinished(piece: SectionText) -> SectionText:
    """A section that ended the report and ends it no longer has a full stop again."""
    return replace(piece, text=piece.text[: -len(END)] + ".") if piece.text.endswith(END) else piece


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
    # A line typed at the very end of a section is its own, though its span ends before.
    behind = appended(draft.sections)
    following = next(
        (s for s in draft.sections[index + 1 :] if (s.number in behind) == (section.number in behind)), None
    )
    end = following.start - 1 if following else section.end
    plain = _printed(section)
    start = section.start + len(plain)
    if not draft.text.startswith(plain, section.start):
        newline = draft.text.find("\n", section.start, section.end)
        start = section.end if newline < 0 else newline
    while draft.text[start : start + 1] in (" ", ":", "\n") and start < end:
        start += 1
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
