"""So many at so much each make the total: `Trao 45 suất học bổng, mỗi suất 400.000 đồng, tổng số tiền 18 triệu đồng`.

And an area at its yield the output: `348,6 ha, năng suất 66,5 tạ/ha, sản lượng 2.318,2 tấn`. Source: issue text (sums of
parts); numbers.md (Rounding). Any way of giving each amount a count of its own may be meant, so nothing is said where one
fits. An error where one slip of the pen explains the gap and the words leave nothing to guess, else a warning; a set
amount (`60 triệu đồng/nhà`) is taken to be exact for a warning only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from drafting.checks.document import Document
from drafting.checks.findings import about, place, written
from drafting.checks.kinds import interval
from drafting.checks.rates import Rate
from drafting.checks.rules.written_out import odd_price
from drafting.checks.totals_told import Told, told
from drafting.checks.yields import Yield, yields
from drafting.numbers.types import Reading
from drafting.numbers.typos import moved_point, one_slip
from drafting.types import Finding, Severity

CODE = "sum-of-parts"
_SMALL = 10
Chosen = Sequence[tuple[Reading, Reading | None]]
Bounds = tuple[Decimal, Decimal]


def check(document: Document) -> Iterable[Finding]:
    """Findings on totals of so many at so much each, and on harvests."""
    for one in document.view(told):
        yield from _judge(document, one)
    for harvest in document.view(yields):
        yield from _harvest(document, harvest)


def _judge(document: Document, one: Told) -> Iterator[Finding]:
    choices = list(one.choices())
    if not choices or any(_exactly(one, c) for c in choices):
        yield from _odd(document, one)
        return
    chosen, slips = choices[0], _slipped(one, choices[0])
    rough = any(_fits(_bounds(one.rates, c), one.total) for c in choices)
    if not slips or (rough and not all(r.exact for r in one.rates)):
        return
    right = one.total.as_fine(_value(one.rates, chosen))
    formula = " + ".join(" x ".join(r.quote for r in term) for term in one.readings)
    message = f"{formula} là {written(right, one.total)}, không phải {one.total.quote}."
    severity: Severity = "error" if one.sure and not rough else "warning"
    evidence = [place(r) for term in one.readings for r in term]
    yield about(document, CODE, severity, one.total, message, expected=right, evidence=evidence)


def _odd(document: Document, one: Told) -> Iterator[Finding]:
    """A price to the odd đồng where the round one gives the very total."""
    terms = list(one.readings)
    found = odd_price(terms[0], one.total) if len(terms) == 1 else None
    if found:
        price, right = found
        message = f"{price.quote} lẻ bất thường; {written(right, price)} thì đúng {one.total.quote}."
        evidence = [place(r) for r in (*terms[0], one.total) if r is not price]
        yield about(document, CODE, "warning", price, message, expected=right, evidence=evidence)


def _value(rates: Sequence[Rate], chosen: Chosen) -> Decimal:
    return sum(
        (
            r.reading.amount * c.amount * (s.amount if s else 1)
            for r, (c, s) in zip(rates, chosen, strict=True)
        ),
        Decimal(0),
    )


def _bounds(rates: Sequence[Rate], chosen: Chosen) -> Bounds:
    low, high = (
        sum(
            (
                interval(r.reading)[i] * interval(c)[i] * (s.amount if s else 1)
                for r, (c, s) in zip(rates, chosen, strict=True)
            ),
            Decimal(0),
        )
        for i in (0, 1)
    )
    return low, high


def _fits(bounds: Bounds, total: Reading) -> bool:
    """True where the total may be so much, its last place cut off instead of rounded too."""
    least, most = interval(total)
    return least <= bounds[1] and bounds[0] < most + total.step / 2


def _exactly(one: Told, chosen: Chosen) -> bool:
    value = _value(one.rates, chosen)
    return _fits((value, value), one.total)


def _slipped(one: Told, chosen: Chosen) -> bool:
    """True where one slip in one of the numbers is all that is amiss."""
    total = one.total
    if slip(total.amount, total.as_fine(_value(one.rates, chosen))):
        return True
    for rate, (count, span) in zip(one.rates, chosen, strict=True):
        times = span.amount if span else Decimal(1)
        term = rate.reading.amount * count.amount * times
        term += total.amount - _value(one.rates, chosen)
        for part, others in (
            (rate.reading, count.amount * times), (count, rate.reading.amount * times),
            *([(span, count.amount * rate.reading.amount)] if span else []),
        ):  # fmt: skip
            right = term / others
            if right > 0 and right == part.as_fine(right) and slip(part.amount, right):
                return True
    return False


def slip(one: Decimal, other: Decimal) -> bool:
    """True where one slip makes one number of the other; of numbers below ten any is a slip away from any other."""
    return one != other and (
        one_slip(one, other) or moved_point(one, other) or (one < _SMALL and other < _SMALL)
    )


def _harvest(document: Document, one: Yield) -> Iterator[Finding]:
    if any(_fits(one.bounds(a), one.output) for a in one.areas):
        return
    area = one.areas[0]
    right = one.output.as_fine(one.value(area))
    sure = len(one.areas) == 1 or slip(one.output.amount, right)
    if not sure:
        return
    message = (
        f"{area.quote} x {one.rate.quote} là {written(right, one.output)}, không phải {one.output.quote}."
    )
    severity: Severity = "error" if len(one.areas) == 1 and one.sure else "warning"
    evidence = [place(area), place(one.rate)]
    yield about(document, CODE, severity, one.output, message, expected=right, evidence=evidence)
