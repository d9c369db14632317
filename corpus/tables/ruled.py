"""Tables drawn with dashes, as pandoc writes them: grids (`+---+`) and columns under dashes."""

from __future__ import annotations

import itertools
import re

from corpus.tables.header import count_header_rows
from corpus.text.chars import clean
from corpus.text.lines import RawLine
from corpus.text.marks import strip_marks
from corpus.text.pieces import Grid, grid_rows

_BORDER = re.compile(r"\s*\+(?:[-=:]{2,}\+)+\s*$")
_DASHES = re.compile(r"\s*-{2,}(?:\s+-{2,})+\s*$")
_WHOLE = re.compile(r"\s*-{10,}\s*$")
_LONGEST = 3000


def _cell(parts: list[str]) -> str:
    return clean(" ".join(strip_marks(part)[0] for part in parts))


def grid_table(lines: list[RawLine], at: int) -> tuple[Grid, int] | None:
    """The grid table that begins at line `at`, and the line after it."""
    if not _BORDER.match(lines[at].text):
        return None
    edges = [i for i, char in enumerate(lines[at].text) if char == "+"]
    rows: list[list[str]] = []
    parts: list[list[str]] = [[] for _ in edges[1:]]
    header, end = 0, at + 1
    while end < len(lines) and end - at < _LONGEST:
        text = lines[end].text.rstrip()
        if text.lstrip().startswith("+") and re.fullmatch(r"[\s+|=:\-]*", text):
            if any(map(any, parts)):
                rows.append([_cell(cell) for cell in parts])
                parts = [[] for _ in edges[1:]]
            header = len(rows) if "=" in text else header
        elif text.lstrip().startswith(("|", "+")):
            for cell, (left, right) in zip(parts, itertools.pairwise(edges), strict=True):
                cell.append(text[left + 1 : right].strip(" |"))
        else:
            break
        end += 1
    grid = grid_rows(rows)
    return (Grid(grid, count_header_rows(grid, header)), end) if len(grid) > 1 else None


def dashed_table(lines: list[RawLine], at: int) -> tuple[Grid, int] | None:
    """A table whose columns stand under runs of dashes, a header line or more above them."""
    rule = _rule_after(lines, at)
    if rule is None:
        return None
    spans = [m.span() for m in re.finditer(r"-{2,}", lines[rule].text)]
    cuts = [0, *((a[1] + b[0]) // 2 for a, b in itertools.pairwise(spans)), 10**6]
    closed = bool(_WHOLE.match(lines[at].text))
    head = [line.text for line in lines[at + closed : rule]]
    rows = [_cut(head, cuts)] if head else []
    waiting: list[str] = []
    end = rule + 1
    while end < len(lines) and end - at < _LONGEST:
        text = lines[end].text
        if _WHOLE.match(text) or _DASHES.match(text):
            rows += [_cut(waiting, cuts)] if waiting else []
            return _finished(rows, bool(head), end + 1)
        if not text.strip():
            if not closed:
                break
            rows += [_cut(waiting, cuts)] if waiting else []
            waiting = []
        elif closed and _has_blank_lines(lines, rule, end):
            waiting.append(text)
        else:
            rows.append(_cut([text], cuts))
        end += 1
    return _finished(rows, bool(head), end)


def _has_blank_lines(lines: list[RawLine], rule: int, end: int) -> bool:
    """Whether rows are parted by blank lines (and may have several lines)."""
    for line in lines[rule + 1 : rule + 40]:
        if _WHOLE.match(line.text):
            return False
        if not line.text.strip():
            return True
    return False


def _rule_after(lines: list[RawLine], at: int) -> int | None:
    """The line of dashes that parts columns, within the next lines; `at` must be the table's first line."""
    if not lines[at].text.strip():
        return None
    first = at + 1 if _WHOLE.match(lines[at].text) else at
    for number in range(first, min(first + (8 if first > at else 2), len(lines))):
        if _DASHES.match(lines[number].text):
            return number
        if not lines[number].text.strip():
            return None
    return None


def _cut(texts: list[str], cuts: list[int]) -> list[str]:
    return [
        _cell([text[a:b].strip() for text in texts if text[a:b].strip()]) for a, b in itertools.pairwise(cuts)
    ]


def _finished(rows: list[list[str]], headed: bool, end: int) -> tuple[Grid, int] | None:
    grid = grid_rows(rows)
    if len(grid) < 2 or len(grid[0]) < 2:
        return None
    return Grid(grid, count_header_rows(grid, int(headed))), end
