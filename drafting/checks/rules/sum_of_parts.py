"""The parts of a breakdown add up to the stated total; a partial list never exceeds it.

Source: numbers.md (Rounding), hard-cases.md (Lists): a list opened by `gồm` or `cụ thể`, one that
names every member, a bare bracket of named parts, parts that leave nothing out by what they are
(`tập thể` and `cá nhân`) are full; `trong đó`, `tiêu biểu` and
`điển hình như` leave parts out. Parts that may overlap (`nữ`, `đảng viên`) are not added up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from drafting.alignment.judging import finer
from drafting.checks import load
from drafting.checks.document import Document
from drafting.checks.findings import about, place, written
from drafting.checks.kinds import interval, noun_of, people, same_kind
from drafting.checks.lists import Breakdown, breakdowns
from drafting.checks.names import bare, is_name
from drafting.checks.overlaps import overlapping
from drafting.checks.plain import plain
from drafting.checks.rests import left_over
from drafting.checks.runs import explained_parts
from drafting.checks.sum_doubts import another_list, far_off
from drafting.checks.sums import Sum, complete_parts, named_nouns, stated_bounds, sums
from drafting.numbers.types import Reading
from drafting.numbers.typos import moved_point, one_slip, significant
from drafting.types import Finding, Severity

CODE = "sum-of-parts"
_LED = (":", "trong so")
_TELLING = 100
_CASES = ("truong", "hop")
_TO_BRACKET = 45  # characters from a count to the bracket that breaks it down
_CHANCE = 3  # digits that two numbers may have in common by chance
# What a number in a bracket is that is no part: another time's, a plan, the whole
_NO_PART = re.compile(
    r"(?<!\w)(?:nam|cung ky|ky truoc|quy|thang|ke hoach|du toan|chi tieu|tong(?: so| cong)?)(?!\w)"
)


def check(document: Document) -> Iterable[Finding]:
    """Findings on the stated totals of the document's breakdowns."""
    seen: set[tuple[int, int]] = set()
    told = document.view(explained_parts)
    left = {
        rest.start for _, rest in left_over(document)
    }  # of `3/8 thôn (còn 5 thôn)`: the rest is no part of the 3
    for breakdown in document.view(breakdowns):
        found = [s for s in sums(document, breakdown) if s.parts]
        right = [s for s in found if _adds_up(s)]
        exact = any(len(s.parts) > 2 for s in right)
        fitting = {p.reading.start for s in right for p in s.parts}
        for one in found:
            key = (one.head.start, len(one.parts))
            if (
                _adds_up(one)
                or key in seen
                or left.intersection(p.reading.start for p in one.parts)
                or (one.head.change in ("up", "down") and len(one.parts) == 1)
                or _ends_sooner(document, breakdown, one)
                or _is_base(one)
                or _front_or_back(one)
                or _of_several(document, breakdown, one)
                or _singled_out(document, breakdown, one)
                or (
                    len(one.parts) > 2
                    and not one.fits
                    and told.issuperset(p.reading.start for p in one.parts)
                )
                or fitting.intersection(p.reading.start for p in one.parts)
                or (not one.fits and another_list(document, breakdown, one))
            ):
                continue
            severity = _severity(document, breakdown, one, exact)
            if severity == "error" and not one.fits and far_off(one):
                severity = "warning"
            if severity and one.fits:
                severity = "warning" if one.slightly_off or one.hardly_rounded else "info"
            if severity:
                seen.add(key)
                yield _finding(document, one, severity)


def _adds_up(one: Sum) -> bool:
    return one.fits and not (one.slightly_off or one.hardly_rounded or one.perhaps_rounded)


def _is_base(one: Sum) -> bool:
    """True for one number that no word makes a part: `58% tổng số người (2.946 người)`, `(năm 2023: 103)`."""
    label = plain(one.parts[0].label)
    return len(one.parts) == 1 and (not label or _NO_PART.search(label) is not None)


def _ends_sooner(document: Document, breakdown: Breakdown, one: Sum) -> bool:
    """True where the list may well end at its first semicolon, and adds up (or leaves room) there."""
    first = tuple(p for p in one.parts if p.item == one.parts[0].item)
    each = {p.item for p in one.parts}
    whole = all(is_name(p.label) for p in one.parts) or (len(first) == 1 and len(each) == len(one.parts) > 2)
    lines = "\n" in document.text[one.parts[0].reading.start : one.parts[-1].reading.end]
    if whole or lines or len(first) == len(one.parts):
        return False
    bounds = [interval(p.reading) for p in first]
    low, high = sum((b[0] for b in bounds), Decimal(0)), sum((b[1] for b in bounds), Decimal(0))
    sooner = Sum(one.head, first, low, high, one.loose)
    return sooner.fits or (one.exceeds and breakdown.partial and not sooner.exceeds)


