"""What words around a number tell of it, and how well they match the words around another number.

A summary spares words and takes others, so two numbers are compared by the telling words of the one: each weighs the
more, the fewer sentences have it; it counts in full where the other's own clause has it, less where its sentence has,
least where only its heading or the sentence before does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import log

from drafting.alignment import contrasts
from drafting.alignment.words import key
from drafting.checks import load
from drafting.checks.document import Document, Span
from drafting.checks.kinds import counted, noun_of, people, unit_of
from drafting.checks.times import path_of
from drafting.numbers.types import Reading

_WORD = re.compile(r"[^\W\d_]+")
_ENDS = re.compile(r"[;:\n]|[.,](?!\d)")
_AND = re.compile(r"(?<!\w)(?:và|nhưng|song)(?!\w)")
# `62 thôn, khu phố chưa có nhà văn hóa`: past the comma of two words for what is counted
_LISTED = re.compile(r"\s(?:[^\W\d_]+ ?){1,2},(?: [^\W\d_]+){1,9}(?=[,;.:(\n])")
_TAIL = re.compile(r"[^,;.:/()\n\d]{0,70}")
NOT = frozenset(("chưa", "không"))
# `01 tổ chức cơ sở đảng và 15 đảng viên không hoàn thành nhiệm vụ`: both don't
_JOINED = re.compile(r"(?P<noun>[^\d,;.:()\n]{0,40})(?<!\w)và(?!\w)\s+(?=\d)")
_LABELLED = re.compile(r":\s*$")
_PLANNED = frozenset(("kế hoạch", "chỉ tiêu", "dự toán", "mục tiêu"))
_LEVELS = frozenset(("trung", "ương", "tỉnh", "huyện", "xã", "phường", "thôn", "cụm", "hội"))
_DEEDS = frozenset(("hoàn", "thành"))  # `hoàn thành 84% dự toán`, `bằng 84% dự toán`
_LEAD = 90
_OWN, _BESIDE, _ABOVE = 1.0, 0.75, 0.5
_NEW = 0.4  # what a word weighs that nothing else in the text says


@dataclass(frozen=True, slots=True)
class Words:
    """Telling words of a document's numbers, by where each starts, and the weight of each word."""

    own: Mapping[int, frozenset[str]]
    beside: Mapping[Span, frozenset[str]]
    weights: Mapping[str, float]


def words_of(document: Document) -> Words:
    """The words of all numbers of the prose; a view."""
    own = {r.start: frozenset(own_words(document, r)) for r in document.prose}
    spans = {document.sentence(r.start) for r in document.prose}
    beside = {span: frozenset(_telling(document.text[slice(*span)])) for span in spans}
    often = Counter(w for words in beside.values() for w in words)
    total = len(spans) + 1
    return Words(own, beside, {w: log(total / n) + 0.2 if n > 1 else _NEW for w, n in often.items()})


def own_words(document: Document, reading: Reading) -> Sequence[str]:
    """The telling words of a number's own clause and the pairs of them, in order."""
    low = document.sentence(reading.start)[0]
    before = document.within(max(low, reading.start - _LEAD), reading.start)
    before = tuple(r for r in before if r.kind != "fraction")  # `gần một nửa dự toán (48,4%)`
    since = max(before[-1].end if before else low, low, reading.start - _LEAD)
    ends = [m.end() for m in _ENDS.finditer(document.text, since, reading.start)]
    if before and not ends:
        ends = [m.end() for m in _AND.finditer(document.text, since, reading.start)]
    tail = _LISTED.match(document.text, reading.end) if counted(reading) else None
    tail = tail or _TAIL.match(document.text, reading.end)
    behind = _AND.split(tail[0])[0] if tail else ""
    lead = document.text[ends[-1] if ends else since : reading.start]
    if ends and not lead.strip() and _LABELLED.search(document.text, since, reading.start):
        lead = document.text[
            ends[-2] if len(ends) > 1 else since : reading.start
        ]  # `Chưa xếp loại: 15 đồng chí`
    said = [*_telling(f"{lead} {behind}"), *_shared(document, reading)]
    if len(said) > 1:
        return said
    clause = max((m.end() for m in _ENDS.finditer(document.text, low, reading.start)), default=low)
    return [*_telling(document.text[clause : reading.start]), *said]


def _shared(document: Document, reading: Reading) -> list[str]:
    """What is told of a count and of the next one that `và` joins to it, behind the second's noun."""
    joined = _JOINED.match(document.text, reading.end) if counted(reading) else None
    following = document.within(joined.end(), joined.end() + 1) if joined else ()
    if not joined or not following or not counted(following[0]) or not following[0].noun:
        return []
    if len(_WORD.findall(joined["noun"])) > len((reading.noun or reading.unit or "").split()):
        return []  # of the first something is told for itself
    tail = _TAIL.match(document.text, following[0].end)
    return _telling(tail[0].replace(following[0].noun, " ", 1)) if tail else []


