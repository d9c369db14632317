"""Averages told of heads, and whether an amount over a count gives them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_DOWN, Decimal

from drafting.checks.document import Document
from drafting.checks.findings import about, place, written
from drafting.checks.kinds import interval, noun_of
from drafting.checks.plain import plain
from drafting.numbers.types import Reading
from drafting.numbers.typos import digits, one_slip, significant
from drafting.types import Finding, Severity

CODE = "ratio-percent"
_AVERAGE = re.compile(r"(?<!\w)binh quan(?!\w)[^\d;.]{0,40}$")
# what the average is one of, if not of the numbers before it
ELSE = re.compile(
    r"(?<!\w)(?:ca nuoc|toan quoc|ca tinh|toan tinh|khu vuc|vung|so voi|(?:cao|thap|nhieu|it) hon|cung ky|nam truoc|ke hoach"
    r"|chi tieu|muc tieu|nghi quyet)(?!\w)"
)
# `mỗi suất bình quân 801 nghìn đồng`, `bình quân mỗi suất 801 nghìn đồng`
_PER = re.compile(
    r"(?<!\w)(?:moi|mot|1) ([^\W\d]+) (?:binh quan|trung binh)(?: la| duoc| dat| co)*\s*$"
    r"|(?<!\w)(?:binh quan|trung binh) (?:moi|mot|1) (?!nam(?!\w))([^\W\d]+)(?: la| duoc| dat| co)*\s*$"
)
_TELLING = 3
_ROUGH = frozenset({"about", "nearly", "more-than", "less-than", "at-least", "at-most"})


def averages(document: Document) -> tuple[tuple[Reading, str, str], ...]:
    """The averages of the prose with what is averaged and over what."""
    return tuple(a for r in document.prose if (a := _average(document, r)) is not None)


def _average(document: Document, reading: Reading) -> tuple[Reading, str, str] | None:
    if reading.kind != "quantity" or reading.change:
        return None
    low = document.sentence(reading.start)[0]
    lead = document.plain[max(low, reading.start - 60) : reading.start]
    if "binh quan" not in lead and "trung binh" not in lead:
        return None
    amount, head = _told_of(reading, lead)
    return (reading, amount, head) if head else None


def _told_of(reading: Reading, lead: str) -> tuple[str, str]:
    """What is averaged and over what: by the unit (`triệu đồng/hộ`), or in words (`mỗi suất bình quân 801 nghìn đồng`)."""
    amount, _, head = (reading.unit or "").partition("/")
    if head:
        return (amount, "" if "/" in head else plain(head)) if _AVERAGE.search(lead) else ("", "")
    found = _PER.search(lead)
    return (amount, found[1] or found[2]) if found else ("", "")


def told_before(
    document: Document, low: int, reading: Reading, amount: str, head: str
) -> tuple[list[Reading], list[Reading]]:
    """The amounts and the counts of a kind since an offset."""
    before = [r for r in document.within(low, reading.start) if r.kind == "quantity" and not r.change]
    words = tuple(plain(amount).split())
    totals = [r for r in before if r.unit == amount or (words and noun_of(r) == words)]
    heads = tuple(head.split())
    return totals, [r for r in before if noun_of(r)[: len(heads)] == heads]


def fits(average: Reading, total: Reading, count: Reading) -> bool:
    """True where an amount over a count can be the average."""
    (low, high), (few, many), (least, most) = interval(average), interval(count), interval(total)
    return few > 0 and least / many <= high + average.step and low <= most / few


def slipped(average: Reading, total: Reading, count: Reading) -> bool:
    """True where one slip in the average or in the amount is all that is amiss."""
    right = average.as_fine(total.amount / count.amount)
    whole = len(digits(average.amount)) >= _TELLING and one_slip(average.amount, right)
    back = total.as_fine(average.amount * count.amount)
    return (
        whole
        or (total.amount == average.amount * count.amount)
        or (
            significant(total.amount) >= _TELLING
            and one_slip(total.amount, back)
            and average.amount * count.amount == back
        )
    )


def judge(document: Document, average: Reading, total: Reading, count: Reading) -> Iterable[Finding]:
    """A finding where an amount over a count is not the average."""
    (low, high), (few, many), (least, most) = interval(average), interval(count), interval(total)
    rough = {average.qualifier, total.qualifier, count.qualifier} & _ROUGH
    if rough or few <= 0 or (least / many <= high and low <= most / few):
        return
    exact = total.amount / (count.value or Decimal(1))
    right = average.as_fine(exact)
    cut = (exact / average.scale).quantize(average.last_place, ROUND_DOWN) * average.scale == average.value
    severity: Severity = "info" if cut else "error"
    message = (
        f"{total.quote} chia cho {count.quote} là {written(right, average)}, không phải {average.quote}."
    )
    yield about(
        document, CODE, severity, average, message, expected=right, evidence=[place(total), place(count)]
    )


def judge_list(
    document: Document, average: Reading, total: Reading, count: Decimal, parts: tuple[Reading, ...]
) -> Iterable[Finding]:
    """A finding where an amount over so many is not the average."""
    (low, high), (least, most) = interval(average), interval(total)
    half = average.step / 2
    if average.qualifier or total.qualifier or (least / count <= high + half and low - half <= most / count):
        return
    right = total.amount / count
    message = f"{total.quote} chia cho {count} là {written(right, average)}, không phải {average.quote}."
    evidence = [place(total), *(place(r) for r in parts)]
    yield about(document, CODE, "error", average, message, expected=right, evidence=evidence)
