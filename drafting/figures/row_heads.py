"""Rows that say what column heads say elsewhere: `Kế hoạch`, `Thực hiện`, `6 tháng đầu năm 2023` in cells.

`Chỉ tiêu | Địa bàn | Kỳ | Thực hiện` with two rows an indicator, one a year; members with a row for the plan and one
for the result; `- Kế hoạch`, `- Thực hiện` below an indicator's name. Each kind of row is read as a table of its own, in
which those words stand at the end of every column's head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.units import fold
from drafting.figures.columns import Column, is_time
from drafting.figures.grids import Grid
from drafting.figures.headings import ROLES, head_meaning
from drafting.figures.layout import Block
from drafting.figures.rows import bare_label
from drafting.figures.wording import clean, is_nothing

# Syllables of cells that say a role or a time and nothing besides.
_SAYING = frozenset({
    "ke", "hoach", "kh", "du", "toan", "chi", "tieu", "giao", "dang", "ki", "muc", "phan", "dau", "thuc", "hien", "th",
    "uoc", "ket", "qua", "kq", "dat", "duoc", "hoan", "thanh", "so", "lieu", "cung", "ck", "nam", "thang", "qui", "i", "ii",
    "iii", "iv", "t", "nay", "truoc", "bao", "cao", "cuoi", "den", "het", "voi", "sanh", "tang", "giam", "toc", "do",
    "ti", "le", "tram", "con", "lai", "phai", "luy", "da",
})  # fmt: skip
_YEAR = re.compile(r"(?:19|20)\d\d")
# Heads of a column of bare years; under others (`Năm hoàn thành`) a year is a value.
_OF_TIME = re.compile(r"(ki|nam|thoi (gian|ki|diem)|nien do)( (bao cao|sos? lieu|thong ke))?")
_MEANT = frozenset({"value", "label", "scope", "ignored"})


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of a table that say the same of their values.

    Attributes:
        words: what they say, empty for rows that say nothing.
        block: the table with these rows only, the words at the end of its heads.
    """

    words: str
    block: Block


def says_what(text: str) -> bool:
    """True for a cell that says a role or a time of its row, as a head would."""
    text = clean(text).strip(" :")
    if not text or len(text) > 60 or is_nothing(text):
        return False
    return is_time(text) or (
        head_meaning(text) in ROLES and set(re.findall(r"[^\W\d]+", fold(text))) <= _SAYING
    )


def filled(grid: Grid, block: Block, columns: Sequence[Column]) -> tuple[tuple[str, ...], ...]:
    """The cells of a grid, words merged over several rows said in each of them."""
    named = {c.index for c in columns if c.kind in ("number", "label", "unit", "scope") or not c.role}
    rows = [list(row) for row in grid.rows]
    first = block.data[0] if block.data else len(rows)
    for (r0, c0), (r1, c1) in grid.merged:
        if r0 < first or r1 == r0 or c1 != c0 or c0 not in named or not _worded(rows[r0][c0]):
            continue
        for r in range(r0 + 1, min(r1 + 1, len(rows))):
            rows[r][c0] = rows[r0][c0]
    return tuple(map(tuple, rows))


def _worded(text: str) -> bool:
    return any(c.isalpha() for c in text) or text.strip() == "%"


def column_of_heads(cells: Sequence[Sequence[str]], block: Block, columns: Sequence[Column]) -> int | None:
    """The column whose cells say roles or times, or None."""
    for column in columns:
        if column.kind not in _MEANT or column.computed:
            continue
        texts = [t for r in block.data if not is_nothing(t := clean(cells[r][column.index]))]
        said = [t for t in texts if says_what(t)]
        if len(said) * 10 < len(texts) * 9 or not _differ(said):
            continue
        if _OF_TIME.fullmatch(fold(column.head)) or not all(map(_YEAR.fullmatch, said)):
            return column.index
    return None


def _differ(said: Sequence[str]) -> bool:
    """Two roles or the same part of two years: `Tháng 1`, `Tháng 2` are names of rows."""
    roles = {head_meaning(t) for t in said} - {None}
    years = {y for t in said for y in _YEAR.findall(t)}
    return len(roles & ROLES) > 1 or len(years) > 1


def parts_of(
    grid: Grid, block: Block, columns: Sequence[Column]
) -> tuple[tuple[tuple[str, ...], ...], int | None, list[Part]]:
    """Cells with what merged and empty ones mean, the column of heads if there is one, and the table's parts."""
    cells = filled(grid, block, columns)
    column = column_of_heads(cells, block, columns)
    label = next((c.index for c in columns if c.kind == "label" and c.index != column), None)
    if column is not None:
        said = {r: _words(cells[r][column]) for r in block.data}
    else:
        said = _below_names(cells, block, label)
    if not any(said.values()):
        return cells, None, [Part("", block)]
    named = [c.index for c in columns if c.kind in ("number", "label", "unit", "scope") and c.index != column]
    values = [c.index for c in columns if c.kind == "value" and c.index != column]
    cells = _handed_down(cells, block, said, named, label if column is None else None)
    return cells, column, list(_parts(cells, block, values, said))


def _words(text: str) -> str:
    return clean(text).strip(" :")


def _below_names(cells: Sequence[Sequence[str]], block: Block, label: int | None) -> dict[int, str]:
    """Rows `- Kế hoạch`, `- Thực hiện` under a name, where several names have them."""
    if label is None:
        return {}
    words = {r: _words(bare_label(cells[r][label])) for r in block.data}
    said = [w for w in words.values() if says_what(w)]
    kinds = {fold(w) for w in said}
    if len(kinds) < 2 or len(said) < 2 * len(kinds) or not _differ(said):
        return {}
    return {r: w if says_what(w) else "" for r, w in words.items()}


def _handed_down(
    cells: Sequence[Sequence[str]],
    block: Block,
    said: dict[int, str],
    named: Sequence[int],
    label: int | None,
) -> tuple[tuple[str, ...], ...]:
    """What a row leaves empty because the one above says it: name, unit and place; `label` where it says its role."""
    rows = [list(row) for row in cells]
    above: list[str] | None = None
    for r in block.data:
        row = rows[r]
        if said[r] and above is not None:
            if label is not None:
                row[label] = above[label]
            if label is not None or not any(_worded(row[i]) for i in named[:2]):
                for index in named:
                    row[index] = row[index] if row[index].strip() else above[index]
        if said[r] or label is not None:
            above = row
    return tuple(map(tuple, rows))


def _parts(
    cells: Sequence[Sequence[str]], block: Block, values: Sequence[int], said: dict[int, str]
) -> Iterator[Part]:
    kinds: dict[str, str] = {}
    for words in said.values():
        kinds.setdefault(fold(words), words)
    empty = {r for r in block.data if not said[r] and all(is_nothing(clean(cells[r][i])) for i in values)}
    for key, words in kinds.items():
        rows = tuple(r for r in block.data if fold(said[r]) == key or r in empty)
        if all(r in empty for r in rows):
            continue
        heads = [(*path, words) if words and at in values else path for at, path in enumerate(block.heads)]
        yield Part(words, replace(block, data=rows, heads=tuple(heads)))
