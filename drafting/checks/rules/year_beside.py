"""A year that the words beside it say to be another: last year's, this one's, or the plan's that is being carried out.

`ít hơn năm trước 15 hộ (năm 2024: 103 hộ)`, `gấp 1,5 lần năm 2024`, `giảm 3,9 ha so với vụ xuân năm 2024` in the report of
2024; `cuối năm 2024 có 73 xã, đến nay 84 xã` and `phấn đấu cả năm 2025 đạt 12.500 tấn` in that of its first half; `Dự toán
năm 2025 là 4.650 triệu đồng; đến 30/6 đã chi …`; `tỷ lệ hộ nghèo năm 2023 từ 3,3 giảm còn 1,5% năm 2023`. Source: domain.md
(last period's dates left in), contract code `period-leak`. Warnings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafting.alignment.cues import is_future
from drafting.checks.document import Document
from drafting.checks.findings import finding
from drafting.checks.line_search import Hit
from drafting.checks.times import SEASON, YEAR_ENDS, ahead, guessed, not_meant, of_what_comes, path_of
from drafting.types import Finding, Place

CODE = "period-leak"
_YEAR_BEFORE = re.compile(
    r"(?<!\w)(?:nam truoc|nam ngoai)(?!\w)(?: [^\W\d]+)? ?(?:\d[\d.,]*%?)?[^;.,()\d]{0,40}"
    r"\((?:cung ky )?(nam (20\d\d))(?::| la| co| dat)? ?\d[^;()]{0,40}\)"
)
_TIMES = re.compile(
    r"(?<!\w)gap (?:hon |gan |khoang )?\d[\d,.]* lan (?:so voi )?"
    rf"(?:cung ky |ca |(?:\d{{1,2}}|sau|chin|ba) thang dau |quy [ivx\d]+ )?(nam (20\d\d)){YEAR_ENDS}"
)
_SEASON = re.compile(
    r"(?<!\w)(?:tang|giam|(?:cao|thap|nhieu|it) hon)[^;.\n]{0,30}?(?<!\w)"
    rf"so (?:voi )?{SEASON} (nam (20\d\d)){YEAR_ENDS}"
)
_END_OF = re.compile(r"(?<!\w)(?:cuoi|het) (nam (20\d\d))[^;.\n]{0,80}?(?<!\w)den nay(?!\w)")
_WHOLE = re.compile(rf"(?<!\w)ca (nam (20\d\d)){YEAR_ENDS}")
_AHEAD = ahead("ke hoach|chi tieu|giao|nghi quyet|lo trinh|yeu cau")
_LONGER = re.compile(r"(?<!\w)(?:giai doan|nhiem ky|dai hoi|tu nam|lien tuc|moi thanh lap)(?!\w)")
_SPENT = re.compile(
    r"(?<!\w)(?:du toan|ke hoach|chi tieu)(?: [^\W\d]+){0,4} (nam (20\d\d))(?: giao| la| duoc)+ \d[^;.]*(?:\.\d+[^;.]*)*"
    r"[;,.] ?(?:den|tinh den|luy ke)[^;,\n]{0,25} da (?:chi|thu|thuc hien|giai ngan|dat|hoan thanh)(?!\w)"
)
_FROM_TO = re.compile(
    r"(?<!\w)(nam (20\d\d))(?: la)? tu \d[\d.,]*%?(?: [^\W\d]+){0,3}?,? (?:tang|giam|nang|len|xuong|con)(?: len| xuong| con)?"
    r" \d[\d.,]*%?(?: [^\W\d]+){0,3}? (nam (20\d\d))(?!\w)"
)
_MORE_THAN = re.compile(
    rf"(?<!\w)(?:cao|thap|nhieu|it) hon \d[\d.,]*%?[^;.,()\d]{{0,20}}\((?:{SEASON} )?"
    r"(nam (20\d\d))(?::| la| co| dat) ?\d[^;()]{0,40}\)"
)
_STRIVEN = re.compile(rf"(?<!\w)phan dau (?:trong )?(nam (20\d\d)){YEAR_ENDS}")
_DONE = re.compile(
    r"(?:^|(?<=[.\n] ))\W*(?:trong )?(nam (20\d\d)),? (?:(?!phan dau|se |du kien)[^.;\d\n]){0,80}(?<!\w)da "
    r"(?!duoc giao|duoc phe duyet|dang ky|xay dung|lap|chuan bi|ban hanh|giao|co ke hoach|len)"
)
_LEFT = re.compile(
    rf"(?<!\w)con lai(?: [^\W\d]+){{0,3}} phan dau (?:dat |hoan thanh )?(?:trong |vao )?(nam (20\d\d)){YEAR_ENDS}"
)
_SUMMED = re.compile(
    rf"\W*(?:tom lai|nhin chung|danh gia chung|tuu trung|nhu vay|tong quat lai),? (?:trong |ca )?"
    rf"(?:\d{{1,2}} thang(?: dau)? |quy [ivx\d]+ )?(nam (20\d\d)){YEAR_ENDS}"
)
# `Cuối năm 2024 có 474 hội viên; trong năm kết nạp 23 hội viên`
_SINCE_END = re.compile(
    r"(?<!\w)(?:cuoi|het) (nam (20\d\d))[^.\n\d]{0,40} \d[^;\n]{0,40}[;.,] ?(?:trong nam|nam nay)(?:,? [^\W\d]+)* \d"
)
_HALF_OPENS = re.compile(
    rf"(?:^|(?<=[.\n] ))\W*(?:trong )?(?:sau|6|ba|3|chin|9) thang dau (nam (20\d\d)){YEAR_ENDS}"
)
Told = tuple[Hit, int, str]


def check(document: Document) -> Iterable[Finding]:
    """Findings on such years of the prose."""
    year = document.year()
    if year is None or guessed(document):
        return
    for found, group, message in [
        *_earlier(document, year),
        *_gone_by(document, year),
        *_judged(document, year),
        *_of_part(document, year),
        *_both(document, year),
    ]:
        span = found.span(group)
        if document.in_prose(span[0]):
            said, other = document.text[slice(*span)], found.span(1)
            evidence = [Place(document.text[slice(*other)], *other)] if group != 1 else []
            yield finding(document, CODE, "warning", span, f"“{said}” {message}", evidence=evidence)


def _earlier(document: Document, year: int) -> Iterator[Told]:
    """Years that are compared with, where only the one before is meant."""
    own = not_meant(year)
    for found in document.hits(_YEAR_BEFORE):
        low, _ = document.sentence(found.start())
        told = re.search(r"(?<!\w)nam 20\d\d(?!\w)", document.plain[low : found.start()])
        if int(found[2]) != year - 1 and not (told and told[0] != f"nam {year}"):
            yield found, 1, f"không phải năm trước của năm {year}."
    for shape in (_TIMES, _SEASON, _MORE_THAN):
        for found in document.hits(shape):
            if int(found[2]) >= year and not of_what_comes(document, found.start(), year):
                yield found, 1, own


def _gone_by(document: Document, year: int) -> Iterator[Told]:
    """Years told of as gone by that are yet to come, and striven for though they are gone by."""
    own = not_meant(year)
    for found in document.hits(_DONE):
        if int(found[2]) > year and not is_future(path_of(document, found.start(1))):
            yield found, 1, own
    for found in document.hits(_STRIVEN):
        if int(found[2]) < year:
            yield found, 1, own
    for found in document.hits(_SPENT):
        if int(found[2]) > year or (document.part_of_year and int(found[2]) == year - 1):
            yield found, 1, own
    for found in document.hits(_SINCE_END):
        if document.whole_year and int(found[2]) != year - 1:
            yield found, 1, f"không phải cuối năm trước của năm {year}."


def _judged(document: Document, year: int) -> Iterator[Told]:
    """Years of a summary, and what is left to strive for in the year that is over."""
    for found in document.hits(_LEFT):
        if document.whole_year and int(found[2]) == year:
            yield found, 1, "đã hết, mà vẫn còn phấn đấu."
    for found in document.hits(_SUMMED):
        if int(found[2]) != year and not is_future(path_of(document, found.start(1))):
            yield found, 1, not_meant(year)


def _of_part(document: Document, year: int) -> Iterator[Told]:
    """Years of a report on a part of the year, which has its end still to come."""
    if not document.part_of_year:
        return
    for found in document.hits(_END_OF):
        low, _ = document.sentence(found.start())
        if _AHEAD.search(document.plain, low, found.end()):
            continue
        if int(found[2]) >= year:
            yield found, 1, "chưa hết ở kỳ báo cáo này."
        elif int(found[2]) == year - 2 and not _LONGER.search(document.plain, low, found.end()):
            yield found, 1, f"không phải cuối năm trước của năm {year}."
    for shape in (_HALF_OPENS, _WHOLE):
        for found in document.hits(shape):
            path = path_of(document, found.start(1))
            named = any(found[2] in heading for heading in path)
            if int(found[2]) > year and is_future(path) == (shape is _WHOLE) and not named:
                yield found, 1, not_meant(year)


def _both(document: Document, year: int) -> Iterator[Told]:
    """Two years of one change that aren't in order, or of which the later is yet to come."""
    for found in document.hits(_FROM_TO):
        first, second = int(found[2]), int(found[4])
        if first >= second or (second > year and not of_what_comes(document, found.start(), year)):
            yield found, 3, f"khó có thể là năm của số sau, khi số trước là của năm {first}."
