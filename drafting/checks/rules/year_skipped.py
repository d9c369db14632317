"""A comparison that skips a year: `tăng 5,2% so với năm 2022` in the report of 2024, `(năm 2022: 3)`.

So does `so với thực hiện năm 2023` for the goals of 2025. Source: domain.md (last period's dates left in: in last
year's report that year was the right one), contract code `period-leak`. A series of years, a term or a span that the
sentence speaks of, and a year told of by itself (`Năm 2023 … so với năm 2022`) make it right. A warning: some reports
do compare so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.checks.document import Document, Span
from drafting.checks.findings import finding
from drafting.checks.line_search import Hit
from drafting.checks.times import SEASON, YEAR_ENDS, guessed, of_what_comes, term_of, years_in
from drafting.types import Finding

CODE = "period-leak"
_PART = rf"(?:(?:\d{{1,2}}|sau|chin|ba) thang(?: dau| cuoi)? |quy [ivx\d]+ |{SEASON} )?"
_VERSUS = re.compile(
    rf"(?<!\w)(?:so (?:voi )?(?:thuc hien |ket qua |muc )?(?:cung ky |cung thoi diem )?|cung ky |(?:hon|kem|lan) (?:so voi )?"
    rf"|bang \d[\d.,]*% (?:so voi |cua )?){_PART}(nam (\d{{4}})){YEAR_ENDS}"
)
_BRACKET = re.compile(
    rf"\d[^;.()]{{0,60}}\({_PART}(nam (\d{{4}}))(?::| la| co)? \d[\d.,]*%?[^;()\d]{{0,25}}\)"
)
_TOLD = re.compile(
    r"(?<!\w)(nam (\d{4})) (?:la|co|dat) \d[\d.,]*%? ?[^;.,\d]{0,28}, (?:[^\W\d]+ ){0,3}?"
    r"(?:tang|giam|(?:nhieu|it|cao|thap) hon)(?!\w)"
)
# what looks farther back than a year
_LONGER = re.compile(
    r"(?<!\w)(?:nhiem ky|giai doan|nghi quyet|dai hoi|tu nam|lien tiep|lien tuc|nam lien|trong \d+ nam|qua \d+ nam|sau \d+ nam"
    r"|truoc (?:dich|khi|thoi ky)|moc|goc|sap nhap|ke tu|nam hoc|nien khoa|khoa)(?!\w)"
)


def check(document: Document) -> Iterable[Finding]:
    """A warning at each such year."""
    year = document.year()
    if year is None or guessed(document) or document.view(term_of) is not None:
        return
    own = {f.period[:4] for f in document.by_key.values() if f.period}
    done: set[int] = set()
    for shape in (_VERSUS, _BRACKET, _TOLD):
        for found in document.hits(shape):
            start, end = found.span(1)
            told = int(found[2]) < year - 1 and found[2] in own  # figures of that year are at hand
            if start in done or told or not document.in_prose(start):
                continue
            right = _right(document, found, year)
            if right is not None:
                done.add(start)
                message = f"Xem lại “{document.text[start:end]}”: có phải so với năm {right}."
                yield finding(document, CODE, "warning", (start, end), message, expected=f"năm {right}")


def _both_compared(document: Document, sentence: Span, found: Hit) -> bool:
    """True where the sentence compares one thing with last year, and another with the year said."""
    compared = [m for shape in (_VERSUS, _BRACKET) for m in shape.finditer(document.plain, *sentence)]
    last = [m for m in compared if int(m[2]) == int(found[2]) + 1]
    between = (document.plain[min(m.end(), found.end()) : max(m.start(1), found.start(1))] for m in last)
    return any(";" in words for words in between)


def _right(document: Document, found: Hit, year: int) -> int | None:
    """The year that seems to be meant, None where the year said may well be."""
    said = int(found[2])
    low, high = document.sentence(found.start(1))
    sentence = document.plain[low:high]
    if _LONGER.search(sentence):
        return None
    before = years_in(document.plain[low : found.start(1)])
    others = set(years_in(sentence)) - {said, year, year + 1}
    both = others == {year - 1} and _both_compared(document, (low, high), found)
    # both: `so với vụ xuân năm 2023 (416,5 ha); …, cao hơn 1,8 tạ/ha (vụ xuân năm 2024: 64,7 tạ/ha)`
    if not both and (others or said + 1 in before[-1:]):
        return None  # a series of years, or the year after it told of by itself
    goals = document.whole_year and of_what_comes(document, found.start(1), year)
    if said == year - 2:
        return year if goals else year - 1
    return year if goals and said in (year - 1, year + 1) else None
