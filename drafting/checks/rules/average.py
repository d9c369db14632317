"""An average a head is the total over how many there are: `310 tỷ đồng với 21.300 hộ, bình quân 14,5 triệu đồng/hộ`.

Source: contract code `ratio-percent`. Only where the sentence has one amount and one count of that kind before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_DOWN, Decimal

from drafting.checks.document import Document
from drafting.checks.findings import about, place, written
from drafting.checks.kinds import interval, noun_of
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


def _judge(document: Document, average: Reading, total: Reading, count: Reading) -> Iterable[Finding]:
    (low, high), (few, many), (least, most) = interval(average), interval(count), interval(total)
    rough = {average.qualifier, total.qualifier, count.qualifier} & _ROUGH
    if rough or few <= 0 or (least / many <= high and low <= most / few):
        return
    scale = average.scale or Decimal(1)
    exact = (total.value or Decimal(0)) / (count.value or Decimal(1))
    step = Decimal(1).scaleb(-average.decimals)
    right = (exact / scale).quantize(step) * scale
    cut = (exact / scale).quantize(step, ROUND_DOWN) * scale == average.value
    severity: Severity = "info" if cut else "error"
    message = (
        f"{total.quote} chia cho {count.quote} là {written(right, average)}, không phải {average.quote}."
    )
    yield about(
        document, CODE, severity, average, message, expected=right, evidence=[place(total), place(count)]
    )
