"""What is still open in a draft: gaps to fill or confirm, offered sentences to keep or drop."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.errors import InputError
from drafting.service.edit import put, with_binding, without_suggestion
from drafting.types import Binding, ConfirmedSource, Draft, Figure, Finding, Gap, Suggestion
from drafting.workspace.store import now

_NUMBER = re.compile(r"\d[\d.,]*(?<![.,])")


@dataclass(frozen=True)
class OpenGap:
    """A gap with the heading of its section."""

    gap: Gap
    heading: str


@dataclass(frozen=True)
class OpenSentence:
    """An offered sentence with the heading of its section."""

    suggestion: Suggestion
    heading: str


def gaps(draft: Draft) -> list[OpenGap]:
    """Gaps in the order of the text."""
    return [OpenGap(g, _heading(draft, g.start)) for g in sorted(draft.gaps, key=lambda g: g.start)]


def sentences(draft: Draft) -> list[OpenSentence]:
    """Offered sentences in the order of their places."""
    found = {s: section.heading for section in draft.sections for s in section.suggestions}
    return [OpenSentence(s, heading) for s, heading in sorted(found.items(), key=lambda item: item[0].at)]


def fill_gaps(draft: Draft, answers: Sequence[tuple[Gap, str]], by: str) -> Draft:
    """Put confirmed words in place of gaps; a number among them becomes a figure that `by` confirmed."""
    for gap, words in sorted(answers, key=lambda a: -a[0].start):
        draft = _fill(draft, gap, words.strip(), by)
    return draft


def _fill(draft: Draft, gap: Gap, words: str, by: str) -> Draft:
    from drafting import numbers

    if not words:
        raise InputError(
            f"Chưa ghi giá trị cho “{gap.message}”.", f"There is no value for “{gap.message}” yet."
        )
    words = _with_unit(words, gap.proposal or "")
    filled = put(draft, gap.start, gap.end, words)
    filled = replace(filled, gaps=tuple(g for g in filled.gaps if g.start != gap.start or g.end != gap.end))
    # Read where it stands: the words around it tell its unit.
    end = gap.start + len(words)
    for reading in numbers.read(filled.text, max(gap.start - 80, 0), min(end + 40, len(filled.text))):
        if reading.figure and reading.start < end and reading.end > gap.start:
            key = f"F{len(filled.figures) + 1:03d}"
            figure = Figure(
                key=key,
                indicator=f"X{len(filled.figures) + 1:03d}",
                label=gap.message,
                scope=None,
                role="actual",
                value=reading.value,
                unit=reading.unit or "",
                written=reading.quote,
                written_unit=reading.unit or "",
                source=ConfirmedSource(by, now()),
                period=draft.period,
                of=reading.of,
                low=reading.low,
                high=reading.high,
            )
            filled = replace(filled, figures=(*filled.figures, figure))
            filled = with_binding(filled, Binding(reading.quote, reading.start, reading.end, figure=key))
    return filled


def _with_unit(words: str, proposal: str) -> str:
    """A bare number takes the unit that stands behind the proposed one (`280` beside `279,63 ha`)."""
    old = _NUMBER.match(proposal)
    return words + proposal[old.end() :] if old and _NUMBER.fullmatch(words) else words


def drop_gaps(draft: Draft, dropped: Sequence[Gap]) -> Draft:
    """Take out the sentences that hold these gaps; a line that has nothing left goes too."""
    from corpus.sentences import sentence_spans

    for gap in sorted(dropped, key=lambda g: -g.start):
        line = draft.text.rfind("\n", 0, gap.start) + 1
        end = draft.text.find("\n", gap.start)
        end = len(draft.text) if end < 0 else end
        spans = sentence_spans(draft.text, line, end)
        start, stop = next(((a, b) for a, b in spans if a <= gap.start < b), (line, end))
        rest = (draft.text[line:start] + draft.text[stop:end]).strip(" -+*•")
        draft = put(draft, start, stop, "") if rest else put(draft, line, min(end + 1, len(draft.text)), "")
    return draft


def keep_sentences(draft: Draft, chosen: Sequence[tuple[Suggestion, str]]) -> Draft:
    """Put offered sentences, as the clerk left them, into the text at their places."""
    for suggestion, words in sorted(chosen, key=lambda c: -c[0].at):
        draft = _keep(draft, suggestion, words.strip())
    return draft


def _keep(draft: Draft, suggestion: Suggestion, words: str) -> Draft:
    settled = without_suggestion(draft, suggestion)
    at = suggestion.at
    before = "\n" if at and settled.text[at - 1] != "\n" else ""
    after = "\n" if not before else ""
    return put(settled, at, at, f"{before}{words}{after}")


def drop_sentences(draft: Draft, suggestions: Sequence[Suggestion]) -> Draft:
    """Settle offered sentences without using them."""
    for suggestion in suggestions:
        draft = without_suggestion(draft, suggestion)
    return draft


def apply_fix(draft: Draft, finding: Finding) -> Draft:
    """Carry out a finding's edit."""
    fix = finding.fix
    return put(draft, fix.start, fix.end, fix.text) if fix else draft


def _heading(draft: Draft, at: int) -> str:
    inside = [s for s in draft.sections if s.start <= at < s.end]
    return max(inside, key=lambda s: s.level).heading if inside else ""
