"""Percentages that the text itself makes of a part and a whole: `4.812 người, trong đó 4.685 …, bằng 97,36%`.

The part stands right before the percentage; the whole is told before it in the sentence (`trong đó`), is named
behind the percentage (`chiếm 75,01% tổng số hồ sơ`) and was counted before, or is the unit's own total of what is
counted (`Toàn xã có 2.230 hộ` … `32 hộ nghèo, chiếm 1,43%`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafting.checks.document import Document
from drafting.checks.kinds import noun_of, people
from drafting.checks.part_of import PartOf, whole_value
from drafting.checks.percentages import Share
from drafting.checks.ratios import ENDS, OTHER
from drafting.checks.whole_told import (
    STOP,
    before_in_line,
    counted,
    done_with,
    labelled,
    of_those,
    own,
    same,
    taken_up,
    told_total,
)
from drafting.checks.whole_words import OF_WHICH, by_deed, has_own_share
from drafting.numbers.types import Reading

_CUE = re.compile(
    r"[\s\w,“”\"'\-–/]{0,90}?[\s,(](?:chiem|bang|dat|dat ty le|ty le|tuong (?:ung|duong)(?: voi)?)\s*[(:]?\s*"
)
# `Trong 92 giáo viên có 83 người đạt danh hiệu (90,2%)`
_BARE = re.compile(r"[^\d;:.()]{0,70}\(\s*(?:chiem |dat |ty le )?")
_POPULATION = re.compile(r"\s*(?:so voi |tren |trong |cua )?(?:tong )?dan so(?!\w)")
_ALL_OF = re.compile(
    r"\s*(?:so voi |tren |trong |cua )?tong so (\w+)(?: (?:toan|trong|cua) (?:xa|huyen|phuong|thi tran))?\s*[,;.)]"
)
_VILLAGE = re.compile(r"(?<!\w)(?:thon|ban|ap|xom|to dan pho|khu pho)(?!\w)")
_BESIDE = re.compile(r"[^\d;.:()]{0,30}?,? (?:voi |va |gom )?")
_ALL = Decimal(100)
_SHARE_SAID = re.compile(r"(?<!\w)(?:chiem|ty le|tuong ung)(?!\w)")
_APART = re.compile(r"[;:]|\.\s|\n")
# What the percentage is said to be of: `tổng số hồ sơ`, `số cá nhân`, `quỹ`.
_NAMED = re.compile(r"\s*(?:(?:so voi|trong|tren|cua)\s+)?(tong so|tong|so)?\s*((?:[^\W\d_]+\s?){1,3})")
_SHARE = re.compile(r"(?:chiem|t[iy] le|tuong duong)[\s:(]*$")
_OUT_OF = re.compile(r"(?<!\w)(?:trong|tren) tong so\s*$")
_ALL_BEHIND = re.compile(r"\s*(?:so voi |trong |tren |cua )?tong(?: so)?(?: [^\W\d]+){0,5}\s*\(?\s*")
_CLOSES = re.compile(r"[,)(]?\s*(?:chiem|bang|dat|ty le)(?: ty le)?(?: la)?\s*[(:]?\s*$")
_AGAIN = re.compile(r"[;,.]\s*(?:trong do,? )?so ((?:[^\W\d_]+ ){1,2})(?:chiem|bang)(?: ty le)?\s*$")
_TOTAL_SAID = re.compile(r"\s*(?:so voi |trong |tren |cua )?tong(?: so)?\s*[,;.)]")


def parts_of(document: Document) -> tuple[PartOf, ...]:
    """For each such percentage the whole that fits it, else the likeliest."""
    return tuple(
        found for at in range(1, len(document.prose)) if (found := _part_of(document, at)) is not None
    )


def _part_of(document: Document, at: int) -> PartOf | None:
    percent = document.prose[at]
    again = _named_again(document, at)
    at = at if again is None else again
    last = (_whole_last(document, at) or _whole_behind(document, at)) if again is None else None
    if last is not None:
        return last
    part = document.prose[at - 1]
    if percent.kind != "percent" or percent.change in ("up", "down") or percent.basis or percent.qualifier:
        return None
    if part.kind != "quantity" or part.change in ("up", "down") or part.qualifier or not part.value:
        return None
    between = document.plain[part.end : percent.start]
    after = document.text[percent.end : percent.end + 40].split(",")[0].split(";")[0]
    cue = again or _CUE.fullmatch(between)
    bare = not cue and _BARE.fullmatch(between) is not None
    if not (cue or bare) or OTHER.search(document.text[part.end : percent.start] + " " + after):
        return None
    wholes = [
        PartOf(part, w, percent, sure)
        for w, sure in (_taken(document, at, percent) if bare else _wholes(document, at, percent))
        if not has_own_share(document, w, part)
    ]
    wholes = [p for p in wholes if whole_value(p.whole) >= part.value or (p.sure and p.mistyped)]
    fitting = [p for p in wholes if p.fits]
    if not fitting and again is None and _of_companion(document, at, percent):
        return None
    if (
        not fitting
        and percent.value == _ALL
        and not _SHARE_SAID.search(document.plain, part.end, percent.start)
    ):
        return None  # `trong đó tuyển được 41 thanh niên, đạt 100%`: all that were wanted
    told = by_deed(document, percent, [p.whole for p in wholes])
    if told is not None:
        return PartOf(part, told, percent, True)
    sure = [p for p in wholes if p.sure]
    slipped = [p for p in wholes if p.slipped]
    return next(iter([*fitting, *sure, *slipped]), None)


def _whole_last(document: Document, at: int) -> PartOf | None:
    """The whole told behind its part: `hòa giải thành 18 vụ, tăng 4 vụ, trong tổng số 20 vụ, đạt tỷ lệ 90%`."""
    whole, percent = document.prose[at - 1 : at + 1]
    low = document.sentence(whole.start)[0]
    if percent.kind != "percent" or percent.change in ("up", "down") or percent.basis or percent.qualifier:
        return None
    if not _OUT_OF.search(document.plain, low, whole.start) or not _CUE.fullmatch(
        document.plain[whole.end : percent.start]
    ):
        return None
    for part in reversed(document.within(low, whole.start)):
        if (
            part.kind == "quantity"
            and not part.change
            and (same(whole, part) or people(whole, part))
            and part.value
        ):
            made = PartOf(part, whole, percent, True)
            return made if whole_value(whole) >= part.value else None
    return None


def _whole_behind(document: Document, at: int) -> PartOf | None:
    """The whole behind the percentage: `42 giáo viên giỏi (…), chiếm 28,2% trong tổng số 149 giáo viên`."""
    percent = document.prose[at]
    whole = document.prose[at + 1] if at + 1 < len(document.prose) else None
    if whole is None or whole.kind != "quantity" or percent.kind != "percent":
        return None
    if percent.change in ("up", "down") or percent.basis or percent.qualifier or whole.qualifier:
        return None
    if not _ALL_BEHIND.fullmatch(document.plain, percent.end, whole.start):
        return None
    low, depth = document.sentence(percent.start)[0], document.brackets.depth(percent.start)
    outside = [r for r in document.within(low, percent.start) if document.brackets.depth(r.start) <= depth]
    part = outside[-1] if outside else None
    if (
        part is None
        or part.kind != "quantity"
        or part.change in ("up", "down")
        or part.qualifier
        or not part.value
    ):
        return None
    clause = document.plain[part.end : percent.start]
    if ";" in clause or not (same(whole, part) or people(whole, part)) or part.value > whole.amount:
        return None
    return PartOf(part, whole, percent, True) if _CLOSES.search(clause) else None


def _whole_unit(document: Document, part: Reading) -> bool:
    """False where the sentence tells of a village of the unit."""
    return not _VILLAGE.search(document.plain, document.sentence(part.start)[0], part.start)


def _taken(document: Document, at: int, percent: Reading) -> Iterator[tuple[Reading, bool]]:
    """The whole that the sentence takes up again."""
    part = document.prose[at - 1]
    yield from taken_up(document, at)
    yield from done_with(document, part)
    yield from of_those(document, part, percent)


def _named_again(document: Document, at: int) -> int | None:
    """The place behind the part that the percentage names anew: `18 công nhân, 8 kỹ sư; số công nhân chiếm 69,2%`."""
    percent = document.prose[at]
    low = document.sentence(percent.start)[0]
    since = document.prose[at - 1].end
    named = _AGAIN.search(document.plain, since, percent.start) if since >= low else None
    words = tuple(named[1].split()) if named else ()
    for before in range(at, 0, -1) if words else ():
        part = document.prose[before - 1]
        if part.start < low:
            return None
        if noun_of(part)[: len(words)] == words:
            return before
    return None


def _of_companion(document: Document, at: int, percent: Reading) -> bool:
    """`làm rõ 48 vụ, 71 đối tượng, đạt 94,1%`: the percentage is that of the number before the part."""
    if at < 2:
        return False
    first, part = document.prose[at - 2 : at]
    low = document.sentence(first.start)[0]
    between = document.plain[first.end : part.start]
    if first.kind != "quantity" or first.change or first.value is None or same(first, part):
        return False
    if not _BESIDE.fullmatch(between) or document.sentence(part.start)[0] != low:
        return False
    return any(
        r.kind == "quantity" and r.value and same(r, first) and Share.of(first.value, r.value).fits(percent)
        for r in document.within(low, first.start)
    )


def _wholes(document: Document, at: int, percent: Reading) -> Iterator[tuple[Reading, bool]]:
    """What the part may be of, and whether the words say so: told before it, named behind, the unit's own."""
    part = document.prose[at - 1]
    before = document.prose[at - 2] if at > 1 else None
    low = document.sentence(part.start)[0]
    ends = ENDS.match(document.plain[percent.end : percent.end + 40]) is not None
    if ends and before is not None and before.start >= low and same(before, part) and not before.change:
        words = document.plain[before.end : part.start]
        if not _APART.search(words):
            yield before, bool(OF_WHICH.search(words))
    yield from _taken(document, at, percent)
    named = _NAMED.match(
        document.plain, percent.end, min(percent.end + 40, document.sentence(percent.start)[1])
    )
    if _TOTAL_SAID.match(document.plain, percent.end):
        yield from ((r, False) for r in before_in_line(document, part))
    elif named and (named[1] or part.unit):
        yield from counted(document, at, tuple(w for w in named[2].split() if w not in STOP), bool(named[1]))
    if _POPULATION.match(document.plain, percent.end):
        yield from ((r, False) for r, _ in own(document, at))
    if ends:
        if _SHARE.search(document.plain, part.end, percent.start):
            yield from told_total(document, part)
            yield from labelled(document, part)
        outright = _ALL_OF.match(document.plain, percent.end)
        for reading, _ in own(document, at):
            yield (
                reading,
                outright is not None and noun_of(reading) == (outright[1],) and _whole_unit(document, part),
            )
