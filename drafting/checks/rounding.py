"""Numbers that agree with the figures only by how they were rounded: cut off, or worked out from cells that were."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from drafting.alignment.judging import stated, truncated
from drafting.checks.kinds import interval
from drafting.numbers.types import Reading
from drafting.types import Candidate, Figure

# Words that name what a number is the difference of; a change of one row needs fewer.
NAMED = 0.6


def cut_off(reading: Reading, candidate: Candidate) -> bool:
    """True where the digits were cut off instead of rounded: consistent, worth a note."""
    if reading.qualifier is not None or not reading.decimals:
        return False
    low, high = interval(reading)
    apart = high < abs(candidate.low) or low > abs(candidate.high)
    return apart and truncated(reading, candidate)


def rounded_apart(reading: Reading, candidate: Candidate, by_key: Mapping[str, Figure]) -> bool:
    """True where a difference agrees only if the table's own cells were rounded: 97,8 less 97,0 told as 0,9.

    Whoever works it out from the cells finds another number. (In a quotient the cells' rounding is not so plain to see.)
    """
    rows = {(by_key[k].indicator, by_key[k].scope) for k in candidate.keys if k in by_key}
    if "/" in candidate.expression or (candidate.score < NAMED and len(rows) > 1):
        return False
    if reading.qualifier is not None or candidate.expression in by_key or reading.kind in ("ratio", "range"):
        return False
    span = stated(reading, candidate.unit)
    if span is None or truncated(reading, candidate):
        return False
    half = reading.scale / 2 if span[0] == span[1] else Decimal(0)  # `bình quân 76 lượt` of 76,09
    return not span[0] - half <= abs(candidate.value) <= span[1] + half
