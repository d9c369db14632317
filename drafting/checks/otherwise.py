"""Doubts of arithmetic that another reading of the same sentence settles: the rule took the wrong numbers together.

`có 742 vụ, 1.306 đối tượng, nhiều hơn cùng kỳ 98 vụ (15,2%)` is 98 of 644, whatever stands nearer to the percentage;
`ít hơn 04 vụ = 2,5% (156/160)` says what is missing to the whole. Only what tells enough not to fit by chance is
believed: a percentage with decimals, a difference of two digits and more of things counted alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise, permutations

from drafting.alignment.slips import digits_of
from drafting.checks.document import Document
from drafting.checks.kinds import additive, counted, interval, noun_of, unit_of
from drafting.numbers.types import Reading
from drafting.numbers.typos import moved_point, one_slip
from drafting.types import Finding, Place

CODES = frozenset({"change-arithmetic", "ratio-percent"})
# Numbers of the sentence before and behind that are tried: of many more some two fit by chance.
BEFORE, BEHIND = 6, 2
_TELLING = 2
_REACHES = re.compile(r"(?<!\w)(?:bang|dat|tuc|tuong duong)(?: la)?\s*$")
_EACH = re.compile(r"(?<!\w)(?:(?:binh quan|trung binh)(?! dau nguoi)|moi (?:nam|quy|thang))(?!\w)[^;.\d]*$")

_RISEN = re.compile(r"(?<!\w)(?:vuot|tang|them)(?!\w)[^;.\d]*$")
_FROM = re.compile(r"(?<!\w)tu\s*$")
_WHOLE = re.compile(r"\s*(?:cua |trong )?(?:tong so|so(?! voi)|toan bo|tong)(?!\w)")
_FAR = 3


def told_otherwise(document: Document, finding: Finding) -> bool:
    """True where other numbers of the sentence than the finding's give the number it doubts."""
    if finding.code not in CODES or finding.start is None:
        return False
    low, high = document.sentence(finding.start)
    near = document.within(low, high)
    own = next((r for r in near if r.start == finding.start), None)
    if own is None:
        return False
    cited = _cited(document, finding)
    if _as_told(document, own, near, cited) or (
        own.kind == "percent" and _of_another_whole(document, own, cited)
    ):
        return True
    if not _tells(own):
        return False
    at = near.index(own)
    near = near[max(0, at - BEFORE) : at + BEHIND + 1]
    used = {e.start for e in finding.evidence if isinstance(e, Place)}
    if own.kind == "percent" and (_rate_of_time(document, own, low) or _rate_then(document, near, used)):
        return True
    others = [r for r in near if r is not own and additive(r) and r.value is not None]
    if own.kind == "percent":
        return any(_within(own, p) for p in _shares(document, others, used))
    return own.kind == "quantity" and any(_within(own, d) for d in _differences(own, others, used))


def _rate_of_time(document: Document, own: Reading, low: int) -> bool:
    """`trung bình mỗi năm giảm 1,10%`: no change from the one to the other, but of each year between."""
    if own.change not in ("up", "down"):
        return False
    return bool(_EACH.search(document.plain, max(low, own.start - 60), own.start))


def _cited(document: Document, finding: Finding) -> list[Reading]:
    """The numbers that a finding rests on, in order."""
    places = sorted((e.start, e.end) for e in finding.evidence if isinstance(e, Place))
    return [r for start, end in places for r in document.within(start, end) if r.start == start and r.value]


def _as_told(document: Document, own: Reading, near: Sequence[Reading], cited: Sequence[Reading]) -> bool:
    """`từ 3,86% đầu năm giảm còn 2,94%, giảm 0,92`; `đạt 16/19 tiêu chí, tăng 3 so với 2023 (13), còn 3`."""
    if own.kind == "percent" and _level(document, own, cited):
        return True
    sign = {"up": 1, "down": -1}.get(own.change or "")
    if sign is None or own.kind != "quantity" or not cited:
        return False
    ordered = len(cited) == 2 and _FROM.search(document.plain, max(0, cited[0].start - 6), cited[0].start)
    if ordered and _within(own, (cited[1].amount - cited[0].amount) * sign):
        return True
    at = near.index(own)
    last = near[at - 1] if at else None
    return last is not None and any(_within(own, (last.amount - r.amount) * sign) for r in cited)


