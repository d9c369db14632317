"""Formulas of columns (`5=4/2*100`, `(7)=(3)-(4)`)."""

from __future__ import annotations

import re

from drafting.numbers.build import plain
from drafting.numbers.spot import Spot
from drafting.numbers.types import Reading

_FORMULA = re.compile(
    r"\(?[0-9]{1,3}\)?\s?=\s?\(?\(?[0-9]{1,3}\)?(?:\s{0,4}[-+*/x:×]\s{0,4}\(?[0-9]{1,4}\)?%?){1,12}(?![0-9.,])"
)


def read(spot: Spot) -> Reading | None:
    """Read a column's formula; a worked ratio (`3.222/3.353 = 96,1%`) is none."""
    if spot.right not in ("=", ")", " "):
        return None
    m = _FORMULA.match(spot.low, spot.start, spot.limit)
    return plain(spot, "formula", m.end()) if m else None
