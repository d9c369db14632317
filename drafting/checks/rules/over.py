"""A term of office, programme, school year or lunar year that had ended before the period is told of as running.

Source: hard-cases.md (events have cycles), contract code `period-leak`. `nhiệm kỳ 2016-2021` in a report of 2025; a
programme (`giai đoạn 2016-2020`) two years after its end, or at once where the precedent told of it while it ran.
What is looked back at (`tổng kết`, `so với`, `sau`) is right as it stands. Always a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from corpus import lunar, periods
from corpus.structure.labels import roman
from drafting.checks import load, past
from drafting.checks.document import Document, Span
from drafting.checks.findings import finding
from drafting.types import Finding

CODE = "period-leak"
_SPAN = re.compile(
    r"(?<!\w)(nhiem ky|giai doan|nam hoc|nien khoa)(?: tu)?(?: nam)? (\d{4}) ?(?:-|–|den) ?(\d{4})(?!\w)"
)
_COMPARED = re.compile(r"(?<!\w)(?:hon|kem|bang|lan|so voi)(?: ca)?\s*$")  # `nhiều hơn nhiệm kỳ 2012-2017`
_ASSEMBLY = re.compile(r"(?<!\w)quoc hoi (khoa ([xvi]+))(?!\w)")
_TET = re.compile(r"(?<!\w)(?:tet|xuan|nguyen dan|nam)\s+(?:nguyen dan\s+)?$")
# The National Assembly's fifteenth term runs from 2021; each lasts five years.
_FIRST, _NUMBER, _YEARS = 2021, 15, 5


def check(document: Document) -> Iterable[Finding]:
    """A warning at each term that is over."""
    year = document.year()
    guessed = "period" in document.report.meta.uncertain and document.period == document.report.meta.period
    if year is None or guessed:
        return
    for (start, end), last in [*_spans(document, year), *_assemblies(document), *_lunar(document, year)]:
        if last >= year or not document.in_prose(start) or _looked_back(document, start, end):
            continue
        message = f"“{document.text[start:end]}” đã kết thúc (năm {last}), báo cáo này là năm {year}."
        yield finding(document, CODE, "warning", (start, end), message)


def _spans(document: Document, year: int) -> Iterator[tuple[Span, int]]:
    for found in document.hits(_SPAN):
        last = int(found[3])
        if found[1] == "giai doan" and last >= year - 1 and not _ran_then(document, found[0], last):
            continue
        if found[1] == "nam hoc" and last == year - 1 and _school_year(year) in document.plain:
            continue  # the year before, beside the report's own
        if found[1] in ("nam hoc", "nhiem ky") and _in_series(document, found.start(), last):
            continue
        yield found.span(), last


def _in_series(document: Document, start: int, last: int) -> bool:
    """True for a school year or term told beside later ones (`22 người (năm học 2021-2022), 25 người (năm học 2022-2023)`)."""
    sentence = document.plain[slice(*document.sentence(start))]
    return any(int(m[3]) > last for m in _SPAN.finditer(sentence))


def _school_year(year: int) -> str:
    return f"nam hoc {year - 1} - {year}"


def _ran_then(document: Document, words: str, last: int) -> bool:
    """True where the precedent told of it while it ran."""
    if document.precedent is None or not document.precedent.report.meta.period:
        return False
    then = periods.year_of(document.precedent.report.meta.period)
    return last >= then and words in document.view(past.words)


def _assemblies(document: Document) -> Iterator[tuple[Span, int]]:
    for found in document.hits(_ASSEMBLY):
        first = _FIRST + _YEARS * (roman(found[2].upper()) - _NUMBER)
        yield found.span(1), first + _YEARS


def _lunar(document: Document, year: int) -> Iterator[tuple[Span, int]]:
    """The lunar year of a Tết that was before the report's own."""
    known = {_folded(lunar.lunar_year(y)): y for y in range(year - 6, year + 2)}
    for found in document.text_hits(lunar.LUNAR):
        named = known.get(_folded(found[0]))
        if named is not None and _TET.search(document.plain, max(0, found.start() - 20), found.start()):
            yield found.span(), named


def _folded(name: str) -> str:
    return name.replace("Tị", "Tỵ").replace("Tí", "Tý")


def _looked_back(document: Document, start: int, end: int) -> bool:
    low, high = document.sentence(start)
    if _COMPARED.search(document.plain, max(low, start - 20), start):
        return True
    around = f"{document.plain[low:start]} | {document.plain[end:high]}"
    return load.pattern("leak_words.txt", "looking_back").search(around) is not None
