"""Reasons to believe that a list which doesn't make a number isn't that number's list at all.

A list is tied to its total by words and nearness, which may mislead. Where the passage itself says otherwise (another
number that the parts do make, parts that an item makes on its own, what is left over) the text is believed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal

from drafting.checks.document import Document
from drafting.checks.kinds import additive, counted, same_kind, sum_of
from drafting.checks.lists import Breakdown, Part
from drafting.checks.names import is_name
from drafting.checks.plain import plain
from drafting.checks.sums import Sum, stated_bounds
from drafting.numbers.types import Reading
from drafting.numbers.typos import moved_point

_ABOVE = 2  # lines above the list whose numbers it may break down as well
_REST = re.compile(r"(?<!\w)con lai(?!\w)")
# What a single number is that no word makes a part: another time's, or the whole
_TIME_BEFORE = re.compile(
    r"(?<!\w)(?:truoc (?:day|kia|khi|do|sap xep|sap nhap)|ban dau|luc dau|von co|hoi)(?!\w)|^(?:tong |tinh )?cong(?!\w)"
)
# `2.790 hộ (đầu kỳ 2.614 hộ, trong kỳ thôi 71 hộ)`: what came and went
_END = re.compile(r"(?:so )?(?:dau|cuoi|truoc) (?:ky|nam|nhiem ky|quy|thang)(?!\w)")
# `9.542 hộ nghèo (3,71% trên 257.200 hộ)`, `tăng 12 bị can (năm 2022: 106 vụ/176 bị can)`
_BASE_OF = re.compile(r"%\s*(?:so ho |dan so )?(?:tren|trong|cua|tong so|/)[^\d;.]*$")
_THEN = re.compile(r"(?<!\w)(?:nam \d{4}|cung ky|nam truoc|nam hoc truoc|ky truoc)(?!\w)")
_OF_IT = ("trong do", "trong so", "trong so do", "trong so nay", "trong tong so do", "trong tong so nay")
_ALONE = "rieng"
_FEW = 3


def another_list(document: Document, breakdown: Breakdown, one: Sum) -> bool:
    """True where the parts belong to another total, or to none, by what the passage tells."""
    return (
        _of_rest(document, one)
        or any(_END.match(plain(p.label)) for p in one.parts)
        or _single(document, breakdown, one)
        or _of_one_member(document, breakdown, one)
        or _members_counted(one)
        or _fits_unfiltered(breakdown, one)
        or _front(one)
        or (far_off(one) and _apart(document, one))
        or one.value == one.head.of
        or _last_of_each(one)
        or _items_whole(document, breakdown, one)
        or _makes_another(document, one)
        or _for_each(document, one)
    )


def far_off(one: Sum) -> bool:
    """True where the parts come nowhere near the total, and no slip of the pen explains it."""
    total, value = one.head.amount, one.value
    return not (one.slipped or moved_point(value, total)) and (
        value * 10 < total * 6 or value * 2 > total * 3
    )


def _two_sentences(document: Document, one: Sum) -> bool:
    """True where total and list stand in two sentences."""
    return document.sentence(one.head.start) != document.sentence(one.parts[0].reading.start)


def _apart(document: Document, one: Sum) -> bool:
    """So too, unless the list's lines are right below the total's sentence."""
    high, first = document.sentence(one.head.start)[1], one.parts[0].reading.start
    line = document.text.rfind("\n", 0, first)
    below = line >= high - 1 and not document.text[high:line].strip()
    return _two_sentences(document, one) and not below


def _of_rest(document: Document, one: Sum) -> bool:
    """`12 tuyến dài 7,9 km, số còn lại (19 tuyến, dài 10,8 km)`: of what is left, not of what was told."""
    first = one.parts[0].reading.start
    return one.exceeds and bool(_REST.search(document.plain, one.head.end, max(one.head.end, first)))


def _single(document: Document, breakdown: Breakdown, one: Sum) -> bool:
    """One number of another sentence, or of an earlier time (`132 thôn (trước đây là 141)`)."""
    if len(one.parts) > 1:
        return False
    between = document.plain[one.head.end : one.parts[0].reading.start]
    if one.exceeds and (_BASE_OF.search(between) or _THEN.search(between)):
        return True
    if one.exceeds and not same_kind(one.head, one.parts[0].reading):
        return True  # `142 đại biểu tiêu biểu thay mặt hơn 960 đảng viên`
    since = plain(one.parts[0].label)
    return bool(_TIME_BEFORE.search(since)) or (
        _two_sentences(document, one) and breakdown.opener not in _OF_IT
    )


def _of_one_member(document: Document, breakdown: Breakdown, one: Sum) -> bool:
    """`xuất siêu 8,25 tỷ; riêng tháng này xuất 9,1 tỷ, nhập 7,2 tỷ`: several measures of one member are no parts."""
    if breakdown.opener.strip() != _ALONE or (len(one.parts) == 1 and not _two_sentences(document, one)):
        return False
    return not all(is_name(p.label) for p in one.parts)


def _members_counted(one: Sum) -> bool:
    """`02 giải nhất (Toán 9, Lịch sử 8)`: two are named, and the numbers are theirs."""
    # the total's noun may have been lent to them
    bare = all(counted(p.reading) and p.reading.noun in ("", one.head.noun) for p in one.parts)
    return one.exceeds and bare and one.head.amount == len(one.parts)


def _fits_unfiltered(breakdown: Breakdown, one: Sum) -> bool:
    """Parts set aside for their words (`năm 2022: 5.894 tỷ`) make the total together with the others."""
    sums = [p.reading for p in breakdown.parts if additive(p.reading)]
    alike = [r for r in sums if same_kind(one.head, r)]
    counts = [r for r in sums if counted(r) and counted(one.head)]
    return any(len(some) > len(one.parts) and _makes(one.head, sum_of(some)) for some in (alike, counts))


def _front(one: Sum) -> bool:
    """The first items of a list make the total exactly, and what follows is counted beside them."""
    if all(is_name(p.label) for p in one.parts):
        return False  # members of one list
    each = len({p.item for p in one.parts[:_FEW]}) == _FEW
    fronts = list(_fronts(one.parts))[_FEW - 2 : -1]
    return one.exceeds and each and one.head.amount in fronts


def _last_of_each(one: Sum) -> bool:
    """`- Xây mới 92 nhà x 60 triệu = 5.520 triệu`: what each item comes to makes the total."""
    ends = {p.item: p.reading.amount for p in one.parts}
    return 1 < len(ends) < len(one.parts) and sum(ends.values(), Decimal(0)) == one.head.amount


def _items_whole(document: Document, breakdown: Breakdown, one: Sum) -> bool:
    """Each item breaks one whole down by another quality: `+ Sức khỏe: loại 1 47, loại 2 61; + Văn hóa: …`."""
    by_item: dict[int, list[Part]] = {}
    for part in one.parts:
        by_item.setdefault(part.item, []).append(part)
    several = [parts for parts in by_item.values() if len(parts) > 1]
    if not one.exceeds or len(by_item) < 2 or not several:
        return False
    stated = {r.amount for r in _passage(document, one) if r.start < one.parts[0].reading.start}
    return any(f in stated for parts in several for f in _fronts(parts))


def _fronts(parts: Sequence[Part]) -> Iterator[Decimal]:
    values = [p.reading.amount for p in parts]
    return (sum(values[:n], Decimal(0)) for n in range(2, len(values) + 1))


def _makes_another(document: Document, one: Sum) -> bool:
    """A number of another sentence than the list's is what the parts make: the list is that one's."""
    if not _two_sentences(document, one) or len(one.parts) < 2:
        return False
    own = {one.head.start, *(p.reading.start for p in one.parts)}
    others = (r for r in _passage(document, one) if r.start not in own and _alike(one.head, r))
    return any(_makes(r, one.value) for r in others)


def _for_each(document: Document, one: Sum) -> bool:
    """`42 tập thể, 168 cá nhân với 193,2 triệu đồng (tập thể 1,8 triệu, cá nhân 0,7 triệu)`: what each of them got."""
    if counted(one.head):
        return False
    near = document.within(document.sentence(one.head.start)[0], one.parts[0].reading.start)
    counts = [r.amount for r in near if r.kind == "quantity" and counted(r)]
    amounts = [p.reading.amount for p in one.parts]
    starts = range(len(counts) - len(amounts) + 1)
    made = (sum((c * a for c, a in zip(counts[at:], amounts, strict=False)), Decimal(0)) for at in starts)
    return any(_makes(one.head, value) for value in made)


def _alike(head: Reading, other: Reading) -> bool:
    return additive(other) and other.value is not None and same_kind(head, other)


def _makes(total: Reading, value: Decimal) -> bool:
    low, high = stated_bounds(total)
    return low <= value <= high


def _passage(document: Document, one: Sum) -> Iterator[Reading]:
    """The numbers of the list's own line before it, and of the lines above."""
    first = one.parts[0].reading.start
    at = bisect_right(document.lines, first, key=lambda b: b.start) - 1
    if at < 0 or first >= document.lines[at].end:
        return
    for block in document.lines[max(0, at - _ABOVE) : at + 1]:
        yield from document.within(block.start, block.end)
