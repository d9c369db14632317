"""Members with values and ranks told in the prose: `xếp thứ nhất là A (98,5 điểm)`, `A 946,5 điểm … A xếp thứ 2`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from drafting.checks.document import Document, Span
from drafting.checks.names import bare
from drafting.checks.past import UPPER
from drafting.checks.plain import plain
from drafting.numbers.types import Reading

_KIND = (
    r"(?:[Xx]ã|[Hh]uyện|[Pp]hường|[Tt]hôn|[Tt]ỉnh|[Tt]hị trấn|[Tt]hị xã|[Tt]hành phố|[Kk]hối|[Ll]ớp|[Cc]ụm|[Cc]hi (?:hội|bộ|đoàn)"
    r"|[Tt]rường|[Cc]ông ty|[Pp]hòng|[Kk]hoa|[Tt]ổ|[Đđ]ơn vị)"
)
# `chi hội Trường học 95 điểm`: behind the word for its kind a name's later words may be small
_LATER = r"(?:[ ](?!đạt|được|với|có|thu|là|xếp|đứng|giữ)[^\W\d_]+){0,3}"
_NAME = rf"(?:{_KIND}\s+[{UPPER}]\w*{_LATER}|[{UPPER}]\w*(?:[ ][{UPPER}]\w*){{0,3}})"
_HELD = re.compile(
    rf"(?<!\w)(?P<name>{_NAME})(?:\s+(?:đạt|được|với|có|thu|là))?(?:\s+tỷ lệ)?\s*[:(]?\s*(?:đạt\s+)?$"
)
_ORDER = r"(?P<rank>nhất|nhì|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười|\d{1,2})(?!\w|\s*/\s*\d{3}|\s*trên|\s+(?:cả nước|toàn quốc))"
_BEFORE = re.compile(rf"(?<!\w)(?:thứ|hạng)\s+{_ORDER}(?:\s+(?:là|thuộc về))?\s*:?\s*$")
_BEHIND = re.compile(
    rf"(?<!\w)(?P<name>{_NAME})\s+(?:xếp|đứng|giữ)\s+(?:vị trí\s+)?(?:thứ|hạng)\s+(?:thứ\s+)?{_ORDER}"
)
_AT_ONCE = re.compile(rf"[^,;.()\d]{{0,20}}\)?,\s*(?:xếp|đứng)\s+(?:vị trí\s+)?(?:thứ|hạng)\s+{_ORDER}")
_WORDS = {
    "nhat": 1, "nhi": 2, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Held:
    """A member's value.

    Attributes:
        start: where the member's name stands.
    """

    name: str
    start: int
    reading: Reading

    @property
    def value(self) -> Decimal:
        """The number."""
        return self.reading.amount


@dataclass(frozen=True, slots=True)
class Rank:
    """A rank told of a member.

    Attributes:
        span: where the rank stands.
    """

    name: str
    rank: int
    span: Span


def held(document: Document, span: Span) -> list[Held]:
    """The members of a sentence whose plain values of the first one's unit stand right behind their names.

    In a bracket the unit goes without saying: `nhì Ngọc Lâm 961 điểm; tiếp theo là Sơn Đông (940)`.
    """
    found: list[Held] = []
    for reading in document.within(*span):
        if reading.value is None or reading.change or reading.qualifier or reading.kind == "ratio":
            continue
        low = max(span[0], reading.start - 60)
        name = _HELD.search(document.text[low : reading.start])
        bare_one = not reading.unit and not reading.noun and document.text[reading.start - 1] == "("
        if name and (not found or reading.unit == found[0].reading.unit or bare_one):
            found.append(Held(bare(name["name"]), low + name.start(), reading))
    return found


def led(document: Document, span: Span, members: list[Held]) -> Iterator[tuple[int, Held]]:
    """The members whose rank is told before their names: `thứ hai là B (97,2 điểm)`."""
    for one in members:
        found = _BEFORE.search(document.text[span[0] : one.start])
        if found:
            yield number(found["rank"]), one


def ranks(document: Document, span: Span, members: list[Held]) -> Iterator[Rank]:
    """Ranks told behind names or behind values (`A xếp thứ 2`, `A đạt 56,5%, xếp thứ 2`)."""
    for found in _BEHIND.finditer(document.text, *span):
        yield Rank(bare(found["name"]), number(found["rank"]), found.span("rank"))
    for one in members:
        at_once = _AT_ONCE.match(document.text, one.reading.end, span[1])
        if at_once:
            yield Rank(one.name, number(at_once["rank"]), at_once.span("rank"))


def number(order: str) -> int:
    """A rank as told: `nhất`, `tư`, `04`, accents or not."""
    word = plain(order)
    return _WORDS[word] if word in _WORDS else int(word)
