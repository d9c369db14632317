"""Citations of documents in a text: kind, number and date as written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafting.checks.document import Document, Span
from drafting.checks.line_search import Hit
from drafting.checks.plain import plain

_KIND = (
    r"(?P<kind>nghị định|thông tư|chỉ thị|quyết định|nghị quyết|kế hoạch|công văn|luật|hướng dẫn|"
    r"văn bản hợp nhất|kết luận|văn bản)"
)
_SYMBOL = r"[A-ZĐÂÊƯƠ][\wĐđ]*(?:\s*[\-–/]\s*[A-ZĐÂÊƯƠ]\w*)*"
_NUMBER = rf"(?P<number>\d{{1,5}}(?:\s*/\s*(?:\d{{4}}|\d{{2}}(?=\s*/\s*[A-ZĐ])))?(?:\s*[/\-–]\s*{_SYMBOL})?)"
_DAY = (
    r"\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*(?:\d{4}|\d{2})(?!\d)"
    r"|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}"
)
_DATE = rf"(?P<date>{_DAY})"
_CITED = re.compile(
    rf"(?:{_KIND}\s+(?:liên tịch\s+)?(?:số\s*:?\s*)?{_NUMBER}|(?<!\w)(?P<short>NĐ|TT|CT|QĐ|NQ)\s+(?:số\s*:?\s*)?"
    rf"(?P<full>\d{{1,5}}(?:\s*/\s*\d{{4}})?\s*[/\-–]\s*{_SYMBOL}))"
    rf"(?:(?:[\s,]|của [\w ]{{2,25}}?)*?ngày\s+{_DATE}|\s+năm\s+(?P<year>\d{{4}})(?!\s*[-–/\d]))?",
    re.IGNORECASE,
)
# `Luật Thi đua, khen thưởng số 15/2003/QH11`, `… năm 2003`, `… ngày 26/11/2003`: a law is cited by its name
_LAW = re.compile(
    r"(?<!\w)Luật\s+(?:sửa đổi, bổ sung (?:một số )?điều (?:của )?(?:Luật )?)?(?P<name>[^\W\d][^\d;.()\n]{2,60}?),?\s+"
    rf"(?:số\s+(?P<number>\d{{1,3}}/\d{{4}}/QH\d{{1,2}})|(?:năm\s+)?(?P<year>\d{{4}})(?!\s*[-–/\d])|ngày\s+{_DATE})",
    re.IGNORECASE,
)
_CENTURY = 100
_SHORT = {"nd": "nghi dinh", "tt": "thong tu", "ct": "chi thi", "qd": "quyet dinh", "nq": "nghi quyet"}


@dataclass(frozen=True, slots=True)
class Citation:
    """A document as cited.

    Attributes:
        kind: plain words (`nghi dinh`).
        number: as written without blanks (`91/2017/NĐ-CP`), or a bare number; empty for a law by its name alone.
        date: (day, month, year), or None.
        span: from kind to number; `date_span` of the date.
        year: the year said instead of a date (`Nghị định số 91 năm 2017`).
        name: the words of a law's name, plain.
    """

    kind: str
    number: str
    date: tuple[int, int, int] | None
    span: Span
    date_span: Span | None = None
    year: int | None = None
    name: tuple[str, ...] = ()


def citations(document: Document) -> tuple[Citation, ...]:
    """Every citation of the text, in order."""
    return tuple(_citations(document))


def _citations(document: Document) -> Iterator[Citation]:
    for found in document.text_hits(_CITED):
        group = "number" if found["number"] else "full"
        kind = plain(found["kind"] or "") or _SHORT[plain(found["short"])]
        yield _citation(found, kind, re.sub(r"\s+", "", found[group]).replace("–", "-"), found.end(group))


def laws(document: Document) -> tuple[Citation, ...]:
    """Laws cited by name, with a number, a year or a date behind it, in order."""
    return tuple(
        _citation(
            found, "luat", found["number"] or "", found.end(), tuple(re.findall(r"\w+", plain(found["name"])))
        )
        for found in document.text_hits(_LAW)
    )


def _citation(found: Hit, kind: str, number: str, end: int, name: tuple[str, ...] = ()) -> Citation:
    date = _date(found["date"]) if found["date"] else None
    year = int(found["year"]) if found["year"] else None
    return Citation(
        kind, number, date, (found.start(), end), found.span("date") if date else None, year, name
    )


def _date(written: str) -> tuple[int, int, int]:
    """Day, month and year."""
    day, month, year = (int(n) for n in re.findall(r"\d+", written))
    return day, month, _full(year)


def year_of(citation: Citation) -> int | None:
    """The year in the number (`91/2017/NĐ-CP`)."""
    found = re.search(r"/((?:19|20)\d{2}|\d{2})(?:/|$)", citation.number)
    return _full(int(found[1])) if found else None


def _full(year: int) -> int:
    """A year of two digits is one of this century."""
    return year if year >= _CENTURY else 2000 + year
