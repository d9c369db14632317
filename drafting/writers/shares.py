"""Shares that only their words tell: `Tỷ trọng khen đột xuất là 10,5%`, of two figures that the table gives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from corpus.units import fold
from drafting import alignment, numbers
from drafting.types import Candidate, Figure, FigureTable, Mention

_SHARE = re.compile(r"(?:trong đó,?\s+)?(?:tỷ|tỉ)\s+(?:trọng|lệ)\s+(?:của\s+)?(?P<part>.+)", re.IGNORECASE)
_OF = re.compile(r"\s*(?:trong|trên|so với)\s+(?:tổng số\s+)?(?P<whole>.+)$", re.IGNORECASE)
_TOTAL = re.compile(r"(?:tổng|toàn bộ)\b", re.IGNORECASE)
_NAMED, _MARGIN = 0.6, 0.1
_SCORE = 0.65


def by_name(mention: Mention, table: FigureTable, *, own: bool) -> Candidate | None:
    """The share of the one pair of figures that the words fit; None where none does or several do.

    Args:
        mention: a percentage that nothing else was found for.
        table: this period's figures.
        own: the precedent is the unit's own of the period before: `Cùng kỳ` must give the very number it states.
    """
    reading = mention.reading
    match = _SHARE.match(" ".join(mention.subject.split()))
    if reading.kind != "percent" or reading.value is None or mention.scope or match is None:
        return None
    named = _OF.search(match["part"])
    words = match["part"][: named.start()] if named else match["part"]
    counted = [f for f in table.figures if _countable(f)]
    part = _one(counted, words)
    if part is None:
        return None
    wholes = _wholes(counted, part, named["whole"] if named else "")
    if own:
        wholes = [w for w in wholes if _stated_then(mention, part, w, table) is not False]
        sure = [w for w in wholes if _stated_then(mention, part, w, table)]
        wholes = sure or wholes
    return _share(part, wholes[0]) if len(wholes) == 1 else None


def _countable(figure: Figure) -> bool:
    counts = figure.unit not in ("%", "‰") and figure.of is None
    return figure.role == "actual" and not figure.scope and figure.value is not None and counts


def _one(figures: Sequence[Figure], words: str) -> Figure | None:
    """The figure that the words name, one clearly more than others."""
    scored = sorted(
        ((alignment.similarity(f.label, words), f) for f in figures), key=lambda p: (-p[0], p[1].key)
    )
    if not scored or scored[0][0] < _NAMED:
        return None
    others = [s for s, f in scored[1:] if f.indicator != scored[0][1].indicator]
    return scored[0][1] if not others or scored[0][0] - others[0] >= _MARGIN else None


def _wholes(figures: Sequence[Figure], part: Figure, named: str) -> list[Figure]:
    """What the part can be a share of: a total of the same things, or what the words name."""
    fits = [
        f
        for f in figures
        if f.indicator != part.indicator and f.unit == part.unit and (f.value or 0) >= (part.value or 0)
    ]
    if named:
        whole = _one(fits, named)
        return [whole] if whole is not None and whole.value else []
    parent = part.label.rpartition(": ")[0]
    first = fold(part.label).split()[:2]
    return [
        f
        for f in fits
        if f.value
        and (f.label == parent or (_TOTAL.match(f.label) and all(w in fold(f.label).split() for w in first)))
    ]


def _stated_then(mention: Mention, part: Figure, whole: Figure, table: FigureTable) -> bool | None:
    """Whether the share of then is what the precedent states; None where the table doesn't tell then."""
    top, base = (_then(f, table) for f in (part, whole))
    if top is None or not base or mention.reading.value is None:
        return None
    places = numbers.style_of(mention.reading).decimals or 0
    return abs(top / base * 100 - mention.reading.value) * 2 <= Decimal(1).scaleb(-places)


def _then(figure: Figure, table: FigureTable) -> Decimal | None:
    cells = (
        f
        for f in table.figures
        if f.indicator == figure.indicator and not f.scope and f.role == "same-period"
    )
    return next((f.value for f in cells), None)


def _share(part: Figure, whole: Figure) -> Candidate | None:
    if part.value is None or not whole.value:
        return None
    value = part.value / whole.value * 100
    keys = (part.key, whole.key)
    return Candidate(f"{part.key}/{whole.key}*100", keys, value, value, value, "%", "share", None, _SCORE)
