"""Ranks against the values they rank, and row numbers that leave one out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal

from corpus.units import fold
from drafting.figures.audit.plain_cells import Sheet
from drafting.figures.wording import clean
from drafting.types import FigureRef, Finding

_RANK = re.compile(r"\b(?:xep hang|xep thu|thu hang|xep vi thu|vi thu|thu tu xep|hang)\b")
_SCORE = re.compile(r"\b(?:tong|diem|ket qua|ti le)\b")
_WORDS = {
    "nhất": 1,
    "nhì": 2,
    "ba": 3,
    "tư": 4,
    "năm": 5,
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
}
_PLACE = re.compile(r"(?:(?:hạng|thứ|giải)\s+)?(\d{1,3}|[^\W\d_]+)(?:\s*/\s*\d{1,3})?")
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Ranked:
    """A row with a rank and the value that it has it for."""

    at: int
    rank: int
    value: Decimal


def rank_of(text: str) -> int | None:
    """The rank that a cell states: `3`, `Nhì`, `Hạng 3`, `II`."""
    found = _PLACE.fullmatch(clean(text).lower())
    if found is None:
        return None
    return int(found[1]) if found[1].isdigit() else _WORDS.get(found[1])


def rank_column(sheet: Sheet) -> int | None:
    """The column of ranks, if the table has one."""
    heads = sheet.cells.table.block.heads
    for column in range(len(heads) - 1, -1, -1):
        words = " ".join(heads[column])
        if words and len(words) < 60 and _RANK.search(fold(words)):
            return column
    return None


def check_ranks(sheet: Sheet, wrong_cells: AbstractSet[tuple[int, int]]) -> Iterator[Finding]:
    """A rank that its value denies: a worse one for a better value, or one rank for two values.

    Args:
        sheet: the table.
        wrong_cells: rows and columns of numbers that are wrong themselves: no rank is judged by them.
    """
    column = rank_column(sheet)
    if column is None:
        return
    rows = sheet.cells.table.grid.rows
    ranks = {line.at: rank_of(rows[line.at][column]) for line in sheet.lines if line.kind == "item"}
    scores = [h for h in sheet.heads if h.index != column]
    scores.sort(key=lambda h: (not _SCORE.search(h.words), abs(h.index - column)))
    for head in scores:
        found = [
            Ranked(at, rank, sheet.numbers[at, head.index].value)
            for at, rank in ranks.items()
            if rank is not None and (at, head.index) in sheet.numbers
        ]
        if any((one.at, head.index) in wrong_cells for one in found):
            return
        for sign in (-1, 1):
            wrong = _wrong(found, sign)
            if len(found) >= _FEWEST and wrong is not None:
                yield from (_misranked(sheet, column, head.index, one, right) for one, right in wrong)
                return


def _wrong(found: Sequence[Ranked], sign: int) -> list[tuple[Ranked, int]] | None:
    """Rows whose rank isn't the one their value gives; None where the ranks go by something else."""
    best: list[tuple[Ranked, int]] | None = None
    values = sorted({sign * one.value for one in found})
    below = Counter(sign * one.value for one in found)
    shared = {v: 1 + sum(below[w] for w in values if w < v) for v in values}
    dense = {v: i + 1 for i, v in enumerate(values)}
    for places in (shared, dense):
        wrong = [(one, places[sign * one.value]) for one in found if one.rank != places[sign * one.value]]
        if best is None or len(wrong) < len(best):
            best = wrong
    if best is None or not _one_cause(best, len(found)):
        return None
    # Of two with one value the ranks may go by something that the table doesn't show.
    return [
        (one, right) for one, right in best if below[sign * one.value] == 1 or not _tie_broken(one, found)
    ]


def _one_cause(wrong: Sequence[tuple[Ranked, int]], count: int) -> bool:
    if len(wrong) == 2 and count > _FEWEST:
        (a, right_a), (b, right_b) = wrong
        return a.rank == right_b and b.rank == right_a
    return len(wrong) <= 1


def _tie_broken(one: Ranked, found: Sequence[Ranked]) -> bool:
    """True where those of the same value have ranks one behind the other."""
    ranks = sorted(other.rank for other in found if other.value == one.value)
    return ranks == list(range(ranks[0], ranks[0] + len(ranks)))


def _misranked(sheet: Sheet, column: int, score: int, one: Ranked, right: int) -> Finding:
    grid = sheet.cells.table.grid
    written = clean(grid.rows[one.at][column])
    value = sheet.numbers[one.at, score]
    label = next((line.label for line in sheet.lines if line.at == one.at), "")
    expected = str(right) if written.isdigit() else None
    figures = sheet.cells.figures
    own = figures.get((one.at, column))
    refs = (
        FigureRef(own.key if own else None, grid.source(one.at, column)),
        FigureRef(None, grid.source(one.at, score)),
    )
    return Finding(
        "table-formula", "error", written, None, None, label,
        f"«{label}»: ô {grid.address(one.at, column)} ghi hạng {written}, nhưng với {value.written} thì đứng thứ {right}.",
        expected, refs,
    )  # fmt: skip


def check_ordinals(sheet: Sheet) -> Iterator[Finding]:
    """The one row number that doesn't follow where all others do: one left out, or one said twice."""
    table = sheet.cells.table
    if table.roles.number is None:
        return
    column = table.roles.number.index
    found = [
        (at, int(text))
        for at in table.block.data
        if (text := clean(table.grid.rows[at][column]).rstrip(".)")).isdigit()
    ]
    counted = [n for _, n in found]
    if len(found) < _FEWEST or counted[0] != 1:
        return
    wrong = [i for i in range(1, len(counted)) if counted[i] not in (counted[i - 1] + 1, 1)]
    first = wrong[0] if wrong else 0
    expected = counted[first - 1] + 1
    # The numbers behind go on from what it should be, or from what it is where one was left out.
    mistyped = wrong == [first, first + 1] and counted[first + 1] == expected + 1
    left_out = wrong == [first] and counted[first] == expected + 1
    last = wrong == [first] and first == len(counted) - 1
    if first and (mistyped or left_out or last):
        yield _misnumbered(sheet, found[first][0], column, counted[first], expected)


def _misnumbered(sheet: Sheet, at: int, column: int, value: int, expected: int) -> Finding:
    grid = sheet.cells.table.grid
    written = clean(grid.rows[at][column])
    label = next((line.label for line in sheet.lines if line.at == at), "")
    return Finding(
        "number-format", "warning", written, None, None, label,
        f"Số thứ tự {value} (ô {grid.address(at, column)}) không tiếp nối số trước; phải là {expected}.",
        str(expected), (FigureRef(None, grid.source(at, column)),),
    )  # fmt: skip
