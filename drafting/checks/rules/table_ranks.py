"""A rank told in the text is the one that the document's own table gives the unit.

Source: contract.md, `text-table`; issue text (ranks). Only where one column of one table ranks, and a row of it is named
right before the rank; where none ranks, the rank is the place of the value told with it in the column that has the value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from drafting.checks.document import Document
from drafting.checks.findings import finding
from drafting.checks.own_rows import Named, between, named_rows, own_rows
from drafting.checks.plain import plain
from drafting.checks.tables import cell_span
from drafting.figures import rank_of
from drafting.types import CellSource, Figure, Finding, Place

CODE = "text-table"
_LEAST = 4
_AND = re.compile(r"[\s,]*(?:va |cung )*(?:xa |huyen |truong |phuong |thon |tinh )?")
_COLUMN = re.compile(r"(?<!\w)(?:xep hang|xep thu|thu hang|xep vi thu|vi thu|thu tu xep|hang)(?!\w)")
_TOLD = re.compile(
    r"(?<!\w)(?:xep|dung|dat|giu)(?: o)?(?: (?:thu|hang|vi tri|vi tri thu|thu hang|hang thu))? (nhat|nhi|hai|ba|tu|nam|\d{1,2})"
    r"(?:/\d{1,2})?(?![\w.,/]*\w)"
)
_WORDS = {"nhat": 1, "nhi": 2, "hai": 2, "ba": 3, "tu": 4, "nam": 5}
# A rank in one matter, or of another time, is another rank.
_ELSE = re.compile(
    r"(?<!\w)(?:nam truoc|nam ngoai|cung ky|tu hang|tu vi tri|tu thu|phan dau|ke hoach|muc tieu|ve (?:noi dung|linh vuc|chi tieu)"
    r"|rieng (?:noi dung|linh vuc))(?!\w)"
)


def check(document: Document) -> Iterable[Finding]:
    """An error at each rank that the table gives otherwise."""
    if not document.report.tables:
        return
    ranks = _ranks(document)
    names = document.view(named_rows)
    last = 0
    for hit in document.hits(_TOLD):
        if not document.in_prose(hit.start()) or hit[0].split()[1] not in (
            "thu",
            "hang",
            "vi",
            "o",
            "nhat",
            "nhi",
        ):
            continue
        low, high = document.sentence(hit.start())
        since, last = max(low, last), hit.end()
        if _ELSE.search(document.plain, low, high):
            continue
        since = max(since, document.text.rfind(";", low, hit.start()) + 1)
        named = _joined(document, between(names, since, hit.start()))
        told = _WORDS.get(hit[1]) or int(hit[1])
        if ranks:
            yield from _judge(document, named, ranks, hit.span(1), told)
        else:
            yield from _by_value(document, named[-1:], hit.span(1), told)


def _joined(document: Document, named: Sequence[Named]) -> Sequence[Named]:
    """The rows named last, with those that only a comma or `và` sets apart (`xã A và xã B cùng xếp thứ 2`)."""
    first = len(named) - 1
    while first > 0 and _AND.fullmatch(document.plain, named[first - 1].end, named[first].start):
        first -= 1
    return named[max(first, 0) :]


def _by_value(
    document: Document, named: Sequence[Named], span: tuple[int, int], told: int
) -> Iterator[Finding]:
    """`A đạt 56,5%, xếp thứ 2`: the place of that value in its column, counted from above or from below."""
    for one in named:
        beside = document.within(one.end, span[0])
        cell = next((f for f in one.row.figures if beside and f.value == beside[-1].value), None)
        values = _column(document, cell) if cell is not None else []
        if cell is None or cell.value is None or len(values) < _LEAST:
            return
        falling, rising = (
            {len({v for v in values if over(v)}) + 1, len([v for v in values if over(v)]) + 1}
            for over in (cell.value.__lt__, cell.value.__gt__)
        )
        if told not in falling | rising:
            at = cell_span(document.report, cell.source)
            evidence = [Place(document.text[slice(*at)], *at)] if at else []
            name = document.text[one.start : one.end]
            message = (
                f"Văn bản nêu {name} xếp thứ {told}, nhưng {cell.written} đứng thứ {max(falling)} trong bảng."
            )
            yield finding(document, CODE, "error", span, message, evidence=evidence)


def _column(document: Document, cell: Figure) -> list[Decimal]:
    """The values of all members in a cell's column."""
    sheet = cell.source.sheet if isinstance(cell.source, CellSource) else None
    alike = (
        f
        for row in document.view(own_rows)
        for f in row.figures
        if f.label == cell.label and f.scope and isinstance(f.source, CellSource) and f.source.sheet == sheet
    )
    return [f.value for f in alike if f.value is not None] if cell.scope else []


def _ranks(document: Document) -> dict[int, Figure]:
    """The figures that rank, by the identity of their row; none where several columns rank."""
    found: dict[int, Figure] = {}
    heads = set()
    for row in document.view(own_rows):
        for figure in row.figures:
            head = plain(figure.label.rpartition(":")[2])
            if _COLUMN.search(head) and rank_of(figure.written) is not None:
                found[id(row)] = figure
                heads.add(head)
    return found if len(heads) == 1 else {}


def _judge(
    document: Document, named: Iterable[Named], ranks: dict[int, Figure], span: tuple[int, int], told: int
) -> Iterator[Finding]:
    for one in named:
        figure = ranks.get(id(one.row))
        right = rank_of(figure.written) if figure is not None else None
        if figure is not None and right is not None and right != told:
            cell = cell_span(document.report, figure.source)
            evidence = [Place(document.text[slice(*cell)], *cell)] if cell else []
            name = document.text[one.start : one.end]
            message = f"Văn bản nêu {name} xếp thứ {told}, còn bảng của chính văn bản ghi {figure.written}."
            yield finding(document, CODE, "error", span, message, evidence=evidence)
            return
