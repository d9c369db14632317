"""A summary that says all goals were met, where the report itself tells of one that wasn't.

`các chỉ tiêu đều đạt và vượt kế hoạch` after `bằng 92,9% kế hoạch`. Source: contract code `direction`; domain.md (reports
are written from last period's). A warning that points at the number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafting.alignment.cues import is_future
from drafting.checks.document import Document
from drafting.checks.findings import finding, place
from drafting.checks.times import ahead, path_of
from drafting.numbers.types import Reading
from drafting.types import Finding

CODE = "direction"
_ALL = re.compile(
    r"(?<!\w)(?:(?:tat ca|toan bo|100%)(?: cac)?|cac) chi tieu(?: (?!chu yeu|co ban|chinh)[^\W\d]+|,| [-–]){0,9}? "
    r"(?:deu|cung deu) (?:hoan thanh|dat|vuot)(?: va vuot)?(?!\w)"
    r"|(?<!\w)(?:dat va vuot|hoan thanh vuot muc|hoan thanh) (?:tat ca|toan bo)(?: cac)? chi tieu"
)
_AHEAD = ahead("de|nham")
_WHOLE = 100


def check(document: Document) -> Iterable[Finding]:
    """A warning at each such claim."""
    if document.part_of_year:
        return
    for found in document.hits(_ALL):
        start = found.start()
        low, _ = document.sentence(start)
        ahead_of = _AHEAD.search(document.plain, low, start) or is_future(path_of(document, start))
        if ahead_of or not document.in_prose(start) or not _of_all(document, low, start):
            continue
        missed = next(_missed(document), None)
        if missed is not None:
            said = document.text[slice(*found.span())]
            message = f"Nói “{said}”, nhưng có chỉ tiêu chỉ bằng {missed.quote} kế hoạch."
            yield finding(document, CODE, "warning", found.span(), message, evidence=[place(missed)])


def _of_all(document: Document, low: int, start: int) -> bool:
    """False where it is said of some member or field (`03 huyện có các chỉ tiêu đều đạt`)."""
    return not document.within(low, start) and "linh vuc" not in document.plain[low:start]


def _missed(document: Document) -> Iterator[Reading]:
    """Percentages of the year's plan under 100, told of the whole unit."""
    for mention in document.mentions:
        reading = mention.reading
        plainly = mention.role == "of-plan" and mention.table is None and mention.scope is None
        told = plainly and reading.kind == "percent" and not reading.change and not reading.qualifier
        told = told and reading.basis == "plan" and document.in_prose(reading.start)
        if told and reading.value is not None and 0 < reading.value < _WHOLE and not is_future(mention.path):
            yield reading
