"""Where the tables of a sheet lie: header rows, column numbers, data rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from drafting.figures.formulas import is_code_row
from drafting.figures.grids import Grid
from drafting.figures.headings import ROLES, head_meaning
from drafting.figures.names import is_place
from drafting.figures.wording import clean

_NUMBER = re.compile(r"[-+(]?\d[\d.,\s]*\)?\s*%?|\d+\s*/\s*\d+")
_YEAR = re.compile(r"(19|20)\d\d")
_TOLD = re.compile(r"[^:]*:\s*[-\d.,/]+\s*%?")  # `kỳ trước: 28,2`: a note with a value is no head
_ANCHORS = frozenset({"label", "number", "scope", "unit"})
_MOST_HEADER_ROWS = 4


@dataclass(frozen=True, slots=True)
class Block:
    """One table of a sheet.

    Attributes:
        top: first header row (equal to `body` where there is none).
        codes: the row of column numbers and formulas, or None.
        data: indexes of its data rows, repeated headers left out.
        heads: for each column its head texts from the top down.
        title: lines above it.
    """

    top: int
    codes: int | None
    data: tuple[int, ...]
    heads: tuple[tuple[str, ...], ...]
    title: str = ""


def find_blocks(grid: Grid) -> list[Block]:
    """The tables of a grid, in order."""
    rows = [[clean(c) for c in row] for row in grid.rows]
    tops = [r for r, row in enumerate(rows) if _is_header(row)]
    tops = tops[:1] + [r for r in tops[1:] if _is_plainly_header(rows[r])]
    if not tops:
        return _without_header(grid, rows)
    blocks: list[Block] = []
    used = 0
    for top in tops:
        if top < used:
            continue
        top, bottom, codes = _extent(grid, rows, top, used)
        heads = _heads(grid, rows, top, bottom)
        used = bottom if codes is None else codes + 1
        if blocks and _same_heads(blocks[-1].heads, heads):
            blocks[-1] = _cut(blocks[-1], top)
            blocks[-1] = _extended(blocks[-1], used, len(rows))
            continue
        if blocks:
            blocks[-1] = _cut(blocks[-1], top)
        title = _title(rows, blocks[-1].data[-1] + 1 if blocks and blocks[-1].data else 0, top)
        blocks.append(Block(top, codes, tuple(range(used, len(rows))), heads, title or grid.title))
    return [b for b in blocks if b.data]


def opens_with_header(grid: Grid) -> bool:
    """True where a row of known heads stands near the top."""
    return any(_is_plainly_header([clean(c) for c in row]) for row in grid.rows[:12])


def _extended(block: Block, first: int, last: int) -> Block:
    return Block(block.top, block.codes, (*block.data, *range(first, last)), block.heads, block.title)


def _cut(block: Block, end: int) -> Block:
    return Block(block.top, block.codes, tuple(r for r in block.data if r < end), block.heads, block.title)


def _same_heads(a: Sequence[Sequence[str]], b: Sequence[Sequence[str]]) -> bool:
    return [" ".join(p).lower() for p in a] == [" ".join(p).lower() for p in b]


def _is_header(row: list[str]) -> bool:
    texts = [c for c in row if c]
    if len(texts) < 2 or any(_NUMBER.fullmatch(t) and not _YEAR.fullmatch(t) for t in texts):
        return False
    meanings = [head_meaning(t) for t in texts if len(t) <= 150]
    roles = sum(m in ROLES for m in meanings)
    if "label" in meanings or "number" in meanings:
        known = set(meanings) - {None}
        return len(known) >= 2 or len(texts) == 2 or len(texts) > 3 or any(map(is_place, texts))
    return (meanings[:1] == ["scope"] and "note" not in meanings) or roles >= 2


def _is_plainly_header(row: list[str]) -> bool:
    """Below a first table only what can't be a row of it starts another."""
    if any(_TOLD.fullmatch(c) for c in row):
        return False
    meanings = {head_meaning(c) for c in row if c and len(c) <= 150} - {None}
    return len(meanings) >= 2 and bool(meanings & ({"label", "number"} | ROLES))


