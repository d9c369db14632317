"""Ratios of a text with the percentages and the remainders that stand beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from drafting.checks.document import Document
from drafting.checks.kinds import people
from drafting.checks.percentages import Share
from drafting.numbers.types import Reading

_BETWEEN = re.compile(
    r"[\s\w,*“”\"'/\-–]{0,60}?[\s(,=*:;]*(?:(?:đạt|chiếm|bằng|tương ứng|tương đương|tỷ lệ|tỉ lệ|là|với|=|\()\s*)*"
    r"(?:tỷ lệ|tỉ lệ)?[\s(=:*]*",
    re.IGNORECASE,
)
_SHARE = re.compile(r"^[^\n;.]{60,120}(?:chiếm|đạt tỷ lệ|tỷ lệ|tỉ lệ)\s*$", re.IGNORECASE)
_TOTAL = re.compile(
    r"[\s\w,]{0,50}?(?:trên|trong|/|so với|trong số)\s*(?:tổng\s*(?:số)?|số)?\s*$", re.IGNORECASE
)
OTHER = re.compile(r"kế hoạch|cùng kỳ|chỉ tiêu|dự toán|tăng|giảm|nghị quyết|KH(?!\w)|còn lại", re.IGNORECASE)
# `118,6 tỷ đồng/245 tỷ đồng dự toán (48,4%)`
_SLASH = re.compile(
    r"(?: [^\W\d]+){0,3}\s*(?:/|trên (?:dự toán|kế hoạch|chỉ tiêu)(?: (?:năm|giao|được giao))?)\s*",
    re.IGNORECASE,
)
_BESIDE_PLAN = re.compile(
    r"(?: [^\W\d]+){0,2}(?: (?:dự toán|kế hoạch|chỉ tiêu)(?: (?:năm|giao))?)?\s*\(\s*(?:đạt|bằng)?\s*",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\s*\(\s*(?:đạt\s*|tức\s*|=\s*)?")


# Behind a percentage, in plain text: an end, or words that name the whole again.
ENDS = re.compile(r"^\s*(?:[),;.:]|$|va(?!\w)|(?:so voi |tren |trong |cua )?tong(?: so)?(?!\w))")
MOVED = re.compile(r"(?<!\w)(?:tang|giam|bot|(?:it|nhieu|cao|thap) hon)(?!\w)")


@dataclass(frozen=True, slots=True)
class Pair:
    """A part of a whole, with the percentage said of it."""

    part: Reading
    whole: Decimal
    percent: Reading
    evidence: tuple[Reading, ...]


def pairs(document: Document) -> Iterator[Pair]:
    """Ratios with a percentage beside them, in order of place."""
    prose = document.prose
    for at, one in enumerate(prose):
        if one.kind == "ratio" and one.of:
            percent = _percent_after(document, at) or _percent_before(document, at)
            if percent:
                yield Pair(one, one.of, percent, (one,))
        elif one.kind == "quantity" and at + 2 < len(prose):
            yield from _spelt(document, one, prose[at + 1], prose[at + 2])


def _spelt(document: Document, part: Reading, whole: Reading, percent: Reading) -> Iterator[Pair]:
    """`1.245 hộ trên tổng số 1.567 hộ, đạt 79,5%`."""
    text = document.text
    if whole.kind != "quantity" or percent.kind != "percent" or not whole.value:
        return
    if part.unit and part.unit != whole.unit and not people(part, whole):
        return
    between = text[part.end : whole.start]
    if "tổng" in between and _TOTAL.fullmatch(between) and _joined(document, whole, percent):
        yield Pair(part, whole.value, percent, (part, whole))
    elif part.unit == whole.unit and _SLASH.fullmatch(between):
        behind = text[whole.end : percent.start]
        plainly = not (percent.change or percent.basis or percent.qualifier)
        if plainly and _BESIDE_PLAN.fullmatch(behind) and part.value and part.value < whole.value:
            yield Pair(part, whole.value, percent, (part, whole))


def _percent_after(document: Document, at: int) -> Reading | None:
    follower = document.prose[at + 1] if at + 1 < len(document.prose) else None
    return follower if follower and _joined(document, document.prose[at], follower) else None


def _percent_before(document: Document, at: int) -> Reading | None:
    """`đạt 94,57% (87/92 xã)`."""
    if not at:
        return None
    before, one = document.prose[at - 1], document.prose[at]
    between = document.text[before.end : one.start]
    plain = before.kind == "percent" and not before.change and _BEFORE.fullmatch(between)
    return before if plain and not _moved_by(document, before, one) else None


def _moved_by(document: Document, percent: Reading, ratio: Reading) -> bool:
    """`ít hơn 03 vụ = 1,6% (180/183 vụ)`: how much less the one is than the other, now and then."""
    low = document.sentence(percent.start)[0]
    if not ratio.of or not MOVED.search(document.plain, max(low, percent.start - 50), percent.start):
        return False
    gap = abs(ratio.amount - ratio.of)
    return Share.of(gap, ratio.of).fits(percent)


def _joined(document: Document, one: Reading, percent: Reading) -> bool:
    between = document.text[one.end : percent.start]
    if _SHARE.search(between):  # said outright: then more words may stand between
        between = between[-60:]
    if percent.kind != "percent" or percent.change in ("up", "down") or percent.basis or percent.qualifier:
        return False
    _, end = document.sentence(percent.start)
    after = re.split(r"[,;.\n]", document.text[percent.end : min(end, percent.end + 25)])[0]
    return bool(_BETWEEN.fullmatch(between)) and not OTHER.search(between + " " + after)
