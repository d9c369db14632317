"""Two years of one sentence that can't both be meant, and years beside words that name the report's own or the next.

`tăng từ 40 ca năm 2024 lên 52 ca năm 2024`; `có 76 người, năm 2024 là 68, tăng 8` in the report of 2024; `năm 2023
đạt 51 tỷ đồng, tăng 4% so với năm 2023`; `phát huy kết quả năm 2022` in that of 2024; `phấn đấu cả năm 2026` beneath
`Nhiệm vụ năm 2025`. Source: numbers.md (Change and level), contract code `period-leak`. Warnings: which of the two years
is wrong the words don't say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from drafting.alignment.cues import is_future
from drafting.checks.changes import same_measure
from drafting.checks.document import Document, Span
from drafting.checks.findings import finding
from drafting.checks.kinds import same_kind
from drafting.checks.plain import plain
from drafting.checks.times import ahead, not_meant, path_of, years_in
from drafting.numbers.types import Reading
from drafting.types import Finding, Place

CODE = "period-leak"
# The year, what is wrong with it, and the other year it doesn't go with.
Told = tuple[Span, str, Span | None]
_NUMBER = r"\d[\d.,]*\d|\d"
_FROM_TO = re.compile(
    rf"(?<!\w)tu (?:{_NUMBER})%? ?(?:[^\W\d]+ ){{0,4}}?\(?(nam (\d{{4}}))\)?,? (?:len|xuong|con|thanh) "
    rf"(?:{_NUMBER})%? ?(?:[^\W\d]+ ){{0,4}}?\(?(nam (\d{{4}}))(?!\w)"
)
_PART = re.compile(r"(?<![\w/])(?:dau|cuoi|vu|quy|thang|ky|ngay|dot|mua|lan|hoc)(?!\w)")
_YEAR = re.compile(r"(?<!\w)(nam ((?:19|20)\d\d))(?!\w)")
_TOLD = re.compile(r"(?<!\w)(nam ((?:19|20)\d\d)) (?:la|co|dat|chi co|moi co)[^\d;.]{0,25}$")
_BY = re.compile(r"^[^\d;.]{0,40}?(?<!\w)(tang|giam)(?: (?:them|duoc|la))?[\s:(]*$")
_VERSUS = re.compile(
    r"(?<!\w)(nam (\d{4})) (?:uoc |dat |la |co |duoc |uoc dat )+(?:\d[\d.,]*)[^;.\d]{0,40}(?<!\w)(?:tang|giam)[^;.\d]{0,10}"
    r"\d[\d.,]*%?[^;.\d]{0,20}so voi (?:cung ky )?nam (\d{4})(?!\w)"
)
_AGAIN = re.compile(r"(?:[(,] ?|, trong khi )(nam (\d{4}))(?: la|:) (?=\d)")
# what the number before may be told of instead of the report's own year
_OTHER = re.compile(
    r"(?<!\w)(?:ke hoach|chi tieu|muc tieu|du toan|nghi quyet|cung ky|nam truoc|nam ngoai|nhiem ky|giai doan|binh quan"
    r"|luy ke|den nay|nam \d{4})(?!\w)"
)
_RESULTS = re.compile(
    r"(?<!\w)(?:(?:phat huy|(?:tren|tu) (?:co so|nen|nen tang)) (?:nhung |cac )?(?:ket qua|thanh tich)"
    r"(?: (?:da|dat duoc|thuc hien|trong|cua)){0,4}|khep lai|(?:da |cong ty |xa |huyen |don vi )ket thuc) (nam (\d{4}))(?!\w)"
)
_FULFILLED = re.compile(
    r"(?<!\w)hoan thanh (?:(?:xuat sac|tot|vuot muc|vuot|toan dien|cac|toan bo) ){0,3}"
    r"(?:du toan|ke hoach|chi tieu|muc tieu|nhiem vu)(?: thu| chi| quy [ivx\d]+| cua| ca){0,3} (nam (\d{4}))(?!\w)"
)
_JUDGED = re.compile(r"(?<!\w)(?:danh gia|nhan xet|nhan dinh|ket luan)(?!\w)")
_AHEAD = ahead("de|nham|quyet tam|huong toi|dang ky|tiep tuc")
_GOALS = re.compile(r"\W*(?:[ivx\d]+\.\s*)?(?:cac )?chi tieu")
_TASK = re.compile(
    r"(?<!\w)(?:phan dau (?:trong )?ca (nam \d{4})|(?:ke hoach|du toan|chi tieu) (nam \d{4}) con"
    r"|(?:dang ky|phan dau) (nam \d{4})|(?<!ket qua )(nam \d{4}),?"
    r" (?:[^\W\d]+ ){0,3}?(?:tiep tuc|phan dau|tap trung|day manh))(?!\w)"
)


def check(document: Document) -> Iterable[Finding]:
    """Findings on such years of the prose."""
    done: set[int] = set()
    for span, message, other in [*_pairs(document), *_of_report(document)]:
        if span[0] not in done and document.in_prose(span[0]):
            done.add(span[0])
            said = document.text[slice(*span)]
            evidence = [Place(document.text[slice(*other)], *other)] if other else []
            yield finding(document, CODE, "warning", span, f"“{said}” {message}", evidence=evidence)


def _pairs(document: Document) -> Iterator[Told]:
    """Two years told of one thing, of which the later value can't be the one of the later year."""
    year = document.year()
    for found in document.hits(_FROM_TO):
        first, second = int(found[2]), int(found[4])
        late = year is not None and second > year and not _ahead(document, found.start())
        if (first >= second or late) and not _PART.search(found[0]):
            message = f"khó có thể là năm của số sau, khi số trước là của năm {first}."
            yield found.span(3), message, found.span(1)
    for found in document.hits(_VERSUS):
        if found[2] == found[3] and int(found[2]) != year and not _part_before(document, found.start(1)):
            yield found.span(1), "được so với chính năm đó.", None
    prose = document.prose
    for value, change in pairwise(prose):
        yield from _told_again(document, value, change)


