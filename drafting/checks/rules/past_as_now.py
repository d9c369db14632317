"""The same part of the last year told as this one, seen without a precedent.

Source: domain.md (last period's date left in), contract code `period-leak`. A sentence that begins with last
year's period (`Trong 6 tháng đầu năm 2024, …` in the report of 2025), `tính đến tháng 6/2024`, or the issue of last
year's plan; a comparison, a look back and a span (`từ tháng 6/2024 đến nay`) are right as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from corpus import periods
from drafting.checks import load
from drafting.checks.document import Document
from drafting.checks.findings import finding
from drafting.types import Finding

CODE = "period-leak"
_OPENS = re.compile(
    r"^\W*(?:(?:trong|ket qua|danh gia|trien khai|thuc hien|cong tac|nhiem vu|phuong huong|chung|va)\s+){0,5}"
    r"((?:\d+|sau|ba|chin) thang (?:(?:dau|cuoi) )?nam (\d{4})|quy [iv]+ ?(?:/|nam) ?(\d{4}))(?!\w)"
)
_BEGUN = re.compile(r"^\W*(?:ngay )?tu (dau nam (\d{4}))(?! den)(?!\w)")
_UP_TO = re.compile(r"(?<!\w)tinh den (?:het |cuoi )?(thang \d{1,2}(?:/| nam )(\d{4}))(?!\w)")
_ISSUED = re.compile(
    r"(?<!\w)(?:ban hanh|xay dung|phat dong|trien khai)[^.;,\d]{0,30}(?:ke hoach|phong trao|chuong trinh)"
    r"[^.;,\d]{0,30}(nam (\d{4}))(?!\w)"
)
# `báo cáo kết quả công tác năm 2024 như sau`, `Kết quả công tác năm 2024: …`, `thực hiện nhiệm vụ năm 2024 trong điều kiện`
_WHOLE_YEAR = re.compile(
    r"(?<!\w)bao cao (?:ket qua|tinh hinh)[^.;:\d]{0,60} (nam (\d{4})) (?:nhu sau|cu the)"
    r"|^\W*(?:ket qua|tinh hinh) [^.;:,\d]{0,60} (nam (\d{4}))(?:\s*:| nhu sau)"
    r"|(?<!\w)thuc hien (?:cac )?(?:nhiem vu|ke hoach|chi tieu)(?: [^\W\d]+){0,3}? (nam (\d{4})) (?:trong|voi) "
)
_COMPARED = re.compile(r"(?<!\w)(?:so voi|cung ky|nam truoc|nam ngoai)(?!\w)")
_ABOUT_PAST = re.compile(
    r"(?<!\w)(?:tong ket|danh gia|binh xet|ket qua|xep loai|khen thuong|quyet toan)(?!\w)"
)


def check(document: Document) -> Iterable[Finding]:
    """A warning at each such time."""
    period, year = document.period, document.year()
    if not period or year is None:
        return
    for line in document.lines:
        for start, end in document.sentences(line):
            for span in _told(document, start, end, period, year):
                message = f"“{document.text[slice(*span)]}”: báo cáo này là {periods.period_words(period)}."
                yield finding(document, CODE, "warning", span, message)


def _told(document: Document, start: int, end: int, period: str, year: int) -> Iterator[tuple[int, int]]:
    sentence = document.plain[start:end]
    if _COMPARED.search(sentence.split(",")[0]):
        return
    begun = _BEGUN.match(sentence)
    if begun and int(begun[2]) == year - 1:
        yield start + begun.start(1), start + begun.end(1)
    opens = _OPENS.match(sentence)
    if opens and _is_last(opens[1], period):
        yield start + opens.start(1), start + opens.end(1)
    for found in _UP_TO.finditer(sentence):
        if int(found[2]) < year and not load.pattern("leak_words.txt", "looking_back").search(sentence):
            yield start + found.start(1), start + found.end(1)
    for found in _WHOLE_YEAR.finditer(sentence) if "-" not in period else ():
        at = next(group for group in (1, 3, 5) if found[group])
        if int(found[at + 1]) == year - 1 and f"nam {year}" not in sentence:
            yield start + found.start(at), start + found.end(at)
    for found in _ISSUED.finditer(sentence):
        if int(found[2]) == year - 1 and not _ABOUT_PAST.search(found[0]):
            yield start + found.start(1), start + found.end(1)


def _is_last(words: str, period: str) -> bool:
    """True for the same part of the year before, or what was left of that year."""
    past = periods.previous_year(period)
    if "-" not in period:
        return False
    rest = periods.parse_period(periods.rest_of_year(past))
    told = periods.parse_period(re.sub(r"^(\d+ thang) nam", r"\1 dau nam", words))
    return told is not None and told in (past, rest)
