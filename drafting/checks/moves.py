"""Changes told anywhere in a sentence, with the numbers that may be what was before and after.

The words that stand right before a number tell that it is a change (`tăng`, `ít hơn`, `vượt`); the words before
others tell that they are of the time before or a plan (`năm 2023:`, `so với đầu năm (`). What explains a change is
looked for by value among all numbers of the sentence of its measure: a right change is explained by some two of them,
however its sentence is built; only one that none explain is compared with the likeliest two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from drafting.checks import load
from drafting.checks.changes import same_measure
from drafting.checks.document import Document
from drafting.checks.kinds import counted, interval, noun_of, people, same_kind, unit_of
from drafting.checks.lists import breakdowns
from drafting.checks.series import in_series
from drafting.numbers.types import Reading

_MOVED = re.compile(
    r"(?<!\w)(tăng|giảm|vượt|hụt|thiếu|thêm|(?:nhiều|ít|cao|thấp|lớn|nhỏ) hơn|hơn(?= (?:cùng|năm|quý|kỳ|tháng|vụ)))"
    r"(?: (?:[^\d;.,():]|năm \d{4}){0,32})?$",
    re.IGNORECASE,
)
_MEAN = re.compile(r"bình quân|trung bình|(?<!\w)mỗi|h[ằà]ng năm", re.IGNORECASE)
_DOWN = frozenset({"giảm", "hụt", "thiếu", "ít hơn", "thấp hơn", "nhỏ hơn"})
_PAST = (
    r"(?:nam hoc|nam|quy|vu [a-z]+ nam|cung ky(?: nam)?|cuoi nam|thang \d+(?:/| nam )) ?(?P<year>\d{4})(?! ?- ?\d)"
    r"|nam hoc (?P<school>\d{4}) ?- ?\d{4}|nam (?:hoc )?truoc|nam ngoai|cung ky|ky truoc|quy truoc"
    r"|(?<!thang )dau nam|dau ky|thang truoc"
)
_TO_PAST = re.compile(r"(?<!\w)so voi [^;\d]{0,20}(?:" + re.sub(r"\?P<\w+>", "", _PAST) + ")")
# `kỳ trước chuyển sang 612 hồ sơ`: what this period took over
_BASE = re.compile(rf"(?<!\w)(?:{_PAST})(?!\w)(?! (?:chuyen|ton|con ton|de lai))(?P<rest>[^;\d]{{0,45}})$")
_PLAN = re.compile(r"(?<!\w)(?:ke hoach|chi tieu|du toan|muc tieu|kh)(?!\w)[^;\d]{0,30}$")
# `thu được 164 đơn vị, kế hoạch là 150 đơn vị`
_PLAN_IS = re.compile(r"(?:^|[,;(]\s*)(?:ke hoach|chi tieu|du toan)(?: nam| giao| duoc giao)?(?: la|:)\s*$")
_OPENED = re.compile(r"[^\d;,.()]{0,40}\(\s*$")
_AGAIN = re.compile(
    r"(?:[^\d;.()]{0,30}\(|[^\d;.()]{0,30},\s*)\s*(?:(?:tuong ung|tuong duong|tuc(?: la)?|hay|bang)(?: voi)?)?\s*$"
)
_SAID_PLAN = re.compile(r"(?<!\w)(?:ke hoach|chi tieu|du toan|muc tieu|kh)(?!\w)")
_OTHER_BASE = re.compile(
    r"(?<!\w)(?:va|len|xuong|vuot|nhung|song|ke hoach|chi tieu|du toan|muc tieu|kh)(?!\w)"
)
# `so với cùng kỳ: Kiến Nam 7.842 ha` goes on to members
_SPLIT = re.compile(r"[,;](?!\d)|:\s+(?!(?:dat|co|la|thuc hien|duoc|thu|con)\b)[^\W\d]")


@dataclass(frozen=True, slots=True)
class Move:
    """A change and what it may be of.

    Attributes:
        sign: 1 for more, -1 for less.
        after: numbers that may be the value after it, the likeliest first.
        before: the value before it (or the plan), as the words tell, the nearest first.
        explained: True where some two numbers give the change.
    """

    delta: Reading
    sign: int
    after: tuple[Reading, ...]
    before: tuple[Reading, ...]
    explained: bool


def moves(document: Document) -> tuple[Move, ...]:
    """Every change of the prose that a word right before it tells, in order of place."""
    listed = {p.reading.start for b in document.view(breakdowns) for p in b.parts if len(b.parts) > 1}
    found = (_move(document, at, listed) for at in range(len(document.prose)))
    return tuple(m for m in found if m is not None)


def explained(document: Document) -> frozenset[int]:
    """Where the changes stand that some two numbers of their sentence give."""
    return frozenset(m.delta.start for m in document.view(moves) if m.explained)


def moved_starts(document: Document) -> frozenset[int]:
    """Where the numbers stand that are themselves changes."""
    return frozenset(r.start for r in document.prose if moved(document, r, document.sentence(r.start)[0]))


def base_starts(document: Document) -> frozenset[int]:
    """Where the numbers stand that are of the time before, or plans."""
    yearly = document.view(in_series)  # a row of years is no time before
    bases = (r for r in document.prose if r.start not in yearly)
    return frozenset(r.start for r in bases if is_base(document, r, document.sentence(r.start)[0]))


def _move(document: Document, at: int, listed: set[int]) -> Move | None:
    delta = document.prose[at]
    if delta.kind not in ("quantity", "percent") or delta.value is None or delta.qualifier:
        return None
    low, high = document.sentence(delta.start)
    word = _word(document, delta, low)
    again = (
        delta.kind == "percent"
        and at
        and _AGAIN.search(document.plain, document.prose[at - 1].end, delta.start)
    )
    if (word is None and not again) or (word is not None and _MEAN.search(word[0])):
        return None
    sign = _sign(document, delta, low)
    others = [r for r in document.within(low, high) if r is not delta and r.kind in ("quantity", "percent")]
    still = [r for r in others if r.start not in document.view(moved_starts)]
    bases = [r for r in still if r.start in document.view(base_starts)]
    now = [r for r in still if r not in bases]
    amounts = [r for r in others if r not in still]
    if not any(_measured_alike(r, b) for r in now for b in _nearest(delta, bases)[:1] or [delta]):
        now = [*now, *_sentence_before(document, low)]
    free = [r for r in now if r.start not in listed]
    fits = _explained(delta, now if bases else free, bases, amounts, sign, free)
    if word is None:
        amount = document.prose[at - 1]
        if amount not in amounts or delta.basis:
            return None
        sign = _sign(document, amount, low)
    before = tuple(b for b in _nearest(delta, bases) if _meant(document, delta, b, word))
    return Move(delta, sign, tuple(_likely(document, delta, now, listed)), before, fits)


def _meant(document: Document, delta: Reading, base: Reading, word: re.Match[str] | None) -> bool:
    """False where the words behind the change name another base: a plan for the time before, or the reverse."""
    _, high = document.sentence(delta.start)
    behind = re.split(r"[;,(](?!\d)|\d", document.plain[delta.end : high])[0]
    plan = _of_plan(document, base)
    if _SAID_PLAN.search(behind):
        return plan
    return not plan or (
        word is not None and word[1].lower() in ("vượt", "hụt", "thiếu") and "so voi" not in behind
    )


def _of_plan(document: Document, base: Reading) -> bool:
    return _PLAN.search(document.plain, max(0, base.start - 75), base.start) is not None and not _BASE.search(
        document.plain, max(0, base.start - 75), base.start
    )


def _sentence_before(document: Document, low: int) -> tuple[Reading, ...]:
    """The numbers of the sentence before in the line: `Xảy ra 118 vụ … So với năm 2022, giảm 14 vụ (132 vụ)`."""
    line = document.text.rfind("\n", 0, low) + 1
    return document.within(*document.sentence(max(line, low - 2))) if low - 2 > line else ()


def _sign(document: Document, reading: Reading, low: int) -> int:
    """What the word before a change tells: 1 for more, -1 for less, 0 where none does."""
    found = _word(document, reading, low)
    return 0 if found is None else -1 if found[1].lower() in _DOWN else 1


def _word(document: Document, reading: Reading, low: int) -> re.Match[str] | None:
    at = document.within(low, reading.start)
    since = max(at[-1].end if at else low, reading.start - 60)
    return _MOVED.search(document.text, since, reading.start)


def moved(document: Document, reading: Reading, low: int) -> bool:
    """True for a number that is itself a change."""
    found = _word(document, reading, low)
    return found is not None and not re.search(r"(?<!\w)(?:lên|còn|xuống|thành|đến)(?: \w+)?\s*$", found[0])


def is_base(document: Document, reading: Reading, low: int) -> bool:
    """True where the words right before a number tell of the time before the document's, or of a plan."""
    at = document.within(low, reading.start)
    since = max(at[-1].end if at else low, reading.start - 75)
    words = document.plain[since : reading.start]
    found = _BASE.search(words)
    if found is not None:
        year = found["year"] or found["school"]
        if _SPLIT.search(found["rest"]) or _OTHER_BASE.search(found["rest"]):
            return False
        return year is None or int(year) < (document.year() or 0) + (0 if found["year"] else -1)
    plan = _PLAN.search(words)
    told = plan is not None and ("(" in plan[0] or _PLAN_IS.search(words) is not None)
    return told or _behind_change(document, reading, low, at)


