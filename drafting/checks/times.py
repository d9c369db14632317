"""The times of a document: its date and period, and the words that tell of a year in its text, in plain letters.

Pieces of the rules on years: a season, the end of a year's name, what lies ahead.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right

from drafting.alignment.cues import is_future, plans_ahead
from drafting.checks.document import Document

# `vụ đông xuân năm 2024`, `vụ mùa`
SEASON = r"vu (?:dong xuan|he thu|xuan|mua|chiem)"
# Behind a year's four digits: no span (`năm 2021-2025`), no part of a number or a symbol (`2024/NĐ-CP`).
YEAR_ENDS = r"(?!\w|\s*[-–/])"
_ENDS = {"H1": (6, 30), "Q1": (3, 31), "Q2": (6, 30), "Q3": (9, 30), "9M": (9, 30)}
_TERM = re.compile(
    r"(?<!\w)(?:giai doan|nhiem ky|\d+ nam)(?: (?:tu )?nam)? ?\(?(20\d\d) ?(?:[-–]|den) ?(20\d\d)(?!\d)"
)
_SOME_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def ahead(*more: str) -> re.Pattern[str]:
    """Words of what is still to come, and those that say so beside what a rule reads."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(('phan dau', 'muc tieu', 'du kien', 'se', *more))})(?!\w)")


def report_date(document: Document) -> datetime.date | None:
    """The report's own date, else the end of its period, else today as given."""
    meta = document.report.meta.date
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", meta):
        return datetime.date.fromisoformat(meta)
    if re.fullmatch(r"\d{4}-\d{2}", meta):
        return datetime.date(int(meta[:4]), int(meta[5:]), 1)
    year = document.year()
    if year is None:
        return document.today
    part = (document.period or "")[5:]
    month, day = _ENDS.get(part, (int(part), 1) if part.isdigit() and 1 <= int(part) <= 12 else (12, 31))
    return datetime.date(year, month, day)


def term_of(document: Document) -> tuple[int, int] | None:
    """The first and last year of the span that the title names: `Tổng kết phong trào thi đua giai đoạn 2021 - 2025`."""
    for block in document.report.blocks:
        found = _TERM.search(document.plain, block.start, block.end) if block.kind == "front" else None
        if found:
            return int(found[1]), int(found[2])
    return None


def day_words(iso: str) -> str:
    """A day as it is written: `30/06/2025` of `2025-06-30`."""
    return "/".join(reversed(iso.split("-")))


def not_meant(year: int) -> str:
    """What is wrong with a year in a report of another one."""
    return f"khó có thể đúng ở đây: báo cáo này là của năm {year}."


def guessed(document: Document) -> bool:
    """True where the period is only guessed, from the first year that the text names."""
    meta = document.report.meta
    return "period" in meta.uncertain and document.period == meta.period and not _titled(document)


def _titled(document: Document) -> bool:
    """True for a whole report, or one whose figures are at hand: its period is no mere guess."""
    return document.table is not None or any(b.kind == "front" for b in document.report.blocks)


def years_in(words: str) -> list[int]:
    """The years that words name, in order."""
    return [int(y) for y in _SOME_YEAR.findall(words)]


def of_what_comes(document: Document, start: int, year: int) -> bool:
    """True where the next year's targets are told: by the heading, or by the sentence before it."""
    low, _ = document.sentence(start)
    path = path_of(document, start)
    return is_future(path) or plans_ahead(path, year) or f"nam {year + 1}" in document.plain[low:start]


def path_of(document: Document, start: int) -> tuple[str, ...]:
    """The headings above an offset, the document's title too where it announces tasks."""
    starts, paths = document.view(_paths)
    return paths[bisect_right(starts, start)]


def _paths(document: Document) -> tuple[list[int], list[tuple[str, ...]]]:
    """Where the headings above change, and those before each such place, then behind the last."""
    sections = document.report.sections
    starts = sorted({at for s in sections for at in (s.start, s.end)})
    above: list[list[str]] = [[] for _ in range(len(starts) + 1)]
    for section in sections:
        first, last = (bisect_right(starts, at) for at in (section.start, section.end))
        for headings in above[first:last]:
            headings.append(section.heading)
    return starts, [tuple(headings) for headings in above]
