"""A number told again in other words, with another value: `Tóm lại … vốn vay đạt 73,7 tỷ đồng`, 73,9 tỷ đồng above.

Source: contract code `restated`. In a sentence that sums up, or beneath a heading that judges the whole, each number
is one that was told before. Where one of its unit or noun has its value, nothing is wrong. Where none has, and the one
whose words tell most of what the summary's words tell is a slip of the pen away, that is worth a look (a warning); an
error where the words are the same. Small counts, of which almost any two are a slip apart, want more words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from drafting.alignment.cues import is_future
from drafting.alignment.slips import digits_of, slip
from drafting.checks.change_words import base_starts, moved_starts
from drafting.checks.document import Document
from drafting.checks.findings import about, place
from drafting.checks.kinds import counted, noun_of, people
from drafting.checks.parts import in_parts
from drafting.checks.plain import plain
from drafting.checks.retelling import (
    NOT,
    foreign,
    likeness,
    one_thing,
    opposed,
    otherwise,
    own_words,
    words_of,
)
from drafting.checks.times import path_of
from drafting.numbers.types import Reading
from drafting.types import Finding, Severity

CODE = "restated"
_OPENS = re.compile(
    r"\W*(?:tom lai|nhin chung|co the (?:noi|khang dinh)|danh gia chung|nhu vay|tuu trung|nhin lai|ket thuc|khep lai"
    r"|tom tat|tong hop lai|tinh chung|ket qua noi bat|(?:tu |voi )?nhung (?:ket qua|con so)(?: dat duoc)? (?:tren|noi tren)"
    r"|voi (?:ket qua |viec )?(?:dat |co )?(?=\d)|voi ket qua"
    r"|(?:[^\W\d]+ ){0,4}nam \d{4},? (?:[^\W\d]+ ){0,4}(?:thuc hien|dat|co) (?=\d))(?!\w)"
)
_HEADED = re.compile(
    r"(?<!\w)(?:danh gia|nhan xet|han che|ket luan|nhan dinh|ton tai|khuyet diem|uu diem|tong quat|tong quan|noi bat"
    r"|tom tat|mat duoc|mat manh|mat yeu)(?!\w)"
)
# Of so many digits: how much of the summary's words the other's must tell.
_LIKE = {1: 0.75, 2: 0.6, 3: 0.45}
_MANY = 0.35
# How far the likeliest may fall behind one of another value, by digits.
_BEHIND = {1: 0.0, 2: 0.1, 3: 0.15}
_FAR_BEHIND = 0.25
_OTHER_SIZE = 2  # no number of so many digits more or less is meant
# Of so many words about a number of so many digits one may be foreign to the other: a slip of many digits is no chance.
_FOREIGN = {5: (1, 4)}
_SAME = 0.95
_AHEAD = re.compile(r"(?<!\w)(?:phan dau|(?<!hoan thanh )(?<!tot )(?<!sac )nhiem vu|muc tieu|se)(?!\w)")
_OF_PLAN = re.compile(r"(?<!\w)(?:du toan|ke hoach)(?: nam| giao)? \(\s*$")


def check(document: Document) -> Iterable[Finding]:
    """A finding at each such number of a summary."""
    for reading in _summing_up(document):
        if reading.kind == "rank":
            yield from _rank(document, reading)
            continue
        stated = document.aligned.get(reading.start)
        if stated is not None and stated.agrees:
            continue  # a figure confirms it
        found = _first_told(document, reading)
        if found is not None:
            first, severity = found
            where = "Ở trên" if first.start < reading.start else "Ở dưới"
            message = f"{where} nêu {first.quote}, phần tóm lại nêu {reading.quote}."
            yield about(document, CODE, severity, reading, message, evidence=[place(first)])


def _rank(document: Document, reading: Reading) -> Iterator[Finding]:
    """A rank among as many as one rank above, of the same unit by its words: `Hội xếp thứ 2/17`."""
    told = [r for r in document.within(0, document.sentence(reading.start)[0]) if r.kind == "rank"]
    told = [r for r in told if r.of == reading.of]
    if len(told) == 1 and told[0].value != reading.value and not foreign(document, reading, told[0]):
        message = f"Ở trên nêu xếp thứ {told[0].quote}, phần tóm lại nêu {reading.quote}."
        yield about(document, CODE, "warning", reading, message, evidence=[place(told[0])])


def _summing_up(document: Document) -> Iterator[Reading]:
    """The plain numbers of what sums up."""
    for line in document.lines:
        if line.kind == "heading" or not document.within(line.start, line.end):
            continue
        path = path_of(document, line.start)
        headed = _HEADED.search(plain(" ".join(path[-1:]))) is not None
        # what stands before the first heading tells beforehand what the report tells
        headed = headed or (
            not path and document.report.sections != () and line.start < document.report.sections[0].start
        )
        headed = headed and (not is_future(path) or is_future(path[-1:]))  # `ĐÁNH GIÁ, NHIỆM VỤ TỚI`
        for low, high in document.sentences(line):
            if headed or _OPENS.match(document.plain, low, high):
                yield from (r for r in document.within(low, high) if _asks(document, r))


def _asks(document: Document, reading: Reading) -> bool:
    if reading.kind == "rank":
        return reading.of is not None
    plain_one = reading.kind in ("quantity", "percent") and not reading.qualifier and bool(reading.value)
    low = document.sentence(reading.start)[0]
    mention = document.mention_at.get(reading.start)
    if mention is not None and mention.role == "target":  # `Kế hoạch vụ đông xuân 2025-2026: …`
        return False
    told = plain_one and not _AHEAD.search(document.plain, low, reading.start)
    return told and (reading.start not in document.view(in_parts(base_starts)) or _of_plan(document, reading))


def _of_plan(document: Document, reading: Reading) -> bool:
    """`gần một nửa dự toán (48,4%)`: a percentage of the plan, which a bracket's amount would be."""
    return (
        reading.kind == "percent"
        and _OF_PLAN.search(document.plain, max(0, reading.start - 25), reading.start) is not None
    )


