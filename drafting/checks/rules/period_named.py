"""The year named beside a number is not the year of the figure that the number is.

Source: issue of a wrong period; contract code `period-leak`. A growth that the figures confirm over the
same period is one over the year before; a percentage of plan is of this year's plan; and this period's
actual value, told of last year's, is told of the wrong year. Without figures only `cùng kỳ năm …` with
another year than the last is pointed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from drafting.alignment.cues import is_future
from drafting.checks.document import Document
from drafting.checks.findings import finding
from drafting.checks.parts import parts
from drafting.checks.plain import plain
from drafting.checks.rules.term_base import of_term
from drafting.checks.times import YEAR_ENDS, ahead
from drafting.numbers.types import Reading
from drafting.types import Figure, Finding, Mention, Severity

CODE = "period-leak"
_SPAN = (
    r"(?:(?!ke hoach|chi tieu|du toan|muc tieu|dat |va |vuot)[^;.,\n\d]|\d{1,2} thang|quy [ivx\d]+){0,32}?"
)
_VERSUS_AFTER = re.compile(rf"^[^;.\n\d]{{0,30}}?(?<!\w)(?:so voi|so cung ky){_SPAN}(nam (\d{{4}}))(?!\w)")
_VERSUS_BEFORE = re.compile(
    rf"(?<!\w)(?:so voi|so cung ky|(?:cao|nhieu|thap|it|nhich) hon){_SPAN}(nam (\d{{4}}))[^;.\n\d]{{0,20}}$"
)
_BARE_AFTER = re.compile(r"\s*(?:lan )?(?:cua )?(nam (\d{4}))(?!\w)")
_PLAN_AFTER = re.compile(
    r"^[^;.,\n\d]{0,8}?(?<!\w)(?:ke hoach|chi tieu|du toan)[^;.,\n\d]{0,10}(nam (\d{4}))(?!\w)"
)
_OPENING = re.compile(
    r"^\W*(?:luy ke\s+)?(?:(?:trong|den het|het|tinh den het|tinh den|ca)\s+)?"
    r"(?:\d+ thang (?:dau|cuoi) |quy [ivx\d]+ |thang \d+ )?(nam (\d{4})),?\s[^;,.\n\d]{0,90}$"
)
_TITLED = re.compile(
    r"(?<!\w)(?:(?:dau|cuoi)|ngay[\s\d._…]*thang[\s\d._…]*|quy [ivx\d]+)\s*(nam (\d{4}))(?!\w)"
)
# The year named between the number before (or the sentence's beginning) and this one, of what was done.
_WITHIN = re.compile(
    rf"(?<!\w)(?:(?:ca|dau|cuoi|nua dau|\d+ thang (?:dau|cuoi)|quy [ivx\d]+|thang \d+) )?(nam (\d{{4}})){YEAR_ENDS}"
)
_PLANNED = re.compile(
    r"(?<!\w)(?:ke hoach|chi tieu|du toan|muc tieu)(?!\w)[^;.\d]{0,40}?(?<!\w)(nam (\d{4}))(?!\w)"
)
# `Công tác tuyển quân năm 2024 hoàn thành 100% chỉ tiêu`; what is compared with a year is not told of it
_FULFILLED = re.compile(
    r"(?<!lan )(?<!hon )(?<!voi )(?<!so )(?<!ky )(?<!bang )(nam (\d{4}))(?:(?! va )[^;.,\d]){0,40}?(?<!\w)(?:hoan thanh|dat|bang)"
    r"(?: (?:tren|gan|khoang|hon))? $"
)
_GOAL = re.compile(
    r"(?<!\w)phan dau(?! cua| dai hoi)[^;.\d]{0,20}?(?<!\w)(?:het|trong|ca) (nam (\d{4}))[^;.,\d]{0,40}$"
)
_OF_PAST = re.compile(r"^\s*(?:[^\W\d]+\s){0,3}?cua (nam (\d{4}))(?!\w)")
_BASED = re.compile(r"(?<!\w)so (?:voi )?(?:cung ky )?(nam (\d{4})) \(\s*(?:la |dat )?$")
_OTHERWISE = re.compile(
    r"(?<!\w)(?:so voi|so cung ky|cung ky|tu nam|giai doan|nhiem ky|nghi quyet|ke hoach|quyet dinh|de an|chuong trinh|"
    r"chi tieu|du toan|muc tieu|gia (?:so sanh|co dinh)|theo gia|phan dau|se|"
    r"den nam|thong tu|chi thi|ngay|khoa|dai hoi|nhiem vu|phuong huong)(?!\w)"
)
_NEXT_YEAR = re.compile(
    r"(?<!\w)(?:phuong huong|(?<!thuc hien )(?<!trien khai )nhiem vu)[^;.\d]{0,60}(?<!\w)(nam (\d{4}))(?!\w)"
)
_AHEAD = ahead()
_WORD = re.compile(r"\w+")
_OPENS = re.compile(r"nam \d{4}\s*(?::|,?\s*(?:la|dat|co|con|chi|moi)(?!\w)|\d)")
_CLOSED = re.compile(r"nam \d{4}\s*\)")
_COMMA = re.compile(r"[,;:.]")
_COMPARED = re.compile(r"(?<!\w)(?:so voi|giai doan|nghi quyet|ke hoach)(?!\w)")
_SAME = re.compile(r"(?<!\w)cung ky(?: cua)? (nam (\d{4}))(?!\w|\s*[-–/]|(?:,| va) (?:nam )?\d{4})")


def check(document: Document) -> Iterable[Finding]:
    """Findings on years named beside numbers."""
    year = document.year()
    if year is None:
        return
    done: set[int] = set()
    for start, end, right, severity in [
        *_in_parts(document),
        *_same_periods(document, year),
        *_titles(document, year),
    ]:
        if start not in done:
            done.add(start)
            message = f"“{document.text[start:end]}” không phải năm của số liệu đi cùng (năm {right})."
            yield finding(document, CODE, severity, (start, end), message, expected=f"năm {right}", fix=True)


def _in_parts(document: Document) -> Iterator[tuple[int, int, int, Severity]]:
    before = (document.year() or 0) - 1
    for part in document.view(parts):
        for start, end, right, severity in part.document.view(_beside_figures):
            if right != before or not document.view(of_term):  # `rules.term_base` tells of a term's beginning
                yield part.start + start, part.start + end, right, severity


def _beside_figures(document: Document) -> tuple[tuple[int, int, int, Severity], ...]:
    return tuple(_told_beside(document, document.year() or 0))


def _told_beside(document: Document, year: int) -> Iterator[tuple[int, int, int, Severity]]:
    for alignment in document.alignments:
        mention, chosen = document.mentions[alignment.mention], alignment.chosen
        if chosen is None or mention.table is not None:
            continue
        if not alignment.agrees:
            yield from _last_years(document, mention.reading, chosen.keys, year)
            continue
        figures = [document.by_key[k] for k in chosen.keys if k in document.by_key]
        roles = {f.role for f in figures}
        reading = mention.reading
        low, high = document.sentence(reading.start)
        before, after = document.plain[low : reading.start], document.plain[reading.end : high]
        if roles == {"actual", "same-period"}:
            yield from _named(_VERSUS_AFTER.search(after), reading.end, year - 1, "error")
            yield from _named(_VERSUS_BEFORE.search(before), low, year - 1, "error")
            if reading.change not in ("up", "down"):  # `chỉ bằng 82,2% năm 2023`, `gấp 1,4 lần năm 2023`
                yield from _named(_BARE_AFTER.match(after), reading.end, year - 1, "error")
        elif roles == {"actual", "plan"} and reading.basis == "plan":
            yield from _named(_PLAN_AFTER.search(after), reading.end, year, "error")
            begin = _since(document, low, reading.start)
            yield from _named(_FULFILLED.search(document.plain, begin, reading.start), 0, year, "error")
        elif roles == {"actual"} and len(figures) == 1 and _changed(document, figures[0]):
            yield from _named(_OPENING.search(before), low, year, "error")
            yield from _told(document, low, reading.start, year)
            yield from _behind(document, reading, year)
        elif roles == {"plan"} and len(figures) == 1:
            yield from _named(
                _PLANNED.search(document.plain, _since(document, low, reading.start), reading.start),
                0,
                year,
                "error",
            )
            yield from _striven(document, mention, year)
        elif roles == {"same-period"} and len(figures) == 1:
            yield from _named(_OF_PAST.search(after), reading.end, year - 1, "error")
            yield from _named(_BASED.search(before), low, year - 1, "error")
            if _changed(document, document.by_key[chosen.keys[0]], "actual"):
                yield from _told(document, low, reading.start, year - 1)
                yield from _behind(document, reading, year - 1)


def _striven(document: Document, mention: Mention, year: int) -> Iterator[tuple[int, int, int, Severity]]:
    """This year's plan told as another year's goal in a report of a part of it (`phấn đấu đến hết năm 2026 đạt …`)."""
    reading = mention.reading
    telling = reading.value is not None and len(reading.value.normalize().as_tuple().digits) > 1
    later = is_future(mention.path) and not any("cuoi nam" in plain(h) for h in mention.path)
    if telling and document.part_of_year and not later:
        begin = _since(document, document.sentence(reading.start)[0], reading.start)
        yield from _named(_GOAL.search(document.plain, begin, reading.start), 0, year, "warning")


def _last_years(
    document: Document, reading: Reading, keys: Sequence[str], year: int
) -> Iterator[tuple[int, int, int, Severity]]:
    """Last year's very value, told of a year farther off or of the next: it is the year that is wrong."""
    figure = document.by_key.get(keys[0]) if len(keys) == 1 else None
    if figure is None or figure.role != "actual" or figure.value == reading.value:
        return
    same = document.shared(_values).get((figure.indicator, figure.scope, "same-period"))
    if same is not None and same == reading.value:
        for told in _told(document, document.sentence(reading.start)[0], reading.start, year - 1):
            if int(document.text[told[1] - 4 : told[1]]) != year:
                yield told


