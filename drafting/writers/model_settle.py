"""The model's sections put into a draft: those that bring an error into the whole go back to the base's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from corpus.sentences import sentence_spans
from corpus.units import fold
from drafting import checks
from drafting.types import Draft, Finding, Plan
from drafting.writers.base import SectionText, TextBuilder
from drafting.writers.model_compose import FELL_BACK, part
from drafting.writers.model_document import Body, bodies, report_of, with_bodies

_SHORTEST = 8
"""Words from which a sentence said twice is a repetition, not a phrase of the genre."""


def judge_of(base: Draft, body: Body, plan: Plan) -> Callable[[SectionText], list[tuple[int, int, str]]]:
    """Errors that the checks find in a text put in the section's place, read under its heading alone."""
    section = base.sections[body.index]
    heading = f"{section.label} {section.heading}".strip()

    def judge(text: SectionText) -> list[tuple[int, int, str]]:
        whole = f"{heading}\n{text.text}"
        lead = len(heading) + 1
        alone = replace(
            base, text=whole, figures=(*base.figures,), numbers=(), gaps=(),
            sections=(replace(section, start=0, end=len(whole)),),
            tables=tuple(replace(t, start=t.start + lead, end=t.end + lead) for t in text.tables),
        )  # fmt: skip
        return [
            (f.start - lead, f.end - lead, f.message)
            for f in _findings(alone, plan)
            if f.start is not None and f.end is not None and f.start >= lead
        ]

    return judge


def errors(draft: Draft, plan: Plan) -> set[tuple[str, str]]:
    """What the checks hold for wrong in a draft, as code and quote."""
    return {(f.code, f.quote) for f in _findings(draft, plan)}


def _findings(draft: Draft, plan: Plan) -> list[Finding]:
    table = replace(plan.figures, figures=draft.figures)
    result = checks.check(
        report_of(draft), table, period=plan.period, unit=plan.unit, own_places=plan.profile.own_places
    )
    return [f for f in result.findings if f.severity == "error"]


def settled(draft: Draft, new: Mapping[str, SectionText], plan: Plan) -> Draft:
    """The draft with new bodies for some sections, by the sections' numbers in the draft.

    Those that say again what stands elsewhere lose it; those that bring in an error, read all together, go
    back to what the draft has.
    """
    parts = bodies(draft, plan.sections)
    known = errors(draft, plan)
    chosen = _once({b.index: new[n] for b in parts if (n := draft.sections[b.index].number) in new}, parts)
    made = draft
    for _ in range(len(chosen) + 1):
        made = with_bodies(draft, chosen, parts)
        wrong = [f for f in _findings(made, plan) if (f.code, f.quote) not in known and f.start is not None]
        hit = {i for i in chosen if chosen[i].writer == "llm" and any(_holds(made, i, f) for f in wrong)}
        if not hit:
            break
        for index in hit:
            old = next(b for b in parts if b.index == index).text
            chosen[index] = replace(old, note=FELL_BACK.format(why="không đạt kiểm tra"))
    stale = {f"{s.heading}: {s.note}" for s in draft.sections if s.number in new}
    kept = [n for n in draft.notes if n not in stale]
    notes = [f"{s.heading}: {s.note}" for s in made.sections if s.note]
    return replace(made, notes=tuple(dict.fromkeys((*kept, *notes))))


def _holds(draft: Draft, index: int, finding: Finding) -> bool:
    section = draft.sections[index]
    return finding.start is not None and section.start <= finding.start < section.end


def _once(new: Mapping[int, SectionText], parts: Sequence[Body]) -> dict[int, SectionText]:
    """The sections without the model's sentences that an earlier or an unchanged section has already.

    A sentence with a number stays where the number is nowhere else in its section: then the section's
    words are the base's again.
    """
    said = {key for body in parts if body.index not in new for _, _, key in _sentences(body.text.text)}
    kept: dict[int, SectionText] = {}
    for body in parts:
        text = new.get(body.index)
        if text is None:
            continue
        if text.writer == "llm":
            own = {key for _, _, key in _sentences(body.text.text)}
            text = _without(text, {k for k in said if k not in own}, body)
        kept[body.index] = text
        said |= {key for _, _, key in _sentences(text.text)}
    return kept


def _without(text: SectionText, said: set[str], body: Body) -> SectionText:
    again = [(a, b) for a, b, key in _sentences(text.text) if key in said]
    if not again:
        return text
    spots = [*(b.start for b in text.bindings), *(g.start for g in text.gaps)]
    bound = any(a <= spot < b for a, b in again for spot in spots)
    left = _cut(text, again)
    if bound or not left.text.strip():
        return replace(body.text, note=FELL_BACK.format(why="lặp lại mục khác"))
    note = f"bỏ {len(again)} câu lặp lại mục khác"
    return replace(left, note="; ".join(n for n in (text.note, note) if n), writer=text.writer)


def _cut(text: SectionText, again: Sequence[tuple[int, int]]) -> SectionText:
    """The text without some of its sentences, nor the blanks and empty lines that they leave."""
    out = TextBuilder()
    for line in re.finditer(r"[^\n]*(?:\n|\Z)", text.text):
        spans = sentence_spans(text.text, line.start(), line.end())
        spans = [s for s in spans if s not in again]
        tables = [t for t in text.tables if t.start <= line.start() < t.end]
        if tables:
            if line.start() == tables[0].start:
                out.paragraph(part(text, tables[0].start, tables[0].end))
            continue
        for number, (start, end) in enumerate(spans):
            out.add(("\n" if out.length else "") if number == 0 else " ")
            out.append(part(text, start, end))
    done = out.done()
    offers = tuple(replace(s, at=min(s.at, len(done.text))) for s in text.suggestions)
    return replace(done, suggestions=offers, figures=text.figures)


def _sentences(text: str) -> Iterator[tuple[int, int, str]]:
    """The sentences long enough to be noticed when said twice, in one spelling."""
    for start, end in sentence_spans(text, 0, len(text)):
        words = re.findall(r"\w+", fold(text[start:end]))
        if len(words) >= _SHORTEST:
            yield start, end, " ".join(words)
