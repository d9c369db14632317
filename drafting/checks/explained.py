"""The simplest formula over what a number's own passage states: tried last, where nothing explains a number yet.

`Dư nợ đạt 68,5 tỷ đồng cho 1.536 hộ vay, tăng 11,8%` is the debt's growth, whatever stands nearer; `58 tập thể và
243 cá nhân (tổng cộng 301 trường hợp)` adds up what it has just told; `vượt 6 sáng kiến, tương đương 3,2%` says its
own excess again. Only formulas over rows that the passage states rightly are tried, only those that nothing else
in the passage states, and only a number that tells enough takes an accusation back: a count of few digits
that fits by chance merely makes the accusation a doubt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from corpus.types import Report
from drafting.alignment import units
from drafting.alignment.judging import stated
from drafting.alignment.slips import digits_of
from drafting.checks.passage import passage_of
from drafting.checks.passage_formulas import named_in, offered
from drafting.checks.settle_lists import taken
from drafting.checks.settle_table import settle_table
from drafting.numbers.types import Reading
from drafting.types import Alignment, Candidate, FigureTable, Mention

# Digits by which a number tells that a formula fits it not by chance: with decimals, and without.
DIGITS_FINE, DIGITS = 2, 3
# How far, in points, a share may be off a fraction told in words: with `gần`, `hơn`, and without.
_FRACTION_ABOUT, _FRACTION = Decimal(5), Decimal(1)
_KINDS = frozenset({"quantity", "percent", "multiple", "fraction", "rank"})


def settle_explained(
    report: Report, mentions: Sequence[Mention], alignments: Sequence[Alignment], table: FigureTable
) -> tuple[Alignment, ...]:
    """The alignments, those that a formula over their passage explains made to agree or to accuse no more."""
    indexed = settle_table(table)
    now = {a.mention: a for a in alignments}
    for alignment in alignments:
        mention = mentions[alignment.mention]
        if alignment.agrees or mention.table is not None or not _asks(mention.reading):
            continue
        passage = passage_of(report.text, mentions, now, indexed, mention)
        known = {_statement(one.chosen) for one in passage.told}
        # What clear words name is only in their own sentence another thing, and few digits fit too much beyond it.
        narrow = alignment.clear or not _telling(mention.reading)
        near = passage.of_sentence() if narrow else passage
        fresh = (c for c in (*named_in(passage), *offered(near)) if _statement(c) not in known)
        found = next((c for c in fresh if _gives(mention.reading, c)), None)
        if found is not None:
            now[alignment.mention] = _explained(mention.reading, alignment, found)
    return tuple(now[a.mention] for a in alignments)


def _statement(candidate: Candidate) -> tuple[frozenset[str], bool]:
    """What a formula says, however it is written: its figures, and whether it is a percentage."""
    return frozenset(candidate.keys), candidate.unit == "%"


def _asks(reading: Reading) -> bool:
    return reading.kind in _KINDS and reading.value is not None


def _explained(reading: Reading, alignment: Alignment, found: Candidate) -> Alignment:
    several = len(found.keys) > 2  # a formula over all the parts of a total fits few numbers by chance
    if alignment.clear and not several and not _telling(reading):
        return replace(alignment, clear=False, status="unsupported")
    return taken(alignment, found)


def _telling(reading: Reading) -> bool:
    digits = len(digits_of(reading.quote).lstrip("0"))
    return digits >= (DIGITS_FINE if reading.decimals else DIGITS)


def _gives(reading: Reading, candidate: Candidate) -> bool:
    """True where the formula's value, rounded as the number is written, is the one stated."""
    if reading.kind == "rank":
        return reading.value == candidate.value
    if reading.kind == "multiple":
        return _meets(reading, candidate)
    if reading.kind == "fraction":
        return _near_fraction(reading, candidate)
    unit = "%" if reading.kind == "percent" else (reading.unit or "").split("/")[0] or None
    if (unit == "%") != (candidate.unit in ("%", "điểm %")) and unit != "điểm %":
        return False
    least = units.OTHER_NOUN if _telling(reading) else units.UNKNOWN
    if units.fit(unit, candidate.unit) < least and "+" not in candidate.expression:
        return False
    return _meets(reading, candidate) or _rounded(reading, candidate)


def _meets(reading: Reading, candidate: Candidate) -> bool:
    """True where the value itself is what is written, rounded or bounded: two roundings that only touch explain nothing."""
    span = stated(reading, candidate.unit)
    return span is not None and span[0] <= candidate.value <= span[1]


def _near_fraction(reading: Reading, candidate: Candidate) -> bool:
    """`gần một nửa (9.310 hồ sơ)` of 18.642: the share is so much, or a little off where words say so."""
    if candidate.unit != "%" or not reading.of or reading.value is None:
        return False
    off = abs(candidate.value - reading.value / reading.of * 100)
    return off <= (_FRACTION_ABOUT if reading.qualifier else _FRACTION)


def _rounded(reading: Reading, candidate: Candidate) -> bool:
    """True for an average told as a whole number: `bình quân mỗi buổi 76 lượt người`."""
    if "/" not in candidate.expression or reading.value is None:
        return False
    whole = (candidate.value / reading.step).quantize(Decimal(1), ROUND_HALF_UP) * reading.step
    return whole == reading.value