def _since(document: Document, low: int, start: int) -> int:
    """Where the words about a number begin: behind the number before it in its sentence, or a stop."""
    inside = document.within(low, start)
    begin = inside[-1].end if inside else low
    return max(begin, document.plain.rfind(";", begin, start) + 1)


def _told(document: Document, low: int, start: int, year: int) -> Iterator[tuple[int, int, int, Severity]]:
    """This period's value told of another year (`Giá trị sản xuất năm 2024 đạt …`)."""
    begin = _since(document, low, start)
    found = _WITHIN.search(document.plain, begin, start)
    earlier = document.within(low, start)[-1:]
    if found and earlier and _right_behind(document, earlier[0], found.start()):
        return  # `giảm từ 248 hộ năm 2024 xuống 125 hộ`: the year of the number before
    if found and not _OTHERWISE.search(document.plain[max(low, begin - 20) : start]):
        yield from _named(found, 0, year, "error")


def _behind(document: Document, reading: Reading, year: int) -> Iterator[tuple[int, int, int, Severity]]:
    """The year right behind a number and what it counts (`đạt 77,4 tỷ đồng năm 2023`)."""
    found = _WITHIN.search(document.plain, reading.end, document.sentence(reading.start)[1])
    if found and _right_behind(document, reading, found.start()):
        yield from _named(found, 0, year, "error")


