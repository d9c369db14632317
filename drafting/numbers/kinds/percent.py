"""Percentages."""

from __future__ import annotations

import re
from decimal import Decimal

from drafting.numbers import figure, lexicon
from drafting.numbers.spot import Spot
from drafting.numbers.tails import Tail, noun_at
from drafting.numbers.types import Reading

_SIGN = re.compile(r"\s{0,4}+(?:%|phần trăm(?!\w))")


def read(spot: Spot, floor: int = 0) -> Reading | None:
    """Read digits before `%` or `phần trăm`."""
    if spot.right not in "%\xa0p \n":
        return None
    m = _SIGN.match(spot.low, spot.end, spot.limit)
    if m is None or spot.literal.value is None:
        return None
    _, phrase, _ = noun_at(spot, m.end())
    phrase = "" if phrase in lexicon.table("bases.tsv") else phrase
    tail = Tail(Decimal(1), "", m.end(), "%", "percent", phrase, Decimal(1), m.end())
    return figure.make(spot, "percent", spot.literal, tail, floor)
