"""One document cited with two dates, or with a date of another year than its number says.

Source: relations of real reports (`doc_restatement`, `doc_year`). Contract code `restated`.
"""

from __future__ import annotations

from collections.abc import Iterable

from drafting.checks.citations import Citation, citations, year_of
from drafting.checks.document import Document
from drafting.checks.findings import finding
from drafting.checks.plain import plain
from drafting.types import Finding, Place

CODE = "restated"


def check(document: Document) -> Iterable[Finding]:
    """Findings on the dates of cited documents."""
    first: dict[tuple[str, str], Citation] = {}
    for citation in document.view(citations):
        if citation.date is None or citation.date_span is None:
            continue
        year = year_of(citation)
        if year is not None and abs(citation.date[2] - year) > 0:
            message = f"Số hiệu {citation.number} là của năm {year}, nhưng ngày ghi năm {citation.date[2]}."
            yield finding(document, CODE, "error", citation.date_span, message)
            continue
        key = citation.kind, plain(citation.number)
        earlier = first.setdefault(key, citation)
        if earlier.date != citation.date and earlier.date_span and _one_document(earlier, citation):
            start, end = earlier.date_span
            message = f"{citation.number} ghi hai ngày khác nhau: {document.text[start:end]} và ngày này."
            place = Place(document.text[start:end], start, end)
            yield finding(document, CODE, "error", citation.date_span, message, evidence=[place])


def _one_document(one: Citation, other: Citation) -> bool:
    """A bare number names one document only where its kind has one issuer and the year is the same."""
    if not other.number.isdigit():
        return True
    return (
        other.kind == "nghi dinh"
        and one.date is not None
        and other.date is not None
        and one.date[2] == other.date[2]
    )
