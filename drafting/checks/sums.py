"""Sums of a text: the parts of a breakdown that may be added up to one of the totals before it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from drafting.checks import load
from drafting.checks.change_words import base_starts, is_base
from drafting.checks.complete import complete
from drafting.checks.document import Document
from drafting.checks.kinds import additive, counted, interval, noun_of, people, same_kind, sum_of
from drafting.checks.lists import Breakdown, Part
from drafting.checks.names import is_name
from drafting.checks.plain import plain
from drafting.numbers.types import Reading
from drafting.numbers.typos import one_slip, slipped_sum

_JOINED = re.compile(
    r"\s+[^\W\d_]+(?: [^\W\d_]+)?((?:(?:,| va) [^\W\d_]+(?: [^\W\d_]+)?)+)(?=[\s]*[(:;.,]| truc| trong)"
)

# `(KH: 208 tỷ đồng; TH 2023: 196,3 tỷ đồng)`: the same thing as planned, or another year
_OTHER_ROLE = re.compile(
    r"(?:^|[;(,])\s*(?:kh|ke hoach|du toan|chi tieu|cung ky|th|thuc hien|nam truoc|nam)(?: (?:nam|cung ky|\d{4})){0,2}\s*:\s*$"
)
_RUNNING = re.compile(r"(?<!\w)l[uũ]y ke[^\d,;.:()]{0,24}$")
# what is told as the sum of the others, or of a longer time, is none of them
_TOTAL_SAID = re.compile(r"(?<!\w)cộng(?: (?:dồn|là|chung|lại|cả \w+))*[\s:]*$", re.IGNORECASE)
# words that begin what was done or came of it, not another part
_DEED = re.compile(r"(?:tao|cho|giai quyet|thu hut|phuc vu|trong do|voi|da|con|hien|den nay|dang)(?!\w)")
_METALS = (("vang",), ("bac",), ("dong",))
_TELLING = 100  # of a smaller total almost any sum is a slip away
_THEN = re.compile(r"(?<!\w)(?:nam|cung ky|ky truoc|quy|thang)(?!\w)")
_MANY = 9  # parts whose roundings may well add up to two last digits


@dataclass(frozen=True, slots=True)
class Sum:
    """A total, the parts it may have, and the bounds of what they add up to.

    Attributes:
        loose: the parts are counted in another word than the total.
    """

    head: Reading
    parts: tuple[Part, ...]
    low: Decimal
    high: Decimal
    loose: bool

    @property
    def value(self) -> Decimal:
        """What the parts add up to."""
        return sum_of(p.reading for p in self.parts)

    @property
    def fits(self) -> bool:
        """True where parts and total can be the same."""
        low, high = stated_bounds(self.head)
        return self.low <= high and self.high >= low

    @property
    def slightly_off(self) -> bool:
        """Within rounding, but numbers written alike and without a scale word mostly add up."""
        readings = [self.head, *(p.reading for p in self.parts)]
        alike = len({r.decimals for r in readings}) == 1 and not any(
            r.scale_word or r.qualifier for r in readings
        )
        return self.fits and alike and len(self.parts) > 1 and self.value != self.head.value

    @property
    def hardly_rounded(self) -> bool:
        """Within rounding, but further off than rounding takes numbers of one precision: two last digits and more."""
        readings = [self.head, *(p.reading for p in self.parts)]
        steps = {r.step for r in readings}
        gap = abs(self.value - self.head.amount)
        one_step = len(steps) == 1 and 1 < len(self.parts) < _MANY and not any(r.qualifier for r in readings)
        return self.fits and one_step and gap >= 2 * next(iter(steps))

    @property
    def perhaps_rounded(self) -> bool:
        """Within rounding, in one scale and precision, and yet not what the written numbers add up to: worth a note."""
        readings = [self.head, *(p.reading for p in self.parts)]
        alike = len({(r.step, r.scale_word) for r in readings}) == 1 and not any(
            r.qualifier for r in readings
        )
        return self.fits and alike and 1 < len(self.parts) < _MANY and self.value != self.head.amount

    @property
    def slipped(self) -> bool:
        """True where one digit typed wrong, or two changed about, in one of its numbers is all that is amiss."""
        return slipped_sum(self.head.amount, [p.reading.amount for p in self.parts])

    @property
    def exceeds(self) -> bool:
        """True where the parts are more than the total."""
        return self.low > stated_bounds(self.head)[1]


def sums(document: Document, breakdown: Breakdown) -> Iterable[Sum]:
    """One sum a kind of thing that is counted: the parts of that kind with the total nearest to them."""
    used: set[int] = set()
    one = len([h for h in breakdown.heads if h.kind == "quantity" and counted(h)]) == 1
    possible = [
        s
        for h in _no_member_count(_of_now(document, breakdown.heads), breakdown.parts)
        if (s := _sum(document, h, breakdown.parts, one or breakdown.far)) is not None
    ]
    for first in sorted(possible, key=lambda s: s.loose):
        starts = {p.reading.start for p in first.parts}
        if starts & used:
            continue
        used |= starts
        rivals = [
            s for s in possible if s.loose == first.loose and starts & {p.reading.start for p in s.parts}
        ]
        yield min(
            rivals, key=lambda s: (not s.fits, not s.slipped, _added(document, s.head))
        )  # the nearest, where the list adds up to none of them


def _of_now(document: Document, heads: Sequence[Reading]) -> Sequence[Reading]:
    """The heads without those told of the time before or of a plan, where others are left."""
    now = [h for h in heads if not is_base(document, h, document.sentence(h.start)[0])]
    return now or heads


def _no_member_count(heads: Sequence[Reading], parts: Sequence[Part]) -> Sequence[Reading]:
    """The heads without the count of the members named: `164 chiến sĩ tại 3 xã (Lũng Cao 62, Nà Hẩu 58, Pù Bin 44)`."""
    if len(parts) < 2 or not all(is_name(p.label) for p in parts):
        return heads
    return [h for h in heads if h.value != len(parts)] or heads


def _added(document: Document, head: Reading) -> bool:
    """True for what was added of late, beside a total: `đã có 49 xã, riêng 9 tháng thêm 11 xã`."""
    return document.plain[max(0, head.start - 6) : head.start].rstrip().endswith("them")


def _sum(document: Document, head: Reading, candidates: Sequence[Part], alone: bool) -> Sum | None:
    """The parts that this total may have, added up; `alone` where it is the only count before the list."""
    if not additive(head) or _rate(document, head):
        return None
    parts = [p for p in candidates if _addable(document, head, p)]
    if head.change in ("up", "down"):  # `giảm 461 ha, trong đó: vụ đông 36.123 ha, giảm 228 ha`
        parts = [p for p in parts if p.reading.change == head.change]
        if not parts:
            return None
    parts = _before_deed(parts)
    whole = alone and counted(head) and complete_parts(parts)
    nouns = named_nouns(document, head)
    first = [p for p in parts if p.item == parts[0].item]
    if alone and counted(head) and len(first) < len(parts) and complete_parts(first):
        parts, whole = first, True
    mine = parts if whole else [p for p in parts if _counts(head, nouns, p.reading)]
    loose = not mine
    mine = mine or _of_one_other_kind(head, parts)
    if not mine:
        return None
    mine = _with_others(head, mine, parts)
    bounds = [interval(p.reading) for p in mine]
    low, high = (sum((b[i] for b in bounds), Decimal(0)) for i in (0, 1))
    return Sum(head, tuple(mine), low, high, loose)


def _before_deed(parts: list[Part]) -> list[Part]:
    """The parts before what else is told: `01 hợp tác xã, 08 gia trại, tạo việc làm cho 87 lao động`."""
    for at in range(2, len(parts)):
        bare = not any(p.label for p in parts[1:at]) and len(parts[at].label.split()) > 1
        apart = parts[at].item != parts[at - 1].item and parts[0].item == parts[at - 1].item
        if counted(parts[at].reading) and (bare or apart) and _DEED.match(plain(parts[at].label)):
            return parts[:at]
    return parts


def _with_others(head: Reading, mine: list[Part], parts: Sequence[Part]) -> list[Part]:
    """All counts, where only with those in other words the total is made or nearly so.

    `2.776 học sinh: mầm non 727 trẻ, tiểu học 1.059 học sinh, THCS 990 học sinh`
    """
    counts = [p for p in parts if counted(head) and counted(p.reading)]
    value = sum((p.reading.amount for p in counts), Decimal(0))
    more = 1 < len(mine) < len(counts) and head.amount >= _TELLING
    return counts if more and (value == head.value or one_slip(value, head.amount)) else mine


def named_nouns(document: Document, head: Reading) -> frozenset[str]:
    """What else the total counts: the words joined to its noun (`24 khoa, phòng`, `76 tập thể, cá nhân`)."""
    if not counted(head):
        return frozenset()
    found = _JOINED.match(document.plain, head.end, min(len(document.plain), head.end + 50))
    return (
        frozenset(w.split()[0] for w in re.split(r",| va ", found[1]) if w.strip()) if found else frozenset()
    )


def _counts(head: Reading, nouns: frozenset[str], part: Reading) -> bool:
    """True where the part counts what the total counts, people in whatever words."""
    if "unit" in part.inherited and counted(head) and counted(part):
        return True  # its noun is that of the nearest count before the list
    return same_kind(head, part) or people(head, part) or _one_of(nouns, part) or _medal(head, part)


def _medal(head: Reading, part: Reading) -> bool:
    """`637 huy chương (142 vàng, 187 bạc, 308 đồng)`."""
    return noun_of(head) == ("huy", "chuong") and not part.scale_word and noun_of(part) in _METALS


def _one_of(nouns: frozenset[str], part: Reading) -> bool:
    words = noun_of(part)
    return bool(words) and words[0] in nouns and counted(part)


def complete_parts(parts: Sequence[Part]) -> bool:
    """True where the parts leave nothing out by what they are (`35 tập thể và 84 cá nhân`)."""
    return complete([f"{p.label} {p.reading.noun}" for p in parts])


def _of_one_other_kind(head: Reading, parts: Sequence[Part]) -> list[Part]:
    """Parts counted in another word than the total (`58 cơ quan … (A: 7 đơn vị; …)`), counts only."""
    counts = [p for p in parts if counted(p.reading)]
    if not counted(head) or len(counts) < 2 or len(counts) != len(parts):
        return []
    abstract = load.pattern("list_words.txt", "abstract")
    if abstract.fullmatch(" ".join(noun_of(head))) and not any(abstract.match(p.label) for p in parts):
        return []
    return _exact_front(head, counts) or counts


def _exact_front(head: Reading, parts: Sequence[Part]) -> list[Part]:
    """The first parts, where they make the total and what follows counts something else.

    `gồm 17 xã và 2 thị trấn với dân số 142.310 người`
    """
    for size in range(2, len(parts)):
        front, rest = parts[:size], parts[size:]
        nouns = {noun_of(p.reading) for p in front}
        if sum_of(p.reading for p in front) == head.value and all(
            noun_of(p.reading) not in nouns for p in rest
        ):
            return list(front)
    return []


def _addable(document: Document, head: Reading, part: Part) -> bool:
    reading = part.reading
    if reading.start in document.view(base_starts) and _THEN.search(plain(part.label)):
        return False  # `chia ra: mầm non 727 trẻ, tiểu học 990 em; năm học trước 1.705 em`
    if not additive(reading) or (reading.kind != head.kind and reading.kind == "ratio"):
        return False
    last = part.label.split()[
        -1:
    ]  # `thôn Hạ 1.240 m2`: the name is no word for a fall; `thôn A giảm 5 ha` is
    named = is_name(part.label) and bool(last) and last[0][:1].isupper()
    if reading.change in ("up", "down") and head.change != reading.change and not named:
        return False
    if _TOTAL_SAID.search(document.text, max(0, reading.start - 30), reading.start):
        return False
    label = document.plain[reading.start - min(reading.start, 25) : reading.start]
    if load.pattern("list_words.txt", "rate").search(plain(part.label)):
        return False  # `bình quân mỗi quý thu 4.954 triệu đồng`
    if _OTHER_ROLE.search(label) or (_running(document, reading) and not _running(document, head)):
        return False
    return not load.pattern("list_words.txt", "compare").search(re.split(r"[;,:]", label)[-1])


def _running(document: Document, reading: Reading) -> bool:
    """True for a running total of several periods: `173 ha, lũy kế 2.806 ha`."""
    low = max(document.sentence(reading.start)[0], reading.start - 30)
    return _RUNNING.search(document.plain, low, reading.start) is not None


def _rate(document: Document, head: Reading) -> bool:
    """True where the words before the total name a rate or an average."""
    low = max(document.sentence(head.start)[0], head.start - 60)
    words = document.plain[low : head.start].split(";")[-1].split(",")[-1]
    return bool(load.pattern("list_words.txt", "rate").search(words))


def stated_bounds(head: Reading) -> tuple[Decimal, Decimal]:
    """What the stated total allows, its qualifier included."""
    low, high = interval(head)
    if head.qualifier in ("more-than", "at-least"):
        return low, high * 2
    if head.qualifier in ("about", "nearly") and not head.decimals:  # `ước đạt 448,3` is no rough number
        return low * Decimal("0.9"), high * Decimal("1.1")
    if head.qualifier in ("less-than", "at-most"):
        return Decimal(0), high
    return low, high
