"""Finds the tables among a text's lines and hands the rest on as cleaned lines."""

from __future__ import annotations

from corpus.tables.flat import flat_table
from corpus.tables.pipe import pipe_table
from corpus.tables.tabbed import tabbed_table
from corpus.text.lines import RawLine, to_pieces
from corpus.text.pieces import Piece


def find_tables(lines: list[RawLine], *, markdown: bool) -> list[Piece]:
    """Pieces of a text: tables with their cells, and the lines around them."""
    pieces: list[Piece] = []
    rest: list[RawLine] = []
    at = 0
    while at < len(lines):
        found = pipe_table(lines, at) or tabbed_table(lines, at) or flat_table(lines, at)
        if found is None:
            rest.append(lines[at])
            at += 1
            continue
        grid, end = found
        pieces += to_pieces(rest, markdown=markdown)
        rest = []
        if grid.rows:
            pieces.append(Piece("", lines[at].offset, grid=grid))
        at = end
    return pieces + to_pieces(rest, markdown=markdown)
