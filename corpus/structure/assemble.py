"""Pieces to a report: the text with its blocks, sections and tables, and the map to the original."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.meta.read import read_meta
from corpus.structure.alone import with_titles
from corpus.structure.frame import appendix_start, back_start, front_end
from corpus.structure.labels import parse_label
from corpus.structure.tree import Node, build
from corpus.text.pieces import Piece
from corpus.types import Block, BlockKind, Meta, Report, Section, Table


@dataclass(frozen=True, slots=True)
class _Placed:
    start: int
    end: int


def assemble(pieces: Sequence[Piece], name: str) -> Report:
    """The report these pieces make; its meta is read afterwards."""
    pieces = with_titles([p for p in pieces if p.text or p.grid is not None])
    text, places, original = _lay_out(pieces)
    front = front_end(pieces)
    back = back_start(pieces, front)
    appendix = appendix_start(pieces, back) if back < len(pieces) else len(pieces)
    nodes = build(pieces, front, back) + build(pieces, appendix, len(pieces))
    nodes = _renumbered(nodes)
    sections = _sections(nodes, pieces, places, back if back < len(pieces) else len(pieces), appendix)
    kinds = _kinds(pieces, nodes, front, back, appendix)
    blocks = _blocks(pieces, places, kinds, sections)
    tables = _tables(pieces, places, blocks)
    held = Counter(table.section for table in tables)
    counted = tuple(replace(s, tables=held[s.number]) for s in sections)
    bare = Report(name, text, Meta(), counted, tables, blocks, original)
    return replace(bare, meta=read_meta(bare))


def _lay_out(pieces: Sequence[Piece]) -> tuple[str, list[_Placed], tuple[tuple[int, int], ...]]:
    parts: list[str] = []
    places: list[_Placed] = []
    original: list[tuple[int, int]] = []
    at = 0
    for piece in pieces:
        shown = _shown(piece)
        places.append(_Placed(at, at + len(shown)))
        original.append((at, piece.offset))
        original += [(at + seam, offset) for seam, offset in piece.seams]
        parts.append(shown)
        at += len(shown) + 1
    return "\n".join(parts), places, tuple(original)


def _shown(piece: Piece) -> str:
    if piece.grid is None:
        return piece.text
    return "\n".join("\t".join(row) for row in piece.grid.rows)


def _renumbered(nodes: list[Node]) -> list[Node]:
    seen: dict[str, int] = {}
    for node in nodes:
        seen[node.number] = seen.get(node.number, 0) + 1
        if seen[node.number] > 1:
            node.number = f"{node.number}-{seen[node.number]}"
    return nodes


def _sections(
    nodes: list[Node], pieces: Sequence[Piece], places: list[_Placed], back: int, appendix: int
) -> tuple[Section, ...]:
    limit = places[back].start if back < len(pieces) else (places[-1].end if places else 0)
    final = places[-1].end if places else 0
    sections = []
    for node, following in zip(nodes, _next_alike(nodes), strict=True):
        ends = limit if node.first < back else final
        if following is not None and (following.first < back or node.first >= appendix):
            ends = places[following.first].start
        sections.append(
            Section(node.number, node.label.printed, node.title, node.level, places[node.first].start,
                    _body(node, pieces, places, ends), ends)
        )  # fmt: skip
    return tuple(sections)


def _next_alike(nodes: list[Node]) -> list[Node | None]:
    """For each heading the next one of its level or above."""
    found: list[Node | None] = []
    open_ends: list[Node] = []
    for node in reversed(nodes):
        while open_ends and open_ends[-1].level > node.level:
            open_ends.pop()
        found.append(open_ends[-1] if open_ends else None)
        open_ends.append(node)
    return found[::-1]


def _body(node: Node, pieces: Sequence[Piece], places: list[_Placed], ends: int) -> int:
    inside = places[node.last].start + node.body
    return inside if node.body < len(pieces[node.last].text) else min(places[node.last].end + 1, ends)


def _kinds(
    pieces: Sequence[Piece], nodes: list[Node], front: int, back: int, appendix: int
) -> list[BlockKind]:
    headings = {at for node in nodes for at in range(node.first, node.last + 1)}
    kinds: list[BlockKind] = []
    for at, piece in enumerate(pieces):
        if piece.grid is not None:
            kinds.append("table")
        elif at < front:
            kinds.append("front")
        elif back <= at < appendix:
            kinds.append("back")
        elif at in headings:
            kinds.append("heading")
        else:
            kinds.append("item" if parse_label(piece.text) else "paragraph")
    return kinds


def _blocks(
    pieces: Sequence[Piece], places: list[_Placed], kinds: list[BlockKind], sections: Sequence[Section]
) -> tuple[Block, ...]:
    blocks: list[Block] = []
    open_sections: list[Section] = []
    waiting = list(reversed(sections))
    for piece, place, kind in zip(pieces, places, kinds, strict=True):
        while waiting and waiting[-1].start <= place.start:
            open_sections.append(waiting.pop())
        while open_sections and open_sections[-1].end <= place.start:
            open_sections.pop()
        label = parse_label(piece.text) if kind in ("heading", "item") else None
        section = open_sections[-1].number if open_sections and kind not in ("front", "back") else ""
        blocks.append(Block(kind, place.start, place.end, label.printed if label else "", section))
    return tuple(blocks)


def _tables(pieces: Sequence[Piece], places: list[_Placed], blocks: Sequence[Block]) -> tuple[Table, ...]:
    tables = []
    for at, (piece, place, block) in enumerate(zip(pieces, places, blocks, strict=True)):
        if piece.grid is not None:
            before = pieces[at - 1] if at else None
            title = before.text if before and before.grid is None and len(before.text) < 300 else ""
            tables.append(
                Table(place.start, place.end, piece.grid.rows, piece.grid.header_rows, block.section, title)
            )
    return tuple(tables)