def _of_another_whole(document: Document, own: Reading, cited: Sequence[Reading]) -> bool:
    """`đầu năm có 94 hộ nghèo, cuối năm còn 67 hộ, chiếm 2,14% tổng số hộ`: the whole is told elsewhere."""
    whole = _WHOLE.match(document.plain, own.end)
    if whole is None or len(cited) != 2 or not own.value:
        return False
    small, great = sorted(cited, key=lambda r: r.amount)
    share = own.as_fine(small.amount / great.amount * 100)
    far = share > own.amount * _FAR or own.amount > share * _FAR
    return far and not one_slip(own.amount, share) and not moved_point(own.amount, share)


def _level(document: Document, own: Reading, cited: Sequence[Reading]) -> bool:
    """`tăng 8.880 tỷ đồng, bằng 140%`: of the time before, no growth."""
    told = _REACHES.search(document.plain, max(0, own.start - 12), own.start) is not None
    return told and any(_within(own, a.amount / b.amount * 100) for a, b in permutations(cited, 2))


def _rate_then(document: Document, near: Sequence[Reading], used: set[int]) -> bool:
    """`tăng 8,5% (cùng kỳ 8,4%)`: the other is a growth of the time before, the base of nothing."""
    return any(
        one.kind == other.kind == "percent" and one.change in ("up", "down") and other.start in used
        and document.plain[one.end : other.start].lstrip().startswith("(")
        for one, other in pairwise(near)
    )  # fmt: skip


def _tells(own: Reading) -> bool:
    digits = len(digits_of(own.quote).lstrip("0"))
    return digits >= _TELLING and (own.kind != "percent" or bool(own.decimals))


def _within(own: Reading, value: Decimal) -> bool:
    low, high = interval(own)
    return low <= value < high or value == own.value


def _kind(reading: Reading) -> tuple[str, ...]:
    return (unit_of(reading), *(noun_of(reading)[:1] if counted(reading) else ()))


def _shares(document: Document, others: Sequence[Reading], used: set[int]) -> Iterator[Decimal]:
    """Percentages of two numbers counted alike: the one of the other, and as a change from what it was."""
    for one in others:
        if one.kind == "ratio" and one.of:
            yield from (
                abs(1 - one.amount / one.of) * 100,
                abs(one.of / one.amount - 1) * 100 if one.amount else Decimal(0),
            )
    for part, whole in permutations(others, 2):
        d, a = part.amount, whole.amount
        if _kind(part) != _kind(whole):
            continue
        if {part.start, whole.start} <= used:
            if 0 < d < a and _RISEN.search(document.plain, max(0, part.start - 40), part.start):
                yield d / (a - d) * 100  # `7.850 m3, vượt kế hoạch 350 m3, tương đương 4,7%`
            continue
        if 0 < d < a:
            yield from (d / (a - d) * 100, d / (a + d) * 100, a / d * 100)
            if whole.start == _last_before(others, part):  # nearer than the rule's own
                yield d / a * 100
            if whole.kind == "ratio" and whole.of:
                yield d / whole.of * 100


def _last_before(others: Sequence[Reading], part: Reading) -> int:
    """Where the nearest number before stands that counts the same."""
    return max((r.start for r in others if r.start < part.start and _kind(r) == _kind(part)), default=-1)


def _differences(own: Reading, others: Sequence[Reading], used: set[int]) -> Iterator[Decimal]:
    """Differences of two numbers counted as the doubted one is."""
    alike = [r for r in others if _kind(r) == _kind(own) or not _kind(r)[-1]]
    for one, other in permutations(alike, 2):
        if not {one.start, other.start} <= used and one.amount > other.amount:
            yield one.amount - other.amount
