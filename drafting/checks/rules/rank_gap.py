"""Ranks given to members leave one out, or go on by one after a shared rank: two second, then a third.

Source: flaws of real reports (`ranking_gap`); contract code `restated`. An info: some rank without gaps.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.checks.document import Document, Span
from drafting.checks.findings import finding
from drafting.checks.past import UPPER
from drafting.checks.ranked import number
from drafting.types import Finding

CODE = "restated"
_RANK = re.compile(
    r"(?<!\w)(?:xep (?:thu|hang|vi tri thu)|dung thu|vi tri thu)\s*(nhat|nhi|hai|ba|tu|nam|\d{1,2})(?!\w|\s*/)"
)
_LEADS = re.compile(r"(?<!\w)(?:dan dau|nhat cum)(?!\w)")
_NAME = re.compile(rf"(?:xã|huyện|thôn|tỉnh|phường|Xã|Huyện)\s+[{UPPER}]\w*(?:[ ]+[{UPPER}]\w*){{0,3}}")


def check(document: Document) -> Iterable[Finding]:
    """An info at the rank that doesn't follow."""
    for line in document.lines:
        for span in document.sentences(line):
            yield from _sentence(document, span)


def _sentence(document: Document, span: Span) -> Iterable[Finding]:
    found = list(_RANK.finditer(document.plain, *span))
    if len(found) < 2 and not (found and _LEADS.search(document.plain, span[0], found[0].start())):
        return
    holders: dict[int, int] = {1: 1} if _LEADS.search(document.plain, *span) else {}
    since = span[0]
    for rank in found:
        place = number(rank[1])
        names = len(_NAME.findall(document.text[since : rank.start()].split(" dẫn đầu")[-1])) or 1
        before = sum(n for p, n in holders.items() if p < place)
        if holders and place > min(holders) and place not in holders and before != place - 1 and 1 in holders:
            message = f"Xếp thứ {place}, nhưng trước đó nêu {before} đơn vị xếp trên."
            yield finding(document, CODE, "info", rank.span(1), message)
        holders[place] = holders.get(place, 0) + names
        since = rank.end()
