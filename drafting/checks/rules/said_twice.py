"""A passage stands twice, one right after the other: two versions pasted together.

Source: flaws of real reports (`duplicate_text`); contract code `spelling` (words of the language gone wrong). So many
words running alike, with the first no further away than the line before, are no turn of phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafting.checks.document import Document, Span
from drafting.checks.findings import finding
from drafting.types import Finding, Place

CODE = "spelling"
_WORD = re.compile(r"[^\W_]+")
# Words alike in a row; how far behind the first the second may begin.
RUN, REACH = 14, 1500


def check(document: Document) -> Iterable[Finding]:
    """A warning at the second of two such passages."""
    spans = [
        m.span()
        for b in document.lines
        if b.kind != "heading"
        for m in _WORD.finditer(document.plain, b.start, b.end)
    ]
    words = [document.plain[s:e] for s, e in spans]
    for first, second, length in _runs(words, spans):
        start, end = spans[second][0], spans[second + length - 1][1]
        if _lines_between(document, spans[first][0], start) > 1:
            continue
        before = spans[first][0], spans[first + length - 1][1]
        message = "Đoạn này lặp lại nguyên văn đoạn ngay trước."
        place = Place(document.text[slice(*before)], *before)
        yield finding(document, CODE, "warning", (start, end), message, evidence=[place])


def _runs(words: list[str], spans: list[Span]) -> Iterator[tuple[int, int, int]]:
    """Indexes of the first and the second of two like runs, and their length."""
    seen: dict[tuple[str, ...], int] = {}
    done = 0
    for at in range(len(words) - RUN + 1):
        key = tuple(words[at : at + RUN])
        first = seen.get(key)
        if first is not None and at >= done and first + RUN <= at and spans[at][0] - spans[first][0] < REACH:
            length = RUN
            while (
                at + length < len(words)
                and first + length < at
                and words[first + length] == words[at + length]
            ):
                length += 1
            done = at + length
            yield first, at, length
        seen[key] = at


def _lines_between(document: Document, start: int, end: int) -> int:
    return document.text.count("\n", start, end)
