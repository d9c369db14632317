"""A plan said before what was done, and the percentage of it: `kế hoạch giao 20 tỷ đồng, thực hiện 15 tỷ đồng, đạt 75%`.

Source: numbers.md (Change and level). The plan is the number right behind `kế hoạch`, `chỉ tiêu` or `dự toán` (or
before `kế hoạch vốn`), in the unit of what was done, both in the sentence of the percentage.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from drafting.checks.document import Document
from drafting.checks.findings import about, place, written
from drafting.checks.kinds import interval, same_kind
from drafting.checks.percentages import Share
from drafting.numbers.types import Reading
from drafting.types import Finding, Severity

CODE = "change-arithmetic"
_PLAN = re.compile(r"(?<!\w)(?:ke hoach|chi tieu|du toan|muc tieu)(?: (?!va(?!\w))\w+){0,4}(?: la)?[\s:(]*$")
_OF_PLAN = re.compile(r"^[^\d;.,]{0,6}(?:\w+ ){0,1}(?:ke hoach|du toan)(?: von)?(?!\w)")
_TOTAL_BEFORE = re.compile(r"(?<!\w)(?:tren|trong|/) ?(?:tong(?: so)?)?\s*$")
_OVER = re.compile(r"^[^\d,;.:]{0,12}/\s*$")  # `8.432 triệu đồng/7.900 triệu đồng`
_REST = re.compile(r"[^\d;.]{0,40}?,\s*con(?: lai| phai)?(?: (?:thu|chi|thuc hien|giai ngan))?\s*$")
_DONE = re.compile(r"^[^\d;.]{0,40}?(?<!\w)(?:dat|bang)(?: ty le)?[\s:(]*$")


def check(document: Document) -> Iterable[Finding]:
    """Findings on percentages of a plan that the sentence itself states."""
    prose = document.prose
    for at in range(2, len(prose)):
        percent = prose[at]
        if percent.kind != "percent" or percent.change in ("up", "down") or percent.qualifier:
            continue
        if percent.basis not in (None, "plan"):
            continue
        for done, plan in _pairs(document, at):
            yield from _judge(document, done, plan, percent)
            yield from _rest(document, done, plan, at)


def _pairs(document: Document, at: int) -> Iterator[tuple[Reading, Reading]]:
    """What was done and its plan, where the two numbers before the percentage are these."""
    first, second, percent = document.prose[at - 2 : at + 1]
    low, _ = document.sentence(percent.start)
    if first.start < low or not _comparable(first, second):
        return
    lead = document.plain[max(low, first.start - 45) : first.start]
    between, behind = document.plain[first.end : second.start], document.plain[second.end : percent.start]
    said = bool(_OF_PLAN.match(document.plain[percent.end : percent.end + 30]))
    if _PLAN.search(lead) and _DONE.match(behind) and (";" not in between or said):
        yield second, first
    elif ((_PLAN.search(between) or _OVER.match(between)) and _DONE.match(behind)) or (
        _TOTAL_BEFORE.search(between) and _OF_PLAN.match(behind) and "tong" in between
    ):
        yield first, second


def _comparable(one: Reading, other: Reading) -> bool:
    plain_kinds = one.kind == other.kind == "quantity" and bool(one.value) and bool(other.value)
    moved = any(r.change in ("up", "down") or r.qualifier for r in (one, other))
    return plain_kinds and not moved and same_kind(one, other)


def _rest(document: Document, done: Reading, plan: Reading, at: int) -> Iterator[Finding]:
    """`dự toán 4.650 triệu đồng, đã chi 2.418 triệu đồng, bằng 52% dự toán, còn 2.232 triệu đồng`."""
    percent, rest = document.prose[at], document.prose[at + 1] if at + 1 < len(document.prose) else None
    if rest is None or rest.kind != "quantity" or not same_kind(plan, rest):
        return
    if rest.end > document.sentence(percent.start)[1] or not _REST.fullmatch(
        document.plain, percent.end, rest.start
    ):
        return
    (p_low, p_high), (d_low, d_high), (low, high) = interval(plan), interval(done), interval(rest)
    right = plan.amount - done.amount
    if right > 0 and not (low <= p_high - d_low and p_low - d_high <= high):
        message = f"{plan.quote} trừ {done.quote} còn {written(right, rest)}, không phải {rest.quote}."
        yield about(
            document, CODE, "error", rest, message, expected=right, evidence=[place(plan), place(done)]
        )


def _judge(document: Document, done: Reading, plan: Reading, percent: Reading) -> Iterator[Finding]:
    value, goal = done.amount, plan.value or Decimal(1)
    share = Share.of(value, goal, interval(done))
    if share.truncated(percent) or share.fits(percent):
        return
    # a plan is set, not measured; only where its own number was rounded could the percentage still be right
    rough = Share.of(value, goal, interval(done), interval(plan))
    severity: Severity = "warning" if rough.fits(percent) else "error"
    right = share.rounded(percent)
    message = (
        f"{done.quote} trên kế hoạch {plan.quote} là {written(right, percent)}, không phải {percent.quote}."
    )
    evidence = [place(done), place(plan)]
    yield about(document, CODE, severity, percent, message, expected=right, evidence=evidence)
