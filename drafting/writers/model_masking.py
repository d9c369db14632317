"""Past sections shown to a model for their style only: every number, date and name masked.

A number that stated what a figure of the section states now stands as that figure's reference.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Mapping

from corpus.types import Report
from drafting import numbers
from drafting.types import FigureTable, PlannedSection, PrecedentRef
from drafting.writers.names import proper_names
from drafting.writers.view import PrecedentView, view

_WORDS = {
    "date": "[ngày]",
    "period": "[kỳ]",
    "document": "[văn bản]",
    "name": "[tên]",
    "code": "[mã]",
    "phone": "[số]",
}
_QUOTED = re.compile(r"[“\"«][^”\"»\n]{1,200}[”\"»]")
MOST_CHARACTERS = 3000
_READING = threading.Lock()


def precedents(
    section: PlannedSection,
    reports: Mapping[str, Report],
    table: FigureTable,
    names: Mapping[str, str],
    limit: int = MOST_CHARACTERS,
) -> tuple[str, ...]:
    """The section's precedents, masked, best first, as many as fit.

    Args:
        section: whose precedents.
        reports: past reports by their id.
        table: this period's figures.
        names: the reference of a figure or expression of the section: a past number that stated the same has it.
        limit: characters of all together.
    """
    parts: list[str] = []
    for reference in section.precedents:
        report = reports.get(reference.report)
        text = _masked_section(report, reference, table, names) if report else ""
        if text and sum(map(len, parts)) + len(text) <= limit:
            parts.append(text)
    return tuple(parts)


def _masked_section(
    report: Report, reference: PrecedentRef, table: FigureTable, names: Mapping[str, str]
) -> str:
    """A section's own lines, tables and children left out."""
    lines = own_lines(report, reference.section)
    if not lines:
        return ""
    with _READING:  # what one thread has read and aligned the others find ready
        seen = view(reference.report, report, table)
    return "\n".join(_masked_line(seen, start, end, names) for start, end in lines).strip()


def _masked_line(seen: PrecedentView, start: int, end: int, names: Mapping[str, str]) -> str:
    out, at = "", start
    for mention in seen.mentions_in(start, end):
        candidate = seen.candidate(mention)
        name = names.get(candidate.expression) if candidate else None
        if name is None or mention.reading.start < at:
            continue
        out += masked(seen.report.text[at : mention.reading.start]) + f"{{{{{name}}}}}"
        at = mention.reading.end
    return out + masked(seen.report.text[at:end])


def own_lines(report: Report, number: str) -> list[tuple[int, int]]:
    """Spans of a section's own lines."""
    blocks = [b for b in report.blocks if b.section == number and b.kind in ("paragraph", "item")]
    section = next((s for s in report.sections if s.number == number), None)
    body = section.body if section else 0
    spans = ((body if b.start < body < b.end else b.start, b.end) for b in blocks)
    return [(a, b) for a, b in spans if report.text[a:b].strip()]


def masked(text: str) -> str:
    """The text with placeholders for its numbers, dates, documents and names; no digit is left."""
    out, at = "", 0
    for reading in sorted(numbers.read(text), key=lambda r: r.start):
        if reading.start >= at:
            out += text[at : reading.start] + _WORDS.get(reading.kind, "[số]")
            at = reading.end
    out += text[at:]
    out = _QUOTED.sub("“[tên]”", out)
    for name in sorted(proper_names(out), key=len, reverse=True):
        out = out.replace(name, "[tên]")
    out = "".join("#" if unicodedata.category(c) in ("Nd", "Nl", "No") else c for c in out)
    out = re.sub(r"#+(?:[.,/-]#+)*", "[số]", out)
    return re.sub(r"[{}<>]", " ", out)
