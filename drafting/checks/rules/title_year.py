"""The title names a year that the report never tells of, while all it tells is of the next one or the one before.

`Kết quả công tác năm 2022` above `Năm 2023 xã đã …, tăng 8 so với năm 2022`. Source: domain.md (last period's title left
in), contract code `period-leak`. A warning at the title's year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafting.alignment.cues import is_future
from drafting.checks.document import Document, Span
from drafting.checks.findings import finding
from drafting.checks.times import YEAR_ENDS, ahead, path_of, term_of
from drafting.types import Finding, Place

CODE = "period-leak"
_YEAR = re.compile(rf"(?<!\w)(nam (20\d\d)){YEAR_ENDS}")
_OPENS = re.compile(rf"(?:(?<![^\n])|(?<=[.] ))(?:trong )?(nam (20\d\d)){YEAR_ENDS}")
_VERSUS = re.compile(rf"(?<!\w)so (?:voi )?(?:cung ky )?nam (20\d\d){YEAR_ENDS}")
_AHEAD = ahead("ke hoach|dang ky|tiep tuc|chi tieu|du toan")


def check(document: Document) -> Iterable[Finding]:
    """A warning at the year of the title."""
    titled = _titled(document)
    if titled is None or document.view(term_of) is not None:
        return
    span, year = titled
    told = dict(_told(document))
    versus = {int(found[1]) for found in document.hits(_VERSUS) if document.in_prose(found.start())}
    other = next((y for y in (year + 1, year - 1) if y in told and y - 1 in versus), None)
    if other is not None and year not in told:
        said, where = document.text[slice(*span)], told[other]
        message = f"Tiêu đề ghi “{said}”, nhưng nội dung kể của năm {other}."
        evidence = [Place(document.text[slice(*where)], *where)]
        yield finding(document, CODE, "warning", span, message, expected=f"năm {other}", evidence=evidence)


def _titled(document: Document) -> tuple[Span, int] | None:
    """The one year of the lines under the word for a report."""
    front = [b for b in document.report.blocks if b.kind == "front"]
    at = next((n for n, b in enumerate(front) if document.plain[b.start : b.end].strip() == "bao cao"), None)
    found = (
        [m for b in front[at + 1 :] for m in _YEAR.finditer(document.plain, b.start, b.end)]
        if at is not None
        else []
    )
    return (found[0].span(1), int(found[0][2])) if len(found) == 1 else None


def _told(document: Document) -> Iterator[tuple[int, Span]]:
    """The years that sentences of what was done begin with."""
    for found in document.hits(_OPENS):
        low, high = document.sentence(found.start(1))
        coming = _AHEAD.search(document.plain, low, high) or is_future(path_of(document, low))
        if not coming and document.in_prose(found.start(1)):
            yield int(found[2]), found.span(1)
