"""A count of named members is how many are named: `02 huyện … (A và B)`, `2/5 xã … là xã A và xã B`.

Source: numbers.md; contract code `sum-of-parts`. Only lists of proper names of the counted kind are
counted; a list that leaves some out may name fewer, never more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from drafting.checks.document import Document
from drafting.checks.findings import about, place
from drafting.checks.kinds import same_kind, sum_of
from drafting.checks.lists import Breakdown, breakdowns
from drafting.checks.named import Named, places_named
from drafting.checks.names import bare, is_name
from drafting.numbers.types import Reading
from drafting.types import Finding, Place

CODE = "sum-of-parts"
_OF = re.compile(r"(?<!\w)(?:cua|tai|o|thuoc)\s+$")
_NEAR = 30
_TO_LIST = 40  # from a count to the list of what it counts


def check(document: Document) -> Iterable[Finding]:
    """Findings on counts whose members are named."""
    for named in document.view(places_named):
        if _wrong(named):
            yield _finding(document, named)
    for breakdown in document.view(breakdowns):
        yield from _with_values(document, breakdown)


def _wrong(named: Named) -> bool:
    """True where as many can't be meant: one name behind a count may be said of one of them only."""
    count, low = len(named.names), named.count.amount
    told = count > 1 or low <= 1
    return told and not named.fits and not named.count.qualifier and not (named.partial and count < low)


def _finding(document: Document, named: Named) -> Finding:
    count = named.count
    message = f"Nêu {count.quote} {count.noun.split()[0]}, nhưng {named.said}"
    evidence = [Place(document.text[slice(*named.span)], *named.span)]
    expected = None if count.kind == "ratio" or named.partial else Decimal(len(named.names))
    return about(document, CODE, "error", count, message, expected=expected, evidence=evidence)


def _with_values(document: Document, breakdown: Breakdown) -> Iterator[Finding]:
    """`645 học sinh của 03 trường: A 272 học sinh, B 208, C 165`: a list that adds up names all of them."""
    count, *totals = breakdown.heads or (None,)
    parts = [p.reading for p in breakdown.parts]
    if count is None or len(parts) < 2 or breakdown.more:
        return
    plainly = count.kind == "quantity" and not count.change and not count.qualifier and bool(count.noun)
    if plainly and _each_says(document, breakdown):
        if count.value != len(parts):
            yield _of_parts(document, count, parts)
        return
    before = document.plain[max(0, count.start - 8) : count.start]
    named_parts = all(is_name(p.label) for p in breakdown.parts)
    if (
        not (plainly and named_parts)
        or not _OF.search(before)
        or same_kind(count, parts[0])
        or breakdown.span[0] - count.end > _NEAR
    ):
        return
    names = {bare(p.label) for p in breakdown.parts}
    whole = any(h.value == sum_of(parts) and same_kind(h, parts[0]) for h in totals)
    if whole and len(names) == len(parts) and count.value != len(parts):
        yield _of_parts(document, count, parts)


def _each_says(document: Document, breakdown: Breakdown) -> bool:
    """`04 tổ tiết kiệm: tổ Nà Lốc 41 hộ, tổ Bản Hạ 36 hộ …`: each label begins with the word for what is counted."""
    count, first = breakdown.heads[0], breakdown.parts[0]
    noun = count.noun.split()[:1]
    if breakdown.partial or breakdown.far or breakdown.labels or not noun or same_kind(count, first.reading):
        return False
    between = document.text[count.end : breakdown.span[0]]
    if (
        len(between) > _TO_LIST
        or re.search(r"[;.,\d]", between)
        or document.within(count.end, breakdown.span[0])
    ):
        return False
    labels = [p.label for p in breakdown.parts]
    own = all(label.split()[:1] == noun and label.split()[1:2] != [] for label in labels)
    return (
        own
        and len({bare(label) for label in labels}) == len(labels)
        and len({p.reading.noun for p in breakdown.parts}) == 1
    )


def _of_parts(document: Document, count: Reading, parts: Sequence[Reading]) -> Finding:
    message = f"Nêu {count.quote} {count.noun.split()[0]}, nhưng danh sách có {len(parts)}."
    evidence = [place(r) for r in parts]
    return about(document, CODE, "error", count, message, expected=Decimal(len(parts)), evidence=evidence)
