"""Noughts: where no member has any, the total alone is told."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafting.types import Candidate, FigureTable
from drafting.writers import ways
from drafting.writers.edits import Edit
from drafting.writers.member_runs import MemberList

# What leads to a list by member that may go with it: a bracket, `, trong đó:`, `; cụ thể:`.
_OPENER = r"(?:trong đó|(?:bao )?gồm|cụ thể|chia ra|phân theo (?:xã|huyện|thôn))"
_LED_IN = re.compile(rf"\s*(?:\((?:{_OPENER}:?)?|[,;:]?\s+{_OPENER}(?: là| có)?:?)\s*$", re.IGNORECASE)
_LEAD = 40


def total_alone(text: str, found: MemberList, table: FigureTable, values: Sequence[Candidate]) -> Edit | None:
    """Where no member has any, the total alone is told (`0 ha`, not each member's nought)."""
    if not ways.adds(found) or any(c.value or c.role != "actual" for c in values):
        return None
    figure = table.by_key().get(values[0].expression)
    whole = (f for f in table.figures if figure is not None and f.indicator == figure.indicator)
    if not any(not f.scope and f.role == "actual" and f.value == 0 for f in whole):
        return None
    lead = _LED_IN.search(text, max(0, found.start - _LEAD), found.start)
    if lead is None:
        return None
    bracket = "(" in lead[0] and text[found.end : found.end + 1] == ")"
    return (
        Edit(lead.start(), found.end + 1 if bracket else found.end) if bracket or "(" not in lead[0] else None
    )