def _front_or_back(one: Sum) -> bool:
    """True where the first parts, or the last, make the total exactly: the others are counted beside it."""
    values = [p.reading.amount for p in one.parts]
    total = one.head.amount
    if not one.exceeds or total < _TELLING or one.head.decimals:
        return False
    return any(total in (sum(values[:n]), sum(values[-n:])) for n in range(2, len(values)))


def _of_several(document: Document, breakdown: Breakdown, one: Sum) -> bool:
    """`… thu hồi hơn 1 tỷ; trả lại 431 triệu. Trong đó đã thu 328 triệu, trả 330 triệu`: parts of several totals."""
    if not one.exceeds or not breakdown.partial:
        return False
    low, _ = document.sentence(one.parts[0].reading.start)
    if one.head.end > low:
        return False
    before = document.within(*document.sentence(one.head.start))
    others = (
        h for h in before if h.start != one.head.start and h.kind == "quantity" and same_kind(one.head, h)
    )
    return any(stated_bounds(h)[1] >= one.low - one.head.amount for h in others)


def _singled_out(document: Document, breakdown: Breakdown, one: Sum) -> bool:
    """`giảm 214 vụ. Riêng đường bộ có 4.118 vụ`: a new sentence tells of another measure, or of several at once."""
    if breakdown.opener != "rieng":
        return False
    low, _ = document.sentence(one.parts[0].reading.start)
    return one.head.end <= low or (len(one.parts) > 1 and not all(is_name(p.label) for p in one.parts))


def _general(one: Sum) -> bool:
    """True where the parts are counted in a word that stands for anything (`đơn vị`)."""
    words = load.pattern("list_words.txt", "general")
    return all(not p.reading.noun or words.match(plain(p.reading.noun)) for p in one.parts)


def _severity(document: Document, breakdown: Breakdown, one: Sum, exact: bool) -> Severity | None:
    if overlapping(one, breakdown.partial) and not complete_parts(one.parts):
        return None
    names = [p.label for p in one.parts if is_name(p.label)]
    named = len(names) == len(one.parts) and len(names) > 1
    if breakdown.far or _wholes_add_up(one):
        return _of_far(one) if breakdown.far else "error"
    beside = _beside(document, breakdown, one)
    if one.exceeds:
        return _of_too_many(one, named, beside)
    if len(one.parts) < 2:
        return None
    whole = (complete_parts(one.parts) and not one.loose) or _covers(document, one)
    if _misplaced_mark(one) or (whole and not breakdown.more):
        return "error"
    if one.loose and breakdown.full and len(one.parts) > 2 and one.slipped and _one_word(one):
        return "error"
    if breakdown.full or (exact and not breakdown.more) or (named and _all_members(document, names)):
        return "warning" if one.loose and not (named and _general(one)) else "error"
    if breakdown.opener in _LED:
        apart = breakdown.opener == ":" and document.sentence(one.head.start)[1] < one.parts[0].reading.start
        return _of_far(one) if apart else _of_led(one, named)
    if breakdown.partial:
        return "warning" if _near(one, named) else None
    if len(one.parts) > 2 and not one.loose and one.slipped and _telling(one) and not breakdown.more:
        return "error"
    if named and one.value * 2 >= stated_bounds(one.head)[0]:
        return "error"
    swapped = beside and sorted(str(one.value)) == sorted(str(one.head.amount))
    return "warning" if swapped or one.value * 10 >= stated_bounds(one.head)[0] * 7 else None


def _wholes_add_up(one: Sum) -> bool:
    """True for ratios whose wholes make the total's, so that the list is whole: `84/97 xã: A 15/17, B 14/16 …`."""
    wholes = [p.reading.of for p in one.parts if p.reading.of is not None]
    return one.head.of is not None and len(wholes) == len(one.parts) > 2 and sum(wholes) == one.head.of


def _beside(document: Document, breakdown: Breakdown, one: Sum) -> bool:
    """True for a bare bracket right behind what is counted, or counts in the word for cases of any kind."""
    words = document.text[one.head.end : breakdown.span[0]]
    bracket = not breakdown.opener and not re.search(r"[\d,;:.]", words) and words.rstrip().endswith("(")
    cases = all(noun_of(p.reading) == _CASES for p in one.parts) and _telling(one)
    return len(one.parts) > 1 and not breakdown.more and (cases or (bracket and len(words) < _TO_BRACKET))