def _behind_change(document: Document, reading: Reading, low: int, at: Sequence[Reading]) -> bool:
    """`So với năm 2022, giảm 14 vụ (132 vụ)`: in a bracket behind a change of the time named before."""
    if (
        not at
        or at[-1].start not in document.view(moved_starts)
        or not _OPENED.match(document.plain[at[-1].end : reading.start])
    ):
        return False
    return _TO_PAST.search(document.plain, low, at[-1].start) is not None


def _measured_alike(one: Reading, delta: Reading) -> bool:
    """True where one can be the other's value before or after."""
    if (
        {one.kind, delta.kind} == {"percent"}
        or unit_of(one).startswith("diem")
        or unit_of(delta).startswith("diem")
    ):
        return same_measure(one, delta)
    if one.kind != delta.kind:
        return False
    units = sorted((unit_of(one), unit_of(delta)), key=len)
    longer = bool(units[0]) and units[1].startswith(units[0] + "/")
    return same_kind(one, delta) or people(one, delta) or longer or not one.noun or _of_anything(one, delta)


def _of_anything(one: Reading, delta: Reading) -> bool:
    """True where one is counted in a word that stands for any thing (`trường hợp`)."""
    general = load.pattern("list_words.txt", "general")
    return counted(one) and counted(delta) and any(general.match(" ".join(noun_of(r))) for r in (one, delta))