def otherwise(mine: Iterable[str], theirs: Iterable[str]) -> bool:
    """True where one clause says what is not and the other what is, or the other what was planned."""
    mine, theirs = frozenset(mine), frozenset(theirs)
    return NOT.isdisjoint(mine) != NOT.isdisjoint(theirs) or bool(theirs & _PLANNED - mine)


def _clause(document: Document, reading: Reading) -> list[str]:
    """The words before a number in its clause, other numbers' too (`Tuyên truyền pháp luật 142 buổi với 4.250 lượt`)."""
    low = document.sentence(reading.start)[0]
    ends = [m.end() for m in _ENDS.finditer(document.text, low, reading.start)]
    since = ends[-1] if ends else low
    before = document.within(since, reading.start)
    joined = [m.end() for m in _AND.finditer(document.text, before[-1].end, reading.start)] if before else []
    return _telling(document.text[joined[-1] if joined else since : reading.start])


def _telling(text: str) -> list[str]:
    words = [w for w in _WORD.findall(text.lower()) if w not in _light()]
    return [*words, *(f"{a} {b}" for a, b in pairwise(words))]


@cache
def _light() -> frozenset[str]:
    return frozenset(load.words("list_words.txt")["retold"])


def likeness(document: Document, mine: Iterable[str], other: Reading) -> float:
    """How much of some words the words around another number have, from 0 to 1."""
    words = document.view(words_of)
    span = document.sentence(other.start)
    own, beside = words.own[other.start], words.beside[span]
    got = whole = 0.0
    above: frozenset[str] = frozenset()
    for word in set(mine):
        weight = words.weights.get(word, _NEW)
        whole += weight
        if word in own:
            got += weight * _OWN
        elif word in beside:
            got += weight * _BESIDE
        else:
            above = above or _above(document, other, span)
            got += weight * _ABOVE * (word in above)
    return got / whole if whole else 0.0


def foreign(document: Document, reading: Reading, other: Reading) -> frozenset[str]:
    """The words of a number's clause that are nowhere around another number: they tell of another thing."""
    span = document.sentence(other.start)
    words = document.view(words_of)
    mine = {w for w in (*_clause(document, reading), *words.own[reading.start]) if " " not in w}
    if not (reading.noun and noun_of(reading)[:1] == noun_of(other)[:1]):
        mine -= set((reading.noun or "").lower().split()[:2])  # `71 em` of `71 học sinh`
    theirs = words.own[other.start] | words.beside[span]
    left = mine - theirs - _DEEDS
    if not theirs & _LEVELS - mine:  # `ngân sách tỉnh` is another than the central one
        left -= document.view(_of_unit)
    return frozenset(left - _above(document, other, span) if left else left)


def _of_unit(document: Document) -> frozenset[str]:
    """The words of the unit's name and the words for its kind: whose number it is goes without saying."""
    return frozenset(_telling(document.unit)) | _LEVELS


def _above(document: Document, other: Reading, span: Span) -> frozenset[str]:
    """The words of the heading above a number and of the sentence before its own."""
    line = document.text.rfind("\n", 0, span[0]) + 1
    before = document.text[slice(*document.sentence(span[0] - 2))] if span[0] - 2 > line else ""
    return frozenset([*_telling(before), *_telling(" ".join(path_of(document, other.start)))])


def opposed(one: Sequence[str], other: Sequence[str]) -> bool:
    """True where two clauses choose otherwise among words that exclude each other (`gia súc`, `gia cầm`)."""
    mine, theirs = (
        contrasts.features([tuple(key(w) for w in words if " " not in w)]) for words in (one, other)
    )
    return contrasts.factor(mine, theirs) <= contrasts.EXCLUSIVE


def one_thing(one: Reading, other: Reading) -> bool:
    """True where both are measured in one unit, or count one kind of thing, people in whatever words."""
    kinds = {one.kind, other.kind}
    if (
        (len(kinds) > 1 and kinds != {"quantity", "ratio"})
        or unit_of(one) != unit_of(other)
        or counted(one) != counted(other)
    ):
        return False
    if not counted(one):
        return True
    general = load.pattern("list_words.txt", "general")
    return (
        not other.noun
        or noun_of(one)[:1] == noun_of(other)[:1]
        or people(one, other)
        or any(general.match(" ".join(noun_of(r))) for r in (one, other))
    )
