"""Lists of names among tables: the commended collectives and persons, which hold no figures of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.units import fold
from drafting.figures.grids import Grid

# Heads of the column of names, and of what a list of the commended tells of each; folded.
_NAME = re.compile(
    r"(?:ho va ten|ho ten|ten|ho,? ten)(?: (?:tap the|ca nhan|don vi|ho(?: gia dinh)?|doanh nghiep|nguoi|co quan))?.*"
    r"|tap the|ca nhan|ho gia dinh|(?:tap the|ca nhan),.*"
)
_TOLD = re.compile(
    r"(?:hinh thuc|danh hieu|thanh tich|ly do|tom tat|noi dung khen|chuc vu|chuc danh|que quan|dia chi|noi o|nam sinh|"
    r"ngay sinh|quyet dinh|so quyet dinh|cap khen|cap tang).*"
)
_FIGURES = re.compile(
    r"chi tieu.*|(?:thuc hien|ke hoach|cung ky|ket qua|so luong|tong so|ky nay).*|dvt|don vi tinh"
)
_WHO = (("ca nhan", "Cá nhân"), ("ho gia dinh", "Hộ gia đình"), ("tap the", "Tập thể"), ("don vi", "Tập thể"))
_ABOVE = 4


@dataclass(frozen=True, slots=True)
class Roster:
    """A list of names.

    Attributes:
        who: `Tập thể`, `Cá nhân`, `Hộ gia đình`, or its title where that tells none.
        rows: cells of the head and of each line, empty columns left out.
        lines: the sheet's row of each, from 1.
    """

    file: str
    sheet: str | None
    who: str
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]


def without_rosters(grid: Grid) -> tuple[Grid, tuple[Roster, ...]]:
    """The grid with its lists of names blanked, and the lists."""
    found: list[Roster] = []
    rows = list(grid.rows)
    blank = ("",) * grid.width
    at = 0
    while at < len(rows):
        if not _is_head(rows[at]):
            at += 1
            continue
        end = _end(rows, at + 1)
        roster = _roster(grid, at, end)
        if roster is not None:
            found.append(roster)
            rows[at:end] = [blank] * (end - at)
        at = end
    return (replace(grid, rows=tuple(rows)), tuple(found)) if found else (grid, ())


def _is_head(row: Sequence[str]) -> bool:
    heads = [fold(" ".join(cell.split())) for cell in row if cell.strip()]
    if any(_FIGURES.fullmatch(head) for head in heads):
        return False
    names = sum(_NAME.fullmatch(head) is not None for head in heads)
    return names == 1 and any(_TOLD.fullmatch(head) for head in heads)


def _end(rows: Sequence[Sequence[str]], at: int) -> int:
    """Where a list ends: at a blank line, or at the next head."""
    while at < len(rows) and any(cell.strip() for cell in rows[at]) and not _is_head(rows[at]):
        at += 1
    return at


def _roster(grid: Grid, head: int, end: int) -> Roster | None:
    name = next(c for c, cell in enumerate(grid.rows[head]) if _NAME.fullmatch(fold(" ".join(cell.split()))))
    lines = [r for r in range(head + 1, end) if _is_name(grid.rows[r], name)]
    if not lines:
        return None
    kept = [c for c in range(grid.width) if any(grid.rows[r][c].strip() for r in (head, *lines))]
    filled = [c for c in kept if any(grid.rows[r][c].strip() for r in lines)]
    rows = tuple(tuple(" ".join(grid.rows[r][c].split()) for c in filled) for r in (head, *lines))
    return Roster(grid.file, grid.sheet, _who(grid, head, name), rows, tuple(r + 1 for r in (head, *lines)))


def _is_name(row: Sequence[str], column: int) -> bool:
    """A line with a name and something told of it; `Tổng cộng: 12` is none."""
    name = row[column].strip()
    others = [cell for c, cell in enumerate(row) if c != column and cell.strip()]
    return any(ch.isalpha() for ch in name) and bool(others) and not fold(name).startswith(("tong", "cong"))


def _who(grid: Grid, head: int, name: int) -> str:
    """Who is listed, by the head of the names, the title above, the sheet's name."""
    above = [
        " ".join(c for c in grid.rows[r] if c.strip()) for r in range(head - 1, max(-1, head - _ABOVE), -1)
    ]
    title = next((words for words in above if words.strip()), grid.title)
    for words in (grid.rows[head][name], title, grid.sheet or ""):
        folded = fold(words)
        told = next((who for mark, who in _WHO if mark in folded), None)
        if told is not None:
            return told
        if words == grid.rows[head][name] and re.match(r"ho(?: va)?,? ten", folded):
            return "Cá nhân"
    return title.strip()
