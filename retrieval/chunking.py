"""Cuts a report into chunks: by section, long ones at paragraph, item, sentence or row borders."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.types import Block, Report, Section, StoredReport, Table
from retrieval.types import Chunk, content_hash

BUDGET = 100
"""Words of a chunk, heading path included: 256 tokens of the default model at 1.9 a word, with room."""
HEADING_BUDGET = 28
SHORT = 15
"""Words of a section that is put together with its short neighbours, under their parent."""
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
        digest = content_hash(heading, piece.text)
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
    for numbers, blocks in _groups(report, by_number):
        number = numbers[0] if len(numbers) == 1 else _parent(numbers[0])
        section = by_number.get(number)
        path = _path(report, section)
        room = max(BUDGET - len(path.split()), BUDGET // 2)
        if len(numbers) == 1:
            parts = _parts(report, section, blocks, room)
        else:  # with their own headings in the text
            parts = _parts(report, None, blocks, room)
        for piece in _pack(parts, room):
            yield number, path, piece


def _groups(report: Report, by_number: Mapping[str, Section]) -> list[tuple[list[str], list[Block]]]:
    """Sections with their own blocks in order; short neighbours under one parent together."""
    groups: list[tuple[list[str], list[Block]]] = []
    for block in report.blocks:
        if block.kind in ("front", "back"):
            continue
        if not groups or groups[-1][0] != [block.section]:
            groups.append(([block.section], []))
        groups[-1][1].append(block)
    merged: list[tuple[list[str], list[Block]]] = []
    for numbers, blocks in groups:
        joins = _short(report, by_number, numbers[0], blocks)
        if merged and joins and merged[-1][0] and _parent(merged[-1][0][-1]) == _parent(numbers[0]):
            last = merged[-1]
            if len(last[0]) > 1 or _short(report, by_number, last[0][0], last[1]):
                last[0].extend(numbers)
                last[1].extend(blocks)
                continue
        merged.append((numbers, blocks))
    return merged


def _parent(number: str) -> str:
    return number.rpartition(".")[0]


def _short(report: Report, by_number: Mapping[str, Section], number: str, blocks: Sequence[Block]) -> bool:
    """Whether a section says too little to be found by itself: a few words, no table, nothing below it."""
    section = by_number.get(number)
    if section is None or _parent(number) not in by_number or any(b.kind == "table" for b in blocks):
        return False
    if any(_parent(other) == number for other in by_number):
        return False
    words = len(report.text[blocks[0].start : blocks[-1].end].split()) - len(section.heading.split())
    return 0 < words <= SHORT


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
    room = _even(len(at), room)
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
    cells = [c.strip() for row in rows if any(map(_worded, row)) for c in row]
    return " ".join(c for c in cells if c and c != '"')


def _worded(cell: str) -> bool:
    """Whether a cell has a word: not `A`, `(1)`, `5=4/2*100`."""
    return sum(c.isalpha() for c in cell) >= 2


def _even(words: int, room: int) -> int:
    """Words a piece so that the last isn't left with a few."""
    return math.ceil(words / math.ceil(words / room)) if words else room


def _pack(parts: Iterable[Piece], room: int, join: str = "\n") -> Iterator[Piece]:
    """Neighbouring parts together, as long as they fit; of about one size, a list's head with its first item."""
    given = list(parts)
    enough = _even(sum(len(p.text.split()) for p in given), room)
    held: list[Piece] = []
    size = 0
    for part in given:
        words = len(part.text.split())
        if held and (size + words > room or size >= enough):
            head = held[-1:] if len(held) > 1 and held[-1].text.endswith(":") else []
            size = sum(len(p.text.split()) for p in head)
            if size + words > room:
                head, size = [], 0
            yield _joined(held[: len(held) - len(head)], join)
            held = head
        held.append(part)
        size += words
    if held:
        yield _joined(held, join)


def _joined(parts: Sequence[Piece], join: str) -> Piece:
    return Piece(parts[0].start, parts[-1].end, join.join(p.text for p in parts))
