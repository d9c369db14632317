"""A part of the year that the report's own period doesn't reach: results of `9 tháng đầu năm` in the report of a half-year.

Told of as done (`Trong quý III xã đã tổ chức …`), in a heading of results, in the line that closes the report, and a
heading of tasks that leaves out what comes next (`Nhiệm vụ quý III` in the report of the first quarter). Source: domain.md
(last period's dates left in), contract code `period-leak`. Warnings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from corpus import periods
from drafting.alignment.cues import is_future
from drafting.checks.document import Document, Span
from drafting.checks.findings import finding
from drafting.checks.line_search import Hit
from drafting.checks.times import ahead, guessed, path_of
from drafting.types import Finding

CODE = "period-leak"
_PART = (
    r"((?:(?:3|6|9|03|06|09|ba|sau|chin) thang (?:dau|cuoi)|(?:9|09|chin) thang|quy (?:i{1,3}|iv|[1-4]))(?!\w)"
    r"(?:(?:/| nam ?)(\d{4})?)?)(?!\w)"
)
_DONE = re.compile(
    rf"(?<!\w){_PART}(?:,| [^\W\d]+){{0,8}}? (?:da|dat|uoc dat|thu duoc|to chuc|co)(?!\w)[^.;\n]*?\d"
)
_HEADED = re.compile(
    rf"\W*(?:[ivx\d]+[.)]\s*)?(?:danh gia )?(?:ket qua|tinh hinh)[^.;:\n\d]{{0,80}}?(?<!\w){_PART}"
)
_CLOSING = re.compile(rf"\W*tren day la bao cao[^.\n]{{0,120}}?(?<!\w){_PART}")
_TASKS = re.compile(
    rf"\W*(?:[ivx\d]+[.)]\s*)?(?:phuong huong|nhiem vu|ke hoach)[^.;:\n\d]{{0,60}}?(?<!\w){_PART}\W*$"
)
_COMPARED = re.compile(r"(?<!\w)(?:so voi|cung ky|hon|nam truoc|nam ngoai|tu|den|va|,)[^.;\d]{0,20}$")
_AHEAD = ahead(
    "ke hoach|chuan bi|tiep tuc|nhiem vu|huong toi|phuong huong|dang ky|giao|se duoc|hoan thanh truoc|phai|can|de dat"
)


def check(document: Document) -> Iterable[Finding]:
    """A warning at each such part of the year."""
    if not document.period or guessed(document):
        return
    own = periods.months(document.period)
    for found, span, right in (*_done(document, own), *_titles(document, own)):
        message = f"“{document.text[slice(*span)]}” không phải kỳ của báo cáo này ({right})."
        if found is not None:
            yield finding(document, CODE, "warning", span, message)


Told = tuple[Hit | re.Match[str], Span, str]


def _done(document: Document, own: tuple[int, int]) -> Iterator[Told]:
    """Parts told of as done that end later than the report's own period."""
    for found in document.hits(_DONE):
        low, high = document.sentence(found.start())
        part = _months(document, found)
        if part is None or part[1] <= own[1] or not document.in_prose(found.start(1)):
            continue
        aside = _COMPARED.search(document.plain, low, found.start(1)) or _AHEAD.search(
            document.plain, low, high
        )
        if not aside and not is_future(path_of(document, found.start(1))):
            yield found, found.span(1), periods.period_words(document.period or "")


def _titles(document: Document, own: tuple[int, int]) -> Iterator[Told]:
    """Headings and the closing line that name another part than the report's own, or than what comes next."""
    words = periods.period_words(document.period or "")
    for block in document.lines:
        closing = _CLOSING.match(document.plain, block.start, block.end)
        headed = _HEADED.match(document.plain, block.start, block.end) if block.kind == "heading" else None
        for found in (closing, headed):
            part = _months(document, found) if found else None
            inside = found is headed and part is not None and part[1] <= own[1] and _several(document)
            if found and part is not None and part != own and not inside:
                yield found, found.span(1), words
        tasks = _TASKS.match(document.plain, block.start, block.end) if block.kind == "heading" else None
        coming = _months(document, tasks) if tasks else None
        if tasks and coming and coming[0] != own[1] + 1 and document.part_of_year:
            yield tasks, tasks.span(1), words


def _several(document: Document) -> bool:
    """True where several headings of results name parts of the year: the report goes through them."""
    headings = (b for b in document.lines if b.kind == "heading")
    return sum(_HEADED.match(document.plain, b.start, b.end) is not None for b in headings) > 1


def _months(document: Document, found: Hit | re.Match[str]) -> tuple[int, int] | None:
    """The months of a part of the report's year; None where another year is named."""
    year = document.year()
    if year is None or (found[2] and int(found[2]) != year):
        return None
    words = re.sub(r"(?:/| nam).*$", "", found[1]).strip()
    dau = " dau" if words.endswith("thang") else ""
    code = periods.parse_period(f"{words}{dau} nam {year}")
    return periods.months(code) if code else None
