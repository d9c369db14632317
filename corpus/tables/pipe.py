"""Markdown tables: `| a | b |` with a line of dashes under the header."""

from __future__ import annotations

import re

from corpus.tables.header import count_header_rows
from corpus.text.chars import clean
from corpus.text.lines import RawLine
from corpus.text.marks import strip_marks
from corpus.text.pieces import Grid, grid_rows

_ROW = re.compile(r"^\s*(?:[-*+]\s+)?\|(.*)\|\s*$")
_DASHES = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")


def _cells(line: str) -> list[str] | None:
    match = _ROW.match(line)
    if not match:
        return None
    return [clean(strip_marks(cell)[0]) for cell in re.split(r"(?<!\\)\|", match[1])]


def pipe_table(lines: list[RawLine], at: int) -> tuple[Grid, int] | None:
    """The Markdown table that begins at line `at`, and the line after it."""
    if _cells(lines[at].text) is None or at + 1 >= len(lines) or not _DASHES.match(lines[at + 1].text):
        return None
    rows: list[list[str]] = []
    end = at
    while end < len(lines):
        if _DASHES.match(lines[end].text) and "-" in lines[end].text:
            end += 1
            continue
        cells = _cells(lines[end].text)
        if cells is None:
            break
        rows.append(cells)
        end += 1
    headed = any(rows[0])
    grid = grid_rows(rows)
    return Grid(grid, max(1, count_header_rows(grid)) if headed else 0), end
