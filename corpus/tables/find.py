"""Finds the tables among a text's lines and hands the rest on as cleaned lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from corpus.structure.cells import columns_in_order, layout_zone
from corpus.tables.aligned import aligned_table, continued
from corpus.tables.flat import flat_table
from corpus.tables.markup import html_table
from corpus.tables.onecell import one_cell_table
from corpus.tables.pipe import pipe_table
from corpus.tables.ruled import dashed_table, grid_table
from corpus.tables.tabbed import tabbed_table
from corpus.text.chars import clean
from corpus.text.columns import in_order
from corpus.text.indents import with_openings
from corpus.text.lines import RawLine, to_pieces
from corpus.text.pieces import Grid, Piece
from corpus.units import fold

_Kind = Callable[[list[RawLine], int], tuple[Grid, int] | None]
_KINDS: tuple[_Kind, ...] = (
    html_table,
    grid_table,
    pipe_table,
    dashed_table,
    tabbed_table,
    aligned_table,
    one_cell_table,
    flat_table,
)


def find_tables(lines: list[RawLine], *, markdown: bool) -> list[Piece]:
    """Pieces of a text: tables with their cells, and the lines around them."""
    lines = with_openings(in_order(lines))
    pieces: list[Piece] = []
    rest: list[RawLine] = []
    at = 0
    closed = any("</table" in line.text.lower() for line in lines)
    kinds = _KINDS if closed else _KINDS[1:]  # no HTML table is sought where none ends
    while at < len(lines):
        found = _table_at(lines, at, kinds)
        if found is None:
            rest.append(lines[at])
            at += 1
            continue
        grid, end = found
        pieces += to_pieces(rest, markdown=markdown)
        rest = []
        grid, end = _over_pages(lines, grid, end)
        if grid.rows:
            pieces += _placed(grid, lines[at].offset)
        at = end
    return pieces + to_pieces(rest, markdown=markdown)


def _table_at(lines: list[RawLine], at: int, kinds: Sequence[_Kind]) -> tuple[Grid, int] | None:
    if not lines[at].text.strip():
        return None
    return next((found for kind in kinds if (found := kind(lines, at))), None)


def _over_pages(lines: list[RawLine], grid: Grid, end: int) -> tuple[Grid, int]:
    """An aligned table with what of it stands on the next pages, under its header again or without it."""
    while (at := _next_page(lines, end)) is not None:
        found = aligned_table(lines, at) or (continued(lines, at, len(grid.rows[0])) if grid.rows else None)
        if found is None or not found[0].rows or len(found[0].rows[0]) != len(grid.rows[0]):
            break
        more, end = found
        again = _same_heads(grid, more)
        if not again and more.header_rows:
            break
        grid = Grid((*grid.rows, *more.rows[more.header_rows if again else 0 :]), grid.header_rows)
    return grid, end


def _same_heads(one: Grid, other: Grid) -> bool:
    """Whether two headers are made of the same words, nearly."""
    words = [
        {word for row in grid.rows[: grid.header_rows] for cell in row for word in fold(cell).split()}
        for grid in (one, other)
    ]
    return len(words[0] & words[1]) > 0.6 * max(1, len(words[0] | words[1]))


def _next_page(lines: list[RawLine], end: int) -> int | None:
    """The first line of the next page where the page ends here; its number left out."""
    turned = False
    for at in range(end, min(end + 12, len(lines))):
        turned = turned or lines[at].edge
        text = lines[at].text.strip()
        if text and not re.fullmatch(r"[-–]?\s*\d{1,3}\s*[-–]?", text):
            return at if turned else None
    return None


def _placed(grid: Grid, offset: int) -> list[Piece]:
    """A table, or the lines of a title block or signature that were set as one."""
    zone = layout_zone(grid.rows)
    if not zone:
        return [Piece("", offset, grid=grid)]
    lines = columns_in_order(grid.rows, zone)
    return [Piece(text, offset, zone=zone, solid=True) for line in lines if (text := clean(line))]
