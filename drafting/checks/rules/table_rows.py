"""A number told of a row of the document's own table is one that the row has, where only a slip sets it apart from one.

Source: contract.md, `text-table`. `Kết nạp nhiều nhất là Dương Liễu với 256 hội viên` against the row's 265: the clause names
the row, the number's noun the column. What the alignment accuses for clear words is `text_table`'s.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from decimal import Decimal

from drafting.alignment.cues import is_future
from drafting.checks.document import Document
from drafting.checks.findings import finding
from drafting.checks.kinds import interval, noun_of
from drafting.checks.own_rows import OwnRow, between, named_rows, own_rows
from drafting.checks.parts import in_parts
from drafting.checks.plain import plain_words
from drafting.checks.statements import statements
from drafting.checks.tables import cell_span
from drafting.checks.within_text import accounts
from drafting.numbers.types import Reading
from drafting.numbers.typos import one_slip, significant
from drafting.types import Figure, Finding, Mention, Place

CODE = "text-table"
_ELSE = re.compile(
    r"(?<!\w)(?:nam truoc|nam ngoai|cung ky|ke hoach|chi tieu|muc tieu|phan dau|du toan|tang|giam|them|hon|so voi|con lai)(?!\w)"
)
_TOTAL = re.compile(r"(?:tong|cong|toan|ca )(?!\w)?")
_FEW = frozenset({"so", "luong", "tong", "luot", "nguoi", "dat", "co", "va", "cua", "cac", "trong", "do"})
_DIGIT = re.compile(r"\d")
_FAR = 90
_SUMMED = re.compile(r"(?<!\w)(?:tong|cong|tinh chung|tat ca|ca thay)(?!\w)")
_LONG = 4  # digits that only a total's slip would so nearly have
_TELLING = 3  # digits that are no chance


def check(document: Document) -> Iterable[Finding]:
    """An error where row and column are told and the number is one slip away from their cell."""
    if not document.own.figures:
        return
    names = document.view(named_rows)
    totals = [row for row in document.view(own_rows) if not row.name or _TOTAL.match(row.name)]
    stated, known = document.view(in_parts(_stated)), document.view(in_parts(_parts))
    for mention in document.mentions:
        reading = mention.reading
        if not _told_now(document, mention) or reading.start in known:
            continue
        low, _ = document.sentence(reading.start)
        since = max(low, reading.start - _FAR)
        near = between(names, since, reading.start)
        words = document.plain[near[-1].end if near else since : reading.start]
        if ";" not in words and not _ELSE.search(words):
            # Behind an indicator's own number another begins; of a member several things are told.
            told = bool(near) and near[-1].row.figures[0].scope is None and _DIGIT.search(words) is not None
            rows = [] if told else [near[-1].row] if near else totals if reading.start in stated else []
            yield from _judge(document, reading, rows, words, bool(near))


def _stated(part: Document) -> Iterable[int]:
    """Where the numbers stand that are comparable statements."""
    return (s.mention.reading.start for s in part.view(statements))


def _parts(part: Document) -> Iterable[int]:
    """Where the parts of totals stand."""
    return part.view(accounts).totals


def _told_now(document: Document, mention: Mention) -> bool:
    """True for a value of the period itself: no task, plan, change or bound."""
    reading = mention.reading
    plainly = reading.value is not None and reading.kind in ("quantity", "percent")
    now = (
        mention.role in ("actual", "share", "other")
        and not is_future(mention.path)
        and not (reading.change or reading.qualifier)
    )
    return plainly and now and mention.table is None and document.in_prose(reading.start)


def _judge(
    document: Document, reading: Reading, rows: Sequence[OwnRow], words: str, named: bool
) -> Iterable[Finding]:
    low, high = interval(reading)
    cells = [f for row in rows for f in row.figures if f.value is not None and f.of is None]
    if not named and (
        reading.kind == "percent"
        or significant(reading.value or Decimal(0)) < _TELLING
        or _elsewhere(document, reading)
    ):
        return
    if any(low <= (f.value or Decimal(0)) <= high or _scaled(reading, f) for f in cells):
        return
    slipped = [
        f
        for f in cells
        if _of(reading, f, words, named) and one_slip(reading.value or Decimal(0), f.value or Decimal(0))
    ]
    if len(slipped) != 1:
        return
    figure = slipped[0]
    span = cell_span(document.report, figure.source)
    evidence = [Place(document.text[slice(*span)], *span)] if span else []
    message = (
        f"Văn bản nêu {reading.quote}, còn bảng của chính văn bản ghi «{figure.label}»: {figure.written}."
    )
    at = (reading.start, reading.end)
    yield finding(
        document,
        CODE,
        "error",
        at,
        message,
        expected=figure.written,
        evidence=evidence,
        fix=not reading.scale_word,
    )


def _elsewhere(document: Document, reading: Reading) -> bool:
    """True where another row of the tables has the number: the text may speak of that one."""
    low, high = interval(reading)
    values = document.view(_values)
    at = bisect_left(values, low)
    return at < len(values) and values[at] <= high


def _values(document: Document) -> list[Decimal]:
    """The values of the own tables, sorted."""
    return sorted(f.value for f in document.own.figures if f.value is not None)


def _scaled(reading: Reading, figure: Figure) -> bool:
    """The cell's number in another unit: a table in `triệu đồng` with no unit told."""
    value, stated = figure.value or Decimal(0), reading.value or Decimal(0)
    return any(stated == value * scale for scale in (10**3, 10**6, 10**9))


def _of(reading: Reading, figure: Figure, words: str, named: bool) -> bool:
    """True where the number's noun or unit is the column's; without a named row the words before must tell it too."""
    label = plain_words(f"{figure.label} {figure.written_unit}")
    noun = set(noun_of(reading)) | plain_words(reading.unit or "")
    said = plain_words(words) - _FEW
    shared = (label - _FEW) & said
    same = bool(noun & label) or (reading.kind == "percent" and figure.unit == "%")
    if named:
        return same
    added = significant(figure.value or Decimal(0)) >= _LONG and _SUMMED.search(words) is not None
    return (same and bool(shared - noun)) or (added and reading.unit in (None, figure.unit))
