"""What is left is the whole less the part: `4/7 thôn (còn 3 thôn …)`.

Source: numbers.md (Ratios and ranks); contract code `sum-of-parts`, for done and left make the whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from drafting.checks.document import Document
from drafting.checks.findings import about, place
from drafting.checks.ratios import left_over
from drafting.types import Finding

CODE = "sum-of-parts"


def check(document: Document) -> Iterable[Finding]:
    """Findings on remainders of ratios in the same sentence."""
    for ratio, reading in left_over(document):
        rest = (ratio.of or Decimal(0)) - ratio.amount
        if reading.value != rest and rest >= 0:
            message = f"Còn lại {reading.quote}, nhưng {ratio.quote} thì còn {rest:f}."
            yield about(document, CODE, "error", reading, message, expected=rest, evidence=[place(ratio)])
