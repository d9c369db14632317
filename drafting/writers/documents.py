"""Documents that a precedent cites: which still stand at the end of this period."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpus import periods
from drafting.numbers.types import Reading

_DATED = re.compile(r"\s*,?\s*ngày\s+\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{4}")


@dataclass(frozen=True, slots=True)
class Cited:
    """A cited document: its span with the date after it, and why it can't stand (empty if it can)."""

    start: int
    end: int
    reason: str


# A citation that only says by what the deed was ruled: the sentence stands without it.
_BY = re.compile(
    r"\s*,?\s+(?:theo|thực hiện|căn cứ)\s+(?:đúng\s+)?(?:tinh thần|nội dung|quy định(?: tại| của)?|yêu cầu)?\s*(?:của\s+)?"
    r"(?:Chỉ thị|Nghị quyết|Nghị định|Kế hoạch|Quyết định|Thông tư|Công văn|Hướng dẫn|Chương trình)(?:\s+số)?\s+$",
    re.IGNORECASE,
)
_AND = re.compile(
    r"\s*,?\s+và\s+(?:các\s+)?(?:Chỉ thị|Nghị quyết|Nghị định|Kế hoạch|Quyết định|Thông tư|Công văn|Hướng dẫn)(?:\s+số)?\s+$",
    re.IGNORECASE,
)
_BODY = r"(?:\s+của\s+[A-ZĐ][^\W\d_]*(?:\s+[^\W\d_]+){0,5})?"
_BY_ENDS = re.compile(rf"{_BODY}?(?=\s*(?:[,.;)]|$|một cách\b))")
_AND_ENDS = re.compile(rf"{_BODY}?(?=\s*(?:[.;)]|$))")


def aside(text: str, found: Cited, start: int, end: int) -> tuple[int, int] | None:
    """The span of a citation that can go from the sentence `start:end` with its grammar intact; None where none can.

    `… theo tinh thần Chỉ thị số 9 của Bộ X một cách thiết thực`, `… quy định của Luật A và Nghị định số 4`.
    """
    for before, after in ((_BY, _BY_ENDS), (_AND, _AND_ENDS)):
        lead = before.search(text, start, found.start)
        rest = after.match(text, found.end, end)
        if lead and rest and len(text[start : lead.start()].split()) >= 4:
            return lead.start(), rest.end()
    return None


@cache
def _known() -> dict[str, tuple[str, str, str]]:
    text = files("drafting.writers.data").joinpath("documents.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.split("\n") if line and not line.startswith("#"))
    return {_plain(number): (since, until, words) for number, since, until, words in rows}


def _plain(number: str) -> str:
    return re.sub(r"\s+", "", number).upper()


def cited(text: str, reading: Reading, period: str) -> Cited:
    """What becomes of a citation in a report of `period`."""
    dated = _DATED.match(text, reading.end)
    end = dated.end() if dated else reading.end
    before = text[max(0, reading.start - 20) : reading.start]
    if re.search(r"(?:TW|Trung ương|trung ương)[\s\d,]*$", before):
        return Cited(reading.start, end, "")
    known = _known().get(_plain(reading.quote))
    if known is None:
        return Cited(reading.start, end, f"viện dẫn văn bản “{reading.quote}”")
    since, until, words = known
    month = periods.months(period)[1]
    last = f"{periods.year_of(period)}-{month:02d}-28"
    if since <= last and (not until or last <= until):
        return Cited(reading.start, end, "")
    return Cited(reading.start, end, f"văn bản “{reading.quote}” không còn hiệu lực: {words}")
