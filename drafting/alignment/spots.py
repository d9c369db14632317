"""Numbers of a running text with the words around each: the raw material of mentions."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.sentences import whole_sentences
from corpus.types import Block, Report
from drafting.alignment import out_of
from drafting.alignment.scopes import Gazetteer, Name, joined, says_whole
from drafting.alignment.subjects import HEAD, Words, content, tidy, unit_end, words_of
from drafting.numbers.records import record
from drafting.numbers.types import Reading

_LABEL_END = re.compile(r":(?!\d)")
_OPEN = re.compile(r"(?::|trong đó:?|cụ thể(?: như sau)?:?|gồm:?)\s*$", re.I)
_TELLS = re.compile(r"\s*(?:[:(,]|là|có|đạt|tăng|giảm|còn|ước)?\s*(?:là|có|đạt)?\s*\d")
_OF_PLACE = re.compile(r"(?:của|ở|tại|thuộc)(?:\s+(?:ubnd|các))?$")
LIST_MARK = re.compile(
    r"(trong đó|cụ thể|(?<!bao )gồm|bao gồm|tiêu biểu|điển hình|nhất là|\bnhư\b|chia ra|chia theo|phân theo)",
    re.I,
)
_PARTIAL = re.compile(r"trong đó|tiêu biểu|điển hình|nhất là|\bnhư\b(?! sau)", re.I)
_NEXT = re.compile(r",(?!\d)|\s(?:và|\+)(?=\s+(?:có\s+|hơn\s+|trên\s+|gần\s+)?$)")
# What a number says of the one before it: `…, tăng 5%`, `…, bằng 70%`.
_SAID_OF_LAST = re.compile(
    r",\s*(?=(?:tăng|giảm|bằng|đạt|vượt|chiếm|còn|trị giá|ước đạt|tương đương)(?:\s+(?:thêm|khoảng|gần|hơn|trên))?\s*$)",
    re.I,
)
# `27/31 thôn (87,1%) giữ danh hiệu …`: what is counted goes on behind the percentage
_ASIDE = re.compile(r"\([^()\n]{0,25}\d\s?%[^()\n]{0,25}\)(?=\s+[^\W\d_])")
# A label before a colon is a heading of the line only while it is short.
LONGEST_LABEL = 14


@record
class Spot:
    """A number in its sentence.

    Attributes:
        local: span of the words before it that are its own; `tail`: where its unit ends.
        right: end of the words behind it.
        names: names before it in its own words; `scope`: what they make.
        left: everything between the last number's unit and this one; `near`: its own part of that.
        depth: brackets open at it.
        label: the line's label (`Quà Trung ương`), its scope in `label_scope`.
    """

    reading: Reading
    sentence: tuple[int, int]
    local: tuple[int, int]
    tail: int
    right: int
    left: str
    near: str
    depth: int
    words: Words
    scope: str | None
    whole: bool
    label: str
    label_scope: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text with its figures."""

    block: Block
    spots: tuple[Spot, ...]
    ends_open: bool
    partial: bool


def blocks_of(report: Report) -> list[Block]:
    """The lines of the running text: tables, title block and recipients left out."""
    if report.blocks:
        blocks = [b for b in report.blocks if b.kind not in {"table", "front", "back"}]
        return blocks if any(b.section for b in blocks) else _with_sections(blocks, report)
    blocks, at = [], 0
    for line in report.text.split("\n"):
        blocks.append(Block("paragraph", at, at + len(line)))
        at += len(line) + 1
    return blocks


def _with_sections(blocks: list[Block], report: Report) -> list[Block]:
    """Blocks that don't say which section they stand in, told by their places."""
    starts = [s.start for s in report.sections]
    out = []
    for block in blocks:
        at = bisect_right(starts, block.start) - 1
        out.append(replace(block, section=report.sections[at].number) if at >= 0 else block)
    return out


def line_of(text: str, gazetteer: Gazetteer, block: Block, readings: Sequence[Reading]) -> Line:
    """A line with the words around each of its figures."""
    stretch = text[block.start : block.end]
    ends_open = _OPEN.search(stretch) is not None
    partial = ends_open and bool(_PARTIAL.search(stretch[-40:]))
    if not readings:
        return Line(block, (), ends_open, partial)
    label, label_end, label_scope = _label(text, block, readings, gazetteer)
    spots = []
    for sentence in whole_sentences(text, block.start, block.end):
        inside = [r for r in readings if sentence[0] <= r.start < sentence[1]]
        known = gazetteer.names(text, *sentence) if inside else []
        known = _with_bare(text, sentence, known, gazetteer)
        # An indicator's label (`Năng suất lúa: …`) holds for its sentence, a field's for the whole line.
        here = "" if HEAD.match(label) and sentence[0] > label_end else label
        spots += _spots(text, sentence, inside, known, label_end, here, label_scope)
    return Line(block, tuple(spots), ends_open, partial)


def _label(
    text: str, block: Block, readings: Sequence[Reading], gazetteer: Gazetteer
) -> tuple[str, int, str | None]:
    """The words before a line's colon, where they end, and the scope that they name."""
    begin = block.start + len(block.label)
    match = _LABEL_END.search(text, begin, min(block.end, readings[0].start))
    if match is None:
        return "", block.start, None
    words = text[begin : match.start()]
    if len(words.split()) > LONGEST_LABEL or LIST_MARK.search(words):
        return "", block.start, None
    names = gazetteer.names(text, begin, match.start())
    rest = words
    for name in names:
        rest = rest.replace(text[name.start : name.end], " ")
    if not names and not content(rest):
        names = gazetteer.bare_names(text, begin, match.start())
        rest = "" if names else rest
    return tidy(rest), match.end(), joined(text, names)


