"""Rows that the columns themselves show to be totals, subtotals or averages of others.

A row headed `Cộng` or numbered above the rows that follow it is the sum of which rows? What most of its columns say, the
others should say too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from drafting.figures.audit.plain_cells import Head, Line, Number, Sheet
from drafting.figures.audit.ties import Tie, terms
from drafting.figures.intervals import total
from drafting.numbers.typos import one_slip

_NEAR = Decimal("0.1")
_SHARED = re.compile(r"\b(?:ho|nguoi|xa|don vi|hoi vien|can bo|em|hoc sinh|doanh nghiep|thon)\b")


def check_down(sheet: Sheet) -> Iterator[Tie]:
    """The ties of every column that can be added up."""
    for at, line in enumerate(sheet.lines):
        if line.kind == "average":
            yield from _averages(sheet, line, at)
        elif line.kind == "total" or (line.level and line.kind == "item"):
            yield from _best(sheet, line, list(_parts(sheet.lines, at)))


def _parts(lines: Sequence[Line], at: int) -> Iterator[tuple[Line, ...]]:
    """The rows that a row may be the sum of."""
    own = lines[at]
    below, above = lines[at + 1 :], lines[:at]
    if own.kind == "total":
        for some in (below, above):
            items = [line for line in some if line.kind == "item"]
            yield tuple(items)
            levels = sorted({line.level for line in items})
            if len(levels) > 1:
                yield tuple(line for line in items if line.level == levels[0])
                yield tuple(line for line in items if line.level == levels[-1])
        since = next((i for i in range(at - 1, -1, -1) if lines[i].kind == "total"), None)
        if since is not None:
            yield tuple(line for line in lines[since + 1 : at] if line.kind == "item")
            yield tuple(line for line in lines[:at] if line.kind == "total")
        until = next((i for i in range(at + 1, len(lines)) if lines[i].kind == "total"), None)
        if until is not None:
            yield tuple(line for line in lines[at + 1 : until] if line.kind == "item")
        return
    children = []
    for line in below:
        if line.kind != "part" and (line.kind == "total" or 0 < line.level <= own.level):
            break
        if line.kind == "item":
            children.append(line)
    yield tuple(children)
    levels = sorted({line.level for line in children})
    if len(levels) > 1:
        yield tuple(line for line in children if line.level == levels[0])


def _best(sheet: Sheet, line: Line, choices: Sequence[tuple[Line, ...]]) -> Iterator[Tie]:
    """The ties of the rows that fit most columns."""
    best: list[Tie] = []
    for parts in dict.fromkeys(choices):
        if len(parts) > 1:
            ties = [t for head in sheet.heads if (t := _sum(sheet, head, line, parts)) is not None]
            if sum(t.fits for t in ties) > sum(t.fits for t in best):
                best = ties
    fits = sum(t.fits for t in best)
    if not fits and line.kind == "total":
        best = _alone(sheet, line, choices)
    for tie in best:
        if tie.fits or not fits or _must(tie):
            yield replace(tie, sure=_sure(sheet, tie, fits))


def _alone(sheet: Sheet, line: Line, choices: Sequence[tuple[Line, ...]]) -> list[Tie]:
    """The one column that can be added up of a table without groups or parts: no other says which rows the total is of."""
    if any(other.kind == "part" or other.level == 1 for other in sheet.lines):
        return []
    found = [
        t
        for parts in choices[:2]
        if len(parts) > 1
        for h in sheet.heads
        if (t := _sum(sheet, h, line, parts))
    ]
    return found if len(found) == 1 and not found[0].fits and _near(found[0]) else []


def _must(tie: Tie) -> bool:
    """True for a misfit that is no average or other thing: more than any of the parts, beside columns that fit."""
    return tie.target.value > max(n.value for n in tie.inputs) or _near(tie)


def _near(tie: Tie) -> bool:
    return abs(tie.computed - tie.target.value) <= abs(tie.computed) * _NEAR


def _sure(sheet: Sheet, tie: Tie, fits: int) -> bool:
    """False for a total that may be of another thing: households that two rows count are one household."""
    if one_slip(tie.target.value, tie.computed):
        return True
    words = next(h.words for h in sheet.heads if h.index == tie.target.column)
    overlap = tie.target.value < tie.computed and _SHARED.search(words) is not None and "luot" not in words
    return bool(fits) and not overlap


def _sum(sheet: Sheet, head: Head, line: Line, parts: Sequence[Line]) -> Tie | None:
    whole = sheet.numbers.get((line.at, head.index))
    found = [n for part in parts if (n := sheet.numbers.get((part.at, head.index))) is not None]
    if head.percent or head.rate or whole is None or sum(bool(n.value) for n in found) < 2 or not whole.value:
        return None
    if len(found) < len(parts) and not _blank(sheet, head, parts):
        return None
    added = total(n.span for n in found)
    how = f"cộng các dòng ({terms(found)})"
    fits = added.meets(whole.span)
    return Tie(whole, tuple(found), added.value, how, fits, True, True, "sum-of-parts")


def _blank(sheet: Sheet, head: Head, parts: Sequence[Line]) -> bool:
    """True where the cells without a number are empty, or dashes."""
    rows = sheet.cells.table.grid.rows
    texts = (rows[p.at][head.index].strip() for p in parts if (p.at, head.index) not in sheet.numbers)
    return all(text in ("", "-", "–", "0") for text in texts)


def _averages(sheet: Sheet, line: Line, at: int) -> Iterator[Tie]:
    """A row of averages over the rows before it."""
    items = [other for other in sheet.lines[:at] if other.kind == "item"]
    leaves = [other for other in items if other.level == max(o.level for o in items)] if items else []
    ties = []
    for head in sheet.heads:
        whole = sheet.numbers.get((line.at, head.index))
        found = [n for item in leaves if (n := sheet.numbers.get((item.at, head.index))) is not None]
        if whole is not None and len(found) == len(leaves) > 1:
            tie = _mean(whole, found)
            # A rate's average may weigh the rows.
            ties += [tie] if tie.fits or not (head.rate or head.percent or "/" in head.words) else []
    if 2 * sum(t.fits for t in ties) > len(ties):
        yield from ties


def _mean(whole: Number, found: Sequence[Number]) -> Tie:
    count = Decimal(len(found))
    added = total(n.span for n in found)
    low, high = added.low / count, added.high / count
    fits = low <= whole.value + 2 * whole.half and whole.value - whole.half <= high
    how = f"bình quân các dòng ({terms(found)})/{count}"
    return Tie(whole, tuple(found), added.value / count, how, fits)
