"""Whether the text says up where the figures went down, or the reverse."""

from __future__ import annotations

import re
from collections.abc import Mapping

from drafting.checks.plain import plain
from drafting.numbers.types import Reading
from drafting.types import Candidate, Figure

# What a rate's label says of its direction.
_RISE = re.compile(
    r"(?<!\w)(?:toc do (?:tang|phat trien)|tang truong|muc tang|ty le tang|(?:chi so|cpi|iip)(?!\w).*(?:so voi|binh quan))"
)
_FALL = re.compile(r"(?<!\w)(?:(?:toc do|muc|ty le) giam|giam (?:ty le )?ho ngheo)")
# Steps of a ranking: who goes up has a smaller place.
PLACES = ("bậc", "hạng")


def opposite(reading: Reading, candidate: Candidate, by_key: Mapping[str, Figure]) -> bool:
    """True where the text says up and the figures went down, or the reverse.

    The figures' own direction counts, whichever way round the expression takes their difference.
    """
    if reading.change not in ("up", "down") or candidate.role == "remaining":
        return False  # `phải giảm thêm 2 hộ` tells of what is to come
    figures = [by_key[k] for k in candidate.keys if k in by_key]
    if len(figures) > 2:
        return False  # a rate of two figures now and then: neither of them tells which way it went
    actual = next((f for f in figures if f.role == "actual"), None)
    base = next((f for f in figures if f.role in ("same-period", "plan")), None)
    if actual is None or base is None or actual.value is None or base.value is None:
        return len(figures) == 1 and _against_label(reading, figures[0], candidate)
    if "-" not in candidate.expression:
        return False
    if actual.value == base.value:
        return False
    fell = actual.value > base.value if reading.unit in PLACES else actual.value < base.value
    return fell == (reading.change == "up")


def _against_label(reading: Reading, figure: Figure, candidate: Candidate) -> bool:
    """True where a rate of growth itself is stated the wrong way round: `giảm 3%` of `Tốc độ tăng` 3."""
    label = plain(figure.label)
    rising, falling = bool(_RISE.search(label)), bool(_FALL.search(label))
    if candidate.role == "growth" and reading.change == "up" and candidate.high < 0:
        return True
    if rising == falling or figure.role != "actual" or figure.unit != "%" or (figure.value or 0) <= 0:
        return False
    return reading.change == ("down" if rising else "up")
