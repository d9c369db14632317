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

from drafting.checks.averages import ELSE, averages, fits, judge, judge_list, slipped, told_before
from drafting.checks.document import Document
from drafting.checks.kinds import same_kind
from drafting.checks.lists import breakdowns
from drafting.checks.plain import plain
from drafting.numbers.types import Reading
from drafting.types import Finding

_EACH = re.compile(
    r"\W*(?:tinh )?(?:binh quan|trung binh)(?: chung)? (?:moi|mot|1|tung) ([^\W\d]+) (?:la |dat |co |duoc )?"
)
_GAP = 3


def check(document: Document) -> Iterable[Finding]:
    """Findings on such averages."""
    for found in document.view(averages):
        yield from _of_heads(document, *found)
    for listed in _over_list(document):
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
