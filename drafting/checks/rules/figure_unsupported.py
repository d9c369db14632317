"""No supplied figure, nor anything derived from them, gives this number.

Source: contract.md, `figure-unsupported`: a warning, never an accusation of a particular figure. Numbers that stand
and fall together get one: the total of a list speaks for its parts, the first part for the others where the figures
have the total alone, the first place for those that tell the same number again; the others are its evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from drafting.checks.document import Document
from drafting.checks.findings import about, place
from drafting.checks.kinds import noun_of, unit_of
from drafting.checks.names import split
from drafting.checks.within_text import accounts, stands_apart
from drafting.numbers.types import Reading
from drafting.types import Finding
from drafting.types.figures import not_given

CODE = "figure-unsupported"
_TELLING = 3  # digits: fewer may be told of many things


def check(document: Document) -> Iterable[Finding]:
    """Findings on numbers of the prose that nothing supports."""
    alone = list(_unsupported(document))
    told: set[int] = set()
    for reading in alone:
        if reading.start in told:
            continue
        parts, siblings = _parts(document, reading), _siblings(document, reading, alone)
        again = [r for r in alone if r.start > reading.start and _same(reading, r)]
        others = {r.start: r for r in (*parts, *siblings, *again)}
        told |= {reading.start, *others} - {p.start for p in parts}
        message = _message(document, reading, parts, siblings, again)
        evidence = [place(others[start]) for start in sorted(others)]
        yield about(document, CODE, "warning", reading, message, evidence=evidence)


def _unsupported(document: Document) -> Iterator[Reading]:
    for alignment in document.alignments:
        mention = document.mentions[alignment.mention]
        open_ended = alignment.chosen is not None and (alignment.agrees or alignment.clear)
        if open_ended or mention.table is not None or not document.in_prose(mention.reading.start):
            continue
        if not (_counts_members(document, mention.reading) or _told_elsewhere(document, mention.reading)):
            yield mention.reading


def _message(
    document: Document,
    reading: Reading,
    parts: Sequence[Reading],
    siblings: Sequence[Reading],
    again: Sequence[Reading],
) -> str:
    message = not_given([reading.quote])
    if parts:
        message += f", cũng không có các phần của nó ({_quotes(parts)}; cộng lại thì khớp)"
    if siblings:
        total = document.view(accounts).totals[reading.start]
        message += f" và {_quotes(siblings)}, là các phần của {total.quote} (cộng lại thì khớp)"
    if again:
        message += "; số này được nhắc lại ở chỗ khác"
    return message + "."


def _quotes(readings: Sequence[Reading]) -> str:
    return ", ".join(r.quote for r in readings)


def _parts(document: Document, total: Reading) -> list[Reading]:
    """The parts that add up to a total and that no figure gives either."""
    totals = document.view(accounts).totals
    return [
        r
        for r in document.within(total.end, document.sentence(total.start)[1])
        if r.start in totals and totals[r.start].start == total.start and not _explained(document, r)
    ]


def _siblings(document: Document, reading: Reading, alone: Sequence[Reading]) -> list[Reading]:
    """The later parts, as unsupported, of the same total that the figures give."""
    totals = document.view(accounts).totals
    total = totals.get(reading.start)
    if total is None or not _explained(document, total):
        return []
    mine = [r for r in alone if r.start in totals and totals[r.start].start == total.start]
    return [r for r in mine if r.start > reading.start]


def _explained(document: Document, reading: Reading) -> bool:
    aligned = document.aligned.get(reading.start)
    return aligned is not None and aligned.agrees


def _same(one: Reading, other: Reading) -> bool:
    """True where two telling numbers say the same of the same thing counted or measured."""
    digits = sum(c.isdigit() for c in one.quote)
    alike = (one.kind, one.value, one.of, one.change) == (other.kind, other.value, other.of, other.change)
    return digits >= _TELLING and alike and unit_of(one) == unit_of(other) and noun_of(one) == noun_of(other)


def _counts_members(document: Document, reading: Reading) -> bool:
    """`6 xã trong Cụm`: how many members the figures name."""
    members = document.table.members() if document.table else ()
    kinds = {split(m)[0] for m in members} - {""} or {"xa", "huyen", "don vi"}
    counted = reading.value is not None and reading.value == len(members)
    return counted and bool(noun_of(reading)) and noun_of(reading)[0] in kinds | {"don"}


def _told_elsewhere(document: Document, reading: Reading) -> bool:
    """True where another number of the text gives this one, or its list's total is warned of instead."""
    known = document.view(accounts)
    total = known.totals.get(reading.start)
    return reading.start in known.expressions or (
        total is not None and total.start in document.mention_at and stands_apart(document, reading.start)
    )
