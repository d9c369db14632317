"""What a text works out before the reader's eyes: `06 cái x 14.500.000 đồng = 87.000.000 đồng`, `31/16 = 1,94`.

Source: numbers.md (Rounding): each number stands for all that it may be rounded from. The signs say all, so it is an
error; a price that ends in odd đồng beside a result that the round one gives exactly is a doubt. Contract codes
`sum-of-parts`, `ratio-percent`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from drafting.checks.document import Document
from drafting.checks.findings import about, place, written
from drafting.checks.kinds import interval
from drafting.checks.written_out import Written, products, quotients
from drafting.numbers.types import Reading
from drafting.numbers.typos import one_slip
from drafting.types import Finding

_ODD = 100


def check(document: Document) -> Iterable[Finding]:
    """Findings on written products and quotients."""
    for one in document.view(products):
        yield from _product(document, one)
    for first, second, result in document.view(quotients):
        yield from _quotient(document, first, second, result)


def _product(document: Document, one: Written) -> Iterator[Finding]:
    (low, high), (least, most) = one.bounds, interval(one.result)
    right = one.result.as_fine(one.right)
    formula = " + ".join(" x ".join(r.quote for r in term) for term in one.terms)
    evidence = [place(r) for r in one.readings]
    # a last place cut off instead of rounded
    if least <= high and low < most + one.result.step / 2:
        odd = odd_price(one.readings, one.result) if len(one.terms) == 1 else None
        if odd:
            message = f"{odd[0].quote} lẻ bất thường; {written(odd[1], odd[0])} thì đúng {one.result.quote}."
            others = [place(r) for r in (*one.readings, one.result) if r is not odd[0]]
            yield about(
                document, "sum-of-parts", "warning", odd[0], message, expected=odd[1], evidence=others
            )
        return
    message = f"{formula} là {written(right, one.result)}, không phải {one.result.quote}."
    yield about(document, "sum-of-parts", "error", one.result, message, expected=right, evidence=evidence)


def odd_price(factors: Iterable[Reading], result: Reading) -> tuple[Reading, Decimal] | None:
    """A price told to the odd đồng, and the round one a slip away that gives the very result."""
    factors = tuple(factors)
    for price in factors:
        if price.unit is None or not price.unit.startswith("đồng") or not price.amount % _ODD:
            continue
        others = Decimal(1)
        for other in factors:
            others *= other.amount if other is not price else 1
        round_one = result.amount / others
        if round_one % _ODD == 0 and one_slip(price.amount, round_one):
            return price, round_one
    return None


def _quotient(
    document: Document, first: Reading, second: Reading | None, result: Reading
) -> Iterator[Finding]:
    (low, high), (few, many) = interval(first), interval(second) if second else (first.of, first.of)
    if not few or not many or few <= 0:
        return
    half = result.step / 2
    least, most = result.amount - half, result.amount + half
    if least <= high / few and low / many < most + half:  # a last place cut off instead of rounded
        return
    divisor = second.amount if second else first.of or Decimal(1)
    right = result.as_fine(first.amount / divisor)
    formula = f"{first.quote}/{second.quote}" if second else first.quote
    message = f"{formula} là {written(right, result)}, không phải {result.quote}."
    evidence = [place(r) for r in (first, second) if r]
    yield about(document, "ratio-percent", "error", result, message, expected=right, evidence=evidence)