def _explained(
    delta: Reading,
    now: Sequence[Reading],
    bases: Sequence[Reading],
    amounts: Sequence[Reading],
    sign: int,
    free: Sequence[Reading],
) -> bool:
    """True where two of the numbers, or one and an amount of change, give it, and in that direction."""
    told = [(a, b) for a in now for b in bases if (a.amount - b.amount) * (sign or 1) >= 0 or not sign]
    pairs = [*told, *permutations(free, 2), *permutations(bases, 2)]
    alike = [(a, b) for a, b in pairs if _measured_alike(a, delta) and _measured_alike(b, delta)]
    if any(gap_fits(delta, *sorted(pair, key=_value)) for pair in alike):
        return True
    relative = delta.kind == "percent" or not delta.unit
    if relative and any(growth_of(a, b, delta) for a, b in pairs):
        return True
    return delta.kind == "percent" and any(_amount_of(m, r, delta) for m in amounts for r in (*now, *bases))


def _value(reading: Reading) -> Decimal:
    return -reading.amount


def gap_fits(delta: Reading, one: Reading, other: Reading) -> bool:
    """True where one exceeds the other by the change, as far as they are written."""
    (a_low, a_high), (b_low, b_high), (low, high) = (interval(r) for r in (one, other, delta))
    exact = one.amount - other.amount
    return exact > 0 and low <= a_high - b_low and a_low - b_high <= high


def growth_of(one: Reading, other: Reading, delta: Reading) -> bool:
    """True where the change in percent is from the other to one, or from one to the other."""
    if one.kind != other.kind or not _comparable(one, other):
        return False
    (a_low, a_high), (b_low, b_high), (low, high) = (interval(r) for r in (one, other, delta))
    if b_low <= 0:
        return False
    ends = [abs(a - b) / b * 100 for a in (a_low, a_high) for b in (b_low, b_high)]
    return min(ends) <= high and low <= max(ends)


def _comparable(one: Reading, other: Reading) -> bool:
    return same_kind(one, other) or people(one, other) or not other.noun


def _amount_of(amount: Reading, value: Reading, delta: Reading) -> bool:
    """True where the percentage is the amount's, of the value or of what was before or is after it."""
    if not _measured_alike(value, amount) or amount.value is None or value.value is None:
        return False
    low, high = interval(delta)
    half = sum((i[1] - i[0] for i in (interval(amount), interval(value))), Decimal(0)) / 2
    for whole in (value.value, value.value - amount.value, value.value + amount.value):
        if whole - half > 0:
            right = amount.value / whole * 100
            slack = half / whole * (100 + right)
            if low <= right + slack and right - slack <= high:
                return True
    return False


def _likely(
    document: Document, delta: Reading, now: Sequence[Reading], listed: set[int]
) -> Iterator[Reading]:
    """What may be the value after, the likeliest first: before the change, out of lists and brackets, near."""
    depth = document.brackets.depth

    def rank(reading: Reading) -> tuple[bool, bool, bool, int]:
        far = abs(delta.start - reading.start)
        deeper = depth(reading.start) > depth(delta.start)
        return reading.start > delta.start, reading.start in listed, deeper, far

    yield from sorted((r for r in now if delta.kind == "percent" or _measured_alike(r, delta)), key=rank)


def _nearest(delta: Reading, bases: Sequence[Reading]) -> list[Reading]:
    """The values before, those behind the change first."""
    alike = [r for r in bases if delta.kind == "percent" or _measured_alike(r, delta)]
    return sorted(alike, key=lambda r: (r.start < delta.start, abs(r.start - delta.start)))
