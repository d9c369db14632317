"""Tables as plain text: a row a line, tabs between the cells."""

from __future__ import annotations

from corpus.tables.header import count_header_rows
from corpus.text.chars import clean
from corpus.text.lines import RawLine
from corpus.text.pieces import Grid, grid_rows


def tabbed_table(lines: list[RawLine], at: int) -> tuple[Grid, int] | None:
    """The tabbed table that begins at line `at`, and the line after it: two rows of equal width at least."""
    tabs = lines[at].text.count("\t")
    if not tabs or not lines[at].text.strip():
        return None
    end = at
    while end < len(lines) and lines[end].text.count("\t") == tabs:
        end += 1
    rows = [[clean(cell) for cell in line.text.split("\t")] for line in lines[at:end]]
    if len(rows) < 2 or max(sum(map(bool, row)) for row in rows) < 2:
        return None
    grid = grid_rows(rows)
    return Grid(grid, count_header_rows(grid)), end
