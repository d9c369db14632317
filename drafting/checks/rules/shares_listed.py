"""Parts named one after another, each with its percentage of the same whole, agree on what the whole is.

`51 người hoàn thành xuất sắc (chiếm 14,9%), 268 người hoàn thành tốt (chiếm 78,4%), 23 người hoàn thành (chiếm 6,7%)`.
Source: numbers.md (Ratios and ranks); contract code `ratio-percent`. Three pairs at least, all but one of which allow
one whole; where the percentages make 100 it is the count that is wrong, else the percentage.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from drafting.checks.document import Document
from drafting.checks.findings import about, place, written
from drafting.checks.kinds import interval, people, same_kind
from drafting.numbers.types import Reading
from drafting.types import Finding

CODE = "ratio-percent"
Pair = tuple[Reading, Reading]
_SAID = re.compile(r"[^\d;.\n]{0,60}?[,(\s](?:chiem|dat|bang|ty le|chiem ty le|dat ty le)[\s:(]*")
_NEXT = re.compile(
    r"\s*\)?(?:\s*tong so[^\d;,.\n]{0,30})?\s*(?:[,;.]|va(?!\w))\s*(?:\n\W*)?[^\d.\n]{0,60}|\s*\)?[;.]?\s*\n[^\d\n]{0,80}"
)
_LEAST = 3


def check(document: Document) -> Iterable[Finding]:
    """Findings on the one pair of a series that doesn't go with the others."""
    for series in _series(document):
        yield from _judge(document, series)


def _series(document: Document) -> Iterator[Sequence[Pair]]:
    """Runs of pairs, each a count and its percentage right behind it."""
    run: list[Pair] = []
    for part, percent in _pairs(document):
        if run and not _follows(document, run[-1], part):
            yield run
            run = []
        run.append((part, percent))
    yield run


def _pairs(document: Document) -> Iterator[Pair]:
    prose = document.prose
    for part, percent in pairwise(prose):
        plain_part = part.kind == "quantity" and part.value and not part.change and not part.qualifier
        plain_share = percent.kind == "percent" and percent.plain
        if plain_part and plain_share and _SAID.fullmatch(document.plain, part.end, percent.start):
            yield part, percent


def _follows(document: Document, last: Pair, part: Reading) -> bool:
    alike = same_kind(last[0], part) or people(last[0], part)
    return alike and _NEXT.fullmatch(document.plain, last[1].end, part.start) is not None


def _judge(document: Document, series: Sequence[Pair]) -> Iterator[Finding]:
    if len(series) < _LEAST or _whole(series) is not None:
        return
    odd = [(at, whole) for at in range(len(series)) if (whole := _whole([*series[:at], *series[at + 1 :]]))]
    if len(odd) != 1:
        return
    at, (low, high) = odd[0]
    part, percent = series[at]
    middle = (low + high) / 2
    right = (part.amount / middle * 100).quantize(percent.last_place)
    others = [r for one in series if one is not series[at] for r in one]
    if _hundred([p for _, p in series]):
        count = (percent.amount * middle / 100).quantize(Decimal(1))
        message = (
            f"{percent.quote} như các phần khác là khoảng {written(count, part)}, không phải {part.quote}."
        )
        evidence = [place(r) for r in (percent, *others)]
        yield about(document, CODE, "error", part, message, evidence=evidence)
        return
    if not _hundred([p for _, p in series if p is not percent], right):
        return  # not all parts of one whole, as far as the percentages tell
    message = (
        f"{part.quote} theo tỷ lệ của các phần khác là {written(right, percent)}, không phải {percent.quote}."
    )
    evidence = [place(r) for r in (part, *others)]
    yield about(document, CODE, "error", percent, message, expected=right, evidence=evidence)


def _whole(series: Sequence[Pair]) -> tuple[Decimal, Decimal] | None:
    """The wholes that all of the pairs allow; None where there are none."""
    low, high = Decimal(0), Decimal("Infinity")
    for part, percent in series:
        (n_low, n_high), (p_low, p_high) = interval(part), interval(percent)
        low = max(low, n_low / p_high * 100) if p_high > 0 else low
        high = min(high, n_high / p_low * 100) if p_low > 0 else high
    return (low, high) if low <= high and high.is_finite() else None


def _hundred(percents: Sequence[Reading], more: Decimal = Decimal(0)) -> bool:
    """True where the percentages (and one more) make 100 within their rounding."""
    low, high = (sum((interval(p)[i] for p in percents), more) for i in (0, 1))
    return low <= 100 <= high
