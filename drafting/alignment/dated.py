"""Which quarter or year words say a number is of, where the table has columns of several.

`năm 2022 có 1.862 hội viên, năm 2023 1.947`, `từ 6,4 triệu đồng năm 2021 lên 8,1 triệu đồng năm 2024`, `Riêng quý III:
562 vụ kiểm tra, 390 vụ vi phạm`: a period right behind a number is its own, else the last one before it, which holds
until the clause ends. What is compared with (`so với quý II`) is no number's own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from corpus.periods import PeriodMention, find_periods
from drafting.types.alignment import Mention
from drafting.types.figures import Figure

_BEHIND = re.compile(
    r"(?:/\w+)*\s*(?:(?!(?:và|với|còn|hoặc|đến|sang|lên)\b)[^\W\d]+(?:/[^\W\d]+)?\s+){0,4}\(?(?:(?:của|trong|vào|ở|cuối|đầu)\s+)*",
    re.I,
)
# In a list of values for each of the columns: `*`, or `*2/5` for the second of five.
EACH = "*"
_MONTH = re.compile(r"(?<!\w)(?<!\d )tháng (0?[1-9]|1[0-2])(?!\w|[.,/]\d|\s*/|\s+năm)", re.I)
_JOINED = re.compile(r"[^\d;.:]{0,20}(?:,|\bvà)\s*", re.I)
_IN_TURN = re.compile(
    r"\b(?:lần lượt|tương ứng)(?: (?:là|đạt|có|còn|bằng))?\s*:?\s*[^;.:a-zà-ỹ]*(?:[^;.:]{0,25}[,\s]và\s*)?$",
    re.I,
)
_LEVELS = frozenset({"actual", "same-period", "other", "target"})
_BASE = re.compile(
    r"(?:so với|so|hơn|bằng|kém|từ|đến|giai đoạn|trước)(?:\s+(?:cuối|đầu|cả|mức|cùng kỳ|thực hiện|năm học))*\s*$",
    re.I,
)
_SPAN = re.compile(r"\s*[-–]\s*(?:19|20)\d\d")  # `bốn năm 2021-2024`
_SEVERAL = re.compile(r"(?<!\w)(?:hai|ba|bốn|sáu|\d)\s+$", re.I)  # `hai năm 2024, 2025`
_OVER = re.compile(r"[;]|[.!?]\s|\b(?:cả|tổng|toàn|tính chung|bình quân|cộng)\b", re.I)
# `hơn năm học trước 2 tập thể`
_COMPARED = re.compile(r"\b(?:so với|so)\b[^,;]*$", re.I)


def periods_in(text: str, year: int | None) -> list[PeriodMention]:
    """The periods that a text names, months of its year too (`tháng 7`)."""
    found = list(find_periods(text, year))
    months = [
        m for m in _MONTH.finditer(text) if year and not any(p.start <= m.start() < p.end for p in found)
    ]
    found += [PeriodMention(*m.span(), f"{year}-{int(m[1]):02d}", year_given=False) for m in months]
    return sorted(found, key=lambda p: p.start)


def column_of(moment: str, periods: Sequence[str]) -> frozenset[str]:
    """The columns, out of those of a row, that a number of this moment may be of."""
    if not moment.startswith(EACH):
        return frozenset({moment})
    at, _, size = moment[1:].partition("/")
    if size and int(size) == len(periods):
        return frozenset({sorted(periods)[int(at) - 1]})
    return frozenset(periods)


class Dated:
    """The periods that one sentence names, as its numbers are asked for one after the other."""

    def __init__(self, text: str, sentence: tuple[int, int], year: int | None) -> None:
        """Find the periods of a sentence; quarters without a year are of `year`."""
        self._text = text
        self._begin = sentence[0]
        found = periods_in(text[slice(*sentence)], year)
        moved = [_moved(p, sentence[0]) for p in found if not p.compared]
        self._found = [
            p
            for p in moved
            if not _SPAN.match(text, p.end) and not _SEVERAL.search(text, max(0, p.start - 8), p.start)
        ]

    def code(self, start: int, end: int, others: Sequence[tuple[int, int]]) -> str:
        """The period of the number at `start` to `end`, or nothing; `others` are the sentence's other numbers."""
        if not self._found:
            return ""
        following = min((s for s, _ in others if s >= end), default=len(self._text))
        before = [p for p in self._found if p.end <= start and not self._taken(p, others)]
        last = max((e for _, e in others if e <= start), default=self._begin)
        own = bool(before) and before[-1].start >= last
        behind = next((p for p in self._found if end <= p.start < following), None)
        if behind is not None and self._right_behind(end, behind.start):
            bracket = "(" in self._text[end : behind.start]
            if bracket or not own:
                return behind.code
        return before[-1].code if before and self._holds(before[-1], start) else ""

    def in_turn(self, start: int) -> bool:
        """True for a number of `qua các năm lần lượt là A, B và C`: of one of them, whichever."""
        return bool(_IN_TURN.search(self._text, max(self._begin, start - 90), start))

    def _right_behind(self, end: int, at: int) -> bool:
        return bool(_BEHIND.fullmatch(self._text, end, at))

    def _taken(self, period: PeriodMention, others: Sequence[tuple[int, int]]) -> bool:
        """True for a period that stands right behind another number, or is what something is compared with."""
        before = max((e for _, e in others if e <= period.start), default=None)
        if before is not None and self._right_behind(before, period.start):
            return True
        return bool(_BASE.search(self._text, max(self._begin, period.start - 30), period.start))

    def _holds(self, period: PeriodMention, start: int) -> bool:
        between = self._text[period.end : start]
        return not _OVER.search(between) and not _COMPARED.search(between)


