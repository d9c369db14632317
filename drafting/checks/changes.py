"""Statements of change: before, after and the change between them, as the words give them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from drafting.checks.document import Document
from drafting.checks.kinds import interval, same_kind, unit_of
from drafting.numbers.types import Reading

Bounds = tuple[Decimal, Decimal]
# `so với cùng kỳ và vượt chỉ tiêu (30%)`: what follows is the base of something else
_TURN = re.compile(r"(?<!\w)(?:và|vượt|nhưng|song)(?!\w)", re.IGNORECASE)
_THRESHOLD = re.compile(r"trở (?:lên|xuống)", re.IGNORECASE)
_FROM = re.compile(r"(?<!\w)từ\s*$", re.IGNORECASE)
_TO = re.compile(
    r"^(?:[^;.\d]|năm \d{4}|quý I{1,3}V? năm \d{4}){0,40}?(?<!\w)(?:(tăng|giảm|hạ)\s+)?(?:(?:xuống|lên|còn|đến|thành)\s*)+"
    r"(?:là|đạt|mức)?\s*$",
    re.IGNORECASE,
)
# what an amount is spread over: `1.204 tỷ đồng/41.300 hộ vay/1.015 tổ`
_SPREAD = re.compile(r"\s?/\s?\d[\d.,]*(?:\s[^\W\d][\w&]*){1,2}")
_BY = re.compile(
    r"^(?!(?:[^;.\d]|năm \d{4})*(?<!\w)(?:bình quân|trung bình|mỗi năm|h[àằ]ng năm)(?!\w))"  # what each year brought is no change
    r"(?:[^;.\d]|năm \d{4}){0,45}?(?<!\w)(tăng|giảm|vượt)(?:\s+(?:thêm|được|tương ứng|tương đương|là))*\s*$",
    re.IGNORECASE,
)
# `so với cùng kỳ (573 tấn)`, `so với cùng kỳ năm trước là 573 tấn`, `so với 573 tấn`; nothing may come between.
_BASE = re.compile(
    r"^[^;,.:()\d]{0,30}?(?<!\w)so với\s*(?:(?:[^;,.:()\d]|năm \d{4}){0,40}?(?:\(\s*(?:cùng kỳ|năm trước)?|(?<!\w)là)\s*"
    r"(?:là|đạt|:)?\s*)?$",
    re.IGNORECASE,
)
# What a number of the time before is told by, in its own clause: `năm 2023 có`, `(cùng kỳ là`, `so với năm trước (`.
_THEN = re.compile(
    r"(?<!\w)(?<!hơn )(?:năm (\d{4})|năm trước|năm ngoái|cùng kỳ|kỳ trước|quý trước)(?!\w)[^;.,)\d]{0,30}$",
    re.IGNORECASE,
)
_STOP = re.compile(r"kế hoạch|chỉ tiêu|dự toán|mục tiêu|KH(?!\w)|nghị quyết", re.IGNORECASE)
_OF_BASE = re.compile(
    r"^\s*(?:so với\s+)?(?:kế hoạch|cùng kỳ|dự toán|chỉ tiêu|KH)(?!\w)(?:[^;,.:()\d]|năm \d{4}){0,30}?"
    r"(?:\(\s*(?:kế hoạch|KH|dự toán)?|(?<!\w)là)\s*(?:là|:|giao)?\s*$",
    re.IGNORECASE,
)


_POINTS = re.compile(r"^diem (?:phan tram|%)$")
_MOVES = ("up", "down")


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

    def moved(self, by: int) -> Change:
        """The same at another place."""
        before, delta = (r and r.moved(by) for r in (self.before, self.delta))
        return Change(before, self.after.moved(by), delta, self.sign)

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
    """True where two numbers are of one unit, a missing `%` forgiven, and points of a percentage its own."""
    left, right = (_POINTS.sub("%", unit_of(r)) for r in (a, b))
    return left == right or {left, right} == {"%", ""}


def changes(document: Document) -> tuple[Change, ...]:
    """Every change that the prose states, in order of place."""
    return tuple(_changes(document))


def _changes(document: Document) -> Iterator[Change]:
    prose = [r for r in document.prose if not joined(document, r)]
    for at, one in enumerate(prose):
        after = prose[at + 1] if at + 1 < len(prose) else None
        if after is None or not _near(one, after):
            continue
        third = prose[at + 2] if at + 2 < len(prose) and _near(after, prose[at + 2]) else None
        pair = _then_and_now(document, _out_of_brackets(document, prose, at, after), after)
        if _FROM.search(document.text, max(0, one.start - 12), one.start):
            yield from _from_to(document, one, after, third)
        elif pair is not None:
            yield from _told_of_both(document, *pair, third)
        else:
            yield from _by(document, one, after)


def joined(document: Document, reading: Reading) -> bool:
    """True for what an amount is spread over: `1.204 tỷ đồng/41.300 hộ, tăng 87 tỷ đồng`."""
    return document.text[max(0, reading.start - 2) : reading.start].rstrip().endswith("/")


def _from_to(document: Document, before: Reading, after: Reading, third: Reading | None) -> Iterator[Change]:
    words = document.text[before.end : after.start]
    found = _TO.match(words)
    plain_kinds = {before.kind, after.kind} <= {"quantity", "percent"}
    if not found or not plain_kinds or not same_measure(before, after) or _THRESHOLD.search(words):
        return
    by = _BY.match(document.text[after.end : third.start]) if third else None
    yield Change(before, after, third if by else None, _sign(document.text[before.end : after.start]))


def _out_of_brackets(document: Document, prose: Sequence[Reading], at: int, follower: Reading) -> Reading:
    """The last number before `follower`, where a bracket stands between them the one before the bracket."""
    depth, low = document.brackets.depth(follower.start), document.sentence(follower.start)[0]
    outside = (r for r in (prose[n] for n in range(at, -1, -1)) if document.brackets.depth(r.start) <= depth)
    found = next(outside, prose[at])
    return found if found.start >= low and _near(found, follower) else prose[at]


def _then_and_now(document: Document, one: Reading, other: Reading) -> tuple[Reading, Reading] | None:
    """The value before and the value now, where the words of one of two neighbours are of the time before."""
    if one.kind != "quantity" or other.kind != "quantity" or one.change in _MOVES or other.change in _MOVES:
        return None
    if not alike(one, other) or _STOP.search(document.text, one.end, other.start):
        return None
    low, high = document.sentence(one.start)
    if other.start >= high and sum(r.kind == "quantity" for r in document.within(low, high)) > 1:
        return None  # the sentence before tells of several things
    then = [_of_then(document, r, low) for r, low in ((one, one.start - 40), (other, one.end))]
    inside = [document.brackets.depth(r.start) for r in (one, other)]
    if then[0] == then[1] or inside[0] > inside[1]:
        return None
    return (one, other) if then[0] else (other, one)


def alike(one: Reading, other: Reading) -> bool:
    """True where both are counted or measured alike, an average's `/người` left out or not."""
    units = sorted((unit_of(one), unit_of(other)), key=len)
    return same_kind(one, other) or bool(units[0] and units[1].startswith(units[0] + "/"))


def _of_then(document: Document, reading: Reading, low: int) -> bool:
    """True where the words right before a number name the time before the document's."""
    low = max(document.sentence(reading.start)[0], low)
    found = _THEN.search(document.text, low, reading.start)
    return found is not None and (found[1] is None or int(found[1]) < (document.year() or 0))


def _told_of_both(
    document: Document, before: Reading, after: Reading, delta: Reading | None
) -> Iterator[Change]:
    """`năm 2024 có 127 lượt, năm 2023 có 118 lượt, tăng 9 lượt`."""
    last = max(before.end, after.end)
    by = _BY.match(document.text[last : delta.start].lstrip(")")) if delta else None
    if delta is not None and by and delta.kind in ("quantity", "percent") and delta.basis != "plan":
        yield Change(before, after, delta, _sign(by[1]))


def _by(document: Document, after: Reading, delta: Reading) -> Iterator[Change]:
    by = _BY.match(_SPREAD.sub("", document.text[after.end : delta.start]))
    if (
        by
        and not _of_then(document, after, after.start - 40)
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
