"""Figures in pairs: what one is of another, or of a number stated."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from drafting.alignment import units
from drafting.alignment.judging import stated
from drafting.checks.around import Around
from drafting.checks.kinds import interval
from drafting.checks.settle_table import LETTERS, Row
from drafting.types import Candidate, Figure, Role

# A formula's value told with a bound lies within a twentieth of it.
_NEAR_BOUND = 20


def cells_of(rows: Sequence[Row], letter: str) -> list[Figure]:
    """The cells of rows by the letter of their role (`A`, `S`, `P`), without empty ones and noughts."""
    found = (row.get(LETTERS[letter]) for row in rows)
    return [f for f in found if f is not None and f.value]


def hits(one: Around, value: Decimal, unit: str) -> bool:
    """True where the value is just about the one stated, whatever the figures' own precision.

    `trên 40%` says more of a formula than that it gives more: nobody writes it of 44,7%.
    """
    said = one.mention.reading
    if said.qualifier and said.value and unit == "%" and abs(value - said.value) * _NEAR_BOUND > said.value:
        return False
    span = stated(one.mention.reading, unit) or interval(one.mention.reading)
    slack = abs(value) / 1000
    return span[0] - slack <= value <= span[1] + slack


def alike(one: Figure, other: Figure) -> bool:
    """True where two figures are measured alike, so that one may be a part of the other: a rate is no part of a rate."""
    families = {units.family(f.unit) for f in (one, other)}
    return one.key != other.key and ((one.unit == other.unit and one.unit != "%") or families == {"count"})


def quotient(part: Figure, whole: Figure, role: Role, unit: str) -> Candidate:
    """One figure in another, counts of different things too."""
    scale, ends = Decimal(100 if unit == "%" else 1), (part.low, part.high, whole.low, whole.high)
    low, high, less, more = (
        e if e is not None else f.value or Decimal(1)
        for e, f in zip(ends, (part, part, whole, whole), strict=True)
    )
    expression = f"{part.key}/{whole.key}" + ("*100" if unit == "%" else "")
    value = (part.value or Decimal(0)) / (whole.value or Decimal(1)) * scale
    keys = (part.key, whole.key)
    return Candidate(
        expression, keys, value, low / more * scale, high / less * scale, unit, role, part.scope, 0.5
    )
