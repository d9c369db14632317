"""A number written so that it can be misread: a dot for the comma, a lost dot, misread digits.

Source: numbers.md (Separators and scale). The reading itself says what is doubtful; here it is told.
"""

from __future__ import annotations

from collections.abc import Iterable

from drafting.checks.document import Document
from drafting.checks.findings import finding
from drafting.types import Finding

CODE = "number-format"


def check(document: Document) -> Iterable[Finding]:
    """Findings on doubtful writing."""
    for reading in document.readings:
        if not reading.note or not document.in_prose(reading.start):
            continue
        aligned = document.aligned.get(reading.start)
        if aligned and aligned.agrees and "có thể" in reading.note:
            continue  # only a doubt, and the figures clear it up
        span = reading.start, reading.end
        message = f"Cách viết số {reading.quote} đáng ngờ: {reading.note.rstrip('.')}."
        yield finding(document, CODE, "warning", span, message)
