"""Statements of change: before, after and the change between them, as the words give them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from drafting.checks.document import Document
from drafting.checks.kinds import interval, unit_of
from drafting.numbers.types import Reading

Bounds = tuple[Decimal, Decimal]
# `so với cùng kỳ và vượt chỉ tiêu (30%)`: what follows is the base of something else
_TURN = re.compile(r"(?<!\w)(?:và|vượt|nhưng|song)(?!\w)", re.IGNORECASE)
_THRESHOLD = re.compile(r"trở (?:lên|xuống)", re.IGNORECASE)
_FROM = re.compile(r"(?<!\w)từ\s*$", re.IGNORECASE)
_TO = re.compile(
    r"^[^;.\d]{0,40}?(?<!\w)(?:(tăng|giảm|hạ)\s+)?(?:(?:xuống|lên|còn|đến|thành)\s*)+(?:là|đạt|mức)?\s*$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"^[^;.\d]{0,45}?(?<!\w)(tăng|giảm|vượt)(?:\s+(?:thêm|được|tương ứng|tương đương|là))*\s*$", re.IGNORECASE
)
# `so với cùng kỳ (573 tấn)`, `so với cùng kỳ năm trước là 573 tấn`, `so với 573 tấn`; nothing may come between.
_BASE = re.compile(
    r"^[^;,.:()\d]{0,30}?(?<!\w)so với\s*(?:(?:[^;,.:()\d]|năm \d{4}){0,40}?(?:\(\s*(?:cùng kỳ|năm trước)?|(?<!\w)là)\s*"
    r"(?:là|đạt|:)?\s*)?$",
    re.IGNORECASE,
)
_OF_BASE = re.compile(
    r"^\s*(?:so với\s+)?(?:kế hoạch|cùng kỳ|dự toán|chỉ tiêu|KH)(?!\w)(?:[^;,.:()\d]|năm \d{4}){0,30}?"
    r"(?:\(\s*(?:kế hoạch|KH|dự toán)?|(?<!\w)là)\s*(?:là|:|giao)?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Change:
    """A change as stated; parts that the words leave out are None.

    Attributes:
        sign: 1 for a rise, -1 for a fall, 0 where no word tells.
        delta: the amount or percentage by which it changed.
    """

    before: Reading | None
    after: Reading
    delta: Reading | None
    sign: int

    @property
    def implied_before(self) -> Bounds | None:
        """The value before: as stated, or after less the change, where both have one unit."""
        if self.before is not None:
            return interval(self.before)
        if self.delta is None or not self.sign or not same_measure(self.after, self.delta):
            return None
        (low, high), (d_low, d_high) = interval(self.after), interval(self.delta)
        if self.sign > 0:
            return low - d_high, high - d_low
        return low + d_low, high + d_high


def same_measure(a: Reading, b: Reading) -> bool:
    """True where two numbers are of one unit, a missing `%` forgiven."""
    left, right = unit_of(a), unit_of(b)
    return left == right or {left, right} == {"%", ""}


def changes(document: Document) -> tuple[Change, ...]:
    """Every change that the prose states, in order of place."""
    return tuple(_changes(document))


def _changes(document: Document) -> Iterator[Change]:
    prose = document.prose
    for at, one in enumerate(prose):
        after = prose[at + 1] if at + 1 < len(prose) else None
        if after is None or not _near(one, after):
            continue
        third = prose[at + 2] if at + 2 < len(prose) and _near(after, prose[at + 2]) else None
        if _FROM.search(document.text, max(0, one.start - 12), one.start):
            yield from _from_to(document, one, after, third)
        else:
            yield from _by(document, one, after)


def _from_to(document: Document, before: Reading, after: Reading, third: Reading | None) -> Iterator[Change]:
    words = document.text[before.end : after.start]
    found = _TO.match(words)
    plain_kinds = {before.kind, after.kind} <= {"quantity", "percent"}
    if not found or not plain_kinds or not same_measure(before, after) or _THRESHOLD.search(words):
        return
    by = _BY.match(document.text[after.end : third.start]) if third else None
    yield Change(before, after, third if by else None, _sign(document.text[before.end : after.start]))


def _by(document: Document, after: Reading, delta: Reading) -> Iterator[Change]:
    by = _BY.match(document.text[after.end : delta.start])
    if (
        by
        and after.kind in ("quantity", "percent")
        and not _FROM.search(document.text, max(0, after.start - 12), after.start)
    ):
        yield Change(None, after, delta, _sign(by[1]))


def _near(one: Reading, other: Reading) -> bool:
    return other.start - one.end < 90


def _sign(words: str) -> int:
    lower = words.lower()
    if "giảm" in lower or "xuống" in lower or "hạ" in lower.split():
        return -1
    return 1 if any(w in lower for w in ("tăng", "lên", "vượt")) else 0


def base_after(document: Document, at: int) -> Reading | None:
    """The base that a growth names right after it: `tăng 11,1% so với cùng kỳ (573 tấn)`."""
    return _following(document, at, _BASE)


def plan_after(document: Document, at: int) -> Reading | None:
    """The plan (or base) that a percentage names: `đạt 43,6% kế hoạch (1.460 tấn)`."""
    return _following(document, at, _OF_BASE)


def _following(document: Document, at: int, shape: re.Pattern[str]) -> Reading | None:
    prose = document.prose
    if at + 1 >= len(prose) or not _near(prose[at], prose[at + 1]):
        return None
    between = document.text[prose[at].end : prose[at + 1].start]
    return prose[at + 1] if shape.match(between) and not _TURN.search(between) else None
