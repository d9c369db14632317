"""Breakdowns of a text: a stated total, the words that open its list, and the parts.

Three shapes are read: a bracket (`20 xã (A 2; B 3)`, going on past it where the items do), an
opening word in the sentence (`trong đó`, `gồm`, `cụ thể`), and lines of items under a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from corpus.types import Block
from drafting.checks import load
from drafting.checks.document import Document, Span
from drafting.checks.heads import HEAD_KINDS, TRIM, heads_before, heads_of_sentence_before
from drafting.checks.kinds import same_kind
from drafting.checks.led import Led, by_kind, led
from drafting.checks.name_brackets import in_brackets
from drafting.checks.names import GOES_ON, is_name
from drafting.numbers.types import Reading

_LEFT = re.compile(r"(?<!\w)còn lại(?!\w)")
_SEPARATOR = re.compile(r"[;,\n]|(?<!\w)(?:và|cùng|còn lại)(?!\w)")


@dataclass(frozen=True, slots=True)
class Part:
    """A number of a list with the words before it in its item; `item` counts the items by `;` or line."""

    reading: Reading
    label: str
    item: int


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A list of parts and the numbers that may be its total.

    Attributes:
        heads: numbers before the list, the nearest first.
        parts: numbers of the list, at its own bracket depth.
        labels: words of items without a number (names).
        opener: plain words that open it, empty for a bare bracket.
        span: the list, head not included.
        more: True where the list says that it goes on (`...`, `v.v.`).
        far: True where nothing but the kind of thing ties the list to a total told somewhere before it.
        closed: True where its last part is what is left (`còn lại là 13 tổ dân phố`).
    """

    heads: tuple[Reading, ...]
    parts: tuple[Part, ...]
    labels: tuple[str, ...]
    opener: str
    span: Span
    more: bool = False
    far: bool = False
    closed: bool = False

    @property
    def full(self) -> bool:
        """True where the words say that every part is named."""
        said = load.pattern("list_words.txt", "full").fullmatch(self.opener) or by_kind().fullmatch(
            self.opener
        )
        return bool(said or self.closed) and not self.more

    @property
    def partial(self) -> bool:
        """True where the words leave parts out."""
        return self.more or bool(load.pattern("list_words.txt", "partial").fullmatch(self.opener))


@cache
def openers() -> re.Pattern[str]:
    """Words that open a list, in plain text."""
    full, partial = (load.pattern("list_words.txt", g).pattern for g in ("full", "partial"))
    found = f"{full}|{partial}"
    # `02 di tích quốc gia đặc biệt` opens nothing
    return re.compile(found.replace(r"dac\s+biet", r"(?<![^\W\d_] )dac\s+biet"))


def breakdowns(document: Document) -> tuple[Breakdown, ...]:
    """Every breakdown of the prose, in order of place."""
    found = [*_bracketed(document), *_worded(document), *_itemized(document)]
    found += [_of_led(document, one) for one in led(document, openers())]
    for heads, inside, span in in_brackets(document):
        parts = tuple(Part(reading, name, at) for at, (reading, name) in enumerate(inside))
        found.append(Breakdown(heads, parts, (), ":", span))
    found += [inner for one in found if (inner := _beside_parts(document, one)) is not None]
    return tuple(sorted(found, key=lambda b: (b.span, b.opener)))


def _bracketed(document: Document) -> Iterator[Breakdown]:
    for start, end in document.brackets.pairs:
        heads = heads_before(document, start)
        if not heads:
            continue
        lead = re.compile(r"[\s*]*(?:" + openers().pattern + r")?(?:\s+(?:co|la))?(?!\w)").match(
            document.plain, start + 1, end
        )
        word = openers().search(document.plain, start + 1, lead.end() if lead else start + 1)
        opener = word[0] if word else _before(document, start)
        body = lead.end() if lead else start + 1
        span = (body, _continued(document, body, end))
        yield _breakdown(document, heads, span, opener, document.brackets.depth(start))


def _before(document: Document, start: int) -> str:
    """An opening word right before a bracket (`điển hình (…)`)."""
    found = list(openers().finditer(document.plain, max(0, start - 30), start))
    return found[-1][0] if found and not document.plain[found[-1].end() : start].strip() else ""