def _told_again(document: Document, value: Reading, change: Reading) -> Iterator[Told]:
    """`76 người, năm 2024 là 68, tăng 8`: the number before is the later one by the change's arithmetic."""
    word = _BY.match(document.plain[value.end : change.start])
    low, _ = document.sentence(value.start)
    if not word or value.value is None or change.value is None or not _measured(value, change):
        return
    told = _TOLD.search(document.plain, low, value.start)
    if told is None or _part_before(document, told.start(1)):
        return
    later = value.value + (change.value if word[1] == "tang" else -change.value)
    for other in document.within(low, told.start())[-4:]:
        if other.value == later and other.kind == value.kind and same_kind(other, value):
            years = [int(y[2]) for y in _YEAR.finditer(document.plain, low, told.start())]
            own = years[-1] if years else document.year()
            if own is not None and (int(told[2]) == own if years else int(told[2]) >= own):
                message = f"phải là năm trước năm của {other.quote} (năm {own})."
                yield told.span(1), message, (other.start, other.end)
            return


def _measured(value: Reading, change: Reading) -> bool:
    """True where one is the other's change: `10,9 triệu đồng/người/tháng, như vậy tăng 0,9 triệu đồng`."""
    return same_measure(change, value) or (
        bool(change.unit) and (value.unit or "").startswith(f"{change.unit}/")
    )


def _of_report(document: Document) -> Iterator[Told]:
    """Years that the words beside them say to be the report's own, an earlier one, or the one its tasks are of."""
    year = document.year()
    if year is None:
        return
    own = not_meant(year)
    for found in document.hits(_AGAIN):
        low, _ = document.sentence(found.start())
        if int(found[2]) == year and _plain_before(document, low, found.start()):
            yield found.span(1), own, None
    for found in document.hits(_RESULTS):
        if document.whole_year and int(found[2]) != year:
            yield found.span(1), own, None
    for found in document.hits(_FULFILLED):
        earlier = int(found[2]) == year - 1 and document.whole_year and _judged(document, found.start())
        if (int(found[2]) > year or earlier) and not _ahead(document, found.start()):
            yield found.span(1), own, None
    yield from _tasks(document)


def _judged(document: Document, start: int) -> bool:
    """True where the whole of the report's own period is judged, and no other one is named."""
    low, high = document.sentence(start)
    headed = any(_JUDGED.search(plain(h)) for h in path_of(document, start)[-1:])
    return headed and len(set(years_in(document.plain[low:high]))) == 1


def _plain_before(document: Document, low: int, start: int) -> bool:
    """True where a number just before is told of no time at all, so of the report's own."""
    inside = document.within(max(low, start - 60), start)
    opening = re.compile(rf"\W*(?:trong )?nam {document.year()},? ").match(document.plain, low, start)
    return bool(inside) and not _OTHER.search(document.plain, opening.end() if opening else low, start)


def _tasks(document: Document) -> Iterator[Told]:
    """Another year among the tasks than the one that their heading names."""
    for found in document.hits(_TASK):
        group = next(g for g in (1, 2, 3, 4) if found[g])
        headings = [h for h in path_of(document, found.start()) if is_future((h,)) or _GOALS.match(plain(h))]
        years = {year for heading in headings for year in years_in(heading)}
        if len(years) == 1 and int(found[group][-4:]) not in years:
            yield found.span(group), f"không phải năm của các nhiệm vụ này (năm {years.pop()}).", None


def _ahead(document: Document, start: int) -> bool:
    """True where the sentence up to here, or the heading above, speaks of what is to come."""
    low, _ = document.sentence(start)
    return bool(_AHEAD.search(document.plain, low, start)) or is_future(path_of(document, start))


def _part_before(document: Document, start: int) -> bool:
    """True for a part of the year: `cuối năm 2024`, `quý II năm 2024`."""
    return bool(_PART.search(document.plain, max(0, start - 9), start))
