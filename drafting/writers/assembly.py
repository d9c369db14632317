"""From written sections to a draft: title block, headings, closing, signature, and all offsets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from drafting.types import Binding, Draft, DraftSection, Gap, Plan, PlannedSection
from drafting.writers.appendices import appended
from drafting.writers.base import SectionText, TextBuilder, shift
from drafting.writers.letterhead import signature, title_block
from drafting.writers.numbering import close_up

END = "./."


def heading_line(section: PlannedSection) -> str:
    """The heading as printed: a Phần or an appendix over two lines, all else on one."""
    if section.label.casefold().startswith(("phần", "chương", "phụ lục")) and section.heading:
        return f"{section.label}\n{section.heading}"
    return f"{section.label} {section.heading}".strip()


def assemble(
    plan: Plan,
    bodies: Mapping[str, SectionText],
    *,
    opening: SectionText | None = None,
    closing: SectionText | None = None,
    writer: str = "precedent",
    head: SectionText | None = None,
    tail: SectionText | None = None,
) -> Draft:
    """The whole draft from the bodies of its sections.

    Args:
        plan: what was to be written.
        bodies: the text of each section, by its number in the plan.
        opening: what stands between the title and the first heading.
        closing: what stands after the last section (`Trên đây là báo cáo …`), without `./.`.
        writer: name of the writer.
        head: title block and opening as a person left them, in place of both.
        tail: recipients and signature as a person left them.
    """
    out = TextBuilder()
    out.append(head or title_block(plan))
    if opening is not None and head is None:
        out.paragraph(opening)
    gone = [s.number for s in plan.sections if s.number in bodies and bodies[s.number].dropped]
    whole = close_up(plan.sections, gone)
    behind = appended([section for _, section in whole])
    kept = [(old, section) for old, section in whole if section.number not in behind]
    starts: list[tuple[PlannedSection, SectionText, int]] = []
    last = len(kept) - 1
    for index, (old, section) in enumerate(kept):
        body = bodies.get(old, SectionText())
        if index == last and (closing is None or not closing.text):
            body = finished(body)
        starts.append(_section(out, section, body))
    if closing is not None and closing.text:
        out.paragraph(finished(closing))
    end_of_body = out.length
    out.paragraph(tail or signature(plan))
    _offer_edges(starts, out.done())
    for old, section in whole:
        if section.number in behind:
            starts.append(_section(out, section, bodies.get(old, SectionText())))
    return _draft(plan, out.done(), starts, end_of_body, writer)


def _offer_edges(starts: list[tuple[PlannedSection, SectionText, int]], whole: SectionText) -> None:
    """What the opening and the closing offer hangs on the first and the last section."""
    if not starts:
        return
    own = {(s.at, s.text) for _, body, _ in starts for s in body.suggestions}
    for suggestion in whole.suggestions:
        if (suggestion.at, suggestion.text) not in own:
            index = 0 if suggestion.at <= starts[0][2] else len(starts) - 1
            section, body, start = starts[index]
            starts[index] = (section, replace(body, suggestions=(*body.suggestions, suggestion)), start)


def _section(
    out: TextBuilder, section: PlannedSection, body: SectionText
) -> tuple[PlannedSection, SectionText, int]:
    out.add("\n")
    start = out.length
    line = heading_line(section)
    out.add(line)
    if body.text and section.inline:
        out.add(" " if line.endswith((":", ".")) else ": ")
    elif body.text:
        out.add("\n")
    placed = shift(body, out.length)
    out.append(body)
    return section, placed, start


def finished(piece: SectionText) -> SectionText:
    """The piece with `./.` for its last full stop."""
    text = piece.text.rstrip()
    if text.endswith(END):
        return replace(piece, text=text)
    ends = {g.end for g in piece.gaps} | {b.end for b in piece.bindings}
    while text and text[-1] in ".;: ," and len(text) not in ends:
        text = text[:-1]
    return replace(piece, text=(text or "") + END)


def _draft(
    plan: Plan,
    whole: SectionText,
    starts: list[tuple[PlannedSection, SectionText, int]],
    end_of_body: int,
    writer: str,
) -> Draft:
    sections = []
    for index, (section, body, start) in enumerate(starts):
        later = (s for p, _, s in starts[index + 1 :] if p.level <= section.level)
        end = next(later, len(whole.text) + 1) - 1
        end = min(end, end_of_body) if start < end_of_body else end
        sections.append(_draft_section(section, body, start, end))
    used = {key for b in whole.bindings for key in stated_keys(b)}
    # Of a partial list (`điển hình như …`) the members left out are no forgotten figures.
    listed = {(f.indicator, f.role) for f in plan.figures.figures if f.scope and f.key in used}
    # Nor is a member's nought where the whole is told to be nought.
    none = {f.indicator for f in plan.figures.figures if f.key in used and not f.scope and f.value == 0}
    unused = tuple(
        f.key
        for f in plan.figures.figures
        if f.role == "actual" and f.key not in used and f.value is not None
        if not (f.scope and ((f.indicator, f.role) in listed or (f.value == 0 and f.indicator in none)))
    )
    notes = dict.fromkeys((*plan.notes, *(f"{s.heading}: {s.note}" for s in sections if s.note)))
    return Draft(
        title=plan.title,
        unit=plan.unit,
        period=plan.period,
        kind=plan.kind,
        writer=writer,
        outline_from=plan.outline_from,
        text=whole.text,
        sections=tuple(sections),
        numbers=_sorted(whole.bindings),
        gaps=tuple(sorted(whole.gaps, key=_start)),
        tables=whole.tables,
        figures=(*plan.figures.figures, *whole.figures),
        profile=plan.profile,
        facts=plan.facts,
        unused=unused,
        notes=tuple(notes),
    )


def _draft_section(section: PlannedSection, body: SectionText, start: int, end: int) -> DraftSection:
    return DraftSection(
        number=section.number,
        label=section.label,
        heading=section.heading,
        level=section.level,
        start=start,
        end=end,
        numbers=_sorted(body.bindings),
        gaps=tuple(sorted(body.gaps, key=_start)),
        suggestions=body.suggestions,
        precedents=section.precedents,
        writer=body.writer,
        note=body.note,
    )


def _start(item: Binding | Gap) -> int:
    return item.start


def _sorted(bindings: tuple[Binding, ...]) -> tuple[Binding, ...]:
    return tuple(sorted(bindings, key=_start))


def binding_keys(binding: Binding) -> tuple[str, ...]:
    """Keys of the figures that a binding names."""
    if binding.figure:
        return (binding.figure,)
    return tuple(re.findall(r"\b[A-Z]+\d+\b", binding.expression or ""))


def stated_keys(binding: Binding) -> tuple[str, ...]:
    """Keys of the figures whose values a binding tells: to count the members tells none of theirs."""
    return () if (binding.expression or "").startswith("count(") else binding_keys(binding)
