"""An anniversary's years are the report's year less the event's: `46 năm ngày giải phóng miền Nam` in 2021.

Source: data/anniversaries.tsv (public calendar). In the tasks of a yearly report next year's
anniversary may stand. Contract code `change-arithmetic`: from the event's year to this one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache

from drafting.checks import load
from drafting.checks.document import Document
from drafting.checks.findings import finding
from drafting.checks.line_search import Hit
from drafting.checks.plain import plain
from drafting.types import Finding

CODE = "change-arithmetic"
_YEARS = re.compile(
    r"(?<![\w/.,])(\d{1,3})\s+nam\s+(?:ky niem\s+)?(?:ngay\s+)?(?:le\s+)?(?:ky niem\s+)?(?=\w)"
)
_BETWEEN = re.compile(
    r"\(\s*(?:\d{1,2}[/.-]\s*\d{1,2}[/.-]\s*)?(\d{4})\s*[-–]\s*(?:\d{1,2}[/.-]\s*\d{1,2}[/.-]\s*)?(\d{4})"
)


@cache
def _events() -> tuple[tuple[str, int, str], ...]:
    events = [
        (name, int(row["year"]), row["province"])
        for row in load.rows("anniversaries.tsv")
        for name in row["event"].split("|")
    ]
    return tuple(sorted(events, key=lambda e: -len(e[0])))


def check(document: Document) -> Iterable[Finding]:
    """Findings on anniversaries of known events, and on those that state both years."""
    for found in document.hits(_YEARS):
        after = document.plain[found.end() : document.sentence(found.start())[1]]
        yield from _judge(document, found, _wanted(document, found.start(), after))


def _wanted(document: Document, start: int, after: str) -> list[tuple[int, str]]:
    """What the number may be, with the formula; the stated dates come before the table of events."""
    dates = _BETWEEN.search(after[:140])
    if dates and not re.search(r"\d{1,3}\s+nam\s", after[: dates.start()]):
        first, last = int(dates[1]), int(dates[2])
        return [(last - first, f"{last} - {first}")]
    event = _event(document, after)
    year = document.year()
    if event is None or year is None:
        return []
    years = [year, year + 1] if _ahead(document, start) else [year]
    return [(y - event, f"{y} - {event}") for y in years]


def _event(document: Document, after: str) -> int | None:
    words = re.sub(r"\s+", " ", after[:90])
    words = re.sub(r"^(?:ngay |le |truyen thong (?=ngay ))+", "", words)
    province = plain(document.report.meta.province)
    return next(
        (year for name, year, only in _events() if words.startswith(name) and (not only or only in province)),
        None,
    )


def _ahead(document: Document, start: int) -> bool:
    """True in the part about the coming period, where the report is about a whole year."""
    path = document.report.section_at(start)
    heading = plain(" ".join(document.report.heading_path(path.number))) if path else ""
    yearly = bool(re.fullmatch(r"\d{4}(-H2|-Q4|-12)?", document.period or ""))
    return yearly and any(w in heading for w in ("phuong huong", "nhiem vu", "giai phap"))


def _judge(document: Document, found: Hit, wanted: list[tuple[int, str]]) -> Iterator[Finding]:
    stated = int(found[1])
    if not wanted or any(stated == value for value, _ in wanted):
        return
    value, formula = wanted[0]
    message = f"Nêu {stated} năm, nhưng {formula} = {value} năm."
    right = str(Decimal(value))
    yield finding(document, CODE, "error", found.span(1), message, expected=right, fix=True)
