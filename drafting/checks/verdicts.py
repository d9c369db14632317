"""What the figures say of each number of the text: one verdict a number, the most telling one.

The alignment says which statement a number makes; where its words are clear and the value is not
what the figures give, the number is wrong, and the verdict says how: scale, stale, misplaced,
direction, bound, or plainly another value.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from drafting import numbers
from drafting.alignment import units
from drafting.alignment.judging import stated as stated_as
from drafting.checks.bases import misbased_at
from drafting.checks.directions import opposite
from drafting.checks.document import Document
from drafting.checks.kinds import counted, interval
from drafting.checks.plain import plain
from drafting.checks.rounding import cut_off, rounded_apart
from drafting.checks.spared import spared
from drafting.checks.within_text import accounts, stands_apart
from drafting.numbers.types import Reading
from drafting.numbers.typos import significant
from drafting.types import Alignment, Candidate, Figure, Mention, Severity

# Words that name a figure so well outweigh what the text makes of a number.
SURE = 0.8
_NEAR = 12
_INSIDE = re.compile(r"[^\d();:,.\n]{0,20}\([-+−]?\s?")
# numbers of another thing: no slip makes one of the other
_FAR = 20
_FLOORS, _CEILINGS = ("more-than", "at-least"), ("less-than", "at-most")
_STROKE = re.compile(r"\d[^\W\d]*(?:\s[^\W\d]+){0,3}\s?/\s?$")
_ESTIMATE = re.compile(r"(?<!\w)uoc(?:\s+(?:dat|tinh|thuc hien|la|khoang))*\s*$")


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
    severity: Severity = "error"

    @property
    def reading(self) -> Reading:
        """The number."""
        return self.mention.reading


def verdicts(document: Document) -> tuple[Verdict, ...]:
    """The contradicted numbers of the document, in order."""
    found: list[Verdict] = []
    for verdict in (v for a in document.alignments for v in _verdict(document, a)):
        found += [] if found and _same_word(document, found[-1], verdict) else [verdict]
    return tuple(found)


def _same_word(document: Document, first: Verdict, second: Verdict) -> bool:
    """True where one wrong `tăng` makes both wrong: `tăng 228 ha (0,63%)`."""
    between = document.text[first.reading.end : second.reading.start]
    return first.code == second.code == "direction" and bool(_INSIDE.fullmatch(between))


def contradicted(mention: Mention, alignment: Alignment) -> bool:
    """True where clear words name a statement and the number is not its value."""
    chosen = alignment.chosen
    if chosen is None or not alignment.clear or alignment.agrees:
        return False
    return not _counts_else(mention.reading, chosen)


def _counts_else(reading: Reading, candidate: Candidate) -> bool:
    """`giảm cả 3 tiêu chí` beside 9.398 vụ: something else is counted, and by far not as many."""
    if {units.family(reading.unit), units.family(candidate.unit)} != {"count"}:
        return False
    said, meant = (re.split(r"[ /]", plain(u or "")) for u in (reading.unit, candidate.unit))
    if said[0] == meant[0]:
        return False
    if ("/" in (reading.unit or "")) != ("/" in (candidate.unit or "")):
        return True  # `lớp học 2 buổi/ngày`
    stated, value = abs(reading.amount), abs(candidate.value)
    return max(stated, value) > _FAR * min(stated, value)


def _verdict(document: Document, alignment: Alignment) -> Iterator[Verdict]:
    mention, chosen = document.mentions[alignment.mention], alignment.chosen
    if chosen is None or stands_apart(document, mention.reading.start) or _is_part(document, mention, chosen):
        return
    if not alignment.agrees and spared(document, mention, chosen):
        return
    if mention.reading.start in document.view(misbased_at):
        return
    if alignment.agrees and _estimate_off(document, mention.reading, chosen):
        alignment = replace(alignment, agrees=False, clear=True)
    if opposite(mention.reading, chosen, document.by_key) and (alignment.clear or alignment.agrees):
        yield Verdict("direction", mention, chosen)
    elif contradicted(mention, alignment) and not _told_by_text(document, mention, chosen):
        verdict = _explain(document, mention, chosen)
        if not _planned(document, verdict):
            yield verdict
    elif alignment.agrees and cut_off(mention.reading, chosen):
        yield Verdict("figure-mismatch", mention, chosen, severity="info")
    elif alignment.agrees and rounded_apart(mention.reading, chosen, document.by_key):
        yield Verdict("figure-mismatch", mention, chosen, severity="warning")
    elif alignment.agrees and other_unit(mention.reading, chosen):
        yield Verdict("unit-scale", mention, chosen)


def _planned(document: Document, verdict: Verdict) -> bool:
    """`46,7 km/50 m`: behind the stroke stands the plan, in whatever unit the result before it."""
    other = verdict.other
    if verdict.code != "figure-misplaced" or other is None or other.role not in ("plan", "target"):
        return False
    own = {document.by_key[k].indicator for k in verdict.candidate.keys if k in document.by_key}
    before = document.text[max(0, verdict.reading.start - _NEAR * 3) : verdict.reading.start]
    return other.indicator in own and bool(_STROKE.search(before))


def _is_part(document: Document, mention: Mention, chosen: Candidate) -> bool:
    """True for a part of a list whose total, told before it in the sentence, states that figure, rightly or wrongly."""
    if mention.list_id is None:
        return False
    for earlier in reversed(document.mentions[max(0, mention.index - _NEAR) : mention.index]):
        aligned = document.aligned.get(earlier.reading.start)
        if earlier.sentence != mention.sentence or aligned is None or aligned.chosen is None:
            continue
        same = aligned.chosen.expression == chosen.expression and aligned.chosen.score >= chosen.score
        fits = aligned.agrees or (aligned.clear and not _counts_else(earlier.reading, chosen))
        if same and earlier.list_id is None and fits:
            return True
    return False


def _told_by_text(document: Document, mention: Mention, chosen: Candidate) -> bool:
    """True where the text itself works the number out and the words name the figure but faintly, or from that figure."""
    known = document.view(accounts)
    start = mention.reading.start
    return start in known.rests or (chosen.score < SURE and start in known.expressions)


def _estimate_off(document: Document, reading: Reading, candidate: Candidate) -> bool:
    """`ước đạt 512,6` is an estimate of the period, not a rough number: it is what the table has."""
    if reading.qualifier != "about" or candidate.expression not in document.by_key:
        return False
    before = document.plain[max(0, reading.start - 14) : reading.start]
    low, high = interval(reading)
    far = high < candidate.low or low > candidate.high
    return far and bool(_ESTIMATE.search(before))


def other_unit(reading: Reading, candidate: Candidate) -> bool:
    """True where the digits agree but the text measures in another unit (`tạ` for `tấn`)."""
    if counted(reading) or not reading.unit or not candidate.unit or reading.kind != "quantity":
        return False
    said, meant = numbers.base_unit(reading.unit), numbers.base_unit(candidate.unit)
    if not reading.value and not candidate.value:  # nought is nought in every unit
        return False
    if said.base == meant.base or "/" in said.base or "/" in meant.base or meant.family == "count":
        return False
    factor = numbers.convert(Decimal(1), reading.unit, candidate.unit)
    if factor is None:
        return True
    low, high = stated_as(reading, candidate.unit) or interval(reading)
    return high < candidate.low or low > candidate.high


def _explain(document: Document, mention: Mention, candidate: Candidate) -> Verdict:
    reading = mention.reading
    if _scaled(reading, candidate) or _same_digits(reading, candidate):
        return Verdict("unit-scale", mention, candidate)
    if _holds(reading, candidate):
        return Verdict("bound", mention, candidate, severity="warning")
    past = _stale(document, mention, candidate)
    if past:
        return Verdict("figure-stale", mention, candidate, past=past)
    other = _misplaced(document, reading, candidate)
    if other:
        return Verdict("figure-misplaced", mention, candidate, other=other)
    if reading.qualifier in (*_FLOORS, *_CEILINGS):
        return Verdict("bound", mention, candidate)
    return Verdict("figure-mismatch", mention, candidate)


def _holds(reading: Reading, candidate: Candidate) -> bool:
    """`trên 85%` of 97%: true as it stands, and farther off than one would write."""
    stated, value = reading.value, candidate.value
    if not stated or not value or (reading.unit or "") != (candidate.unit or ""):
        return False
    if reading.qualifier in _FLOORS:
        return stated <= value <= stated * 2
    return reading.qualifier in _CEILINGS and value <= stated <= value * 2


def _scaled(reading: Reading, candidate: Candidate) -> bool:
    """Right digits, wrong scale: the value times a power of ten."""
    stated, value = reading.value, abs(candidate.value)
    if stated is None or not stated or not value or significant(stated) < 2:
        return False
    power = value.adjusted() - stated.adjusted()
    if not power:
        return False
    low, high = interval(reading)
    shift = Decimal(10) ** power
    return low * shift <= max(abs(candidate.high), value) and high * shift >= min(abs(candidate.low), value)


def _same_digits(reading: Reading, candidate: Candidate) -> bool:
    """The figure's own digits, measured in another unit of its kind (`61,7 tấn/ha` for 61,7 tạ/ha)."""
    if counted(reading) or not reading.unit or not candidate.unit or reading.kind != "quantity":
        return False
    low, high = interval(reading)
    factor = numbers.convert(Decimal(1), reading.unit, candidate.unit)
    return factor not in (None, 1) and low <= abs(candidate.high) and abs(candidate.low) <= high


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


