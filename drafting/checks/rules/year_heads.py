"""Years in the heads of a table and in headings of results that can't be those of what stands beneath.

`Kế hoạch năm 2023 | Thực hiện năm 2022 | Thực hiện năm 2022`; `Thực hiện năm 2023 | Thực hiện năm 2021 | So với cùng kỳ`;
`Kế hoạch năm 2024 | Thực hiện năm 2023 | TH/KH (%)`; `Kết quả công tác năm 2025` in the report of 2024. Source: domain.md
(last period's dates left in), contract code `period-leak`. Warnings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.types import Table
from drafting.checks.document import Document, Span
from drafting.checks.findings import finding
from drafting.checks.plain import plain
from drafting.checks.times import guessed, not_meant, term_of
from drafting.types import Finding, Place

CODE = "period-leak"
# The head or heading, what is wrong with it, and the head that it doesn't go with.
Told = tuple[Span, str, Span | None]
_HEAD = re.compile(
    r"\W*(?:(?P<plan>ke hoach|chi tieu|du toan|kh)|(?:ket qua |uoc )*(?:thuc hien|th|ket qua|uoc))(?: [^\W\d]+){0,2}"
    r"(?P<part> \d{1,2} thang(?: dau)?| quy [ivx\d]+)? nam (?P<year>20\d\d)\W*"
)
_TO_PAST = re.compile(
    r"so (?:voi )?(?:cung ky|nam truoc)|(?:th|thuc hien) ?/ ?(?:cung ky|ck)(?!\w)|cung ky \(?%"
)
_TO_PLAN = re.compile(
    r"so (?:voi )?(?:ke hoach|kh)(?!\w)|(?:th|thuc hien) ?/ ?(?:kh|ke hoach)(?!\w)|con phai thuc hien|ty le (?:dat|hoan thanh)"
)
_RESULTS = re.compile(
    r"\W*(?:(?:[ivx]+|\d+|[a-d])[.)] ?)?(?:danh gia )?(?:tinh hinh |ket qua )(?P<of>[^\d.;:]*?)(nam (20\d\d))\W*"
)
_TITLE_YEAR = re.compile(r"^[^\d]*(?<!\w)(nam (20\d\d))\W*$")
# what is done this year of what the next one holds
_PREPARED = re.compile(
    r"(?<!\w)(?:dang ky|chuan bi|giao uoc|ky ket|xay dung|ke hoach|du toan|chi tieu|tuyen sinh|tuyen quan|giao quan|trien khai"
    r"|phat dong|nam hoc|don|xuan|tet|phan dau|muc tieu|den|vu (?:mua|xuan|dong|he))(?!\w)"
)


_PLANNED = re.compile(r"(?<!\w)(?:ke hoach|du toan|phan dau|muc tieu|dang ky|giao|so voi)(?!\w)")


@dataclass(frozen=True, slots=True)
class _Head:
    """A head that names a year."""

    words: str
    year: int
    plan: bool
    span: Span


def check(document: Document) -> Iterable[Finding]:
    """Findings on such years."""
    told = [*_results(document), *(t for table in document.report.tables for t in _of_table(document, table))]
    for span, message, other in told:
        said = document.text[slice(*span)]
        evidence = [Place(document.text[slice(*other)], *other)] if other else []
        yield finding(document, CODE, "warning", span, f"“{said}” {message}", evidence=evidence)


def _results(document: Document) -> Iterator[Told]:
    """Headings of results of a year that is yet to come."""
    year = document.year()
    if year is None or guessed(document):
        return
    for block in (b for b in document.report.blocks if b.kind in ("front", "heading", "paragraph", "item")):
        found = _RESULTS.fullmatch(document.plain, block.start, block.end)
        if found and int(found[3]) > year and not _PREPARED.search(found["of"]):
            yield found.span(2), not_meant(year), None


def _of_table(document: Document, table: Table) -> Iterator[Told]:
    """Heads of one table that don't go together."""
    if not table.rows or not table.header_rows:
        return
    cells = [plain(cell) for cell in table.rows[0]]
    heads = [
        _head(table, column, found) for column, cell in enumerate(cells) if (found := _HEAD.fullmatch(cell))
    ]
    done, plans = [h for h in heads if not h.plan], [h for h in heads if h.plan]
    if len(done) == 2 and len(set(cells) - {""}) >= sum(map(bool, cells)) - 1:
        yield from _years_of(document, done, any(_TO_PAST.search(c) for c in cells))
    yield from _year_of_title(document, table, heads)
    if len(plans) == 1 and any(_TO_PLAN.search(c) for c in cells):
        yield from _year_of_plan(plans[0], done)


def _head(table: Table, column: int, found: re.Match[str]) -> _Head:
    return _Head(found[0], int(found["year"]), found["plan"] is not None, table.cell_span(0, column))


def _years_of(document: Document, done: list[_Head], compared: bool) -> Iterator[Told]:
    """Two columns of values of one year, or, where a third compares them with the year before, years apart."""
    first, second = done
    year = document.year()
    wrong = second if year is None or second.year != year else first
    other = first if wrong is second else second
    if first.words == second.words:
        yield wrong.span, "là tên của hai cột.", other.span
    elif compared and _without_year(first) == _without_year(second) and abs(first.year - second.year) != 1:
        yield wrong.span, f"không liền với năm {other.year} của cột được so sánh.", other.span


def _year_of_title(document: Document, table: Table, heads: list[_Head]) -> Iterator[Told]:
    """The title names a year that none of the columns is of."""
    found = _TITLE_YEAR.search(plain(table.title))
    at = document.text.rfind(table.title, 0, table.start) if found else -1
    if not found or at < 0:
        return
    span, said = (at + found.start(1), at + found.end(1)), int(found[2])
    own, told = document.year(), {h.year for h in heads}
    if len(heads) > 1 and said not in told:
        yield span, "không phải năm của cột nào trong bảng.", heads[-1].span
    elif own is None or guessed(document) or document.view(term_of) or _PLANNED.search(plain(table.title)):
        return
    elif said == own - 1 and max(told, default=own) == own:
        yield span, not_meant(own), None  # `Một số chỉ tiêu chủ yếu năm 2023` above what was done in 2024


def _without_year(head: _Head) -> str:
    return re.sub(r"\W*\b(?:uoc |ket qua )|\d{4}", "", head.words)


def _year_of_plan(planned: _Head, done: list[_Head]) -> Iterator[Told]:
    """The plan that the values are measured by is of another year than the latest of them."""
    latest = max(done, key=lambda h: h.year, default=None)
    if latest is not None and latest.year != planned.year:
        yield planned.span, f"không phải kế hoạch của năm {latest.year}, mà tỷ lệ tính theo.", latest.span
