"""Members singled out never have more than the total that a sentence before them states.

Source: hard-cases.md (Lists): `đàn gia súc có 6.136 con … Các xã có đàn gia súc cao điển hình như xã A
(1.700 con)`. Only where the sentence that opens the partial list repeats the words of the total, in the
same paragraph and the same unit; the members' numbers may overlap nothing, so their sum is bounded too.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import pairwise

from drafting.checks import load
from drafting.checks.document import Document, Span
from drafting.checks.findings import about, place
from drafting.checks.heads import TRIM
from drafting.checks.kinds import additive, interval, sum_of, unit_of
from drafting.checks.names import is_name
from drafting.numbers.types import Reading
from drafting.types import Finding

CODE = "sum-of-parts"
_WORD = re.compile(r"[^\W\d_]+")


def check(document: Document) -> Iterable[Finding]:
    """Findings on members that exceed the total told before."""
    found = list(document.hits(load.pattern("list_words.txt", "partial")))
    starts = [hit.start() for hit in found]
    for line in document.lines:
        spans = document.sentences(line)
        for at, (low, high) in enumerate(spans):
            openers = found[bisect_left(starts, low) : bisect_left(starts, high)]
            for opener, after in zip(openers, [*openers[1:], None], strict=False):
                lead = _lead(document, low, opener.start())
                body = opener.end(), after.start() if after else high
                yield from _judge(document, spans[max(0, at - 2) : at], lead, body)


def _lead(document: Document, low: int, end: int) -> Span:
    """The words that open the list: behind the number before it."""
    inside = document.within(low, end)
    return (inside[-1].end if inside else low), end


def _judge(document: Document, before: tuple[Span, ...], lead: Span, body: Span) -> Iterator[Finding]:
    members = list(_members(document, body))
    total = _total(document, before, lead, members[0]) if members else None
    if total is None or total.value is None:
        return
    high = interval(total)[1]
    wrong = [m for m in members if m.amount > high]
    if not wrong and sum_of(members) > high:
        wrong = [total]
    for reading in wrong[:1]:
        message = f"Các đơn vị nêu riêng ({', '.join(m.quote for m in members)}) vượt quá tổng {total.quote}."
        evidence = [place(r) for r in (total, *members) if r is not reading]
        yield about(document, CODE, "error", reading, message, evidence=evidence)


def _members(document: Document, body: Span) -> Iterator[Reading]:
    """Numbers each right after a name."""
    at = body[0]
    for reading in document.within(*body):
        label = re.split(r"[,;)]|(?<!\w)và(?!\w)", document.text[at : reading.start])[-1].strip(TRIM + "(")
        if not is_name(label) or not additive(reading) or reading.change or reading.basis:
            return
        yield reading
        at = reading.end


def _total(document: Document, before: tuple[Span, ...], lead: Span, member: Reading) -> Reading | None:
    """The nearest total whose own words (two in a row) the lead repeats."""
    wanted = set(pairwise(_WORD.findall(document.plain[slice(*lead)])))
    for low, high in reversed(before):
        inside = document.within(low, high)
        for at in reversed(range(len(inside))):
            reading = inside[at]
            start = inside[at - 1].end if at else low
            words = _WORD.findall(document.plain[start : reading.start])[-6:]
            plain_total = additive(reading) and reading.plain
            same = unit_of(reading) == unit_of(member) and reading.unit == member.unit
            if plain_total and same and len(wanted.intersection(pairwise(words))) >= 2:
                return reading
    return None
