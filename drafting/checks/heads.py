"""The numbers before a list that it may break down, the nearest first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from drafting.checks.document import Document
from drafting.numbers.types import Reading

TRIM = " \t\n*-–+:•,;."
HEAD_KINDS = ("quantity", "ratio")
_ABOVE = 6  # lines above in which a total may stand of which a later line speaks


def heads_before(document: Document, before: int) -> tuple[Reading, ...]:
    """Numbers that a list starting at `before` may break down, the nearest first."""
    low, _ = document.sentence(before)
    if not document.text[low:before].strip(TRIM):
        return heads_of_sentence_before(document, low) if document.text[before : before + 1] == "(" else ()
    depth = document.brackets.depth(before) - (document.text[before : before + 1] == "(")
    near = [r for r in document.within(low, before) if r.kind in HEAD_KINDS]
    near = [r for r in near if document.brackets.depth(r.start) == depth]
    found = _latest(document, near, low, before)
    if found and all(
        r.change in ("up", "down") for r in found
    ):  # `52 trường hợp, tăng 7 trường hợp; bao gồm …`
        found += tuple(r for r in reversed(near) if r not in found and not r.change)
    return found


def _latest(document: Document, near: Sequence[Reading], low: int, high: int) -> tuple[Reading, ...]:
    """Those of the last clause, after a bracket if there are any, nearest first."""
    high = low + len(document.text[low:high].rstrip(TRIM))
    clause = [r for r in near if r.start > document.text.rfind(";", low, high)]
    after = [r for r in clause if r.start > document.text.rfind(")", low, high)]
    return tuple(reversed(after or clause))


def heads_of_sentence_before(document: Document, before: int) -> tuple[Reading, ...]:
    """Numbers of the sentence before, of which `Trong đó …` or a bracket on a new line speaks."""
    end = len(document.text[:before].rstrip())
    if not end:
        return ()
    low, high = document.sentence(end - 1)
    found = [r for r in document.within(low, high) if r.kind in HEAD_KINDS]
    found = [r for r in found if not document.brackets.depth(r.start)]
    return _latest(document, found, low, high - 1)


def far_heads(document: Document, before: int) -> tuple[Reading, ...]:
    """Numbers of the line's sentences before, and the first of each of the lines above, nearest first."""
    low = document.text.rfind("\n", 0, before) + 1
    found = [r for r in document.within(low, before) if r.kind in HEAD_KINDS]
    near = [r for r in reversed(found) if not document.brackets.depth(r.start)]
    at = bisect_left(document.lines, low, key=lambda b: b.start)
    firsts = (document.within(b.start, b.end)[:1] for b in reversed(document.lines[max(0, at - _ABOVE) : at]))
    return (*near, *(r for first in firsts for r in first if r.kind in HEAD_KINDS))
