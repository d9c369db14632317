"""What is worked out over the quarters or years of one row: a change since one of them, a sum of some, an average.

`so với quý II tăng 11,7%`, `năm 2025 nhiều hơn năm 2022 15 nhà`, `bốn năm 2021-2024 có 6.434 hộ`, `bình quân mỗi quý
thu 4.954 triệu đồng`, `lần lượt là 421, 503 và 562 vụ`. Like all of `settle_around` taken only where the very value is
stated, and only where the words name the quarters or years, or how many of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafting.alignment.dated import EACH, column_of, periods_in
from drafting.checks.around import Around
from drafting.checks.settle_table import Row, SettleTable, candidate, row_name
from drafting.types import Candidate, Figure

_COUNTS = {"hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8}
_SEVERAL = re.compile(
    r"(?<!\w)(\d|hai|ba|bon|nam|sau|bay|tam) (?:nam|qui|quy|ky|thang|nam hoc)(?= (?!\d{4}(?!\s?[-–])|hoc \d)|\W|$)"
)
_HALF = re.compile(r"(?<!\w)(?:6|sau) thang (dau|cuoi)")
_SPAN = re.compile(r"(20\d\d)\s*[-–]\s*(20\d\d)")
_YEARS = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_EACH = re.compile(
    r"(?<!\w)(?:binh quan|trung binh)(?!\w)[^;.]{0,60}(?<!\w)(?:moi|mot|hang|tung) (?:nam|quy|ky|vu|thang)(?!\w)[^;.\d]{0,40}$"
)
_BASE = re.compile(
    r"(?<!\w)(?:so voi|so|hon|kem)(?: cung ky| muc| cua| ca)? "
    r"(nam \d{4}|quy [ivx]+(?: nam 20\d\d)?|nam hoc 20\d\d ?- ?20\d\d)(?!\w)"
)
_TIMES = re.compile(r"^\s*(?:lan )?(?:so voi |cua )?(?:cung ky |muc )?(nam \d{4}|quy [ivx]+)(?!\w)")
_ANOTHER = re.compile(r"[,;]|(?<!\w)va(?!\w)")
_EACH_TIME = re.compile(
    r"(?:bình quân|trung bình|mỗi|tính ra)(?: mỗi| một| hàng| hằng| cứ)? (tháng|quý|tuần|ngày)(?!\w)[^;.\d]{0,40}$"
)
_EACH_UNIT = re.compile(r"/(tháng|quý|tuần|ngày)$")
# How many of them a year has; days as the calendar has them, or days of work.
_IN_YEAR = {"tháng": (12,), "quý": (4,), "tuần": (52,), "ngày": (365, 366, 264, 250)}
_IN_TURN = re.compile(r"(?<!\w)(?:lan luot|tuong ung)(?!\w)")
_SHARE = re.compile(r"(?<!\w)(?:chiem|bang|ty trong)(?!\w)")
_LAST = re.compile(r"(?<!\w)(?:nam(?: hoc)?|quy|ky) (?:truoc|lien truoc|ngoai)(?!\w)")
_MORE = re.compile(r"(?<!\w)(?:hon|kem|tang|giam|them|chenh|cao|thap)(?!\w)")


def of_moments(one: Around, rows: Sequence[Row]) -> Iterator[Candidate]:
    """Readings of the number over the columns of its row's years or quarters, or as its average over the period."""
    yield from _each_month(one, rows)
    if not one.table.moments:
        return
    sentence = one.text[one.mention.sentence[0] : one.mention.sentence[1]]
    said = _said(sentence, one.year)
    for row in rows:
        columns = _columns(one.table, row)
        if len(columns) > 1:
            yield from _of_row(one, row, columns, said)


def _each_month(one: Around, rows: Sequence[Row]) -> Iterator[Candidate]:
    """What a row's result comes to for each month, week or day of the report's period: `bình quân mỗi tháng 8 buổi`."""
    found = _EACH_TIME.search(one.written) or _EACH_UNIT.search(one.mention.reading.unit or "")
    if found is None or one.mention.reading.change is not None:
        return
    period = one.report.meta.period or ""
    part = period.partition("-")[2]
    months = {"": 12, "H": 6, "Q": 3}.get(part[:1], int(part[:-1]) if part.endswith("M") else 1)
    for size in _IN_YEAR[found[1]]:
        for row in rows:
            if "actual" in row and months * size >= 12:
                yield from candidate(one.table, f"{row['actual'].key}/{months * size // 12}", "actual")


def _columns(table: SettleTable, row: Row) -> tuple[Figure, ...]:
    return table.moments.get(row_name(row), ())


