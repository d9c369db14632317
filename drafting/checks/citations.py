"""Citations of documents in a text: kind, number and date as written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafting.checks.document import Document, Span
from drafting.checks.plain import plain

_KIND = (
    r"(?P<kind>nghị định|thông tư|chỉ thị|quyết định|nghị quyết|kế hoạch|công văn|luật|hướng dẫn|"
    r"văn bản hợp nhất|kết luận|văn bản)"
)
_NUMBER = (
    r"(?P<number>\d{1,5}(?:\s*/\s*\d{4})?(?:\s*[/\-]\s*[A-ZĐÂÊƯƠ][\wĐđ]*(?:\s*[\-/]\s*[A-ZĐÂÊƯƠ]\w*)*)?)"
)
_DATE = r"(?P<date>\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})"
_CITED = re.compile(
    rf"{_KIND}\s+(?:liên tịch\s+)?(?:số\s*:?\s*)?{_NUMBER}(?:(?:[\s,]|của [\w ]{{2,25}}?)*?ngày\s+{_DATE})?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Citation:
    """A document as cited.

    Attributes:
        kind: plain words (`nghi dinh`).
        number: as written without blanks (`91/2017/NĐ-CP`), or a bare number.
        date: (day, month, year), or None.
        span: from kind to number; `date_span` of the date.
    """

    kind: str
    number: str
    date: tuple[int, int, int] | None
    span: Span
    date_span: Span | None = None


def citations(document: Document) -> tuple[Citation, ...]:
    """Every citation of the text, in order."""
    return tuple(_citations(document))


def _citations(document: Document) -> Iterator[Citation]:
    for found in document.text_hits(_CITED):
        number = re.sub(r"\s+", "", found["number"])
        date = None
        if found["date"]:
            day, month, year = (int(n) for n in re.findall(r"\d+", found["date"]))
            date = day, month, year
        date_span = found.span("date") if date else None
        yield Citation(plain(found["kind"]), number, date, (found.start(), found.end("number")), date_span)


def year_of(citation: Citation) -> int | None:
    """The year in the number (`91/2017/NĐ-CP`)."""
    found = re.search(r"/((?:19|20)\d{2})(?:/|$)", citation.number)
    return int(found[1]) if found else None
