"""A number written so that it can be misread: a dot for the comma, a lost dot, misread digits.

Source: numbers.md (Separators and scale). The reading itself says what is doubtful; here it is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.checks.document import Document
from drafting.checks.findings import finding
from drafting.numbers.companions import REPEATED
from drafting.numbers.digits import COMMA_THOUSANDS, NO_DOTS
from drafting.numbers.types import Reading
from drafting.types import Finding

CODE = "number-format"
_THREE = 3
_YEARS = re.compile(r"(?:19|20)\d\d(?:,| và|, và) (?:năm )?$")
# `thu nhập đạt 46,2% triệu đồng/người`
_AMOUNT = re.compile(r" ((?:trieu|ty|nghin|ngan)(?: dong)?(?! trong| le)|dong/[a-z]+)(?!\w)")


def check(document: Document) -> Iterable[Finding]:
    """Findings on doubtful writing."""
    for reading in document.prose:
        if reading.kind == "percent" and (unit := _AMOUNT.match(document.plain, reading.end)):
            message = f"{reading.quote} đứng trước “{document.text[slice(*unit.span(1))]}”: thừa dấu % hay sai đơn vị."
            yield finding(document, CODE, "warning", (reading.start, reading.end), message)
    for reading in document.readings:
        if not reading.note or not document.in_prose(reading.start):
            continue
        aligned = document.aligned.get(reading.start)
        if aligned and aligned.agrees and "có thể" in reading.note:
            continue  # only a doubt, and the figures clear it up
        if reading.note == NO_DOTS and _YEARS.search(
            document.text, max(0, reading.start - 12), reading.start
        ):
            continue  # `Các năm 2020, 2022, 2023 tỉnh được tặng Cờ`
        if reading.note == REPEATED:
            continue  # a help to the reader, nothing doubtful
        if reading.note == COMMA_THOUSANDS and _too_many(document, reading):
            continue
        span = reading.start, reading.end
        message = f"Cách viết số {reading.quote} đáng ngờ: {reading.note.rstrip('.')}."
        yield finding(document, CODE, "warning", span, message)


def _too_many(document: Document, reading: Reading) -> bool:
    """True where it would be far more than all the text tells of in the unit, were its comma a dot.

    So too where another number of the unit has three decimals behind a dot: the text writes so many.
    """
    others = [
        r
        for r in document.prose
        if r.unit == reading.unit and r.kind == "quantity" and r.value and r.note != COMMA_THOUSANDS
    ]
    if any(r.grouped and r.decimals == _THREE for r in others):
        return True
    most = max((r.value for r in others if r.value), default=None)
    return most is not None and reading.value is not None and reading.value * 1000 > most * _THREE
