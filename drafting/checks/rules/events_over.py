"""An event that is over is told of as still to come: an election, a congress, games.

Source: hard-cases.md (events come back; cycles are data), data/events_over.tsv, each line with its own source; a
congress that names its term (`Đại hội Đảng bộ … nhiệm kỳ 2020-2025`) is held in the term's first year. Only behind
words that look ahead (`chào mừng`, `chuẩn bị`, `hướng tới`); its resolutions are carried out long after. A warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from drafting.checks import load
from drafting.checks.document import Document, Span
from drafting.checks.findings import finding
from drafting.types import Finding

CODE = "period-leak"
_TERM = re.compile(r"(?<!\w)dai hoi [^.;,\n\d]{0,60}?nhiem ky (\d{4}) ?[-–] ?\d{4}(?!\w)")
_REACH = 90


@cache
def _events() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = load.rows("events_over.tsv")
    return tuple((re.compile(rf"(?<!\w)(?:{r['event']})(?!\w)"), r["ended"]) for r in rows)


def check(document: Document) -> Iterable[Finding]:
    """A warning at each such event."""
    year = document.year()
    if year is None:
        return
    for (start, end), ended in _named(document):
        low, _ = document.sentence(start)
        before = document.plain[max(low, start - _REACH) : start]
        if int(ended[:4]) >= year or not load.pattern("leak_words.txt", "ahead").search(before):
            continue
        if load.pattern("leak_words.txt", "looking_back").search(before):
            continue
        month = f"tháng {int(ended[5:7])}/{ended[:4]}" if len(ended) > len("2021") else f"năm {ended}"
        message = f"“{document.text[start:end]}” đã diễn ra ({month}); báo cáo này là năm {year}."
        yield finding(document, CODE, "warning", (start, end), message)


def _named(document: Document) -> Iterator[tuple[Span, str]]:
    for pattern, ended in _events():
        for found in document.hits(pattern):
            yield found.span(), ended
    for found in document.hits(_TERM):
        yield found.span(), found[1]