def _surely(document: Document, mine: Sequence[str], reading: Reading, other: Reading) -> bool:
    """True where a number of few digits is told already, by its words or of the same things."""
    named = noun_of(reading)
    return likeness(document, mine, other) > 0.5 or (len(named) > 1 and noun_of(other) == named)


def _ratios_before(document: Document, reading: Reading) -> list[Reading]:
    """The ratios of the line before a number."""
    low = document.text.rfind("\n", 0, reading.start) + 1
    return [r for r in document.within(low, reading.start) if r.of]


def _first_told(document: Document, reading: Reading) -> tuple[Reading, Severity] | None:
    """The number elsewhere that this one tells again with another value."""
    low, high = document.sentence(reading.start)
    mine = own_words(document, reading)
    if not mine:
        return None
    own = document.view(words_of).own
    # what a summary tells beforehand is found again by many digits only
    elsewhere = (r for r in document.prose if r.start < low or (r.start >= high and not _small(reading)))
    comparable = [r for r in elsewhere if _comparable(document, reading, r)]
    alike = [r for r in comparable if not otherwise(mine, own[r.start])]
    if any(r.of and r.of - r.amount == reading.value for r in _ratios_before(document, reading)):
        return None  # `652/814 xã … Như vậy còn 162 xã`
    if any(
        r.value == reading.value and (not _small(reading) or _surely(document, mine, reading, r))
        for r in alike
    ):
        return None
    told = [(likeness(document, mine, r), -r.start, r) for r in alike]
    slips = [t for t in told if _slipped(t[2], reading)]
    if not slips:
        return _rest_of(document, mine, reading, comparable)
    best, _, first = max(slips)
    shown = len(_shown(reading))
    others = (t for t in told if t[2].value != first.value and abs(len(_shown(t[2])) - shown) < _OTHER_SIZE)
    rival = max((score for score, _, _ in others), default=0.0)
    if best < _LIKE.get(shown, _MANY) or best - rival < -_BEHIND.get(shown, _FAR_BEHIND):
        return None
    if not _of_one(document, mine, reading, first) or opposed(mine, own_words(document, first)):
        return None
    return first, _severity(document, mine, first, best)


def _rest_of(
    document: Document, mine: Sequence[str], reading: Reading, told: Sequence[Reading]
) -> tuple[Reading, Severity] | None:
    """Of what `141/149 giáo viên đạt chuẩn` leaves another count: `9 giáo viên chưa đạt chuẩn`."""
    words = [w for w in mine if not NOT & set(w.split())]
    if not counted(reading) or len(words) == len(mine):
        return None
    for one in told:
        if one.kind == "ratio" and one.of is not None and likeness(document, words, one) >= _LIKE[2]:
            denied = otherwise(mine, document.view(words_of).own[one.start])
            if denied and foreign(document, reading, one) <= NOT and one.of - one.amount != reading.value:
                return one, "warning"
    return None


def _of_one(document: Document, mine: Sequence[str], reading: Reading, first: Reading) -> bool:
    """True where the words about a number are about the other too, or nearly all of them where the slip is no chance."""
    strange = foreign(document, reading, first)
    many, of = _FOREIGN.get(min(len(_shown(reading).rstrip("0")), 5), (0, 0))
    return not strange or (len(strange) <= many and sum(" " not in w for w in mine) >= of)


def _severity(document: Document, mine: Sequence[str], first: Reading, best: float) -> Severity:
    """An error where the clauses of both tell the same of it, word for word."""
    theirs = document.view(words_of).own[first.start]
    return "error" if best >= _SAME and len(theirs) > 2 and theirs <= set(mine) else "warning"


def _comparable(document: Document, reading: Reading, other: Reading) -> bool:
    """True for a plain number of one kind of thing: both changes or neither, of one place."""
    if not one_thing(reading, other) or other.qualifier or not other.value:
        return False
    nouns = [noun_of(r)[:1] for r in (reading, other) if counted(r)]
    unlike = len(nouns) > 1 and all(nouns) and nouns[0] != nouns[1] and not people(reading, other)
    if _small(reading) and unlike:
        return False  # `07 đơn vị`, `97 người`
    moved = document.view(in_parts(moved_starts))
    based = other.start in document.view(in_parts(base_starts)) and not _of_plan(document, other)
    if (reading.start in moved) != (other.start in moved) or based:
        return False
    scopes = [m.scope if (m := document.mention_at.get(r.start)) else None for r in (reading, other)]
    return scopes[0] == scopes[1] or None in scopes


def _small(reading: Reading) -> bool:
    return len(_shown(reading)) < 3


def _shown(reading: Reading) -> str:
    return digits_of(reading.quote).lstrip("0")


def _slipped(first: Reading, second: Reading) -> bool:
    """True where one slip of the pen, or the place of the comma, sets two numbers apart as they are written."""
    a, b = digits_of(first.quote), digits_of(second.quote)
    if first.value == second.value or first.scale != second.scale:
        return False
    if first.kind == "ratio":
        a = f"{first.value:f}"
    if counted(first) and _small(first) and _small(second) and len(a) != len(b):
        a, b = _shown(first), _shown(second)  # `01` and `2`
        if len(a) != len(b):
            return abs(first.amount - second.amount) == 1
    return (len(a) == len(b) and slip(a, b)) or a == b
