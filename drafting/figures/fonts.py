"""Cells typed with an old font (.VnTime, VNI-Times): Unicode only to the program, TCVN3 or VNI to the reader."""

from __future__ import annotations

from dataclasses import replace

from drafting.figures.grids import Grid


def in_unicode(grid: Grid) -> Grid:
    """The grid with its words in Unicode, where they are in an old encoding."""
    words = [c for row in grid.rows for c in row if c and not c.isascii()]
    if not words:
        return grid
    from corpus.readers.legacy import convert, legacy_of

    legacy = legacy_of("\n".join(words))
    if not legacy:
        return grid
    return replace(grid, rows=tuple(tuple(convert(c, legacy) for c in row) for row in grid.rows))
