"""An average a head is the total over how many there are: `310 tỷ đồng với 21.300 hộ, bình quân 14,5 triệu đồng/hộ`.

So is one over a list's members, `Bình quân mỗi khối 667 lượt` behind it. Source: contract code `ratio-percent`. Only where
the sentence has one amount and one count of that kind before it, or the list before names its parts by that word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import ROUND_DOWN, Decimal

from drafting.checks.document import Document
from drafting.checks.findings import about, place, written
from drafting.checks.kinds import interval, noun_of, same_kind
from drafting.checks.lists import breakdowns
from drafting.checks.plain import plain
from drafting.numbers.types import Reading
from drafting.types import Finding, Severity

CODE = "ratio-percent"
_AVERAGE = re.compile(r"(?<!\w)binh quan(?!\w)[^\d;.]{0,40}$")
# what the average is one of, if not of the numbers before it
_ELSE = re.compile(
    r"(?<!\w)(?:ca nuoc|toan quoc|ca tinh|toan tinh|khu vuc|vung|so voi|(?:cao|thap|nhieu|it) hon|cung ky|nam truoc|ke hoach"
    r"|chi tieu|muc tieu|nghi quyet)(?!\w)"
)
_EACH = re.compile(
    r"\W*(?:tinh )?(?:binh quan|trung binh)(?: chung)? (?:moi|mot|1|tung) ([^\W\d]+) (?:la |dat |co |duoc )?"
)
_GAP = 3
_ROUGH = frozenset({"about", "nearly", "more-than", "less-than", "at-least", "at-most"})


def check(document: Document) -> Iterable[Finding]:
    """Findings on such averages."""
    for reading in document.prose:
        amount, _, head = (reading.unit or "").partition("/")
        if not head or "/" in head or reading.kind != "quantity" or reading.change:
            continue
        low = document.sentence(reading.start)[0]
        if not _AVERAGE.search(document.plain, max(low, reading.start - 60), reading.start):
            continue
        before = [r for r in document.within(low, reading.start) if r.kind == "quantity" and not r.change]
        totals = [r for r in before if r.unit == amount]
        counts = [r for r in before if noun_of(r)[:1] == (plain(head),)]
        if len(totals) == 1 and len(counts) == 1:
            told = max(totals[0].end, counts[0].end)
            if _ELSE.search(document.plain, told, reading.start):
                continue
            yield from _judge(document, reading, totals[0], counts[0])
    for found in _over_list(document):
        yield from _judge_list(document, *found)


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


def _judge_list(
    document: Document, average: Reading, total: Reading, count: Decimal, parts: tuple[Reading, ...]
) -> Iterable[Finding]:
    (low, high), (least, most) = interval(average), interval(total)
    half = average.step / 2
    if average.qualifier or total.qualifier or (least / count <= high + half and low - half <= most / count):
        return
    right = total.amount / count
    message = f"{total.quote} chia cho {count} là {written(right, average)}, không phải {average.quote}."
    evidence = [place(total), *(place(r) for r in parts)]
    yield about(document, CODE, "error", average, message, expected=right, evidence=evidence)


def _judge(document: Document, average: Reading, total: Reading, count: Reading) -> Iterable[Finding]:
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
