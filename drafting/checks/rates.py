"""Amounts told for each of what is counted: `60 triệu đồng/nhà xây mới`, `mỗi suất 400.000 đồng`, `500 nghìn đồng/cháu/tháng`.

And the counts that they may be for, by their nouns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafting.checks import load
from drafting.checks.document import Document
from drafting.checks.plain import plain
from drafting.numbers.types import Reading

_WORD = r"[^\W\d_]+"
# `60 triệu đồng/nhà xây mới`, `500 nghìn đồng/cháu/tháng`, `400.000 đồng mỗi suất`, `20 triệu đồng cho một nhà`
_BEHIND = re.compile(
    rf"\s*(?P<unit>{_WORD})\s*(?:/\s*(?:(?:moi|mot|0?1)\s)?\s*|(?:cho |tren )?(?:moi|mot|tung) )"
    rf"(?P<each>{_WORD}(?: {_WORD}){{0,3}})(?:\s*/\s*(?P<per>{_WORD}))?"
)
# `mỗi nhà 60 triệu đồng`, `mỗi công quy ra 250.000 đồng`, `một suất trị giá 400.000 đồng`, `bình quân một hộ vay 59 triệu đồng`
_BEFORE = re.compile(
    rf"(?<!\w)(?:moi|tung|(?:binh quan|trung binh|muc|dinh muc)(?: cho)? (?:mot|1)|(?<=, )mot|(?<=\()mot)"
    rf" (?P<each>{_WORD}(?: {_WORD}){{0,2}})(?: {_WORD}){{0,5}}[\s:]*$"
)
# `06 cái, đơn giá 14.500.000 đồng`
_PRICE = re.compile(rf"(?<!\w)don gia(?: {_WORD}){{0,2}}[\s:]*$")
_MEAN = re.compile(r"(?<!\w)(?:binh quan|trung binh|tinh ra|khoang|uoc|xap xi|gan|tren|hon|duoi|tu)(?!\w)")
_NEAR = 60
MONEY = frozenset({"dong", "usd"})
# spans of time that an amount may be for
TIMES = frozenset({"thang", "nam", "quy", "ngay", "tuan"})


@dataclass(frozen=True, slots=True)
class Rate:
    """An amount for each of something.

    Attributes:
        reading: the amount.
        unit: what it is in, plain (`dong`).
        each: the plain words right behind `mỗi` or `/`, the first ones name the thing; none for a price.
        per: the second thing that it is for each of (`thang`), or empty.
        mean: True for an average or a rough amount, rounded.
    """

    reading: Reading
    unit: str
    each: tuple[str, ...]
    per: str
    mean: bool

    @property
    def exact(self) -> bool:
        """True for a set amount in whole units: `60 triệu đồng` is no more and no less."""
        return not self.mean and self.reading.decimals == 0


def rates(document: Document) -> tuple[Rate, ...]:
    """Every amount of money of the prose told for each of something, in order of place."""
    return tuple(r for reading in document.prose if (r := _rate(document, reading)) is not None)


def _rate(document: Document, reading: Reading) -> Rate | None:
    unit = plain(reading.unit or "").partition("/")[0]
    if reading.kind != "quantity" or reading.change or unit not in MONEY or not reading.value:
        return None
    low = document.sentence(reading.start)[0]
    before = document.within(max(low, reading.start - _NEAR), reading.start)
    lead = document.plain[max(low, reading.start - _NEAR, *(r.end for r in before)) : reading.start]
    mean = bool(reading.qualifier or _MEAN.search(lead))
    behind = _BEHIND.match(document.plain, reading.end)
    if behind and behind["unit"] == unit and behind["each"].split()[0] not in TIMES:
        return Rate(reading, unit, tuple(behind["each"].split()), behind["per"] or "", mean)
    told = _BEFORE.search(lead)
    if told and told["each"].split()[0] not in TIMES:
        return Rate(reading, unit, tuple(told["each"].split()), "", mean)
    return Rate(reading, unit, (), "", mean) if _PRICE.search(lead) else None


def counts(document: Document, rate: Rate, low: int, high: int) -> Iterator[Reading]:
    """The numbers of a span that count what an amount is for each of, a ratio's first part for it."""
    for reading in document.within(low, high):
        counting = reading.kind in ("quantity", "ratio") and reading.amount > 0 and not reading.qualifier
        if counting and not reading.change and not reading.basis and of_noun(reading, rate.each):
            yield reading


def of_noun(reading: Reading, each: Sequence[str]) -> bool:
    """True where a number counts such things, or people by another name (`45 học sinh` of `mỗi em`)."""
    words = noun_words(reading)
    if not words or words[0] in MONEY or "%" in words[0]:
        return False
    return of_very_noun(reading, each) or (persons(each) and persons(words))


def of_very_noun(reading: Reading, each: Sequence[str]) -> bool:
    """True where a number counts them by that noun: `45 suất học bổng` of `mỗi suất`, `1.824 ngày công` of `mỗi công`."""
    words = noun_words(reading)
    if not each or not words:
        return not each
    if words[0] == each[0] in _HEADS and len(each) > 1 and len(words) > 1:
        return words[1] == each[1]
    return words[0] == each[0] or (words[0] in _BEFORE_NOUN and words[1:2] == [each[0]])


def noun_words(reading: Reading) -> list[str]:
    """The plain words of what a number counts, `lượt` (times) before them left out."""
    words = plain(reading.noun or reading.unit or "").split()
    return words[1:] if words[:1] == ["luot"] and len(words) > 1 else words


# what may stand before a noun that is told alone elsewhere: `1.824 ngày công, mỗi công`, `7.589 nhân khẩu`
_BEFORE_NOUN = frozenset({"ngay", "nhan", "can", "chiec", "ngoi", "cay", "con"})
# first syllables of several nouns (`chi bộ`, `chi hội`), and what people are called for short
_HEADS = frozenset("chi ca tap hoc co can doan hoi cong to khu du don dia so".split())  # noqa: SIM905
_SHORT = frozenset("nguoi em chau hs".split())  # noqa: SIM905


def persons(words: Sequence[str]) -> bool:
    """True for plain words that begin with a noun of people."""
    known = load.pattern("list_words.txt", "persons")
    return bool(words) and (words[0] in _SHORT or known.match(" ".join(words[:3])) is not None)
