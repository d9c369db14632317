"""Changes told anywhere in a sentence, with the numbers that may be what was before and after.

The words that stand right before a number tell that it is a change (`tăng`, `ít hơn`, `vượt`); the words before
others tell that they are of the time before or a plan (`năm 2023:`, `so với đầu năm (`). What explains a change is
looked for by value among all numbers of the sentence of its measure: a right change is explained by some two of them,
however its sentence is built; only one that none explain is compared with the likeliest two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from drafting.checks import load
from drafting.checks.change_words import base_starts, meant, moved_starts, sign_of, word_of
from drafting.checks.changes import joined, same_measure
from drafting.checks.document import Document
from drafting.checks.kinds import counted, interval, noun_of, people, same_kind, unit_of
from drafting.checks.lists import breakdowns
from drafting.numbers.types import Reading

_MEAN = re.compile(r"bình quân|trung bình|(?<!\w)mỗi|h[ằà]ng năm", re.IGNORECASE)
_AGAIN = re.compile(
    r"(?:[^\d;.()]{0,30}\(|[^\d;.()]{0,30},\s*)\s*"
    r"(?:(?:tuong ung|tuong duong|tuc(?: la)?|hay|bang)(?: voi)?\s*)?(?:tang|giam)?\s*$"
)


@dataclass(frozen=True, slots=True)
class Move:
    """A change and what it may be of.

    Attributes:
        sign: 1 for more, -1 for less.
        after: numbers that may be the value after it, the likeliest first.
        before: the value before it (or the plan), as the words tell, the nearest first.
        explained: True where some two numbers give the change.
    """

    delta: Reading
    sign: int
    after: tuple[Reading, ...]
    before: tuple[Reading, ...]
    explained: bool


def moves(document: Document) -> tuple[Move, ...]:
    """Every change of the prose that a word right before it tells, in order of place."""
    listed = {p.reading.start for b in document.view(breakdowns) for p in b.parts if len(b.parts) > 1}
    found = (_move(document, at, listed) for at in range(len(document.prose)))
    return tuple(m for m in found if m is not None)


def explained(document: Document) -> frozenset[int]:
    """Where the changes stand that some two numbers of their sentence give."""
    return frozenset(m.delta.start for m in document.view(moves) if m.explained)


def _move(document: Document, at: int, listed: set[int]) -> Move | None:
    delta = document.prose[at]
    if delta.kind not in ("quantity", "percent") or delta.value is None or delta.qualifier:
        return None
    low, high = document.sentence(delta.start)
    word = word_of(document, delta, low)
    again = (
        delta.kind == "percent"
        and at
        and _AGAIN.search(document.plain, document.prose[at - 1].end, delta.start)
    )
    if (word is None and not again) or _mean(document, at, low):
        return None
    sign = sign_of(document, delta, low)
    others = [r for r in document.within(low, high) if r is not delta and r.kind in ("quantity", "percent")]
    still = [r for r in others if r.start not in document.view(moved_starts)]
    bases = [r for r in still if r.start in document.view(base_starts)]
    now = [r for r in still if r not in bases]
    amounts = [r for r in others if r not in still]
    if not any(_measured_alike(r, b) for r in now for b in _nearest(delta, bases)[:1] or [delta]):
        now = [*now, *_sentence_before(document, low)]
    free = [r for r in now if r.start not in listed]
    fits = _explained(delta, now if bases else free, bases, amounts, sign, free)
    if word is None:
        amount = document.prose[at - 1]
        if amount not in amounts or delta.basis:
            return None
        sign = sign_of(document, amount, low)
    before = tuple(b for b in _nearest(delta, bases) if meant(document, delta, b, word))
    after = tuple(_likely(document, delta, now, listed))
    ends = _ends_of(document.prose[at - 1], [*now, *bases]) if again and not before else None
    if ends is not None:
        after, before = (ends[0],), (ends[1],)
        fits = fits or growth_of(*ends, delta)
    return Move(delta, sign, after, before, fits)


def _ends_of(amount: Reading, levels: Sequence[Reading]) -> tuple[Reading, Reading] | None:
    """The only two numbers that an amount of change lies between: `năm 2024 nhiều hơn năm 2023 26 huy chương (15,4%)`."""
    alike = [r for r in levels if r.kind == amount.kind and _measured_alike(r, amount) and r.value]
    pairs = [(a, b) for a, b in permutations(alike, 2) if gap_fits(amount, a, b)]
    if len({(a.value, b.value) for a, b in pairs}) != 1 or not amount.change:
        return None
    return pairs[0] if amount.change == "up" else (pairs[0][1], pairs[0][0])


def _mean(document: Document, at: int, low: int) -> bool:
    """True for a change a year or a head: `trung bình mỗi năm giảm 1,17%`."""
    start = document.prose[at].start
    since = max(low, document.prose[at - 1].end if at else low, start - 60)
    return _MEAN.search(document.text, since, start) is not None


def _sentence_before(document: Document, low: int) -> tuple[Reading, ...]:
    """The numbers of the sentence before in the line: `Xảy ra 118 vụ … So với năm 2022, giảm 14 vụ (132 vụ)`."""
    line = document.text.rfind("\n", 0, low) + 1
    return document.within(*document.sentence(max(line, low - 2))) if low - 2 > line else ()


def _measured_alike(one: Reading, delta: Reading) -> bool:
    """True where one can be the other's value before or after."""
    if (
        {one.kind, delta.kind} == {"percent"}
        or unit_of(one).startswith("diem")
        or unit_of(delta).startswith("diem")
    ):
        return same_measure(one, delta)
    if one.kind != delta.kind:
        return False
    units = sorted((unit_of(one), unit_of(delta)), key=len)
    longer = bool(units[0]) and units[1].startswith(units[0] + "/")
    return same_kind(one, delta) or people(one, delta) or longer or _bare(one) or _of_anything(one, delta)