def _extent(grid: Grid, rows: list[list[str]], top: int, floor: int) -> tuple[int, int, int | None]:
    """First header row, the row after the last one, and the row of codes."""
    anchor = _anchor_columns(rows[top])
    if top - 1 >= floor and _is_parent_row(rows[top - 1], anchor):
        top -= 1
    bottom = top + 1 if rows[top] and _is_header(rows[top]) else top + 2
    covered = max(
        (b[0] + 1 for a, b in grid.merged if a[0] in (top, bottom - 1) and a[0] < b[0]), default=bottom
    )
    bottom = min(max(bottom, covered), top + _MOST_HEADER_ROWS, len(rows))
    while bottom < min(top + _MOST_HEADER_ROWS, len(rows)) and _continues(rows[bottom], anchor, rows[top]):
        bottom += 1
    codes = next((r for r in range(bottom, min(bottom + 2, len(rows))) if is_code_row(rows[r])), None)
    return top, bottom, codes


def _anchor_columns(row: list[str]) -> list[int]:
    return [c for c, text in enumerate(row) if head_meaning(text) in _ANCHORS]


def _is_parent_row(row: list[str], anchor: list[int]) -> bool:
    first = max(anchor, default=0) if len(anchor) < 3 else min(anchor)
    texts = [(c, t) for c, t in enumerate(row) if t]
    if not texts or any(c in anchor for c, _ in texts) or any(c < first for c, _ in texts):
        return False
    return all(not _NUMBER.fullmatch(t) or _YEAR.fullmatch(t) for _, t in texts) and any(
        head_meaning(t) in ROLES or head_meaning(t) == "total" or re.search(r"(19|20)\d\d", t)
        for _, t in texts
    )


def _continues(row: list[str], anchor: list[int], header: list[str]) -> bool:
    texts = [t for t in row if t]
    if not texts or is_code_row(row) or any(row[c] for c in anchor):
        return False
    first = min(anchor, default=0)
    if any(row[c] for c in range(first)):
        return False
    return all(not _NUMBER.fullmatch(t) or _YEAR.fullmatch(t) for t in texts) and row != header


def _heads(grid: Grid, rows: list[list[str]], top: int, bottom: int) -> tuple[tuple[str, ...], ...]:
    filled = [list(row) for row in rows[top:bottom]]
    merges = [(a, b) for a, b in grid.merged if top <= a[0] < bottom]
    for (r0, c0), (r1, c1) in merges:
        text = rows[r0][c0]
        for r in range(r0, min(r1 + 1, bottom)):
            for c in range(c0, min(c1 + 1, grid.width)):
                filled[r - top][c] = text
    if not any(a[1] < b[1] for a, b in merges):
        _spread(filled)
    return tuple(tuple(dict.fromkeys(row[c] for row in filled if row[c])) for c in range(grid.width))


def _spread(filled: list[list[str]]) -> None:
    """Where merges aren't known: a head reaches right over empty cells whose columns have heads below."""
    for r, row in enumerate(filled[:-1]):
        below = [any(lower[c] for lower in filled[r + 1 :]) for c in range(len(row))]
        parent = ""
        for c, text in enumerate(row):
            if text:
                parent = text if below[c] else ""
            elif below[c] and parent:
                row[c] = parent
            else:
                parent = ""


def _title(rows: list[list[str]], start: int, top: int) -> str:
    lines = [" ".join(dict.fromkeys(c for c in row if c)) for row in rows[max(start, top - 12) : top]]
    return "\n".join(line for line in lines if line)


def _without_header(grid: Grid, rows: list[list[str]]) -> list[Block]:
    """No known head: what stands above the column codes, or the row of words above the first numbers, if any."""
    codes = next((r for r, row in enumerate(rows[:40]) if r and is_code_row(row)), None)
    if codes is not None:
        top = codes
        while top and codes - top < _MOST_HEADER_ROWS and sum(bool(c) for c in rows[top - 1]) >= 2:
            top -= 1
        if top < codes:
            heads = _heads(grid, rows, top, codes)
            return [Block(top, codes, tuple(range(codes + 1, len(rows))), heads, _title(rows, 0, top))]
    numeric = [r for r, row in enumerate(rows) if any(_NUMBER.fullmatch(c) for c in row)]
    if not numeric:
        return []
    first = numeric[0]
    above = first - 1
    if above >= 0 and sum(bool(c) for c in rows[above]) >= 2:
        heads = _heads(grid, rows, above, first)
        return [Block(above, None, tuple(range(first, len(rows))), heads, _title(rows, 0, above))]
    return [Block(first, None, tuple(range(first, len(rows))), ((),) * grid.width, _title(rows, 0, first))]
