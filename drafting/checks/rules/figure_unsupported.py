"""No supplied figure, nor anything derived from them, gives this number.

Source: contract.md, `figure-unsupported`: a warning, never an accusation of a particular figure. Numbers that stand
and fall together get one: the total of a list speaks for its parts, the first part for the others where the figures
have the total alone, the first place for those that tell the same number again; the others are its evidence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from drafting.checks.document import Document
from drafting.checks.findings import about, place
from drafting.checks.kinds import noun_of, unit_of
from drafting.checks.names import split
from drafting.checks.parts import parts
from drafting.checks.rules.column_year import misdated
from drafting.checks.verdicts import contradicted
from drafting.checks.within_text import accounts, stands_apart
from drafting.numbers.records import record
from drafting.numbers.types import Reading
from drafting.types import Finding
from drafting.types.figures import not_given

CODE = "figure-unsupported"
_MARKED = re.compile(r"[^,;.(\d\n]{0,60}(?<!\w)(?:tren|duoi|hon|tu|vuot) [^,;.(\d\n]{0,25}\d")
_TELLING = 3  # digits: fewer may be told of many things


def check(document: Document) -> Iterable[Finding]:
    """Findings on numbers of the prose that nothing supports."""
    alone = [one.moved(part.start) for part in document.view(parts) for one in part.document.view(_alone)]
    again = defaultdict(list)
    for one in alone:
        again[_telling(one.reading)].append(one.reading)
    told: set[int] = set()
    for one in alone:
        reading = one.reading
        if reading.start in told:
            continue
        later = [r for r in again[_telling(reading)] if r.start > reading.start] if _tells(reading) else []
        others = {r.start: r for r in (*one.parts, *one.siblings, *later)}
        told |= {reading.start, *others} - {p.start for p in one.parts}
        message = _message(one, later)
        evidence = [place(others[start]) for start in sorted(others)]
        yield about(document, CODE, "warning", reading, message, evidence=evidence)


@record
class _Alone:
    """A number that no figure gives.

    Attributes:
        parts: numbers that add up to it and that no figure gives either.
        siblings: the later parts, as unsupported, of the same total, which the figures give.
        total: that total.
    """

    reading: Reading
    parts: tuple[Reading, ...]
    siblings: tuple[Reading, ...]
    total: Reading | None

    def moved(self, by: int) -> _Alone:
        """The same at another place."""
        parts, siblings = (tuple(r.moved(by) for r in many) for many in (self.parts, self.siblings))
        return _Alone(self.reading.moved(by), parts, siblings, self.total)


def _alone(document: Document) -> tuple[_Alone, ...]:
    alone = tuple(_unsupported(document))
    totals = document.view(accounts).totals
    return tuple(
        _Alone(r, tuple(_parts(document, r)), tuple(_siblings(document, r, alone)), totals.get(r.start))
        for r in alone
    )


def _unsupported(document: Document) -> Iterator[Reading]:
    misdated_at = {mention.reading.start for mention, _, _ in document.view(misdated)}
    for alignment in document.alignments:
        mention = document.mentions[alignment.mention]
        explained = alignment.agrees or contradicted(mention, alignment)
        explained = explained or mention.reading.start in misdated_at
        if explained or mention.table is not None or not document.in_prose(mention.reading.start):
            continue
        if not (_counts_members(document, mention.reading) or _told_elsewhere(document, mention.reading)):
            yield mention.reading


def _message(one: _Alone, again: Sequence[Reading]) -> str:
    message = not_given([one.reading.quote])
    if one.parts:
        message += f", cũng không có các phần của nó ({_quotes(one.parts)}; cộng lại thì khớp)"
    if one.siblings and one.total is not None:
        message += f" và {_quotes(one.siblings)}, là các phần của {one.total.quote} (cộng lại thì khớp)"
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


def _tells(reading: Reading) -> bool:
    """False for a number of few digits: what says the same may be of another thing."""
    return sum(c.isdigit() for c in reading.quote) >= _TELLING


def _telling(reading: Reading) -> tuple[object, ...]:
    """Alike in two numbers that say the same of the same thing counted or measured."""
    return reading.kind, reading.value, reading.of, reading.change, unit_of(reading), noun_of(reading)


def _counts_members(document: Document, reading: Reading) -> bool:
    """`6 xã trong Cụm`: how many members the figures name; not where only those beyond a mark are counted."""
    if _MARKED.match(document.plain, reading.end):
        return False
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
