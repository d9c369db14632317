"""What the figures say of each number of the text: one verdict a number, the most telling one.

The alignment says which statement a number makes; where its words are clear and the value is not
what the figures give, the number is wrong, and the verdict says how: scale, stale, misplaced,
direction, bound, or plainly another value.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from drafting.checks.document import Document
from drafting.checks.kinds import interval
from drafting.checks.plain import plain
from drafting.numbers.types import Reading
from drafting.types import Alignment, Candidate, Figure, Mention

_RISING, _FALLING = ("up",), ("down",)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A number that the figures contradict.

    Attributes:
        other: the figure whose value it is instead (misplaced).
        past: the precedent's number that it repeats (stale).
    """

    code: str
    mention: Mention
    candidate: Candidate
    other: Figure | None = None
    past: Reading | None = None

    @property
    def reading(self) -> Reading:
        """The number."""
        return self.mention.reading


def verdicts(document: Document) -> tuple[Verdict, ...]:
    """The contradicted numbers of the document, in order."""
    return tuple(v for a in document.alignments for v in _verdict(document, a))


def contradicted(mention: Mention, alignment: Alignment) -> bool:
    """True where clear words name a statement and the number is not its value."""
    return bool(alignment.chosen) and alignment.clear and not alignment.agrees


def _verdict(document: Document, alignment: Alignment) -> Iterator[Verdict]:
    mention, chosen = document.mentions[alignment.mention], alignment.chosen
    if chosen is None:
        return
    if opposite(mention.reading, chosen) and (alignment.clear or alignment.agrees):
        yield Verdict("direction", mention, chosen)
    elif contradicted(mention, alignment):
        yield _explain(document, mention, chosen)


def opposite(reading: Reading, candidate: Candidate) -> bool:
    """True where the text says up and the figures went down, or the reverse."""
    if candidate.role not in ("growth", "other") or "-" not in candidate.expression:
        return False
    if reading.change == "up":
        return candidate.high < 0
    return reading.change == "down" and candidate.low > 0


def _explain(document: Document, mention: Mention, candidate: Candidate) -> Verdict:
    reading = mention.reading
    if _scaled(reading, candidate):
        return Verdict("unit-scale", mention, candidate)
    past = _stale(document, mention, candidate)
    if past:
        return Verdict("figure-stale", mention, candidate, past=past)
    other = _misplaced(document, reading, candidate)
    if other:
        return Verdict("figure-misplaced", mention, candidate, other=other)
    if reading.qualifier in ("more-than", "at-least", "less-than", "at-most"):
        return Verdict("bound", mention, candidate)
    return Verdict("figure-mismatch", mention, candidate)


def _scaled(reading: Reading, candidate: Candidate) -> bool:
    """Right digits, wrong scale: the value times a power of ten."""
    stated, value = reading.value, abs(candidate.value)
    if stated is None or not stated or not value or len(_digits(stated)) < 2:
        return False
    power = value.adjusted() - stated.adjusted()
    if not power:
        return False
    low, high = interval(reading)
    shift = Decimal(10) ** power
    return low * shift <= max(abs(candidate.high), value) and high * shift >= min(abs(candidate.low), value)


def _digits(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", "").strip("0")


def _stale(document: Document, mention: Mention, candidate: Candidate) -> Reading | None:
    """The precedent's number for the same statement, where it is the one stated."""
    precedent = document.precedent
    if precedent is None:
        return None
    for past in precedent.alignments:
        reading = precedent.mentions[past.mention].reading
        same = past.chosen is not None and past.chosen.expression == candidate.expression
        if same and reading.value == mention.reading.value and reading.of == mention.reading.of:
            return reading
    return None


def _misplaced(document: Document, reading: Reading, candidate: Candidate) -> Figure | None:
    """A figure that has the stated value: the same indicator's first, else a telling number's."""
    own = {document.by_key[k].indicator for k in candidate.keys if k in document.by_key}
    labels = {plain(document.by_key[k].label) for k in candidate.keys if k in document.by_key}
    low, high = interval(reading)
    telling = reading.value is not None and len(_digits(reading.value)) > 2
    best: Figure | None = None
    for figure in document.by_key.values():
        if figure.value is None or figure.key in candidate.keys or figure.unit != candidate.unit:
            continue
        if not low <= figure.value <= high or (reading.of is not None and figure.of != reading.of):
            continue
        if figure.indicator in own or plain(figure.label) in labels:
            return figure
        best = best or (figure if telling else None)
    return best
