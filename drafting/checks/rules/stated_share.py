"""A part of a whole said in words, with its percentage: `1.250 hộ, trong đó 25 hộ nghèo (chiếm 2%)`.

Source: numbers.md (Ratios and ranks). The whole is what the words name as such: the total before `trong đó`, or
what `tổng số` counts. A percentage that any other number before it in the passage would give is left alone, as is
one that names a base of its own behind it (`chiếm 3% dân số`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_DOWN, Decimal

from drafting.checks import load
from drafting.checks.document import Document
from drafting.checks.findings import about, place, written
from drafting.checks.kinds import interval, noun_of, same_kind
from drafting.checks.ratios import ENDS
from drafting.numbers.types import Reading
from drafting.types import Finding

CODE = "ratio-percent"
# what may stand between the part and its percentage; `đạt` alone is often of a plan
_SAYS = re.compile(r"^[^\d;.\n]{0,70}?(?:chiem(?: ty le| khoang)?|(?:dat )?t[iy] le|tuong duong)[\s:(]*$")
_AWAY = re.compile(r"(?<!\w)(?:tang|giam|ke hoach|cung ky|chi tieu|du toan|con lai)(?!\w)")
_TOTAL = re.compile(
    r"(?<!\w)(?:tong(?: so)?|toan (?:xa|huyen|tinh|truong|phuong|thon|thi tran|thanh pho|co quan|don vi))(?!\w)"
)
_AMONG = re.compile(r"(?<!\w)trong (?:do|so do|tong so)(?!\w)|(?<!\w)tren tong so(?!\w)")


def check(document: Document) -> Iterable[Finding]:
    """Findings on percentages of a part that the words set beside its whole."""
    prose = document.prose
    for at in range(1, len(prose)):
        part, percent = prose[at - 1], prose[at]
        if not _said_of(document, part, percent):
            continue
        low, _ = document.sentence(part.start)
        before = [r for r in document.within(low, part.start) if _whole_of(part, r)]
        whole = next((r for r in reversed(before) if _named(document, low, r, part)), None)
        if whole is None or any(_fits(part, r, percent) for r in (*before, *_earlier(document, low, part))):
            continue
        yield from _finding(document, part, whole, percent)


def _said_of(document: Document, part: Reading, percent: Reading) -> bool:
    """True where a percentage is said of the count or amount right before it, and of no other base."""
    if percent.kind != "percent" or percent.change in ("up", "down") or percent.basis or percent.qualifier:
        return False
    if part.kind != "quantity" or part.change in ("up", "down") or not part.value:
        return False
    between = document.plain[part.end : percent.start]
    return (
        bool(_SAYS.match(between))
        and not _AWAY.search(between)
        and bool(ENDS.match(document.plain[percent.end :][:40]))
    )


def _whole_of(part: Reading, other: Reading) -> bool:
    """True for a number that may be the whole: of the same kind, and larger."""
    if other.kind != "quantity" or not other.value or other.value < (part.value or Decimal(0)):
        return False
    persons = load.pattern("list_words.txt", "persons")
    alike = all(persons.search(" ".join(noun_of(r))) for r in (part, other))
    return alike or same_kind(other, part)


def _named(document: Document, low: int, whole: Reading, part: Reading) -> bool:
    """True where the words name it as the whole of the part."""
    lead, between = document.plain[low : whole.start], document.plain[whole.end : part.start]
    return bool(_AMONG.search(between)) or bool(_TOTAL.search(lead.split(";")[-1]))


def _earlier(document: Document, low: int, part: Reading) -> list[Reading]:
    """Numbers of the sentences before, in the same line, that may be the whole."""
    start = document.text.rfind("\n", 0, low) + 1
    return [r for r in document.within(start, low) if _whole_of(part, r)]


def _fits(part: Reading, whole: Reading, percent: Reading) -> bool:
    (p_low, p_high), (w_low, w_high), (low, high) = interval(part), interval(whole), interval(percent)
    if w_low <= 0:
        return True
    step = Decimal(1).scaleb(-percent.decimals)
    exact = (part.value or Decimal(0)) / (whole.value or Decimal(1)) * 100
    return (p_low / w_high * 100 <= high and p_high / w_low * 100 >= low) or exact.quantize(
        step, ROUND_DOWN
    ) == percent.value


def _finding(document: Document, part: Reading, whole: Reading, percent: Reading) -> Iterable[Finding]:
    exact = (part.value or Decimal(0)) / (whole.value or Decimal(1)) * 100
    right = exact.quantize(Decimal(1).scaleb(-percent.decimals))
    message = f"{part.quote} trên {whole.quote} là {written(right, percent)}, không phải {percent.quote}."
    evidence = [place(part), place(whole)]
    yield about(document, CODE, "error", percent, message, expected=right, evidence=evidence)