def _said(sentence: str, year: int) -> frozenset[str]:
    """The periods that a sentence names, compared ones too."""
    named = {p.code for p in periods_in(sentence, year or None)}
    return frozenset(named | set(_YEARS.findall(sentence)))


def _of_row(one: Around, row: Row, columns: Sequence[Figure], said: frozenset[str]) -> Iterator[Candidate]:
    clause = one.clause
    whole = row.get("actual")
    named = [f for f in columns if f.period in said]
    if _LAST.search(clause + one.behind):
        named += [f for f in columns[-2:] if f not in named]
    if (
        one.mention.reading.change in ("up", "down")
        or _MORE.search(clause)
        or one.mention.reading.kind == "multiple"
    ):
        based = _based(one, columns)
        yield from _changes(one, [*named, *([whole] if whole and whole not in named else [])], based)
    if one.mention.reading.change in ("up", "down"):
        return
    if one.moment and not one.moment.startswith(EACH):
        yield from (c for f in named if f.period == one.moment for c in candidate(one.table, f.key, "actual"))
        return
    if not one.moment and one.by_mention[one.mention.index].clear:
        named = []  # its words name another figure
    for figure in _in_turn(one, columns) if _IN_TURN.search(clause) else named:
        yield from candidate(one.table, figure.key, "actual")
    if _EACH.search(clause):
        yield from candidate(one.table, f"({'+'.join(f.key for f in columns)})/{len(columns)}", "actual")
    beside = _said(
        one.text[
            max(
                one.mention.sentence[0], one.mention.reading.start - len(one.before)
            ) : one.mention.reading.start
        ],
        one.year,
    )
    for some in _several(clause, columns, [f for f in columns if f.period in beside]):
        total = "+".join(f.key for f in some)
        yield from candidate(one.table, total, "actual")
        if whole is not None and _SHARE.search(clause):
            yield from candidate(one.table, f"({total})/{whole.key}*100", "share")


def _in_turn(one: Around, columns: Sequence[Figure]) -> Sequence[Figure]:
    """The column that stands at the number's place in `lần lượt là A, B và C`; all where so many aren't told."""
    meant = column_of(one.moment or EACH, [f.period or "" for f in columns])
    return [f for f in columns if f.period in meant]


def named_base(
    before: str, behind: str, clause: str, multiple: bool = False
) -> tuple[str, re.Match[str]] | None:
    """Where words name what a number is compared with, and what they name: right before it, behind it, in its clause."""
    near = [m for m in _BASE.finditer(before) if not _ANOTHER.search(before, m.end())]
    if near:
        return "before", near[-1]
    after = (_TIMES.search(behind) if multiple else None) or _BASE.search(behind)
    if after is not None:
        return "behind", after
    far = list(_BASE.finditer(clause))
    return ("clause", far[-1]) if far else None


def _based(one: Around, columns: Sequence[Figure]) -> Sequence[Figure] | None:
    """The column of what the words compare with; none of them where that has no column; None where no words say it."""
    found = named_base(one.before, one.behind, one.clause, one.mention.reading.kind == "multiple")
    if found is None:
        return None
    codes = _said(found[1][1], one.year)
    return [f for f in columns if f.period in codes]


def _changes(one: Around, between: Sequence[Figure], based: Sequence[Figure] | None) -> Iterator[Candidate]:
    kind = one.mention.reading.kind
    shapes = (
        ("({0}-{1})/{1}*100", "{0}-{1}")
        if kind == "percent"
        else ("{0}/{1}",)
        if kind == "multiple"
        else ("{0}-{1}",)
    )
    for new in between:
        for old in between:
            if (
                new is not old
                and (based is None or old in based)
                and (new.value or 0) > 0
                and (old.value or 0) > 0
            ):
                for shape in shapes:
                    yield from candidate(one.table, shape.format(new.key, old.key), "growth")
                if kind == "percent":
                    yield from candidate(one.table, f"({old.key}-{new.key})/{old.key}*100", "growth")


def _several(clause: str, columns: Sequence[Figure], named: Sequence[Figure]) -> Iterator[Sequence[Figure]]:
    """The columns that the words take together: so many first or last ones, those from one year to another, those named."""
    count = None
    for match in _SEVERAL.finditer(clause):
        count = int(match[1]) if match[1].isdigit() else _COUNTS[match[1]]
    half = _HALF.search(clause)
    count = 2 if half and all("-Q" in (f.period or "") for f in columns) else count
    spans = _SPAN.findall(clause)
    for first, last in spans:
        spanned = [f for f in columns if first <= (f.period or "")[:4] <= last]
        yield from [spanned] if count in (None, len(spanned)) else []
    if spans:
        return
    if count is not None and 1 < count <= len(columns):
        if len(named) == count:
            yield list(named)
        yield columns[:count]
        yield columns[-count:]
