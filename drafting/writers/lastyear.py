"""What a number of last year's report states, told by this period's own `Cùng kỳ` column."""

from __future__ import annotations

from dataclasses import replace

from corpus import periods
from corpus.units import fold
from drafting import alignment
from drafting.types import Candidate, Figure, FigureTable, Mention

_SCORE = 0.62
# How much the words must have in common, for a value that several figures could have and for a long one.
_WORDS, _FEW_WORDS, _MARGIN = 0.34, 0.18, 0.06


def compares(old_period: str | None, period: str) -> bool:
    """This period's `Cùng kỳ` is the period of the precedent."""
    return old_period is not None and old_period == periods.previous_year(period)


def by_last_year(text: str, mention: Mention, table: FigureTable) -> Candidate | None:
    """The figure whose same-period value is the very number that stands there, if its words fit at all."""
    reading = mention.reading
    if reading.value is None or reading.kind not in ("quantity", "percent", "ratio"):
        return None
    around = _around(text, mention)
    fits = [f for f in table.figures if f.role == "same-period" and f.value == reading.value]
    alike = [f for f in fits if _alike(f, mention)] or [f for f in fits if _named(f, mention)]
    scored = [(alignment.similarity(f.label, around), f) for f in alike]
    if not scored:
        return None
    scored.sort(key=lambda pair: (-pair[0], pair[1].key))
    score, best = scored[0]
    if score < _least(reading.quote, alone=len(scored) == 1):
        return None
    if len(scored) > 1 and score - scored[1][0] < _MARGIN and scored[1][1].indicator != best.indicator:
        return None
    now = _actual(best, table)
    if now is None or now.value is None:
        return None
    found = Candidate(
        now.key, (now.key,), now.value, now.value, now.value, now.unit, "actual", now.scope, _SCORE
    )
    return replace(found, score=max(_SCORE, score))


def _least(quote: str, *, alone: bool) -> float:
    """How much words must fit: nothing for a long uneven number that only one figure has."""
    digits = [c for c in quote if c.isdigit()]
    if not alone or len(digits) < 2:
        return _WORDS
    return 0.0 if len(digits) >= 4 and digits[-2:] != ["0", "0"] else _FEW_WORDS


def confirmed(candidate: Candidate, mention: Mention, table: FigureTable) -> bool:
    """The figure's own same-period value is the number that stands there."""
    figure = table.by_key().get(candidate.expression)
    then = _cell(figure, table, "same-period") if figure is not None else None
    return then is not None and then.value == mention.reading.value


def contradicts(candidate: Candidate, mention: Mention, table: FigureTable) -> bool:
    """The figure stood at another value then: the words were taken for another indicator's."""
    figure = table.by_key().get(candidate.expression)
    if figure is None or figure.role != "actual":
        return False
    then = _cell(figure, table, "same-period")
    return then is not None and then.value is not None and then.value != mention.reading.value


def _around(text: str, mention: Mention) -> str:
    start, end = mention.clause
    at, to = mention.reading.start, mention.reading.end
    return f"{text[max(start, at - 60) : at]} {text[to : min(end, to + 60)]}".strip()


def _alike(figure: Figure, mention: Mention) -> bool:
    """Same dimension, same member, and where the noun is known the same thing counted."""
    reading = mention.reading
    percent = reading.kind == "percent" or reading.unit == "%"
    if percent != (figure.unit == "%") or (reading.unit == "đồng") != (figure.unit == "đồng"):
        return False
    if (figure.scope or None) != (mention.scope or None):
        return False
    if percent or reading.unit == "đồng":
        return True
    counted, unit = fold(reading.unit or reading.noun or ""), fold(figure.unit)
    return not counted or not unit or counted.split()[0] == unit.split()[0] or unit in counted


def _named(figure: Figure, mention: Mention) -> bool:
    """Counted in another unit, but the label begins with what is counted (`25 nông dân` as `cá nhân`)."""
    counted = fold(mention.reading.noun or mention.reading.unit or "").split()
    measured = mention.reading.kind == "percent" or mention.reading.unit == "đồng"
    same_member = (figure.scope or None) == (mention.scope or None)
    return not measured and same_member and len(counted) > 1 and " ".join(counted[:2]) in fold(figure.label)


def _actual(figure: Figure, table: FigureTable) -> Figure | None:
    return _cell(figure, table, "actual")


def _cell(figure: Figure, table: FigureTable, role: str) -> Figure | None:
    same = (f for f in table.figures if f.indicator == figure.indicator and f.scope == figure.scope)
    return next((f for f in same if f.role == role), None)
