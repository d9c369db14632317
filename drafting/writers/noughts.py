"""Noughts: where no member has any, the total alone is told."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafting.types import Candidate, FigureTable
from drafting.writers import ways
from drafting.writers.edits import Edit
from drafting.writers.member_runs import MemberList

# What leads to a list by member that may go with it: a bracket, `, trong đó:`, `; cụ thể:`.
_OPENER = (
    r"(?:trong đó|(?:bao )?gồm|cụ thể|chia ra|phân theo (?:xã|huyện|thôn)"
    r"|kết quả (?:của )?(?:từng|các) (?:xã|huyện|thôn|đơn vị))"
)
_LED_IN = re.compile(rf"\s*(?:\((?:{_OPENER}:?)?|[,;:]?\s+{_OPENER}(?: là| có)?:?)\s*$", re.IGNORECASE)
_LEAD = 40


def none_at_all(found: MemberList, table: FigureTable, values: Sequence[Candidate]) -> bool:
    """No member has any, and the figures say so of the whole."""
    if not ways.adds(found) or any(c.value or c.role != "actual" for c in values):
        return False
    figure = table.by_key().get(values[0].expression)
    whole = (f for f in table.figures if figure is not None and f.indicator == figure.indicator)
    return any(not f.scope and f.role == "actual" and f.value == 0 for f in whole)


def without_list(text: str, found: MemberList) -> Edit | None:
    """The list goes with what leads to it, the total stays (`0 ha`, not each member's nought); None where it can't."""
    lead = _LED_IN.search(text, max(0, found.start - _LEAD), found.start)
    if lead is None:
        return None
    bracket = "(" in lead[0] and text[found.end : found.end + 1] == ")"
    return (
        Edit(lead.start(), found.end + 1 if bracket else found.end) if bracket or "(" not in lead[0] else None
    )
