"""What there was, what went, what came and what is left: `đầu năm có 126 hộ nghèo, thoát 48 hộ, phát sinh 05 hộ, còn 83 hộ`.

And a difference said of two amounts before it (`tổng thu 186,4 tỷ, tổng chi 171,8 tỷ; chênh lệch 14,6 tỷ`). Source: issue
text (before, after and change); contract code `change-arithmetic`. Wrong for certain: each number has its own word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from drafting.checks.document import Document
from drafting.checks.findings import about, place, written
from drafting.checks.kinds import interval, same_kind
from drafting.numbers.types import Reading
from drafting.types import Finding

CODE = "change-arithmetic"
_FIRST = re.compile(r"(?<!\w)(?:dau (?:nam|ky|quy)|truoc do|ton dau ky)(?: [^\d;.,]{0,30})?$")
_GONE = re.compile(
    r"(?<!\w)(?:thoat|giam|da giai quyet|giai the|ra khoi|xuat|chuyen di)(?: [^\d;.,]{0,25})?$"
)
_COME = re.compile(
    r"(?<!\w)(?:phat sinh|tang them|them|thanh lap moi|moi|nhap|tiep nhan)(?: [^\d;.,]{0,25})?$"
)
_LAST = re.compile(r"(?<!\w)(?:cuoi (?:nam|ky|quy)|con|con lai|hien con)(?: [^\d;.,]{0,25})?$")
_GAP = re.compile(r"(?<!\w)chenh lech(?: thu,? chi| thu - chi)?(?: la| dat| duong)?\s*$")


def check(document: Document) -> Iterable[Finding]:
    """Findings on what is left, and on differences."""
    prose = document.prose
    for at in range(3, len(prose)):
        yield from _left(document, prose[at - 3 : at + 1])
    for at in range(2, len(prose)):
        yield from _difference(document, *prose[at - 2 : at + 1])


def _left(document: Document, four: tuple[Reading, ...]) -> Iterator[Finding]:
    first, last = four[0], four[3]
    low, high = document.sentence(first.start)
    if last.end > high or any(r.kind != "quantity" or not same_kind(first, r) for r in four):
        return
    starts = [low, *(r.end for r in four)]
    words = [document.plain[start : r.start] for start, r in zip(starts, four, strict=False)]
    if not _FIRST.search(words[0]) or not _LAST.search(words[3]):
        return
    signs = [_sign(w) for w in words[1:3]]
    if sorted(signs) != [-1, 1]:
        return
    bounds = [interval(r) for r in four[1:3]]
    right = first.amount + sum(s * r.amount for s, r in zip(signs, four[1:3], strict=True))
    slack = sum((b[1] - b[0] for b in (interval(first), *bounds, interval(last))), Decimal(0)) / 2
    if abs(right - last.amount) > slack and right >= 0:
        formula = f"{first.quote} {_shown(signs[0])} {four[1].quote} {_shown(signs[1])} {four[2].quote}"
        message = f"{formula} còn {written(right, last)}, không phải {last.quote}."
        yield about(
            document, CODE, "error", last, message, expected=right, evidence=[place(r) for r in four[:3]]
        )


def _sign(words: str) -> int:
    """-1 for what went, 1 for what came, 0 where the words tell neither."""
    return -1 if _GONE.search(words) else 1 if _COME.search(words) else 0


def _shown(sign: int) -> str:
    return "+" if sign > 0 else "-"


def _difference(document: Document, one: Reading, other: Reading, gap: Reading) -> Iterator[Finding]:
    low = document.text.rfind("\n", 0, gap.start) + 1
    lead = document.plain[max(low, other.end) : gap.start]
    if one.start < low or not _GAP.search(lead) or {one.kind, other.kind, gap.kind} != {"quantity"}:
        return
    totals = _totals(document, low, gap)
    if len(totals) != 2 or not (same_kind(totals[0], gap) and same_kind(totals[1], gap)):
        return
    (a_low, a_high), (b_low, b_high), (low_gap, high_gap) = (interval(r) for r in (*totals, gap))
    right = abs((totals[0].value or Decimal(0)) - (totals[1].value or Decimal(0)))
    slack = (a_high - a_low + b_high - b_low) / 2
    if high_gap < right - slack or low_gap > right + slack:
        message = f"Chênh lệch giữa {totals[0].quote} và {totals[1].quote} là {written(right, gap)}, không phải {gap.quote}."
        yield about(
            document, CODE, "error", gap, message, expected=right, evidence=[place(r) for r in totals]
        )


def _totals(document: Document, low: int, gap: Reading) -> list[Reading]:
    """The numbers of the line that a `tổng` right before names, up to the difference."""
    shape = re.compile(r"(?<!\w)tong (?:so )?(?:thu|chi|nguon|kinh phi)[^\d;.,:]{0,25}$")
    return [
        r
        for r in document.within(low, gap.start)
        if shape.search(document.plain[max(low, r.start - 40) : r.start])
    ]
