"""Arithmetic that a text writes out: `5.400 kg x 12.000 đồng = 64,8 triệu đồng`, `60.667 ngày/9.785 lượt = 6,20 ngày`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from drafting.checks.document import Document
from drafting.checks.kinds import interval
from drafting.checks.plain import plain
from drafting.checks.rates import MONEY
from drafting.checks.yields import MASS
from drafting.numbers.types import Reading

_GAP = r"[^\d;:.=+()\n]{0,30}?"
_TIMES = re.compile(rf"{_GAP}(?:(?<![a-z])x|[×*]|(?<!\w)nhan(?: voi)?)\s*")
_PLUS = re.compile(rf"{_GAP}\+\s*")
_OVER = re.compile(rf"{_GAP}(?:\s?[/÷]|\s:|(?<!\w)chia(?: cho)?)\s*")
_IS = re.compile(r"[^\d;:.=+()\n]{0,30}?\)?\s*(?:=|(?<!\w)(?:bang|thanh tien(?: la)?|thanh)(?!\w))\s*")
_KINDS = ("quantity", "duration")
Bounds = tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Written:
    """A result with the terms that it is the sum of, each the product of its numbers."""

    terms: tuple[tuple[Reading, ...], ...]
    result: Reading

    @property
    def readings(self) -> tuple[Reading, ...]:
        """All the numbers on the left."""
        return tuple(r for term in self.terms for r in term)

    @property
    def right(self) -> Decimal:
        """What the terms give, by the values written."""
        return sum((_product([r.amount for r in term]) * _units(term) for term in self.terms), Decimal(0))

    @property
    def bounds(self) -> Bounds:
        """What they may give, by what each number may be rounded from."""
        ends = [[interval(r) for r in term] for term in self.terms]
        factors = [_units(term) for term in self.terms]
        low, high = (
            sum(
                (_product([e[i] for e in term]) * f for term, f in zip(ends, factors, strict=True)),
                Decimal(0),
            )
            for i in (0, 1)
        )
        return low, high


def products(document: Document) -> tuple[Written, ...]:
    """Products written with a sign between the numbers, and sums of them."""
    numbers = _numbers(document)
    found, at = [], 0
    while at < len(numbers) - 2:
        one = _product_at(document, numbers, at)
        found += [one] if one else []
        at += len(one.readings) if one else 1
    return tuple(w for w in found if _of_one_kind(w))


def _numbers(document: Document) -> list[Reading]:
    return [
        r
        for r in document.readings
        if r.kind in _KINDS and r.value is not None and document.in_prose(r.start)
    ]


def _product_at(document: Document, numbers: Sequence[Reading], at: int) -> Written | None:
    """The product that begins with a number."""
    terms: list[list[Reading]] = [[numbers[at]]]
    for one, other in zip(numbers[at:], numbers[at + 1 :], strict=False):
        between = document.plain[one.end : other.start]
        if _TIMES.fullmatch(between):
            terms[-1].append(other)
        elif _PLUS.fullmatch(between):
            terms.append([other])
        elif _IS.fullmatch(between) and any(len(t) > 1 for t in terms):
            return Written(tuple(tuple(t) for t in terms), other)
        else:
            return None
    return None


def _of_one_kind(written: Written) -> bool:
    """True where one number of each term is money and so is the result, or none is."""
    if any(r.qualifier or r.change for r in (*written.readings, written.result)):
        return False
    money = [sum(_money(r) for r in term) for term in written.terms]
    return set(money) == {int(_money(written.result))} and all(
        len(t) > 1 or _money(t[0]) for t in written.terms
    )


def _money(reading: Reading) -> bool:
    return plain(reading.unit or "").partition("/")[0] in MONEY


def _product(values: Sequence[Decimal]) -> Decimal:
    made = Decimal(1)
    for value in values:
        made *= value
    return made


def _units(term: Sequence[Reading]) -> Decimal:
    """How many of what the price is for make one of what is counted: 1.000 for `2 tấn x 12.000 đồng/kg`."""
    over = next((plain(r.unit or "").partition("/")[2] for r in term if _money(r)), "")
    counted = next((plain(r.unit or "") for r in term if plain(r.unit or "") in MASS), "")
    return MASS[counted] / MASS[over] if over in MASS and counted in MASS else Decimal(1)


def quotients(document: Document) -> tuple[tuple[Reading, Reading | None, Reading], ...]:
    """Quotients written out, with their results: a ratio (`31/16 = 1,94`), or two numbers (`672 em : 16 lớp = 42`)."""
    numbers = [
        r
        for r in document.readings
        if r.kind in (*_KINDS, "ratio", "multiple") and document.in_prose(r.start)
    ]
    found: list[tuple[Reading, Reading | None, Reading]] = []
    for at, one in enumerate(numbers):
        pair = _over(document, one, numbers[at + 1 : at + 3])
        if pair and not any(r.qualifier or r.change for r in (one, pair[1])):
            found.append((one, pair[0], _finely(pair[1])))
    return tuple(found)


def _over(
    document: Document, one: Reading, behind: Sequence[Reading]
) -> tuple[Reading | None, Reading] | None:
    if one.kind == "ratio":
        result = behind[0] if behind else None
        told = result is not None and one.of and _equals(document, one, result)
        return (None, result) if told and result is not None else None
    if len(behind) < 2 or behind[0].kind == "ratio" or not behind[0].amount:
        return None
    between = document.plain[one.end : behind[0].start]
    return (behind[0], behind[1]) if _OVER.fullmatch(between) and _equals(document, *behind) else None


def _equals(document: Document, one: Reading, result: Reading) -> bool:
    between = document.plain[one.end : result.start]
    return result.kind not in ("ratio", "percent") and "=" in between and bool(_IS.fullmatch(between))


def _finely(reading: Reading) -> Reading:
    """A number with the places behind its comma counted; a span of time (`6,20 ngày`) is read without."""
    found = re.search(r",(\d+)", reading.quote)
    return replace(reading, decimals=len(found[1])) if found and not reading.decimals else reading


def spans(document: Document) -> Iterator[Reading]:
    """The spans of time of the prose that are told in numbers: `12 tháng`, `365 ngày`."""
    yield from (
        r for r in document.readings if r.kind == "duration" and r.value and document.in_prose(r.start)
    )
