"""What is left is the whole less the part: `4/7 thôn (còn 3 thôn …)`.

Source: numbers.md (Ratios and ranks); contract code `sum-of-parts`, for done and left make the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from drafting.checks.document import Document
from drafting.checks.findings import about, place, written
from drafting.checks.kinds import interval, people, same_kind
from drafting.checks.part_of import PartOf, whole_value
from drafting.checks.ratios import pairs
from drafting.checks.rests import denied, left_over
from drafting.checks.wholes import parts_of
from drafting.numbers.types import Reading
from drafting.types import Finding

CODE = "sum-of-parts"
_FAR = 200
_REST = re.compile(r"(?<!\w)(?:con(?: lai| du| ton| thieu)?|(?:so )?du)(?: la| co)?\s*$")
_OTHER = re.compile(r"(?<!\w)(?:nam|cung ky|ke hoach|du toan|chi tieu|dau)(?!\w)")


def check(document: Document) -> Iterable[Finding]:
    """Findings on remainders of ratios in the same sentence."""
    told = {rest.start: (ratio, rest) for ratio, rest in (*denied(document), *left_over(document))}
    for ratio, reading in told.values():
        rest = (ratio.of or Decimal(0)) - ratio.amount
        if reading.value != rest and rest >= 0 and not _of_all(document, ratio, reading):
            message = f"Còn lại {reading.quote}, nhưng {ratio.quote} thì còn {rest:f}."
            yield about(document, CODE, "error", reading, message, expected=rest, evidence=[place(ratio)])
    for part in (*document.view(parts_of), *_spelt(document)):
        left = _left_of(document, part) if part.sure or part.fits else None
        rest = whole_value(part.whole) - part.part.amount
        if left is not None and rest >= 0 and not _fits(left, part, rest):
            right = written(rest, left)
            message = f"Còn lại {left.quote}, nhưng {part.part.quote} của {part.whole.quote} thì còn {right}."
            evidence = [place(part.part), place(part.whole)]
            yield about(document, CODE, "error", left, message, expected=rest, evidence=evidence)


def _spelt(document: Document) -> Iterator[PartOf]:
    """`21.460 triệu đồng trên dự toán 22.000 triệu đồng (đạt 97,5%)`."""
    for pair in pairs(document):
        if len(pair.evidence) > 1:
            part, whole = pair.evidence[:2]
            yield PartOf(part, whole, pair.percent, sure=True)


def _fits(left: Reading, part: PartOf, rest: Decimal) -> bool:
    """True where it is what is left, as far as the three are written."""
    widths = [high - low for low, high in map(interval, (left, part.part, part.whole))]
    return abs(left.amount - rest) <= sum(widths, Decimal(0)) / 2


def _of_all(document: Document, ratio: Reading, left: Reading) -> bool:
    """`Tiếp nhận 550 hồ sơ, đúng hạn 539/541, còn 09`: what is left of all is not what is left of those done."""
    before = document.within(document.sentence(ratio.start)[0], ratio.start)
    return any(r.amount - (ratio.of or Decimal(0)) == left.value for r in before if r.value is not None)


def _left_of(document: Document, part: PartOf) -> Reading | None:
    """What the line says is left of a part's whole: `1.709 người, bằng 58% tổng số … (2.946 người). Còn lại 1.237 người`."""
    since = max(part.percent.end, part.whole.end)
    line = document.text.find("\n", since)
    behind = document.within(since, min(since + _FAR, line if line >= 0 else since + _FAR))
    left = next((r for r in behind if r.kind == "quantity" and not r.change), None)
    if left is None or left.qualifier or not (same_kind(part.part, left) or people(part.part, left)):
        return None
    lead = document.plain[since : left.start]
    clause = re.split(r"[.;]\s", lead)[-1]
    return left if _REST.search(clause) and not _OTHER.search(clause) else None
