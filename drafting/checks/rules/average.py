"""An average a head is the total over how many there are: `310 tỷ đồng với 21.300 hộ, bình quân 14,5 triệu đồng/hộ`.

So is one over a list's members, `Bình quân mỗi khối 667 lượt` behind it.
Source: contract code `ratio-percent`. Only where the sentence has one amount and one count of that kind before it, or the
list before names its parts by that word; of the amounts and counts of its line one pair must be a slip of the pen away
and none fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from drafting.checks.averages import (
    ELSE,
    averages,
    fits,
    fits_many,
    judge,
    judge_list,
    slipped,
    told_before,
    told_in,
)
from drafting.checks.document import Document
from drafting.checks.kinds import same_kind, sum_of
from drafting.checks.lists import breakdowns
from drafting.checks.plain import plain
from drafting.checks.written_out import spans
from drafting.numbers.types import Reading
from drafting.types import Finding

_EACH = re.compile(
    r"\W*(?:tinh )?(?:binh quan|trung binh)(?: chung)? (?:moi|mot|1|tung) ([^\W\d]+) (?:la |dat |co |duoc )?"
)
_GAP = 3
_BESIDE = 20
_APART = re.compile(r"(?<!\w)(?:rieng|trong do|con lai|\d+ (?:thang|ngay|quy|tuan))(?!\w)")
_FEWEST = 3
# how many of a span of time make another that a sentence names
_SPANS: dict[str, tuple[tuple[str, str], ...]] = {
    "thang": ((r"(?<!\w)quy (?:iv|i{1,3}|\d)(?!\w)", "3"), (r"(?<!\w)nam(?! thang)(?!\w)", "12")),
    "quy": ((r"(?<!\w)nam(?!\w)", "4"),),
    "nam": (),
    "ngay": (),
    "tuan": (),
}


def check(document: Document) -> Iterable[Finding]:
    """Findings on such averages."""
    for found in document.view(averages):
        yield from _of_heads(document, *found)
        yield from _over_time(document, *found)
        yield from _in_bracket(document, *found)
    for listed in (*_over_list(document), *_over_members(document)):
        yield from judge_list(document, *listed)


def _of_heads(document: Document, reading: Reading, amount: str, head: str) -> Iterator[Finding]:
    """An average a head against the amounts and the counts before it."""
    low = document.sentence(reading.start)[0]
    totals, counts = told_before(document, low, reading, amount, head)
    if len(totals) == 1 and len(counts) == 1:
        told = max(totals[0].end, counts[0].end)
        if not ELSE.search(document.plain, told, reading.start):
            yield from judge(document, reading, totals[0], counts[0])
        return
    line = document.text.rfind("\n", 0, low) + 1
    near, others = told_before(document, line, reading, amount, head)
    pairs = [(t, c) for t in totals or near for c in counts or others if c.amount > 0]
    if ELSE.search(document.plain, low, reading.start) or any(fits(reading, t, c) for t, c in pairs):
        return
    off = [(t, c) for t, c in pairs if slipped(reading, t, c)]
    if len({(t.value, c.value) for t, c in off}) == 1:
        yield from judge(document, reading, *off[0])


def _over_time(document: Document, reading: Reading, amount: str, head: str) -> Iterator[Finding]:
    """`trong quý IV còn phải thu 77.760 triệu đồng, bình quân mỗi tháng 25.920 triệu đồng`: over the months that are told."""
    unit = head.split()[0]
    if unit not in _SPANS:
        return
    low = document.sentence(reading.start)[0]
    totals = told_before(document, low, reading, amount, head)[0]
    if not totals or ELSE.search(document.plain, totals[-1].end, reading.start):
        return
    said = document.plain[low : reading.start]
    numbers = (
        re.findall(rf"(?<![\d.,/])(\d{{1,3}}) {unit}(?!\w)", said),
        *([many] * len(re.findall(pattern, said)) for pattern, many in _SPANS[unit]),
    )
    times = [Decimal(n) for some in numbers for n in set(some)]
    total = totals[-1]
    if any(fits_many(reading, total, n) for n in times):
        return
    behind = document.plain[total.end : reading.start]
    likely = {Decimal(n) for n in next((some for some in numbers if some), ())}
    apart = _APART.search(behind) or any(re.search(p, behind) for p, _ in _SPANS[unit])
    if len(likely) == 1 and not apart and len({t.value for t in totals}) == 1:
        yield from judge_list(document, reading, total, likely.pop(), ())


def _in_bracket(document: Document, reading: Reading, amount: str, head: str) -> Iterator[Finding]:
    """`bình quân một ngày tiếp nhận 265 lượt (tính 365 ngày, 96.876 lần khám)`: told in the bracket behind."""
    bracket = document.brackets.after(reading.end, reading.end + _BESIDE)
    if bracket is None or document.within(reading.end, bracket[0]):
        return
    totals, counts = told_in(document, bracket, reading, amount, head)
    unit = head.split()[0]
    counts += [
        s for s in spans(document) if bracket[0] < s.start < bracket[1] and plain(s.unit or "") == unit
    ]
    if len(totals) == 1 and len(counts) == 1 and not ELSE.search(document.plain, *bracket):
        yield from judge(document, reading, totals[0], counts[0])


def _over_list(document: Document) -> Iterator[tuple[Reading, Reading, Decimal, tuple[Reading, ...]]]:
    """`… chia ra: khối A 823 lượt, khối B 511 lượt. Bình quân mỗi khối 667 lượt`: over as many as the list before names."""
    lists = document.view(breakdowns)
    for reading in document.prose:
        low = document.sentence(reading.start)[0]
        each = _EACH.match(document.plain, low, reading.start)
        if not each or each.end() != reading.start or reading.change or reading.kind != "quantity":
            continue
        for breakdown in lists:
            parts = tuple(p.reading for p in breakdown.parts)
            labels = [plain(p.label) for p in breakdown.parts]
            near = breakdown.span[0] < low and low - breakdown.span[1] <= _GAP
            if near and len(parts) > 1 and all(f"{each[1]} " in f"{label} " for label in labels):
                heads = [h for h in breakdown.heads if same_kind(h, parts[0]) and same_kind(reading, h)]
                if heads:
                    yield reading, heads[0], Decimal(len(parts)), parts
                    break


def _over_members(document: Document) -> Iterator[tuple[Reading, Reading, Decimal, tuple[Reading, ...]]]:
    """`07 đơn vị …: 490 công chức: Sở A 68 người, …; bình quân 70 người/đơn vị`: over the members that make the total up."""
    for reading, amount, head in document.view(averages):
        low = document.sentence(reading.start)[0]
        line = document.text.rfind("\n", 0, low) + 1
        totals, _ = told_before(document, low, reading, amount, head)
        counts = told_before(document, line, reading, amount, head)[1]
        parts = tuple(totals[1:])
        whole = len(parts) >= _FEWEST and totals[0].amount == sum_of(parts)
        if whole and {c.amount for c in counts} == {Decimal(len(parts))}:
            yield reading, totals[0], Decimal(len(parts)), parts