def _covers(document: Document, one: Sum) -> bool:
    """True where the parts are the things that the total counts, each once: `187 cán bộ, giáo viên, nhân viên`."""
    wanted = named_nouns(document, one.head) | set(noun_of(one.head)[:1])
    texts = [f" {plain(f'{p.label} {p.reading.noun}')} " for p in one.parts]
    named = all(sum(f" {w} " in t for t in texts) == 1 for w in wanted)
    return len(wanted) == len(texts) > 2 and named


def _of_too_many(one: Sum, named: bool, beside: bool) -> Severity | None:
    """Parts beyond their total; where none counts what it counts they are none (`08 thôn: A, B; dân số 10.870 người`)."""
    if one.loose and not any(
        same_kind(one.head, p.reading) or people(one.head, p.reading) for p in one.parts
    ):
        return "warning" if beside and one.slipped else None
    return "error" if not one.loose or (named and _general(one)) else "warning"


def _of_far(one: Sum) -> Severity | None:
    """A list whose total stands somewhere before it: only a slip tells that it is its total."""
    if len(one.parts) < 3 or not one.slipped or one.loose:
        return None
    return "error" if _telling(one) else "warning"


def _of_led(one: Sum, named: bool) -> Severity | None:
    """A list that a colon or a total taken up again leads in, none of whose words says that it is whole."""
    whole = len(one.parts) > 2 and not one.loose
    if whole and (named or (one.slipped and _telling(one))):
        return "error"
    return "warning" if _near(one, named) else None


def _telling(one: Sum) -> bool:
    """True for a total of three digits and more: of a small one almost any other is a slip away."""
    return one.head.amount >= _TELLING


def _one_word(one: Sum) -> bool:
    """True where all parts are counted in one word."""
    return len({plain(p.reading.noun) for p in one.parts}) == 1


def _misplaced_mark(one: Sum) -> bool:
    """The digits of the total are those of the sum, at another scale: a dot stands for a comma."""
    return moved_point(one.value, one.head.amount) and significant(one.value) > _CHANCE


def _near(one: Sum, named: bool) -> bool:
    """A list that leaves parts out, but looks as if it were whole: one slip of the pen away."""
    value, total = one.value, one.head.amount
    close = len(one.parts) > 2 and value * 100 >= total * 95
    return close or (len(one.parts) > 2 and named and value * 10 >= total * 6) or one_slip(value, total)


def _all_members(document: Document, names: Sequence[str]) -> bool:
    members = {bare(m) for m in document.members}
    return len(members) > 2 and members <= {bare(n) for n in names}


def _to_blame(document: Document, one: Sum) -> Reading | None:
    """The one part that the figures don't confirm, where they confirm the total and all the others."""
    confirmed = {r.start for r in (one.head, *(p.reading for p in one.parts)) if _confirmed(document, r)}
    doubtful = [p.reading for p in one.parts if p.reading.start not in confirmed]
    return doubtful[0] if one.head.start in confirmed and len(doubtful) == 1 else None


def _confirmed(document: Document, reading: Reading) -> bool:
    aligned = document.aligned.get(reading.start)
    if aligned is None or aligned.chosen is None:
        return False
    direct = aligned.chosen.expression in document.by_key
    return aligned.agrees and not (direct and finer(reading, aligned.chosen))


def _part_finding(document: Document, one: Sum, part: Reading, severity: Severity) -> Finding:
    """The total and the other parts stand, so this part is the wrong one."""
    right = one.head.amount - one.value + part.amount
    shown = written(right, part)
    message = f"Phần này nêu {part.quote}, nhưng tổng {one.head.quote} trừ các phần còn lại là {shown}."
    evidence = [place(r) for r in (one.head, *(p.reading for p in one.parts)) if r is not part]
    expected = right if severity == "error" and right >= 0 else None
    return about(document, CODE, severity, part, message, expected=expected, evidence=evidence)


def _finding(document: Document, one: Sum, severity: Severity) -> Finding:
    blamed = _to_blame(document, one)
    if blamed is not None:
        return _part_finding(document, one, blamed, severity)
    head, parts = one.head, [p.reading for p in one.parts]
    formula = " + ".join(r.quote for r in parts)
    total = written(one.value, head)
    noun = head.noun or head.unit or ""
    way = "vượt quá" if one.exceeds else "không bằng" if not one.fits else "lệch (có thể do làm tròn)"
    message = (
        f"Tổng nêu là {head.quote} {noun}".rstrip() + f", nhưng các phần {formula} = {total} {way} tổng đó."
    )
    return about(
        document,
        CODE,
        severity,
        head,
        message,
        expected=one.value if severity == "error" else None,
        evidence=[place(r) for r in parts],
    )
