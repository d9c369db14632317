"""Years in titles that can't be: the tasks of another year's second half, a table of results of another year.

`Sơ kết 6 tháng đầu năm 2025, nhiệm vụ 6 tháng cuối năm 2026`; `Bảng tổng hợp kết quả thực hiện các chỉ tiêu năm 2023` in the
report of 2024. Source: domain.md (last period's dates left in), contract code `period-leak`. Warnings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafting.checks.document import Document
from drafting.checks.findings import finding
from drafting.checks.plain import plain
from drafting.types import Finding, Place

CODE = "period-leak"
_HALVES = re.compile(
    r"(?<!\w)(?:\d{1,2}|sau|ba|chin) thang dau (nam (20\d\d))(?!\w)[^.;\n]{0,80}?"
    r"(?<!\w)(?:nhiem vu|phuong huong|chuong trinh|ke hoach|trong tam|giai phap)(?!\w)[^.;\n\d]{0,60}"
    r"(?<!\w)(?:\d{1,2}|sau|ba|chin) thang cuoi (nam (20\d\d))(?!\w)"
)
_CAPTION = re.compile(
    r"\W*(?:bang|bieu|phu luc)(?!\w)[^\n]*(?<!\w)(?:ket qua|tinh hinh thuc hien)(?!\w)[^\n]*"
)
_YEAR = re.compile(r"(?<!\w)nam (20\d\d)(?!\w)")


def check(document: Document) -> Iterable[Finding]:
    """Findings at such years."""
    for hit in document.hits(_HALVES):
        if hit[2] != hit[4]:
            first, second = hit.span(1), hit.span(3)
            if document.year() == int(hit[4]) and not document.whole_year:
                first, second = second, first
            said, other = document.text[slice(*second)], document.text[slice(*first)]
            message = f"“{said}” không đi cùng “{other}”: hai phần của một năm."
            yield finding(document, CODE, "warning", second, message, evidence=[Place(other, *first)])
    yield from _captions(document)


def _captions(document: Document) -> Iterator[Finding]:
    """Captions right above a table that name one year, which is not the report's."""
    for table in document.report.tables:
        high = document.text.rfind("\n", 0, table.start)
        low = document.text.rfind("\n", 0, max(high, 0)) + 1
        line = plain(document.text[low : max(high, low)])
        years = list(_YEAR.finditer(line)) if _CAPTION.fullmatch(line) else []
        own = document.year()
        if own is not None and len(years) == 1 and int(years[0][1]) != own:
            span = low + years[0].start(), low + years[0].end()
            message = f"“{document.text[slice(*span)]}” không phải năm của báo cáo này ({own})."
            yield finding(document, CODE, "warning", span, message)