class _ByValue:
    """The source figures by unit and value."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        found: dict[str, list[tuple[Decimal, int, Figure]]] = {}
        for at, figure in enumerate(figures):
            if figure.value is not None:
                found.setdefault(figure.unit, []).append((figure.value, at, figure))
        self._found = {unit: sorted(many, key=lambda m: m[:2]) for unit, many in found.items()}

    def between(self, unit: str, low: Decimal, high: Decimal) -> list[Figure]:
        """Those of a unit whose values lie between two, in the table's order."""
        many = self._found.get(unit, [])
        first = bisect_left(many, low, key=lambda m: m[0])
        last = bisect_right(many, high, key=lambda m: m[0])
        return [figure for _, _, figure in sorted(many[first:last], key=lambda m: m[1])]


def _by_value(document: Document) -> _ByValue:
    return _ByValue(document.by_key.values())


def _misplaced(document: Document, reading: Reading, candidate: Candidate) -> Figure | None:
    """A figure that has the stated value: the same indicator's first, else a telling number's."""
    own = {document.by_key[k].indicator for k in candidate.keys if k in document.by_key}
    labels = {plain(document.by_key[k].label) for k in candidate.keys if k in document.by_key}
    low, high = interval(reading)
    telling = reading.value is not None and significant(reading.value) > 2
    best: Figure | None = None
    for figure in document.shared(_by_value).between(candidate.unit, low, high):
        if figure.key in candidate.keys or (reading.of is not None and figure.of != reading.of):
            continue
        if figure.indicator in own or plain(figure.label) in labels:
            return figure
        best = best or (figure if telling else None)
    return best
