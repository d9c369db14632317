"""What is worked out part by part, and remembered: the rules that look at no other part, and what became of numbers."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import partial
from typing import TypeVar, cast

from drafting.alignment import Faults
from drafting.checks.document import Document
from drafting.checks.parts import Part
from drafting.checks.registry import Rule
from drafting.numbers.types import Reading
from drafting.types import CheckedNumber, Finding, Place

T = TypeVar("T")
# Rules that need no more than the lines under some headings: neither another part of the text, nor its title block,
# nor its own tables, nor what stands nowhere. A rule that isn't named here sees the whole document at each check.
BY_PART = frozenset({
    "length_told",
    "anniversary", "average", "balance", "bound", "change_arithmetic", "change_triple", "direction", "doc_symbol",
    "done_of", "doubled_mark", "figure_mismatch", "figure_misplaced", "figure_stale", "left_out", "mean_told", "member_count",
    "moves_told", "named_count", "near_total", "over_plan", "part_percent", "parts_of_earlier", "past_as_now",
    "plan_beside", "product",
    "rank_gap", "rank_order", "rank_values", "ratio_lists", "ratio_percent", "remainder", "restated_ratio",
    "series_told", "share_total", "shares_agree", "shares_listed", "spelt_out", "stated_plan", "sum_of_parts",
    "times_told", "total_after_parts", "two_ways", "unclosed", "unit_mix", "unit_scale", "whole_count", "wrong_measure",
    "written_out", "yearly_growth",
    "series_way", "years_apart",
})  # fmt: skip
Number = Callable[[Document, Reading], CheckedNumber]


def findings(parts: Sequence[Part], rule: Rule, faults: Faults) -> Iterator[Finding]:
    """What a rule finds in each part."""
    for part in parts:
        known = part.piece.known.get(rule.check)
        # Nothing is found in most parts, which one look tells.
        if known is None or known:
            found = _remembered(part, rule.check, partial(_found, part, rule), faults)
            yield from map(part.moved, found)


def _found(part: Part, rule: Rule, faults: Faults) -> tuple[Finding, ...]:
    nothing: tuple[Finding, ...] = ()
    found = faults.attempt(rule.name, lambda: tuple(rule.check(part.document)), nothing)
    if any(isinstance(e, Place) and e.start < 0 for f in found for e in f.evidence):
        part.piece.leans = True
    return found


def numbers(parts: Sequence[Part], number: Number, faults: Faults) -> Iterator[CheckedNumber]:
    """What became of each number of the text."""
    for part in parts:
        start, found = _remembered(part, number, partial(_statuses, part.document, number), faults)
        if start != part.start:  # while one types at the end of a text, none moves
            by = part.start - start
            found = tuple(
                CheckedNumber(n.quote, n.start + by, n.end + by, n.status, n.figure, n.expression)
                for n in found
            )
            if number in part.piece.known:
                part.piece.known[number] = part.start, found
        yield from found


def _statuses(document: Document, number: Number, faults: Faults) -> tuple[int, tuple[CheckedNumber, ...]]:
    nothing: tuple[CheckedNumber, ...] = ()
    return 0, faults.by_parts(
        "statuses",
        lambda: tuple(number(document, reading) for reading in document.readings),
        lambda f: tuple(_status(document, reading, number, f) for reading in document.readings),
        nothing,
    )


def _status(document: Document, reading: Reading, number: Number, faults: Faults) -> CheckedNumber:
    status = "unsupported" if reading.figure else "ignored"
    unknown = CheckedNumber(reading.quote, reading.start, reading.end, status)  # type: ignore[arg-type]
    return faults.attempt("statuses", lambda: number(document, reading), unknown)


def _remembered(part: Part, name: Hashable, make: Callable[[Faults], T], faults: Faults) -> T:
    """What was made of a part before, made now if it wasn't; what crashed isn't remembered, and is told again."""
    known = part.piece.known
    if name not in known:
        apart = Faults()
        made = make(apart)
        if apart.lines:
            faults.add(apart.lines)
            return made
        known[name] = made
    return cast("T", known[name])
