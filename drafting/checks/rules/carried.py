"""A sentence of the precedent carried word for word with a day, a school year or a person of then in it.

Source: hard-cases.md (sentences without figures are statements too: they were true then); contract codes
`period-leak`, `name-leak`. Persons held up as examples come only from this period's input; who holds an office may
hold it still. Always a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafting.checks.citations import citations
from drafting.checks.document import Document, Span
from drafting.checks.findings import finding
from drafting.checks.past import carried, examples
from drafting.types import Finding

_TIME = re.compile(
    r"(?<!\w)(?:ngay )?(\d{1,2} ?/ ?\d{1,2}(?: ?/ ?\d{4})?|\d{1,2} thang \d{1,2}(?: nam \d{4})?"
    r"|nam hoc \d{4} ?[-–] ?\d{4})(?![\w/])"
)
_DATED = re.compile(r"(?:ngay|dot|tu|den|hoi|sang|chieu) $")


def check(document: Document) -> Iterable[Finding]:
    """Warnings where there is a precedent of another period."""
    past = document.precedent.report.meta.period if document.precedent else None
    if not past or past == document.period:
        return
    cited = [s for b in document.lines for s in document.sentences(b)]
    for span in cited:
        if carried(document, span):
            yield from _times(document, span)
    yield from _persons(document)


def _times(document: Document, span: Span) -> Iterator[Finding]:
    for found in _TIME.finditer(document.plain, *span):
        school = found[1].startswith("nam hoc")
        if not school and not _DATED.search(document.plain, max(span[0], found.start(1) - 6), found.start(1)):
            continue
        if any(
            c.date_span and c.date_span[0] <= found.start(1) < c.date_span[1]
            for c in document.view(citations)
        ):
            continue  # the document that it dates is pointed at
        if "ky niem" in document.plain[slice(*span)] or "thanh lap" in document.plain[slice(*span)]:
            continue
        start, end = found.span(1)
        message = f"Câu này giữ nguyên của báo cáo cũ, cả “{document.text[start:end]}”; xem lại."
        yield finding(document, "period-leak", "warning", (start, end), message)


def _persons(document: Document) -> Iterator[Finding]:
    """Persons that the precedent held up as examples."""
    for name in sorted(document.view(examples)):
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", document.text):
            if document.in_prose(found.start()):
                message = f"“{name}” là điển hình nêu trong báo cáo cũ; xem lại có đúng của kỳ này."
                yield finding(document, "name-leak", "warning", found.span(), message)
