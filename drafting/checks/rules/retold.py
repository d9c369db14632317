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
from drafting.checks.kinds import counted
from drafting.checks.parts import in_parts
from drafting.checks.plain import plain
from drafting.checks.retelling import foreign, likeness, one_thing, opposed, otherwise, own_words, words_of
from drafting.checks.times import path_of
from drafting.numbers.types import Reading
from drafting.types import Finding, Severity

CODE = "restated"
_OPENS = re.compile(
    r"\W*(?:tom lai|nhin chung|co the noi|danh gia chung|nhu vay|tuu trung|nhin lai|ket thuc|khep lai"
    r"|voi (?:ket qua |viec )?(?:dat |co )?(?=\d)|voi ket qua"
    r"|(?:[^\W\d]+ ){0,4}nam \d{4},? (?:[^\W\d]+ ){0,4}(?:thuc hien|dat|co) (?=\d))(?!\w)"
)
_HEADED = re.compile(
    r"(?<!\w)(?:danh gia|nhan xet|han che|ket luan|nhan dinh|ton tai|khuyet diem|uu diem|tong quat)(?!\w)"
)
# Of so many digits: how much of the summary's words the other's must tell.
_LIKE = {1: 0.8, 2: 0.7, 3: 0.5}
_MANY = 0.35
# By how much the likeliest of few digits must lead one of another value; of more it may fall behind so far.
_CLEAR, _BEHIND, _FAR_BEHIND = 0.08, 0.12, 0.25
_SAME = 0.95
_AHEAD = re.compile(r"(?<!\w)(?:phan dau|nhiem vu|muc tieu|se)(?!\w)")


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
            message = f"Ở trên nêu {first.quote}, phần tóm lại nêu {reading.quote}."
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
        headed = _HEADED.search(plain(" ".join(path[-1:]))) is not None and not is_future(path)
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
    return told and reading.start not in document.view(in_parts(base_starts))


def _first_told(document: Document, reading: Reading) -> tuple[Reading, Severity] | None:
    """The number above that this one tells again with another value."""
    low = document.sentence(reading.start)[0]
    mine = own_words(document, reading)
    if not mine:
        return None
    own = document.view(words_of).own
    told_before = (r for r in document.within(0, low) if _comparable(document, reading, r))
    alike = [r for r in told_before if not otherwise(mine, own[r.start])]
    if any(
        r.value == reading.value and (not _small(reading) or likeness(document, mine, r) > 0.5) for r in alike
    ):
        return None
    told = [(likeness(document, mine, r), -r.start, r) for r in alike]
    slips = [t for t in told if _slipped(t[2], reading)]
    if not slips:
        return None
    best, _, first = max(slips)
    rival = max((score for score, _, r in told if r.value != first.value), default=0.0)
    shown = len(_shown(reading))
    lead = _CLEAR if _small(reading) else -_FAR_BEHIND if shown > 3 else -_BEHIND
    if best < _LIKE.get(shown, _MANY) or best - rival < lead:
        return None
    if foreign(document, reading, first) or opposed(mine, own_words(document, first)):
        return None
    return first, _severity(document, mine, first, best)


def _severity(document: Document, mine: Sequence[str], first: Reading, best: float) -> Severity:
    """An error where the clauses of both tell the same of it, word for word."""
    theirs = document.view(words_of).own[first.start]
    return "error" if best >= _SAME and len(theirs) > 2 and theirs <= set(mine) else "warning"


def _comparable(document: Document, reading: Reading, other: Reading) -> bool:
    """True for a plain number of one kind of thing: both changes or neither, of one place."""
    if not one_thing(reading, other) or other.qualifier or not other.value:
        return False
    moved = document.view(in_parts(moved_starts))
    if (reading.start in moved) != (other.start in moved) or other.start in document.view(
        in_parts(base_starts)
    ):
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
    if counted(first) and max(len(_shown(first)), len(_shown(second))) < 3 and min(map(len, (a, b))) < 2:
        return True
    return (len(a) == len(b) and slip(a, b)) or a == b
