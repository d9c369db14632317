"""Cuts a report into chunks: by section, long ones at paragraph, item, sentence or row borders."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.types import Block, Report, Section, StoredReport, Table
from retrieval.types import Chunk, full_text

BUDGET = 100
"""Words of a chunk, heading path included: 256 tokens of the default model at 1.9 a word, with room."""
HEADING_BUDGET = 28
_CLAUSE = re.compile(r"(?<=[.;!?])\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a section: what is searched, and where it stands."""

    start: int
    end: int
    text: str


def chunk(report: StoredReport, indicators: Mapping[int, Sequence[str]] | None = None) -> list[Chunk]:
    """The chunks of a report, in order.

    Args:
        report: as the library stores it.
        indicators: labels of indicators by the offset where the text states them.
    """
    chunks: list[Chunk] = []
    for section, heading, piece in _pieces(report.report):
        digest = hashlib.sha256(full_text(heading, piece.text).encode()).hexdigest()
        stated = [
            label
            for at, labels in (indicators or {}).items()
            if piece.start <= at < piece.end
            for label in labels
        ]
        chunks.append(
            Chunk(
                id=f"{report.id}:{len(chunks)}:{digest[:12]}",
                report=report.id,
                section=section,
                heading=heading,
                position=len(chunks),
                start=piece.start,
                end=piece.end,
                text=piece.text,
                content_hash=digest,
                indicators=tuple(dict.fromkeys(stated)),
            )
        )
    return chunks


def _pieces(report: Report) -> Iterator[tuple[str, str, Piece]]:
    by_number = {s.number: s for s in report.sections}
    groups: list[tuple[str, list[Block]]] = []
    for block in report.blocks:
        if block.kind in ("front", "back"):
            continue
        if not groups or groups[-1][0] != block.section:
            groups.append((block.section, []))
        groups[-1][1].append(block)
    for number, blocks in groups:
        section = by_number.get(number)
        path = _path(report, section)
        room = max(BUDGET - len(path.split()), BUDGET // 2)
        for piece in _pack(_parts(report, section, blocks, room), room):
            yield number, path, piece


def _path(report: Report, section: Section | None) -> str:
    """The heading path, its upper parts shortened before its last one."""
    headings = report.heading_path(section.number) if section else (report.meta.title,)
    room = HEADING_BUDGET
    kept: list[str] = []
    for heading in reversed([h for h in headings if h]):
        words = heading.split()[:room] if room >= 3 else []
        if not words:
            break
        kept.append(" ".join(words))
        room -= len(words)
    return " > ".join(reversed(kept))


def _parts(report: Report, section: Section | None, blocks: list[Block], room: int) -> Iterator[Piece]:
    """The section's own lines (the heading left out), none longer than `room` words where it can be cut."""
    tables = {t.start: t for t in report.tables}
    for block in blocks:
        start, end = block.start, block.end
        if section is not None and section.start <= start < section.body:
            start = min(section.body, end)
        table = tables.get(block.start)
        if table is not None and block.kind == "table":
            yield from _table(table, room)
        elif report.text[start:end].strip():
            yield from _line(report.text, start, end, room)


def _line(text: str, start: int, end: int, room: int) -> Iterator[Piece]:
    if len(text[start:end].split()) <= room:
        yield Piece(start, end, text[start:end].strip())
        return
    cuts = [start, *(start + m.end() for m in _CLAUSE.finditer(text[start:end])), end]
    clauses = [Piece(a, b, text[a:b].strip()) for a, b in itertools.pairwise(cuts) if text[a:b].strip()]
    for clause in _pack(clauses, room, join=" "):
        yield from _words(clause, text, room)


def _words(piece: Piece, text: str, room: int) -> Iterator[Piece]:
    """A clause without end, cut after so many words."""
    at = [m.start() for m in re.finditer(r"\S+", text[piece.start : piece.end])]
    for first in range(0, len(at), room):
        start = piece.start + at[first]
        end = piece.start + at[first + room] if first + room < len(at) else piece.end
        yield Piece(start, end, text[start:end].strip())


def _table(table: Table, room: int) -> Iterator[Piece]:
    """A table's rows in groups, each under the title and the header."""
    head = _rows_text(table.rows[: table.header_rows]).split()[: room // 3]
    lead = " ".join(x for x in (table.title, " ".join(head)) if x)
    room -= len(lead.split())
    rows: list[str] = []
    start = end = table.cell_span(0, 0)[0] if table.rows else table.start
    for index, row in enumerate(table.rows):
        line = _rows_text((row,))
        if index < table.header_rows or not line:
            continue
        row_start = table.cell_span(index, 0)[0]
        if rows and sum(len(r.split()) for r in rows) + len(line.split()) > room:
            yield Piece(start, end, "\n".join([lead, *rows]).strip())
            rows, start = [], row_start
        rows.append(" ".join(line.split()[: max(room, 10)]))
        end = row_start + len("\t".join(row))
    if rows or lead:
        yield Piece(start, max(end, start), "\n".join([lead, *rows]).strip())


def _rows_text(rows: Sequence[Sequence[str]]) -> str:
    """Cells in reading order; rows of bare column numbers and formulas say nothing."""
    cells = [c.strip() for row in rows if any(len(c) > 3 and c[:1].isalpha() for c in row) for c in row]
    return " ".join(c for c in cells if c and c != '"')


def _pack(parts: Iterator[Piece] | list[Piece], room: int, join: str = "\n") -> Iterator[Piece]:
    """Neighbouring parts together, as long as they fit."""
    held: Piece | None = None
    for part in parts:
        if held is not None and len(held.text.split()) + len(part.text.split()) <= room:
            held = Piece(held.start, part.end, f"{held.text}{join}{part.text}")
            continue
        if held is not None:
            yield held
        held = part
    if held is not None:
        yield held
