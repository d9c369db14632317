"""A passage stands twice, one right after the other: two versions pasted together.

Source: flaws of real reports (`duplicate_text`); contract code `spelling` (words of the language gone wrong). So many
words running alike, with the first no further away than the line before, are no turn of phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from drafting.checks.document import Document, Span
from drafting.checks.findings import finding
from drafting.types import Finding, Place

CODE = "spelling"
_CLAUSE = re.compile(r"[^.;,:\n]+")
# Words alike in a row; how far behind the first the second may begin.
RUN, REACH = 14, 1500


def check(document: Document) -> Iterable[Finding]:
    """A warning at the second of two such passages."""
    spans: list[Span] = []
    clauses: list[str] = []
    for block in document.lines:
        if block.kind != "heading":
            for start, end, clause in _clauses(document.plain[block.start : block.end]):
                spans.append((block.start + start, block.start + end))
                clauses.append(clause)
    for first, second, length in _runs(clauses, spans):
        also = _alike_before(document, spans, first, second)
        start, end = _span(document, spans[second][0] - also, spans[second + length - 1][1])
        if _lines_between(document, spans[first][0], start) > 1:
            continue
        before = _span(document, spans[first][0] - also, spans[first + length - 1][1])
        message = "Đoạn này lặp lại nguyên văn đoạn ngay trước."
        place = Place(document.text[slice(*before)], *before)
        yield finding(document, CODE, "warning", (start, end), message, evidence=[place])


# All lines but one are the same at the next check.
@lru_cache(maxsize=8192)
def _clauses(line: str) -> tuple[tuple[int, int, str], ...]:
    return tuple((*m.span(), m[0].strip(" *-“”\"'()")) for m in _CLAUSE.finditer(line))


def _runs(clauses: list[str], spans: list[Span]) -> Iterator[tuple[int, int, int]]:
    """Indexes of the first and the second of two like runs of clauses, and their length."""
    seen: dict[str, int] = {}
    done = 0
    for at, clause in enumerate(clauses):
        first = seen.get(clause) if clause else None
        if first is not None and at >= done and spans[at][0] - spans[first][0] < REACH:
            length = 1
            while (
                at + length < len(clauses)
                and first + length < at
                and clauses[first + length] == clauses[at + length]
            ):
                length += 1
            if sum(len(c.split()) for c in clauses[at : at + length]) >= RUN:
                done = at + length
                yield first, at, length
        seen[clause] = at


def _alike_before(document: Document, spans: list[Span], first: int, second: int) -> int:
    """How many characters before both passages are alike too: the end of clauses that begin otherwise."""
    if first == 0:
        return 0
    one, other = spans[first][0], spans[second][0]
    low = max(one - spans[first - 1][0], 0), max(other - spans[second - 1][0], 0)
    alike = 0
    while alike < min(low) and document.plain[one - alike - 1] == document.plain[other - alike - 1]:
        alike += 1
    words = document.plain[one - alike : one]
    if alike < min(low) and alike and words[0].isalnum() and document.plain[one - alike - 1].isalnum():
        alike -= len(words) - len(words.lstrip("abcdefghijklmnopqrstuvwxyz0123456789"))
    return max(alike, 0)


def _span(document: Document, start: int, end: int) -> Span:
    """The passage without blanks around it."""
    words = document.text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def _lines_between(document: Document, start: int, end: int) -> int:
    return document.text.count("\n", start, end)
