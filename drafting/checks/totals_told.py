"""Counts, an amount for each and the total of a sentence: `Trao 45 suất, mỗi suất 400.000 đồng, tổng số tiền 18 triệu`.

Several amounts of a sentence may go into one total: `6 nhà xây mới 50 triệu đồng/nhà, 5 nhà sửa 20 triệu đồng/nhà, kinh
phí 400 triệu đồng`. A count stands before its amount in the clause, in the sentence, or in the line before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from drafting.checks.document import Document
from drafting.checks.plain import plain
from drafting.checks.rates import TIMES, Rate, counts, of_very_noun, rates
from drafting.checks.written_out import spans
from drafting.numbers.types import Reading

# amounts that go into one total, and counts that one may be for: a long line has many
_MOST, _NEAREST = 4, 6
_WORDS = r"(?: [^\W\d_]+){0,7}[\s:(]*$"
_TOTAL = re.compile(
    r"(?:(?<!\w)(?:tong(?: cong)?|cong|thanh tien|thanh|het|kinh phi|so tien|tri gia|gia tri|quy ra|quy doi|tuong duong"
    rf"|tuong ung|duoc|tuc|can|chi|thu)(?!\w){_WORDS}|=\s*$)"
)
_FIRST = re.compile(
    rf"(?<!\w)(?:tong|kinh phi|so tien|tri gia|chi|trao|danh|trich|voi|ho tro|van dong|huy dong)(?!\w){_WORDS}"
)
# another total than theirs, or a part of it
_NOT = re.compile(
    r"(?<!\w)(?:trong do|rieng|con lai|so voi|cung ky|nam truoc|ke hoach|chi tieu|luy ke|toan tinh|doi ung|ngoai ra|them"
    r"|con thieu|tiet kiem|ngan sach (?:tinh|huyen|xa|trung uong)|nguon"
    r"|binh quan|trung binh|doanh thu|du no|thu nhap|cong trinh|du an|tai san|dau tu)(?!\w)"
)
_MORE = re.compile(r"(?<!\w)(?:va(?! moi)|cung|kem|ngoai ra|ca|cac)(?!\w)")
_FOLLOWS = re.compile(r"\W*(?:nhu vay,? |tinh ra,? )?(?:tong|cong|thanh tien|kinh phi)(?!\w)")


@dataclass(frozen=True, slots=True)
class Told:
    """Amounts for each of what is counted, and the total told of them.

    Attributes:
        options: for each amount the counts that it may be for, the likeliest first; with a span of time each, or None.
        sure: True where the words leave nothing to guess: one count for each, nothing else in between.
    """

    rates: tuple[Rate, ...]
    options: tuple[tuple[tuple[Reading, Reading | None], ...], ...]
    total: Reading
    sure: bool

    @property
    def readings(self) -> Iterator[tuple[Reading, ...]]:
        """The numbers of each term, the likeliest."""
        for rate, options in zip(self.rates, self.options, strict=True):
            count, span = options[0]
            yield (count, rate.reading, span) if span else (count, rate.reading)

    def choices(self) -> Iterator[tuple[tuple[Reading, Reading | None], ...]]:
        """All the ways of giving each amount a count of its own."""
        for chosen in product(*self.options):
            if len({c.start for c, _ in chosen}) == len(chosen):
                yield chosen


def told(document: Document) -> tuple[Told, ...]:
    """Every such group of the prose."""
    found: list[Told] = []
    groups: list[list[Rate]] = []
    for rate in document.view(rates):
        last = groups[-1][-1] if groups else None
        together = last is not None and document.sentence(last.reading.start) == document.sentence(
            rate.reading.start
        )
        if together and last and last.unit == rate.unit and not _total(document, last, rate.reading.start):
            groups[-1].append(rate)
        else:
            groups.append([rate])
    ends = [*(g[0].reading.start for g in groups), len(document.text)][1:]
    for group, end in zip(groups, ends, strict=True):
        if len(group) <= _MOST and not any(r.mean for r in group):
            one = _told(document, group, end)
            found += [one] if one else []
    return tuple(found)


def _told(document: Document, group: Sequence[Rate], end: int) -> Told | None:
    low, high = document.sentence(group[0].reading.start)
    behind = _total(document, group[-1], min(high, end)) or _next_sentence(document, group[-1], high, end)
    total = behind or _before(document, group, low)
    if total is None:
        return None
    options = []
    sure = True
    for at, rate in enumerate(group):
        since = group[at - 1].reading.end if at else low
        some, plainly = _counts(document, group, rate, (since, low), max(total.start, rate.reading.end))
        options.append(_timed(document, rate, some, low, max(total.end, high)))
        sure = sure and plainly
        if not options[-1]:
            return None
    used = {r.start for r in (total, *(g.reading for g in group), *(c for o in options for c, _ in o))}
    first, last = min(used), max(used)
    others = [r for r in document.within(first, last) if r.start not in used and r.kind != "percent"]
    words = document.plain[group[-1].reading.end : total.start] if behind else "va"
    return Told(tuple(group), tuple(options), total, sure and not others and not _MORE.search(words))


def _total(document: Document, last: Rate, stop: int) -> Reading | None:
    """The total that the sentence tells behind the last amount."""
    since = last.reading.end
    for reading in document.within(since, stop):
        lead = document.plain[since : reading.start]
        since = reading.end
        if plain(reading.unit or "").partition("/")[0] != last.unit:
            continue
        whole = reading.kind == "quantity" and not reading.change and "/" not in (reading.unit or "")
        said = _TOTAL.search(lead) and not _NOT.search(lead) and not reading.qualifier
        return reading if whole and said else None
    return None


def _next_sentence(document: Document, last: Rate, high: int, end: int) -> Reading | None:
    """`… mỗi suất 400.000 đồng. Tổng kinh phí 18 triệu đồng`."""
    line = document.text.find("\n", high)
    stop = min(end, line if line >= 0 else end)
    if (
        document.text[last.reading.end : high].count("\n")
        or high >= stop
        or not _FOLLOWS.match(document.plain, high, stop)
    ):
        return None
    found = document.within(high, min(stop, document.sentence(high + 1)[1]))
    return (
        _total(document, last, found[0].end)
        if found and not document.within(last.reading.end, high)
        else None
    )


def _before(document: Document, group: Sequence[Rate], low: int) -> Reading | None:
    """`tổng kinh phí 600 triệu đồng (10 nhà, mỗi nhà 60 triệu đồng)`: the one amount that the sentence tells before."""
    first = group[0].reading
    amounts = [
        r for r in document.within(low, first.start) if plain(r.unit or "").partition("/")[0] == group[0].unit
    ]
    if len(amounts) != 1 or amounts[0].kind != "quantity" or amounts[0].change or amounts[0].qualifier:
        return None
    lead = document.plain[low : amounts[0].start]
    apart = _NOT.search(document.plain[amounts[0].end : first.start])  # `trong đó 18 mô hình …`
    said = _FIRST.search(lead) and not _NOT.search(lead) and not apart and "/" not in (amounts[0].unit or "")
    return amounts[0] if said else None


def _counts(
    document: Document, group: Sequence[Rate], rate: Rate, since: tuple[int, int], end: int
) -> tuple[list[Reading], bool]:
    """The counts that an amount may be for, the likeliest first; True where there is but one."""
    own, low = since
    start = rate.reading.start
    line = document.text.rfind("\n", 0, low) + 1
    near = [*reversed(list(counts(document, rate, own, start)))]
    rest = [c for c in counts(document, rate, low, end) if c not in near]
    far = [*reversed(list(counts(document, rate, line, low)))]
    named = [c for c in (*near, *rest) if _named(document, c, rate)]
    if named:
        near, rest = named[:1], [c for c in (*near, *rest) if c not in named[:1]]
    own_noun = [c for c in (*near, *rest, *far) if of_very_noun(c, rate.each)]
    tiers = [[c for c in t if c in own_noun or not own_noun] for t in (near, rest, far)]
    tiers = [t for t in tiers if t]
    if not tiers:
        return [], False
    same = [r for r in group if r.each[:1] == rate.each[:1]]
    between = document.plain[tiers[0][0].end : start]
    alone = len({c.amount for c in tiers[0]}) == 1 and (len(same) == 1 or bool(named))
    beside = tiers[0] is near and not re.search(r"[,;()]", between)
    return [c for tier in tiers for c in tier][:_NEAREST], alone or beside


def _named(document: Document, count: Reading, rate: Rate) -> bool:
    """True where the words beyond an amount's noun stand beside the count (`xây mới 4.207 nhà`, `/nhà xây mới`)."""
    if len(rate.each) < 3:
        return False
    low = max(document.sentence(count.start)[0], count.start - 30)
    before = document.within(low, count.start)
    low = before[-1].end if before else low
    behind = re.split(r"[,;.()\d]| va ", document.plain[count.end : count.end + 30])[0]
    said = f" {' '.join(rate.each[1:3])} "
    return said in f"{document.plain[low : count.start]} " or said in f" {behind} "


def _timed(
    document: Document, rate: Rate, some: Sequence[Reading], low: int, high: int
) -> tuple[tuple[Reading, Reading | None], ...]:
    """The counts with the span of time that an amount is for: `500 nghìn đồng/cháu/tháng`, `12 tháng`."""
    if rate.per not in TIMES:
        return tuple((c, None) for c in some) if not rate.per else ()
    times = [s for s in spans(document) if low <= s.start < high and plain(s.unit or "") == rate.per]
    # `400.000 đồng/ha/năm, mỗi năm chi 3.360 triệu đồng`: the total may be of one such span
    return tuple((c, s) for s in (*times, None) for c in some) if times else ()
