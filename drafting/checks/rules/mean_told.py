"""A mean of numbers that are all told: `lần lượt là 4,8%; 8,6%; 7,1%, trung bình cộng 6,8%`; points of a ranking above it.

Source: numbers.md (Rounding); contract code `ratio-percent`. Growths may be averaged as a product too, unless the words say
`cộng`. An error where the list is the sentence's own or one slip explains the gap, else a warning: marks may be weighted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from drafting.checks.document import Document
from drafting.checks.findings import about, place, written
from drafting.checks.kinds import interval
from drafting.checks.means import Mean, means
from drafting.numbers.types import Reading
from drafting.numbers.typos import one_slip
from drafting.types import Finding, Severity

CODE = "ratio-percent"


def check(document: Document) -> Iterable[Finding]:
    """Findings on such means."""
    for one in document.view(means):
        yield from _judge(document, one)


def _judge(document: Document, one: Mean) -> Iterator[Finding]:
    count, half = len(one.values), one.reading.step / 2
    low, high = (sum((interval(v)[i] for v in one.values), Decimal(0)) / count for i in (0, 1))
    right = sum((v.amount for v in one.values), Decimal(0)) / count
    # what is told may be cut off instead of rounded
    if one.reading.amount - half <= high and low < one.reading.amount + 2 * half:
        return
    if one.reading.kind == "percent" and not one.plain:
        growth = _growth(one.values)
        if abs(growth - one.reading.amount) <= one.reading.step:
            return
    shown = written(one.reading.as_fine(right), one.reading)
    slips = one_slip(one.reading.amount, one.reading.as_fine(right))
    severity: Severity = "error" if slips or (one.plain and not one.ranked) else "warning"
    message = f"Trung bình của {count} số đã nêu là {shown}, không phải {one.reading.quote}."
    evidence = [place(v) for v in one.values]
    yield about(
        document, CODE, severity, one.reading, message, expected=one.reading.as_fine(right), evidence=evidence
    )


def _growth(values: Iterable[Reading]) -> Decimal:
    """The growth that the same each time gives what all of them give together, in percent."""
    rates = [1 + v.amount / 100 for v in values]
    made = Decimal(1)
    for rate in rates:
        made *= rate
    return (made ** (Decimal(1) / len(rates)) - 1) * 100 if made > 0 else Decimal(0)
