"""What is to be laid out: the text with its headings, tables, gaps and bound numbers.

A draft and a past report become the same thing here, so that one layout serves both.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus.types import Report
from drafting.types import Binding, Draft, Gap


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: it begins at `start`, its own words end at `end` (text may follow on the same line)."""

    start: int
    end: int
    label: str
    level: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its span in the text and its cells."""

    start: int
    end: int
    rows: tuple[tuple[str, ...], ...]
    header_rows: int


@dataclass(frozen=True, slots=True)
class Source:
    """The text to lay out. Offsets are into `text`."""

    text: str
    title: str
    headings: tuple[Heading, ...]
    grids: tuple[Grid, ...]
    gaps: tuple[Gap, ...] = ()
    numbers: tuple[Binding, ...] = ()


def from_draft(draft: Draft) -> Source:
    """A draft as a source."""
    headings = tuple(
        Heading(s.start, _heading_end(draft.text, s.start, s.label, s.heading), s.label, s.level)
        for s in draft.sections
        if s.label or s.heading
    )
    grids = tuple(Grid(t.start, t.end, t.rows, t.header_rows) for t in draft.tables)
    return Source(draft.text, draft.title, headings, grids, draft.gaps, draft.numbers)


def from_report(report: Report) -> Source:
    """A past report as a source."""
    headings = tuple(
        Heading(s.start, _heading_end(report.text, s.start, s.label, s.heading), s.label, s.level)
        for s in report.sections
    )
    grids = tuple(Grid(t.start, t.end, t.rows, t.header_rows) for t in report.tables)
    return Source(report.text, report.meta.title, headings, grids)


def _heading_end(text: str, start: int, label: str, heading: str) -> int:
    """Where the heading's own words end: over as many lines as its title has words for."""
    at = start
    for word in f"{label} {heading}".split():
        while at < len(text) and text[at].isspace():
            at += 1
        if not text.startswith(word, at):
            break
        at += len(word)
    line_end = text.find("\n", start)
    line_end = len(text) if line_end < 0 else line_end
    end = at if at > start else line_end
    return end + 1 if text[end : end + 1] in {":", "."} else end
