"""A report as parts to be followed: opening, sections with their own lines, closing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.structure.cues import is_closing
from corpus.types import Block, Report, Section, Table
from drafting.writers.appendices import is_appendix

OPENING, CLOSING = "", "end"
_NTH = re.compile(r"Thứ\s+\w+\s*:")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or item: its span after the label, and the label as printed."""

    start: int
    end: int
    label: str = ""


@dataclass(slots=True)
class Part:
    """A section's own text (children have parts of their own); `inline` if it shares the heading's line."""

    number: str
    label: str = ""
    heading: str = ""
    level: int = 0
    inline: bool = False
    lines: list[Line] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    @property
    def span(self) -> tuple[int, int]:
        """From its first line to its last; empty where it has none."""
        return (self.lines[0].start, self.lines[-1].end) if self.lines else (0, 0)

    @property
    def has_indicator_table(self) -> bool:
        """A table of indicators stands here (also one that a converter flattened into lines)."""
        return any(is_indicator_table(t) for t in self.tables)


def is_indicator_table(table: Table) -> bool:
    """True for a table headed by indicators with several columns of values."""
    head = " ".join(" ".join(row) for row in table.rows[: max(1, table.header_rows)]).casefold()
    return "chỉ tiêu" in head and len(table.rows[0]) >= 4


def parts(report: Report) -> list[Part]:
    """Opening, the sections in order, closing; a launching letter's `Thứ nhất: …` are its sections."""
    opening, closing = Part(OPENING), Part(CLOSING)
    by_number = {s.number: _part(report, s) for s in report.sections}
    ordered = list(by_number.values())
    letter = not report.sections
    final = next((p for p in reversed(ordered) if not is_appendix(p)), None)
    current = opening
    for block in report.blocks:
        if block.kind in ("front", "back", "heading"):
            continue
        line = _line(report, block)
        if block.kind == "table":
            table = next((t for t in report.tables if t.start == block.start), None)
            target = by_number.get(block.section, current)
            target.tables += [table] if table else []
            continue
        if letter and _NTH.match(block.label):
            current = Part(str(len(ordered) + 1), block.label, "", 1, inline=True)
            ordered.append(current)
        elif not letter:
            current = by_number.get(block.section, opening)
        behind = is_appendix(current)
        last = current is (ordered[-1] if letter and ordered else final)
        if behind:
            current.lines.append(line)
        elif closing.lines or (last and is_closing(report.text, line.start) and _near_end(report, block)):
            closing.lines.append(line)
        else:
            current.lines.append(line)
    return [opening, *ordered, closing]


def _near_end(report: Report, block: Block) -> bool:
    signed = next((b.start for b in report.blocks if b.kind == "back"), len(report.text))
    body = [
        b for b in report.blocks if b.kind not in ("front", "back") and b.start <= max(signed, block.start)
    ]
    return body.index(block) >= len(body) - 4


def _part(report: Report, section: Section) -> Part:
    part = Part(section.number, section.label, section.heading, section.level)
    stop = report.text.find("\n", section.body)
    stop = len(report.text) if stop < 0 else stop
    if section.body > 0 and report.text[section.body - 1] != "\n" and section.body < stop:
        part.inline = True
        part.lines.append(Line(section.body, stop))
    return part


def _line(report: Report, block: Block) -> Line:
    start = block.start
    if block.label and report.text.startswith(block.label, start):
        start += len(block.label)
        while start < block.end and report.text[start] == " ":
            start += 1
    return Line(start, block.end, block.label)
