"""Years of a report on a term that lie beyond it, and years named twice in one list.

`riêng năm 2026 tặng 90 trường hợp` in the report of 2021-2025; `các năm 2021, 2022, 2022, 2024`. Source: domain.md (last
period's dates left in), contract code `period-leak`. Warnings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafting.alignment.cues import is_future
from drafting.checks.document import Document, Span
from drafting.checks.findings import finding
from drafting.checks.times import YEAR_ENDS, ahead, path_of, term_of, years_in
from drafting.types import Finding

CODE = "period-leak"
_YEAR = re.compile(rf"(?<!\w)(nam (20\d\d)){YEAR_ENDS}")
_LIST = re.compile(r"(?<!\w)nam (20\d\d(?:(?:,| va|, va)(?: nam)? 20\d\d){2,9})(?![\d./-]|\s*[-–/]|,\d)")
_AHEAD = ahead(
    "ke hoach|chi tieu|den|tam nhin|giai doan|tiep tuc|chuan bi|de nghi|du an|vao|dai hoi|nhiem ky|nghi quyet|quyet dinh"
    "|thuc hien tu|huong toi|nhiem vu|phuong huong|luat|hieu luc"
)


def check(document: Document) -> Iterable[Finding]:
    """A warning at each such year."""
    for span, message in (*_beyond(document), *_twice(document)):
        if document.in_prose(span[0]):
            said = document.text[slice(*span)]
            yield finding(document, CODE, "warning", span, f"“{said}” {message}")


def _beyond(document: Document) -> Iterator[tuple[Span, str]]:
    """Years after the term's end, told of as gone by."""
    term = document.view(term_of)
    for found in document.hits(_YEAR) if term else ():
        low, high = document.sentence(found.start())
        coming = _AHEAD.search(document.plain, low, high) or is_future(path_of(document, found.start()))
        if term and int(found[2]) > term[1] and not coming and document.within(low, high):
            yield found.span(1), f"nằm ngoài giai đoạn {term[0]} - {term[1]} của báo cáo."


def _twice(document: Document) -> Iterator[tuple[Span, str]]:
    """Years that a list names twice, one right behind the other."""
    for found in document.hits(_LIST):
        years = years_in(found[1])
        for at, match in enumerate(re.finditer(r"20\d\d", found[1])):
            if at and years[at - 1] == years[at]:
                start = found.start(1) + match.start()
                yield (start, start + 4), "được kể hai lần liền nhau trong một dãy năm."
