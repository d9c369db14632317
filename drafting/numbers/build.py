"""Making a reading out of a spot."""

from __future__ import annotations

from drafting.numbers.spot import Spot
from drafting.numbers.types import Reading, ReadingKind


def plain(
    spot: Spot, kind: ReadingKind, end: int | None = None, *, start: int | None = None, note: str = ""
) -> Reading:
    """A reading that is no figure, or whose value is put in later."""
    first = spot.start if start is None else start
    last = spot.end if end is None else end
    return Reading(spot.text[first:last], first, last, kind, note=note)