def _of_anything(one: Reading, delta: Reading) -> bool:
    """True where one is counted in a word that stands for any thing (`trường hợp`)."""
    general = load.pattern("list_words.txt", "general")
    return counted(one) and counted(delta) and any(general.match(" ".join(noun_of(r))) for r in (one, delta))


def _explained(
    delta: Reading,
    now: Sequence[Reading],
    bases: Sequence[Reading],
    amounts: Sequence[Reading],
    sign: int,
    free: Sequence[Reading],
) -> bool:
    """True where two of the numbers, or one and an amount of change, give it, and in that direction."""
    told = [(a, b) for a in now for b in bases if (a.amount - b.amount) * (sign or 1) >= 0 or not sign]
    loose = [(a, b) for a, b in permutations(free, 2) if (a.amount - b.amount) * sign >= 0]
    then = [(a, b) for a, b in permutations(bases, 2) if (a.basis == "plan") == (b.basis == "plan")]
    pairs = [*told, *loose, *then]
    alike = [(a, b) for a, b in pairs if _measured_alike(a, delta) and _measured_alike(b, delta)]
    if any(gap_fits(delta, *sorted(pair, key=_value)) for pair in alike):
        return True
    relative = delta.kind == "percent" or not delta.unit
    if relative and any(growth_of(a, b, delta) for a, b in pairs):
        return True
    return delta.kind == "percent" and any(_amount_of(m, r, delta) for m in amounts for r in (*now, *bases))


def _value(reading: Reading) -> Decimal:
    return -reading.amount


def gap_fits(delta: Reading, one: Reading, other: Reading) -> bool:
    """True where one exceeds the other by the change, as far as they are written."""
    (a_low, a_high), (b_low, b_high), (low, high) = (interval(r) for r in (one, other, delta))
    exact = one.amount - other.amount
    return exact > 0 and low <= a_high - b_low and a_low - b_high <= high


def growth_of(one: Reading, other: Reading, delta: Reading) -> bool:
    """True where the change in percent is from the other to one, or from one to the other."""
    if one.kind != other.kind or not _comparable(one, other):
        return False
    (a_low, a_high), (b_low, b_high), (low, high) = (interval(r) for r in (one, other, delta))
    if b_low <= 0:
        return False
    ends = [abs(a - b) / b * 100 for a in (a_low, a_high) for b in (b_low, b_high)]
    return min(ends) <= high and low <= max(ends)


def _comparable(one: Reading, other: Reading) -> bool:
    return same_kind(one, other) or people(one, other) or _bare(other)


def _bare(reading: Reading) -> bool:
    """True for a number that says no thing and no measure: `năm 2023: 375`."""
    return not (reading.noun or reading.unit)


def _amount_of(amount: Reading, value: Reading, delta: Reading) -> bool:
    """True where the percentage is the amount's, of the value or of what was before or is after it."""
    if not _measured_alike(value, amount) or amount.value is None or value.value is None:
        return False
    low, high = interval(delta)
    half = sum((i[1] - i[0] for i in (interval(amount), interval(value))), Decimal(0)) / 2
    for whole in (value.value, value.value - amount.value, value.value + amount.value):
        if whole - half > 0:
            right = amount.value / whole * 100
            slack = half / whole * (100 + right)
            if low <= right + slack and right - slack <= high:
                return True
    return False


def _likely(
    document: Document, delta: Reading, now: Sequence[Reading], listed: set[int]
) -> Iterator[Reading]:
    """What may be the value after, the likeliest first: before the change, out of lists and brackets, near."""
    depth = document.brackets.depth

    def rank(reading: Reading) -> tuple[bool, bool, bool, int]:
        far = abs(delta.start - reading.start)
        deeper = depth(reading.start) > depth(delta.start)
        return reading.start > delta.start, reading.start in listed, deeper, far

    alike = (r for r in now if delta.kind == "percent" or _measured_alike(r, delta))
    yield from sorted((r for r in alike if not joined(document, r)), key=rank)


def _nearest(delta: Reading, bases: Sequence[Reading]) -> list[Reading]:
    """The values before, those behind the change first."""
    alike = [r for r in bases if delta.kind == "percent" or _measured_alike(r, delta)]
    return sorted(alike, key=lambda r: (r.start < delta.start, abs(r.start - delta.start)))