def _with_bare(text: str, sentence: tuple[int, int], known: list[Name], gazetteer: Gazetteer) -> list[Name]:
    """Bare capitalised names (`Yên Định 30,81%`), where at least two numbers of the sentence have one."""
    found = []
    for name in gazetteer.bare_names(text, *sentence):
        if any(k.start < name.end and name.start < k.end for k in known):
            continue
        behind = text[name.end : name.end + 24]
        if _TELLS.match(behind):
            found.append(name)
    if len(found) + len(known) < 2 or not found:
        return known
    return sorted([*known, *found], key=lambda n: n.start)


def _spots(
    text: str,
    sentence: tuple[int, int],
    readings: Sequence[Reading],
    names: list[Name],
    label_end: int,
    label: str,
    label_scope: str | None,
) -> list[Spot]:
    out = []
    before = max(sentence[0], min(label_end, sentence[1]))
    wholes = out_of.pairs(text, readings)
    for at, reading in enumerate(readings):
        reading = out_of.as_part(reading, wholes[at]) if at in wholes else wholes.get(at - 1, reading)
        limit = readings[at + 1].start if at + 1 < len(readings) else sentence[1]
        start = _local_start(text, before, reading.start, at > 0)
        mine = [n for n in names if start <= n.start and n.end <= reading.start]
        tail = unit_end(text, reading, limit)
        right = _right_end(text, tail, limit)
        behind = [n for n in names if tail <= n.start and n.end <= right]
        end, spans = (
            _beyond_aside(text, right, readings[at + 1 :], sentence[1]),
            [(n.start, n.end) for n in names],
        )
        if end > right:
            spans = sorted([*spans, (right, text.index(")", right) + 1)])
        words = words_of(text, reading, (start, reading.start), end, spans)
        if at in wholes:
            words = Words(words.own, _words_behind(text, wholes[at], readings[at + 2 :], sentence[1], spans))
        elif at - 1 in wholes:
            words = Words(f"tổng số {reading.noun or reading.unit or ''}", "")
        scope = joined(text, mine) or _scope_behind(text, tail, behind)
        whole = scope is None and says_whole(text[start : reading.start])
        left = text[before : reading.start]
        local = (start, reading.start)
        out.append(
            Spot(
                reading,
                sentence,
                local,
                tail,
                right,
                left,
                text[slice(*local)],
                _depth(text, sentence, reading),
                words,
                scope,
                whole,
                label,
                label_scope,
            )
        )
        before = tail
    return out


def _local_start(text: str, before: int, at: int, follows: bool) -> int:
    """Where a number's own words begin: behind the last semicolon or bracket.

    A bracket right before the number (`xã A (1.700 con)`) is only its dress.
    """
    end = at - 1 if text[before:at].rstrip().endswith("(") else at
    end = text.rfind("(", before, at) if end < at else end
    start = _behind_bracket(text, before, end)
    if follows and start == before:
        # What stands between a count and the next comma still belongs to that count.
        match = _SAID_OF_LAST.search(text, start, at) or _NEXT.search(text, start, at)
        start = match.start() + 1 if match else start
    return start


def _behind_bracket(text: str, before: int, end: int) -> int:
    """Behind the last semicolon or bracket; a bracket that opens and closes there (`đàn trâu (bò)`) is words."""
    start, opened = before, -1
    for at in range(before, end):
        char = text[at]
        if char == ";":
            start, opened = at + 1, -1
        elif char == "(":
            opened = at
        elif char == ")":
            start, opened = (start, -1) if opened >= 0 else (at + 1, -1)
    return opened + 1 if opened >= 0 else start


def _depth(text: str, sentence: tuple[int, int], reading: Reading) -> int:
    """How many brackets are open at the number."""
    before = text[sentence[0] : reading.start]
    return before.count("(") - before.count(")")


def _right_end(text: str, start: int, limit: int) -> int:
    """Where the words behind a number end."""
    stops = [p for c in ";()\n" if (p := text.find(c, start, limit)) >= 0]
    return min([limit, *stops])


def _words_behind(
    text: str, reading: Reading, later: Sequence[Reading], end: int, names: list[tuple[int, int]]
) -> str:
    """What a number counts, with the words behind it."""
    limit = later[0].start if later else end
    right = _right_end(text, unit_end(text, reading, limit), limit)
    return words_of(text, reading, (reading.start, reading.start), right, names).noun


def _beyond_aside(text: str, right: int, later: Sequence[Reading], end: int) -> int:
    """Where the words behind a number end when they go on behind a percentage in brackets."""
    aside = _ASIDE.match(text, right, end)
    if aside is None:
        return right
    limit = next((r.start for r in later if r.start >= aside.end()), end)
    return _right_end(text, aside.end(), limit)


def _scope_behind(text: str, tail: int, names: list[Name]) -> str | None:
    """A name behind the number (`03 trường của xã A`) is its scope only where a word ties them."""
    if not names:
        return None
    between = text[tail : names[0].start].rstrip().lower()
    if _OF_PLACE.search(between) and "," not in between:
        return joined(text, [names[0]])
    return None


def list_mark(left: str) -> bool:
    """True where the words open a list."""
    return bool(LIST_MARK.search(left)) or "(" in left.rstrip()[-60:] or bool(_LABEL_END.search(left))


def partial_mark(left: str) -> bool:
    """True where the words say that the list is partial."""
    return bool(_PARTIAL.search(left))
