"""What is left is the whole less the part: `4/7 thôn (còn 3 thôn …)`.

Source: numbers.md (Ratios and ranks); contract code `sum-of-parts`, for done and left make the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from drafting.checks.document import Document
from drafting.checks.findings import about, place
from drafting.checks.kinds import people, same_kind
from drafting.checks.part_of import PartOf, whole_value
from drafting.checks.ratios import left_over
from drafting.checks.wholes import parts_of
from drafting.numbers.types import Reading
from drafting.types import Finding

CODE = "sum-of-parts"
_FAR = 200
_REST = re.compile(r"(?<!\w)con(?: lai)?(?: la| co)?\s*$")
_OTHER = re.compile(r"(?<!\w)(?:nam|cung ky|ke hoach|du toan|chi tieu|dau)(?!\w)")


def check(document: Document) -> Iterable[Finding]:
    """Findings on remainders of ratios in the same sentence."""
    for ratio, reading in left_over(document):
        rest = (ratio.of or Decimal(0)) - ratio.amount
        if reading.value != rest and rest >= 0:
            message = f"Còn lại {reading.quote}, nhưng {ratio.quote} thì còn {rest:f}."
            yield about(document, CODE, "error", reading, message, expected=rest, evidence=[place(ratio)])
    for part in document.view(parts_of):
        left = _left_of(document, part) if part.sure or part.fits else None
        rest = whole_value(part.whole) - part.part.amount
        if left is not None and left.value != rest:
            message = (
                f"Còn lại {left.quote}, nhưng {part.part.quote} của {part.whole.quote} thì còn {rest:f}."
            )
            evidence = [place(part.part), place(part.whole)]
            yield about(document, CODE, "error", left, message, expected=rest, evidence=evidence)


def _left_of(document: Document, part: PartOf) -> Reading | None:
    """What the line says is left of a part's whole: `1.709 người, bằng 58% tổng số … (2.946 người). Còn lại 1.237 người`."""
    since = max(part.percent.end, part.whole.end)
    line = document.text.find("\n", since)
    behind = document.within(since, min(since + _FAR, line if line >= 0 else since + _FAR))
    left = next((r for r in behind if r.kind == "quantity" and not r.change), None)
    if left is None or left.qualifier or not (same_kind(part.part, left) or people(part.part, left)):
        return None
    lead = document.plain[since : left.start]
    return left if _REST.search(lead) and not _OTHER.search(lead) else None
