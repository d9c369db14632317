"""A rank told in the text is the one that the document's own table gives the unit.

Source: contract.md, `text-table`; issue text (ranks). Only where one column of one table ranks, and a row of it is named in
the sentence before the rank.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafting.checks.document import Document
from drafting.checks.findings import finding
from drafting.checks.own_rows import Named, between, named_rows, own_rows
from drafting.checks.plain import plain
from drafting.checks.tables import cell_span
from drafting.figures import rank_of
from drafting.types import Figure, Finding, Place

CODE = "text-table"
_COLUMN = re.compile(r"(?<!\w)(?:xep hang|xep thu|thu hang|xep vi thu|vi thu|thu tu xep|hang)(?!\w)")
_TOLD = re.compile(
    r"(?<!\w)(?:xep|dung|dat|giu)(?: o)?(?: (?:thu|hang|vi tri|vi tri thu|thu hang|hang thu))? (nhat|nhi|\d{1,2})(?![\w.,/]*\w)"
)
_WORDS = {"nhat": 1, "nhi": 2}
# A rank in one matter, or of another time, is another rank.
_ELSE = re.compile(
    r"(?<!\w)(?:nam truoc|nam ngoai|cung ky|tu hang|tu vi tri|tu thu|phan dau|ke hoach|muc tieu|ve (?:noi dung|linh vuc|chi tieu)"
    r"|rieng (?:noi dung|linh vuc))(?!\w)"
)


def check(document: Document) -> Iterable[Finding]:
    """An error at each rank that the table gives otherwise."""
    ranks = _ranks(document) if document.report.tables else {}
    if not ranks:
        return
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
        named = between(names, since, hit.start())
        yield from _judge(document, named, ranks, hit.span(1), _WORDS.get(hit[1]) or int(hit[1]))


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
