"""Past sections shown to a model for their style only: every number, date and name masked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from corpus.types import Report
from drafting import numbers
from drafting.types import PlannedSection
from drafting.writers.names import proper_names

_WORDS = {
    "date": "[ngày]",
    "period": "[kỳ]",
    "document": "[văn bản]",
    "name": "[tên]",
    "code": "[mã]",
    "phone": "[số]",
}
_QUOTED = re.compile(r"[“\"«][^”\"»\n]{1,200}[”\"»]")
MOST_CHARACTERS = 1800


def precedents(section: PlannedSection, reports: Mapping[str, Report], limit: int = MOST_CHARACTERS) -> str:
    """The section's precedents, masked, best first, as much as fits."""
    parts: list[str] = []
    for reference in section.precedents:
        report = reports.get(reference.report)
        text = own_text(report, reference.section) if report else ""
        if text and sum(map(len, parts)) + len(text) <= limit:
            parts.append(masked(text))
    return "\n---\n".join(parts)


def own_text(report: Report, number: str) -> str:
    """A section's own lines, tables and children left out."""
    lines = [b for b in report.blocks if b.section == number and b.kind in ("paragraph", "item")]
    section = next((s for s in report.sections if s.number == number), None)
    starts = [max(b.start, section.body) if section and b.start < section.body else b.start for b in lines]
    return "\n".join(
        report.text[start : b.end].strip() for start, b in zip(starts, lines, strict=True)
    ).strip()


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