def _continued(document: Document, body: int, end: int) -> int:
    """Where the list ends: past its bracket while named items follow (`); Vĩnh Lộc: 2 trường; …`)."""
    named = _parts(document, [(body, end)], document.brackets.depth(end))[0]
    if not named or not all(is_name(p.label) for p in named):
        return end
    limit, at = document.sentence(end)[1], end + 1
    while (sign := re.compile(r"\s*[;,]\s*").match(document.text, at, limit)) is not None:
        stop = min(
            (i for i in (document.text.find(c, sign.end(), limit) for c in ";(") if i >= 0), default=limit
        )
        inside = document.within(sign.end(), stop)
        if not inside or not is_name(document.text[sign.end() : inside[0].start].strip(TRIM)):
            break
        at = end = stop
    return end


def _worded(document: Document) -> Iterator[Breakdown]:
    for found in document.hits(openers()):
        start = found.start()
        if document.brackets.depth(start) or not document.in_prose(start):
            continue
        low, end = document.sentence(start)
        heads = heads_before(document, start)
        each = found[0].startswith("tung")  # `Số thu của từng huyện: …` goes on about the sentence before
        if not heads and each:
            first = document.within(found.end(), end)[:1]
            near = (*reversed(document.within(low, start)), *heads_of_sentence_before(document, low))
            heads = tuple(r for r in near if r.kind in HEAD_KINDS and first and same_kind(r, first[0]))
        elif not heads and not document.text[low:start].strip(TRIM):
            heads = tuple(h for h in heads_of_sentence_before(document, low) if not _item(document, h))
            heads = _ratios(document, low, heads, document.within(found.end(), end)[:1])
        if heads:
            spans = [(found.end(), end), *_more_items(document, found.end(), end)]
            yield _breakdown(document, heads, spans, found[0], 0)


def _ratios(
    document: Document, low: int, heads: tuple[Reading, ...], first: Sequence[Reading]
) -> tuple[Reading, ...]:
    """The ratios of the sentence before, where the list is of ratios: `84/97 xã, còn 13 xã. Trong đó: A 15/17 xã …`."""
    if not first or first[0].kind != "ratio" or any(h.kind == "ratio" for h in heads):
        return heads
    before = document.sentence(len(document.text[:low].rstrip()) - 1)
    found = tuple(r for r in reversed(document.within(*before)) if r.kind == "ratio")
    return tuple(r for r in found if not document.brackets.depth(r.start)) or heads


def _item(document: Document, reading: Reading) -> bool:
    """True for a member's number in a list: `Tiêu biểu: …` on the next line breaks no member down."""
    mention = document.mention_at.get(reading.start)
    return mention is not None and mention.list_id is not None and bool(mention.scope)


def _more_items(document: Document, start: int, end: int) -> list[Span]:
    """Item lines that go on a list begun in its line: `Trong đó: + cán bộ 9 người`, `+ công chức 11 người`."""
    label = re.compile(r"[\s:]*([+\-–*])\s").match(document.text, start, end)
    at = next((i for i, b in enumerate(document.lines) if b.start <= start < b.end), None) if label else None
    if label is None or at is None:
        return []
    return [(b.start + len(b.label), b.end) for b in _below(document.lines, at) if b.label == label[1]]


def _itemized(document: Document) -> Iterator[Breakdown]:
    lines = document.lines
    for at, line in enumerate(lines[:-1]):
        tail = document.plain[line.start : line.end].rstrip(" :*.")[-40:]
        opener = next((m for m in openers().finditer(tail) if m.end() == len(tail)), None)
        if not document.plain[line.start : line.end].rstrip(" *").endswith(":") and not opener:
            continue
        below = _below(lines, at)
        last = [s for s in document.sentences(line) if document.within(*s)][-1:]
        heads = tuple(
            r
            for s in last
            for r in reversed(document.within(*s))
            if r.kind in HEAD_KINDS and not document.brackets.depth(r.start)
        )
        heads = _unmoved(document, heads)
        if (
            not heads
            and opener
            and not document.plain[line.start : line.end].strip(TRIM).replace(opener[0], "")
        ):
            heads = heads_of_sentence_before(document, line.start)  # `Trong đó:` alone on its line
        if heads and len(below) > 1:
            spans = [(b.start + len(b.label), b.end) for b in below]
            yield _breakdown(document, heads, spans, opener[0] if opener else "cu the", 0)


