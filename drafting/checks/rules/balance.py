"""What there was, what went, what came and what is left: `đầu năm có 126 hộ nghèo, thoát 48 hộ, phát sinh 05 hộ, còn 83 hộ`.

Also what was added before its two ends are told (`có thêm 12 xã đạt chuẩn, nâng tổng số từ 126 xã lên 138 xã`), and a
difference said of two amounts before it (`tổng thu 186,4 tỷ, tổng chi 171,8 tỷ; chênh lệch 14,6 tỷ`). Source: issue
text (before, after and change); contract code `change-arithmetic`. Wrong for certain: each number has its own word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from drafting.checks.accounts import Account, accounts
from drafting.checks.document import Document
from drafting.checks.findings import about, place, written
from drafting.checks.kinds import interval, same_kind
from drafting.numbers.types import Reading
from drafting.types import Finding

CODE = "change-arithmetic"
_GAP = re.compile(r"(?<!\w)chenh lech(?: thu,? chi| thu - chi)?(?: la| dat| duong)?\s*$")


def check(document: Document) -> Iterable[Finding]:
    """Findings on what is left, and on differences."""
    for account in accounts(document):
        yield from _left(document, account)
    prose = document.prose
    for at in range(2, len(prose)):
        yield from _difference(document, *prose[at - 2 : at + 1])


def _left(document: Document, account: Account) -> Iterator[Finding]:
    first, last, terms = account.first, account.last, account.terms
    right = first.amount + sum((sign * r.amount for sign, r in terms), Decimal(0))
    widths = [high - low for low, high in (interval(r) for r in (first, last, *(r for _, r in terms)))]
    if abs(right - last.amount) > sum(widths, Decimal(0)) / 2 and right >= 0:
        steps = " ".join(f"{'+' if sign > 0 else '-'} {r.quote}" for sign, r in terms)
        message = f"{first.quote} {steps} còn {written(right, last)}, không phải {last.quote}."
        evidence = [place(r) for r in (first, *(r for _, r in terms))]
        yield about(document, CODE, "error", last, message, expected=right, evidence=evidence)


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
