"""A value, how much it rose or fell, and the same in percent, said right behind one another.

Source: numbers.md (Change and level, Rounding); contract code `change-arithmetic`. `4.120 ha, tăng 0,49% (+20 ha)`:
the percentage is the change over the value less the change; `1.141 lượt, tăng 32 lượt, bằng 103% so với cùng kỳ`: the
value over the same; `được 121,6%, giảm 38,2% so với năm trước (năm 2017 được 159,8%)`: the points between two percentages,
or the change in percent of the earlier one. What stands so close together belongs together, whatever other
numbers the sentence has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import ROUND_DOWN, Decimal

from drafting.checks.change_words import base_starts
from drafting.checks.changes import changes, same_measure
from drafting.checks.document import Document
from drafting.checks.findings import about, place, written
from drafting.checks.kinds import interval, noun_of
from drafting.numbers.types import Reading
from drafting.types import Finding

CODE = "change-arithmetic"
_HUNDRED = Decimal(100)
_WORD = r"(?:tang|giam|vuot|hut|cao hon|thap hon|nhieu hon|it hon)"
# between a value and its change: its noun, and no other statement
_INSIDE = re.compile(r"\([^()]*\)")
_ESTIMATE = re.compile(r"(?<!\w)uoc(?: (?:dat|tinh|thuc hien|duoc|la|co|tinh dat)){0,2}\s*$")
# `tăng 2,15% so với vụ trước, bằng 1,36 tạ/ha`
_EQUALS = re.compile(r"[^\d;:.()]{0,45},? (?:bang|tuong (?:ung|duong)(?: voi| tang| giam)?)\s")
# `(+29 ha)`, `(tương ứng 29 ha)`, `(tăng 29 ha)`
_ASIDE = re.compile(
    rf"[^\d,;:.()]{{0,40}}\(\s?(?:{_WORD}\s|tuong (?:ung|duong) (?:voi )?|tuc (?:la )?|hay |=\s?)*[+−–-]?\s?"
)
_COMPARED = re.compile(r"(?<!\w)(?:so|voi|cung ky|nam truoc|ke hoach|du toan|chi tieu)(?!\w)")
_SIGNED = re.compile(rf"(?:[+−–-]|{_WORD})\s?$")
_CLOSED = re.compile(r"[^\d;:()]{0,40}\)")
_LEVEL = re.compile(r"[^\d;:.()]{0,40},? ?(?:va )?bang\s*")
_THEN = re.compile(
    r"\s*(?:so )?(?:voi )?(?:cung ky|nam truoc|nam ngoai|ky truoc|quy truoc|thang truoc|nam \d{4})"
)
_TIME = r"(?:(?:nam|quy|thang|ky|cung ky)[^()\d]{0,12}(?:\d{4})?[^()\d]{0,12})?"
_BASE = re.compile(rf"[^;:()]{{0,110}}(?<!\w)so (?:voi )?[^;:()]{{0,110}}\(\s?{_TIME}")
_OTHER = re.compile(r"(?<!\w)(?:va|nhung|trong do|rieng)\s")


def check(document: Document) -> Iterable[Finding]:
    """Findings on values with their change told twice, and on percentages beside their own base."""
    prose = document.prose
    for at in range(1, len(prose) - 1):
        value = _value(document, at)
        if value is not None:
            yield from _twice(document, value, prose[at], prose[at + 1])
            yield from _level(document, value, prose[at], prose[at + 1])
        yield from _points(document, at)
    for change in document.view(changes):
        if change.before is not None and change.delta is None and change.sign:
            yield from _told_first(document, change.before, change.after)


def _value(document: Document, at: int) -> Reading | None:
    """What the change at a place is of: the amount before it, percentages of it and asides in between."""
    change = document.prose[at]
    low, depth = document.sentence(change.start)[0], document.brackets.depth(change.start)
    amounts = [
        r
        for r in document.within(low, change.start)
        if r.kind != "percent" and document.brackets.depth(r.start) <= depth
    ]
    moved = next((r for r in document.prose[at : at + 2] if r.kind == "quantity"), None)
    alike = [r for r in amounts if moved is None or not moved.noun or not r.noun or _noun(r) == _noun(moved)]
    value = alike[-1] if alike else None
    if value is None or value.kind != "quantity" or not value.value or value.change in ("up", "down"):
        return None
    if (value.qualifier and not _estimated(document, value)) or value.start in document.view(base_starts):
        return None
    between = document.plain[value.end : change.start]
    return None if re.search(r"[;:](?!\d)", _INSIDE.sub("", between)) else value


def _estimated(document: Document, value: Reading) -> bool:
    """True for `ước đạt 8.120 tấn`: an estimate, written out in full."""
    lead = document.plain[max(0, value.start - 24) : value.start]
    return value.qualifier == "about" and _ESTIMATE.search(lead) is not None


def _twice(document: Document, value: Reading, one: Reading, other: Reading) -> Iterator[Finding]:
    """A change as an amount and in percent, one of them in the bracket behind the other."""
    if {one.kind, other.kind} != {"quantity", "percent"} or one.qualifier or other.qualifier:
        return
    percent, amount = (one, other) if one.kind == "percent" else (other, one)
    sign = -1 if one.change == "down" else 1 if one.change == "up" else 0
    if not sign or not value.unit or not same_measure(value, amount):
        return
    aside = document.plain[one.end : other.start]
    growth = _growth(value, amount, sign)
    if _EQUALS.fullmatch(aside):
        if (
            one is not percent
            or other.change not in (None, one.change)
            or not _likely(value, amount, percent)
        ):
            return
    elif not _bracketed(document, aside, other):
        return
    elif other.change not in (None, one.change):
        yield _contrary(document, one, other)
        return
    yield from _judge(document, percent, growth, (value, amount), f"{amount.quote} trên kỳ trước")


def _bracketed(document: Document, aside: str, other: Reading) -> bool:
    """True where the other stands in the bracket behind the one, and is no base that the one is compared with."""
    if _COMPARED.search(aside) and not _SIGNED.search(aside):
        return False
    return bool(_ASIDE.fullmatch(aside) and _CLOSED.match(document.plain, other.end))


def _likely(value: Reading, amount: Reading, percent: Reading) -> bool:
    """True where an amount is as large as the percentage makes likely: no value of another time, no plan."""
    if not value.value or not amount.value or not percent.value:
        return False
    ratio = amount.value / value.value * _HUNDRED / percent.value
    return Decimal("0.3") < ratio < 3


def _told_first(document: Document, before: Reading, after: Reading) -> Iterator[Finding]:
    """`giảm 84 đơn vị (giảm 60%), từ 140 đơn vị xuống còn 56 đơn vị`: a change told before its two ends."""
    low, _ = document.sentence(before.start)
    changed = [r for r in document.within(low, before.start)[-3:] if r.change in ("up", "down")]
    for told in reversed(changed):
        if told.qualifier or told.basis in ("plan", "previous"):
            return
        if re.search(r"[;:](?!\d)", document.plain[told.end : before.start]) or before.kind != "quantity":
            return
        gap = _gap(after, before, told)
        bounds = gap[1] if told.kind == "percent" else gap[0]
        if told.kind == "percent" or (same_measure(told, before) and _noun(told) == _noun(before)):
            yield from _judge(document, told, bounds, (before, after), f"{before.quote} và {after.quote}")


def _noun(reading: Reading) -> tuple[str, ...]:
    return noun_of(reading)[:1]


def _contrary(document: Document, one: Reading, other: Reading) -> Finding:
    message = f"Số này nói {_said(other)} nhưng {one.quote} ngay trước nói {_said(one)}."
    return about(document, CODE, "error", other, message, evidence=[place(one)])


def _said(reading: Reading) -> str:
    return "giảm" if reading.change == "down" else "tăng"


def _growth(value: Reading, amount: Reading, sign: int) -> tuple[Decimal, Decimal] | None:
    """The bounds of the change in percent of what was before."""
    (low, high), (least, most) = interval(value), interval(amount)
    before = (low - most, high - least) if sign > 0 else (low + least, high + most)
    return None if before[0] <= 0 else (least / before[1] * _HUNDRED, most / before[0] * _HUNDRED)


def _level(document: Document, value: Reading, amount: Reading, percent: Reading) -> Iterator[Finding]:
    """The percentage that a value is of what it was before its change."""
    text = document.plain
    if (
        amount.kind != "quantity"
        or percent.kind != "percent"
        or not same_measure(value, amount)
        or not value.unit
    ):
        return
    if (
        amount.change not in ("up", "down")
        or amount.qualifier
        or percent.qualifier
        or percent.basis == "plan"
    ):
        return
    if not _LEVEL.fullmatch(text[amount.end : percent.start]):
        return
    if not _THEN.match(text, percent.end):
        return
    growth = _growth(value, amount, 1 if amount.change == "up" else -1)
    if growth is not None:
        bounds = (
            (_HUNDRED + growth[0], _HUNDRED + growth[1])
            if amount.change == "up"
            else (_HUNDRED - growth[1], _HUNDRED - growth[0])
        )
        yield from _judge(
            document, percent, bounds, (value, amount), f"{value.quote} và mức {_said(amount)} {amount.quote}"
        )


def _points(document: Document, at: int) -> Iterator[Finding]:
    """A percentage, its change, and in the bracket right behind what it was or had to be."""
    change, base = document.prose[at], document.prose[at + 1]
    if change.kind != "percent" or base.kind != "percent" or change.change not in ("up", "down"):
        return
    text = document.plain
    if change.qualifier or base.qualifier or not _CLOSED.match(text, base.end) or not base.value:
        return
    if not _BASE.fullmatch(text[change.end : base.start]) or _OTHER.search(text[change.end : base.start]):
        return
    value = _percent(document, change, base)
    if value is None:
        return
    gap, grown = _gap(value, base, change)
    if gap[0] > 0 and _meets(change, grown) and change.basis != "plan":
        return
    yield from _judge(document, change, gap, (value, base), f"{value.quote} và {base.quote}")


def _percent(document: Document, change: Reading, base: Reading) -> Reading | None:
    """The percentage that changed: the nearest before it, itself a rate of growth where the base is one."""
    low, depth = document.sentence(change.start)[0], document.brackets.depth(change.start)
    for value in reversed(document.within(low, change.start)):
        moved = value.change in ("up", "down")
        if value.kind != "percent" or document.brackets.depth(value.start) != depth:
            continue
        if moved != (base.change in ("up", "down")):
            continue
        between = _INSIDE.sub("", document.plain[value.end : change.start])
        return None if re.search(r"[;:](?!\d)", between) or value.qualifier else value
    return None


def _gap(
    value: Reading, base: Reading, change: Reading
) -> tuple[tuple[Decimal, Decimal], tuple[Decimal, Decimal]]:
    """The points between two percentages, and the one's change in percent of the other, as far as they are written."""
    (a_low, a_high), (b_low, b_high) = interval(value), interval(base)
    if base.decimals < min(value.decimals, change.decimals) and base.value is not None:
        b_low = b_high = base.value  # a target of whole percents is meant exactly
    gaps = sorted((abs(a_low - b_high), abs(a_high - b_low)))
    if a_low <= b_high and b_low <= a_high:
        gaps[0] = Decimal(0)
    grown = [g / max(b_low, Decimal("0.01")) * _HUNDRED for g in gaps]
    return (gaps[0], gaps[1]), (grown[0], grown[1])


def _meets(stated: Reading, bounds: tuple[Decimal, Decimal]) -> bool:
    low, high = interval(stated)
    return low <= bounds[1] and bounds[0] <= high


def _judge(
    document: Document,
    stated: Reading,
    bounds: tuple[Decimal, Decimal] | None,
    evidence: tuple[Reading, ...],
    formula: str,
) -> Iterator[Finding]:
    if bounds is None or _meets(stated, bounds):
        return
    step = stated.last_place
    right = ((bounds[0] + bounds[1]) / 2).quantize(step)
    if any(b.quantize(step, ROUND_DOWN) == stated.value for b in bounds):
        return
    message = f"Nêu {stated.quote}, nhưng theo {formula} là {written(right, stated)}."
    yield about(
        document, CODE, "error", stated, message, expected=right, evidence=[place(r) for r in evidence]
    )