def _unmoved(document: Document, heads: Sequence[Reading]) -> tuple[Reading, ...]:
    """The heads but those in brackets and changes, where others are left (`412 lượt (năm 2023: 375), tăng 37 lượt`)."""
    told = tuple(r for r in heads if r.change not in ("up", "down") and not document.brackets.depth(r.start))
    return told or tuple(heads)


def _below(lines: Sequence[Block], at: int) -> list[Block]:
    """Item lines under a line, of one label; what stands under an item is left out."""
    below: list[Block] = []
    for block in lines[at + 1 :]:
        if block.kind != "item" or (below and block.label == lines[at].label):
            break
        if not below or block.label == below[0].label:
            below.append(block)
    return below


def _beside_parts(document: Document, one: Breakdown) -> Breakdown | None:
    """The second numbers of a list, each in a bracket behind a part (`cấp tỉnh 650 suất (325 triệu đồng), …`)."""
    ends = [*(p.reading.start for p in one.parts[1:]), one.span[1]]
    inner = []
    for part, end in zip(one.parts, ends, strict=False):
        bracket = document.brackets.after(part.reading.end, end)
        inside = document.within(*bracket) if bracket else ()
        if len(inside) != 1 or inside[0].kind != "quantity" or inside[0].change:
            return None
        inner.append(replace(part, reading=inside[0]))
    return replace(one, parts=tuple(inner), labels=()) if len(inner) > 1 else None


def _of_led(document: Document, one: Led) -> Breakdown:
    return replace(_breakdown(document, one.heads, one.span, one.opener, 0), far=one.far)


def _breakdown(
    document: Document, heads: tuple[Reading, ...], spans: Span | list[Span], opener: str, depth: int
) -> Breakdown:
    lines = [spans] if isinstance(spans, tuple) else spans
    parts, labels = _parts(document, lines, depth)
    whole = (lines[0][0], lines[-1][1])
    more = bool(GOES_ON.search(document.text, *whole))
    closed = len(parts) > 2 and bool(
        _LEFT.search(document.text, parts[-2].reading.end, parts[-1].reading.start)
    )
    return Breakdown(heads, tuple(parts), tuple(labels), opener, whole, more, closed=closed)


def _parts(document: Document, spans: Sequence[Span], depth: int) -> tuple[list[Part], list[str]]:
    """Numbers of the items, with their labels, and the items that have none."""
    parts: list[Part] = []
    labels: list[str] = []
    item, nested = 0, False
    for start, end in spans:
        item, nested = item + 1, False
        for low, high, sign in _items(document, start, end, depth):
            inner = openers().search(document.plain, low, high)
            inside = [] if nested else _numbers(document, low, inner.start() if inner else high, depth)
            for reading, since in zip(inside, [low, *(r.end for r in inside)], strict=False):
                parts.append(Part(reading, document.text[since : reading.start].strip(TRIM + "("), item))
            label = document.text[low:high].strip(TRIM + "()")
            if not inside and label and not document.within(low, high):
                labels.append(label)
            nested = (nested or bool(inner)) and sign not in (";", "\n")
            item += sign in (";", "\n")
    return parts, labels


def _numbers(document: Document, low: int, high: int, depth: int) -> list[Reading]:
    """Numbers at the list's depth, or the one in a bracket after a name (`xã A (1.700 con)`)."""
    inside = document.within(low, high)
    level = [
        r for r in inside if min(document.brackets.depth(r.start), depth) == document.brackets.depth(r.start)
    ]
    if level or len(inside) != 1:
        return level
    return [inside[0]] if is_name(document.text[low : inside[0].start].strip(TRIM + "(")) else []


def _items(document: Document, start: int, end: int, depth: int) -> Iterator[tuple[int, int, str]]:
    """Items between separators at the list's depth: offsets and the separator that ends each."""
    low = start
    for sign in _SEPARATOR.finditer(document.text, start, end):
        if document.brackets.depth(sign.start()) > depth or document.inside_number(sign.start()):
            continue
        yield low, sign.start(), sign[0]
        low = sign.end()
    yield low, end, ""
