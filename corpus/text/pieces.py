"""What readers hand on: lines and paragraphs with their offsets, and grids of cells."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's cells before it has its place in the text."""

    rows: tuple[tuple[str, ...], ...]
    header_rows: int = 1


@dataclass(frozen=True, slots=True)
class Piece:
    """A line, a paragraph or a table.

    Attributes:
        offset: where it begins in the text as extracted.
        hint: whether its looks (bold, heading style, `#`) speak for a heading.
        solid: a whole paragraph of a word processor, not a broken line.
        gap: blank lines before it.
        opens: whether it begins a paragraph (True) or goes on with one (False), where the page shows that.
        seams: offset in `text` and in the extracted text where joined lines begin.
        grid: the cells, for a table.
        depth: level of a heading's marks (`##` is 2), 0 where it has none.
        zone: `front` or `back` where the reader knows it from the layout.
    """

    text: str
    offset: int
    hint: bool = False
    solid: bool = False
    gap: int = 0
    seams: tuple[tuple[int, int], ...] = ()
    grid: Grid | None = None
    zone: str = ""
    opens: bool | None = None
    depth: int = 0


def grid_rows(rows: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    """Rows of equal length, cells without tabs and line breaks, empty rows left out."""
    width = max((len(row) for row in rows), default=0)
    cells = (tuple(" ".join(c.split()) for c in row) + ("",) * (width - len(row)) for row in rows)
    return tuple(row for row in cells if any(row))
