"""A year that can't be meant where it stands, told without figures: of a report whose period is known.

Compared with its own year (`so với năm 2024` in the report of 2024), of plans of another year (`52% dự toán năm 2023`),
results told of a year that is yet to come, something striven for in a year gone by, the directions of another year
than the next. Source: contract code `period-leak`; clerks' own words: last period's dates left in. Warnings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafting.alignment.cues import is_future
from drafting.checks.document import Document
from drafting.checks.findings import finding
from drafting.checks.line_search import Hit
from drafting.checks.times import YEAR_ENDS, ahead, guessed, not_meant, of_what_comes, path_of
from drafting.types import Finding

CODE = "period-leak"
_PART = r"(?:(?:\d{1,2}|sau|chin|ba) thang(?: dau| cuoi)? |quy [ivx\d]+ |ca )?"
_VERSUS = re.compile(
    rf"(?<!\w)(?:so voi|hon|kem) (?:cung ky |cung thoi diem |thuc hien )?{_PART}(nam (\d{{4}}))(?!\w)"
)
_PLAN = re.compile(
    r"%\s*(?:so voi )?(?:ke hoach|du toan|chi tieu)"
    r"(?: (?!nhung|va |so |hon |thap|cao|nhieu|it |tang|giam)\w+){0,3}? (nam (\d{4}))(?!\w)"
)
_TO_PLAN = re.compile(r"(?<!\w)so voi (?:ke hoach|du toan|chi tieu) (nam (\d{4}))(?!\w)")
_YEAR = re.compile(rf"(?<!\w)(nam (\d{{4}})){YEAR_ENDS}")
_STRIVEN = re.compile(
    r"(?<!\w)(?:phan dau|muc tieu|du kien|thi dua de)(?!\w)(?! cua| dai hoi)[^;.,\d]{0,40}?(?<!\w)"
    r"(?:den|het|trong|ca) (nam (\d{4}))(?!\w)"
)
_DIRECTION = re.compile(r"(?<!\w)phuong huong(?:, nhiem vu| cong tac|, giai phap)? (nam (\d{4}))(?!\w)")
# what may lie ahead though it stands among the results
_AHEAD = ahead(
    "den|vao|cho|tu|truoc|ke hoach|chi tieu|du toan|phuong huong|nhiem vu|giai doan|nghi quyet|quyet dinh|de an|du an",
    "chuong trinh|quy hoach|tam nhin|dang ky|chuan bi|hoan thanh trong|trien khai|don|xuan|tet|thi diem|vu",
    "(?<!thang )dau nam|lo trinh|dai hoi|khoi cong|ky niem|huong toi|tiep tuc|nam hoc|ky ket|giao uoc|phat dong",
)
_OPENS = 8


def check(document: Document) -> Iterable[Finding]:
    """Findings on such years of the prose."""
    year = document.year()
    if year is None:
        return
    done: set[int] = set()
    for found, right in [*_compared(document, year), *_planned(document, year), *_ahead(document, year)]:
        start, end = found.span(1)
        if start not in done and document.in_prose(start):
            done.add(start)
            said = document.text[start:end]
            message = f"“{said}” {not_meant(year)}"
            expected = f"năm {right}" if right else None
            yield finding(document, CODE, "warning", (start, end), message, expected=expected)


def _compared(document: Document, year: int) -> Iterator[tuple[Hit, int]]:
    for found in document.hits(_VERSUS):
        said, ahead = int(found[2]), of_what_comes(document, found.start(), year)
        low, _ = document.sentence(found.start())
        if said == year and ahead:
            continue  # `năm 2026 phấn đấu …, tăng 5% so với năm 2025` in the report of 2025
        if said >= year and not ("cuoi" in found[0] or "dau" in found[0].split("thang")[0]):
            yield found, year if ahead else year - 1
        elif said == year - 1 and ahead and f"nam {year + 1}" in document.plain[low : found.start()]:
            yield found, year


def _planned(document: Document, year: int) -> Iterator[tuple[Hit, int]]:
    for shape in (_PLAN, _TO_PLAN):
        for found in document.hits(shape):
            if int(found[2]) != year:
                yield found, year


def _ahead(document: Document, year: int) -> Iterator[tuple[Hit, int]]:
    for found in document.hits(_STRIVEN):
        if int(found[2]) < year:
            yield found, 0
    for found in document.hits(_DIRECTION):
        if document.whole_year and int(found[2]) != year + 1:
            yield found, year + 1
    if guessed(document):
        return
    for found in document.hits(_YEAR):
        if int(found[2]) == year + 1 and not _may_lie_ahead(document, found.start()):
            yield found, year


def _may_lie_ahead(document: Document, start: int) -> bool:
    """True among the tasks, and where the words around it speak of what is to come."""
    low, high = document.sentence(start)
    if start - low < _OPENS and _AHEAD.search(document.plain, start, high):
        return True  # `Năm 2025, Hội … tiếp tục vận động, phấn đấu đạt 900 triệu đồng`
    return bool(_AHEAD.search(document.plain, max(low, start - 60), min(high, start + 40))) or is_future(
        path_of(document, start)
    )
