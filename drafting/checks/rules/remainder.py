"""What is left is the whole less the part: `4/7 thôn (còn 3 thôn …)`.

Source: numbers.md (Ratios and ranks); contract code `sum-of-parts`, for done and left make the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from drafting.checks.document import Document
from drafting.checks.findings import about, place
from drafting.checks.kinds import noun_of
from drafting.numbers.types import Reading
from drafting.types import Finding

CODE = "sum-of-parts"
_LEFT = re.compile(r"(?<!\w)còn(?:\s+lại)?(?:\s+(?:là|có))?\s*:?\s*$", re.IGNORECASE)
_LEFT_AFTER = re.compile(r"^\s*[\w\s]{1,25}?còn lại", re.IGNORECASE)


def check(document: Document) -> Iterable[Finding]:
    """Findings on remainders of ratios in the same sentence."""
    ratio: Reading | None = None
    for reading in document.prose:
        if reading.kind == "ratio":
            ratio = reading
        elif ratio is not None and _left(document, ratio, reading):
            rest = (ratio.of or Decimal(0)) - (ratio.value or Decimal(0))
            if reading.value != rest and rest >= 0:
                message = f"Còn lại {reading.quote}, nhưng {ratio.quote} thì còn {rest:f}."
                yield about(document, CODE, "error", reading, message, expected=rest, evidence=[place(ratio)])
            ratio = None


def _left(document: Document, ratio: Reading, reading: Reading) -> bool:
    """True where the number is what the ratio leaves: near, of the same noun, said to be left."""
    same = noun_of(ratio)[:1] == noun_of(reading)[:1] != ()
    if not same or reading.kind != "quantity" or reading.start - ratio.end > 160:
        return False
    if document.sentence(ratio.start) != document.sentence(reading.start):
        return False
    before = document.text[max(ratio.end, reading.start - 14) : reading.start]
    return bool(_LEFT.search(before)) or bool(
        _LEFT_AFTER.match(document.text[reading.end : reading.end + 40])
    )