class Moments:
    """The quarter or year that each number of a report is of, where the table has a column of it."""

    def __init__(self, text: str, year: int | None, found: Sequence[Mention], known: Collection[str]) -> None:
        """Take the text, its year, its mentions (or those of a passage) and the periods of the table's columns."""
        self._text = text
        self._year = year
        self._found = found
        self._known = known
        self._periods: dict[tuple[int, int], Dated] = {}

    def of(self, mention: Mention) -> str:
        """The code of a period, or nothing."""
        level = mention.role in _LEVELS and mention.reading.change not in {"up", "down"}
        if not self._known or not level or mention.table is not None:
            return ""
        dated = self._periods.get(mention.sentence)
        if dated is None:
            dated = self._periods[mention.sentence] = Dated(self._text, mention.sentence, self._year)
        near = self._found[max(0, mention.index - 8) : mention.index + 2]
        others = [
            (m.reading.start, m.reading.end)
            for m in near
            if m is not mention and m.sentence == mention.sentence
        ]
        code = dated.code(mention.reading.start, mention.reading.end, others)
        if code in self._known:
            return code
        if code or not dated.in_turn(mention.reading.start):
            return ""
        at, size = self._place(mention)
        return f"{EACH}{at}/{size}"

    def _place(self, mention: Mention) -> tuple[int, int]:
        """Which number of its enumeration this is, and how many there are."""
        first = last = mention.index
        while first and self._goes_on(first - 1):
            first -= 1
        while last + 1 < len(self._found) and self._goes_on(last):
            last += 1
        return mention.index - first + 1, last - first + 1

    def _goes_on(self, at: int) -> bool:
        one, other = self._found[at], self._found[at + 1]
        return one.sentence == other.sentence and bool(
            _JOINED.fullmatch(self._text, one.reading.end, other.reading.start)
        )


def moments_of(text: str, found: Sequence[Mention], figures: Collection[Figure]) -> Moments:
    """The same for figures at hand; their year is that of the latest result."""
    known = {f.period for f in figures if f.role == "other" and f.period}
    years = [int(f.period[:4]) for f in figures if f.role == "actual" and f.period] if known else []
    return Moments(text, max(years, default=None), found, known)


def _moved(period: PeriodMention, by: int) -> PeriodMention:
    return PeriodMention(period.start + by, period.end + by, period.code, period.year_given)
