"""What the text itself accounts for: percentages of its ratios, remainders, lists that add up.

A percentage beside its ratio comes from the ratio, not from a table; the parts of a list that adds up
to a total no figure knows stand and fall with that total.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from drafting.checks.document import Document, Span
from drafting.checks.kinds import counted, people, same_kind, sum_of
from drafting.checks.lists import breakdowns
from drafting.checks.named import named
from drafting.checks.part_of import whole_value
from drafting.checks.percentages import Share
from drafting.checks.ratios import pairs
from drafting.checks.rests import left_over, rests
from drafting.checks.sums import sums
from drafting.checks.wholes import parts_of
from drafting.numbers.types import Reading

_FAR = 250
_BESIDE = 40
_WHOLE = Decimal(100)
_TOGETHER = re.compile(
    r"(?<!\w)(?:tinh chung|tong cong|cong chung|tinh tong|nhu vay|tong hop lai|tong so)(?!\w)"
)
_BULLETS = ("+", "-", "–", "*", "•")
_FEWEST = 3
_JOINED = re.compile(r"\s*(?:[,;]|va(?!\w))[^\d.]{0,70}")


@dataclass(frozen=True, slots=True)
class Accounts:
    """What the text accounts for, by offset of the number.

    Attributes:
        expressions: a number's formula over other numbers of the text (`172/186*100`).
        totals: a part's total, where the parts add up to it exactly.
        rests: what is said to be left of a ratio that the figures give (`3/8 thôn, còn 5 thôn`), rightly or wrongly.
    """

    expressions: dict[int, str]
    totals: dict[int, Reading]
    rests: frozenset[int] = frozenset()


def accounts(document: Document) -> Accounts:
    """The numbers that others of the text explain."""
    found: dict[int, str] = {}
    left: set[int] = set()
    for pair in pairs(document):
        value = pair.part.value
        if value is not None and pair.whole and Share.of(value, pair.whole).fits(pair.percent):
            found.setdefault(pair.percent.start, f"{value:f}/{pair.whole:f}*100")
    for share in document.view(parts_of):
        if share.fits and share.part.value is not None:
            found.setdefault(share.percent.start, f"{share.part.value:f}/{whole_value(share.whole):f}*100")
    for ratio, rest in (*left_over(document), *rests(document)):
        aligned = document.aligned.get(ratio.start)
        left |= {rest.start} if aligned is not None and aligned.agrees else set()
        if ratio.value is not None and ratio.of is not None and rest.value == ratio.of - ratio.value:
            found.setdefault(rest.start, f"{ratio.of:f}-{ratio.value:f}")
    for one in document.view(named):
        if one.fits:
            found.setdefault(one.count.start, str(len(one.names)))
    for shares in _of_hundred(document):
        for one_share in shares:
            less = "-".join(f"{s.value:f}" for s in shares if s is not one_share)
            found.setdefault(one_share.start, f"100-{less}")
    found.update({start: made for start, made in _ranks(document).items() if start not in found})
    for start, made in _summed_lines(document):
        found.setdefault(start, made)
    return Accounts(found, _totals(document), frozenset(left))


def _summed_lines(document: Document) -> Iterator[tuple[int, str]]:
    """`Tính chung là 129 trường hợp` behind lines that begin `+ 5 Huân chương …; + 42 …`: the sum of what each begins with."""
    lines = document.lines
    for hit in document.hits(_TOGETHER):
        at = bisect_left(lines, hit.start(), key=lambda b: b.start)
        if at == len(lines) or lines[at].start != hit.start():
            continue
        first = at
        while first and lines[first - 1].label in _BULLETS and lines[first - 1].kind == "item":
            first -= 1
        leading = [document.within(b.start, b.end)[:1] for b in lines[first:at]]
        parts = [r for one in leading for r in one if r.kind == "quantity" and r.value is not None]
        total = next(
            (r for r in document.within(lines[at].start, lines[at].end) if r.kind == "quantity"), None
        )
        told = len(parts) == len(leading) >= _FEWEST and all(counted(r) for r in parts)
        if told and total is not None and counted(total) and total.value == sum_of(parts):
            yield total.start, "+".join(f"{r.value:f}" for r in parts)


def _ranks(document: Document) -> dict[int, str]:
    """Places that the values beside them give: `A 947,5 điểm, xếp thứ nhất; B 938 điểm, xếp thứ hai`."""
    beside: dict[tuple[Span, str], list[tuple[Decimal, Decimal, int]]] = {}
    for value, rank in pairwise(document.prose):
        near = (
            rank.kind == "rank" and rank.start - value.end < _BESIDE and value.kind in ("quantity", "percent")
        )
        sentence = document.sentence(rank.start)
        if near and rank.value is not None and value.value is not None and value.start >= sentence[0]:
            pair = (rank.value, value.value, rank.start)
            beside.setdefault((sentence, value.unit or ""), []).append(pair)
    found: dict[int, str] = {}
    for pairs_ in beside.values():
        ordered = [v for _, v, _ in sorted(pairs_)]
        falling, rising = sorted(ordered, reverse=True), sorted(ordered)
        if len(set(ordered)) == len(pairs_) > 1 and ordered in (falling, rising):
            made = f"rank({','.join(f'{v:f}' for v in ordered)})"
            found |= {start: made for _, _, start in pairs_}
    return found


def _of_hundred(document: Document) -> Iterator[Sequence[Reading]]:
    """Three shares and more, one after another in a sentence, that make a hundred to the last digit."""
    run: list[Reading] = []
    for reading in document.prose:
        plain_share = reading.kind == "percent" and reading.plain
        joined = run and _JOINED.fullmatch(document.plain, run[-1].end, reading.start)
        if run and not (plain_share and joined):
            yield from [run] if len(run) > 2 and sum_of(run) == _WHOLE else []
            run = []
        run += [reading] if plain_share else []
    yield from [run] if len(run) > 2 and sum_of(run) == _WHOLE else []


def _totals(document: Document) -> dict[int, Reading]:
    found: dict[int, Reading] = {}
    for breakdown in document.view(breakdowns):
        for one in sums(document, breakdown):
            if len(one.parts) > 1 and one.value == one.head.value:
                for part in one.parts:
                    found.setdefault(part.reading.start, one.head)
        for head in breakdown.heads:
            counts = [p.reading for p in breakdown.parts]
            if len(counts) > 1 and all(counted(r) for r in [head, *counts]) and sum_of(counts) == head.value:
                for reading in counts:
                    found.setdefault(reading.start, head)
    for head, parts in _runs(document):
        for reading in parts:
            found.setdefault(reading.start, head)
    return found


def _runs(document: Document) -> Iterator[tuple[Reading, Sequence[Reading]]]:
    """Counts with those right behind that make them up: `Trong 31 sáng kiến có 19 sáng kiến kỹ thuật, 8 …, 4 …`."""
    prose = document.prose
    for at, head in enumerate(prose):
        total, end = Decimal(0), at + 1
        low = document.sentence(head.start)[0]
        while end < len(prose) and _makes_up(head, prose[end]) and prose[end].start < head.end + _FAR:
            total += prose[end].value or Decimal(0)
            end += 1
            if total >= head.amount:
                break
        if total == head.value and end > at + 2 and document.sentence(prose[end - 1].start)[0] == low:
            yield head, prose[at + 1 : end]


def _makes_up(head: Reading, part: Reading) -> bool:
    """True where both are plain counts of one kind of thing, or of people."""
    plain = all(r.kind == "quantity" and counted(r) and r.plain for r in (head, part))
    return plain and bool(part.noun) and (same_kind(head, part) or people(head, part))


def stands_apart(document: Document, start: int) -> bool:
    """True for a part of a list that adds up to a total which no figure gives: no figure accuses it."""
    total = document.view(accounts).totals.get(start)
    aligned = document.aligned.get(total.start) if total else None
    return total is not None and (aligned is None or not aligned.agrees) and not _all_off(document, start)


def _all_off(document: Document, start: int) -> bool:
    """True where the figures contradict the total as clearly as the part."""
    total = document.view(accounts).totals[start]
    aligned = document.aligned.get(total.start)
    return aligned is not None and aligned.clear and aligned.chosen is not None
