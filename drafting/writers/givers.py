"""Who gave the plan that a number is measured by: said only where the figures say it, each number by its own plan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from drafting import figures
from drafting.figures.givers import GIVEN, same_giver
from drafting.types import Candidate, Figure, FigureTable, Mention
from drafting.writers.edits import Edit

_NOUN = r"(?:dự toán|kế hoạch|KH|chỉ tiêu|mục tiêu|nhiệm vụ)"
_AFTER = re.compile(
    rf"\s*(?:so với\s+|của\s+)?{_NOUN}(?:\s+(?!giao\b)[^\s,;.()\d]+){{0,3}}?\s+(?P<given>{GIVEN})",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"{_NOUN}(?:\s+(?!giao\b)[^\s,;.()\d]+){{0,3}}?\s+(?P<given>{GIVEN})[^,;.()\d]*$", re.IGNORECASE
)
_FAR = 80
_PLANS = ("plan", "target")


@dataclass(frozen=True, slots=True)
class Given:
    """What a number states by the plan of the body that the words name; `edits` where the body isn't known."""

    candidate: Candidate
    edits: tuple[Edit, ...] = ()


def by_giver(text: str, mention: Mention, candidate: Candidate, table: FigureTable) -> Given | None:
    """The candidate with the plan that the words mean; None where the figures have only another body's.

    Args:
        text: the precedent's text.
        mention: a number that may be measured by a plan.
        candidate: what it states, by whichever plan.
        table: this period's figures.
    """
    by_key = table.by_key()
    used = next(
        (f for k in re.findall(r"F\d+", candidate.expression) if (f := by_key.get(k)) and _plan(f)), None
    )
    words = _words(text, mention) if used is not None else None
    if used is None or words is None:
        return Given(candidate)
    plans = [f for f in table.figures if _plan(f) and (f.indicator, f.scope) == (used.indicator, used.scope)]
    named = next((p for p in plans if p.giver and same_giver(p.giver, words["giver"])), None)
    if named is not None:
        return Given(_measured(candidate, used, named, table))
    unnamed = next((p for p in plans if not p.giver), None)
    if unnamed is None:
        return None
    return Given(_measured(candidate, used, unnamed, table), (Edit(*words.span("given"), "được giao"),))


def _plan(figure: Figure) -> bool:
    return figure.role in _PLANS and figure.value is not None


def _words(text: str, mention: Mention) -> re.Match[str] | None:
    """The words on who gave the plan: right behind the number, else before it in its clause."""
    reading = mention.reading
    after = _AFTER.match(text, reading.end)
    if after is not None:
        return after
    low = max(mention.sentence[0], reading.start - _FAR)
    return _BEFORE.search(text, low, reading.start)


def _measured(candidate: Candidate, used: Figure, plan: Figure, table: FigureTable) -> Candidate:
    """The same statement by another plan."""
    if used.key == plan.key:
        return candidate
    expression = re.sub(rf"\b{used.key}\b", plan.key, candidate.expression)
    value = figures.evaluate(expression, table.by_key()).value
    keys: Sequence[str] = [plan.key if key == used.key else key for key in candidate.keys]
    return replace(candidate, expression=expression, keys=tuple(keys), value=value, low=value, high=value)