def _right_behind(document: Document, reading: Reading, start: int) -> bool:
    """True where nothing but the number's own noun and unit stands between it and a year that opens nothing new."""
    if _OPENS.match(document.plain, start) or (
        "(" in document.text[reading.end : start] and not _CLOSED.match(document.plain, start)
    ):
        return False
    own = {
        *plain(reading.noun or "").split(),
        *_WORD.findall(plain(reading.unit or "")),
        "cua",
        "trong",
        "vao",
    }
    return own >= set(_WORD.findall(document.plain[reading.end : start])) and not _COMMA.search(
        document.plain, reading.end, start
    )


def _named(
    found: re.Match[str] | None, base: int, right: int, severity: Severity
) -> Iterator[tuple[int, int, int, Severity]]:
    coming = found is not None and found.re is not _GOAL and _AHEAD.search(found[0])
    if found and int(found[2]) != right and not coming:
        yield base + found.start(1), base + found.end(1), right, severity


def _changed(document: Document, figure: Figure, other: str = "same-period") -> bool:
    """True where the other year's value is known and another one, so that the two can be told apart."""
    same = document.shared(_values).get((figure.indicator, figure.scope, other))
    return same is not None and same != figure.value


def _values(document: Document) -> dict[tuple[str, str | None, str], Decimal]:
    figures = document.by_key.values()
    return {(f.indicator, f.scope, f.role): f.value for f in figures if f.value is not None}


def _same_periods(document: Document, year: int) -> Iterator[tuple[int, int, int, Severity]]:
    for found in document.hits(_SAME):
        if int(found[2]) != year - 1 and document.in_prose(found.start()):
            yield found.start(1), found.end(1), year - 1, "warning"


def _titles(document: Document, year: int) -> Iterator[tuple[int, int, int, Severity]]:
    """Another year than the period's in the title block, and in the line that closes the report."""
    yield from _subject(document, year)
    front = [b for b in document.report.blocks if b.kind == "front"]
    closing = [b for b in document.lines if document.plain.startswith("tren day la", b.start)]
    for block in [*front, *closing]:
        for found in _TITLED.finditer(document.plain, block.start, block.end):
            compared = "so " in document.plain[max(block.start, found.start() - 30) : found.start()]
            if int(found[2]) < year and not compared:
                yield found.start(1), found.end(1), year, "warning"


def _subject(document: Document, year: int) -> Iterator[tuple[int, int, int, Severity]]:
    """What the report says it is about: the first year of its title, and the one whose tasks it tells."""
    lines = [b for b in document.report.blocks if b.kind == "front"]
    titled = next(
        (n for n, b in enumerate(lines) if document.plain[b.start : b.end].strip() == "bao cao"), None
    )
    for block in lines[titled + 1 :] if titled is not None else ():
        title = document.plain[block.start : block.end]
        next_year = _NEXT_YEAR.search(title)
        first = _WITHIN.search(title)
        if (
            first
            and not _COMPARED.search(title[: first.start()])
            and not (next_year and next_year.start() < first.start())
        ):
            severity: Severity = "error" if _figures_of(document) else "warning"
            yield from _named(first, block.start, year, severity)
        if next_year and first and next_year.start(1) != first.start(1) and document.whole_year:
            yield from _named(next_year, block.start, year + 1, "warning")


def _figures_of(document: Document) -> bool:
    """True where the figures themselves say that they are of the document's period."""
    periods = {f.period for f in document.by_key.values() if f.role == "actual" and f.period}
    return periods == {document.period}
