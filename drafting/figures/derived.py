"""Figures that others give by a formula: growth, points of change, of plan, remaining, share, sum, average, rank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafting.figures.audit.common import is_rate
from drafting.types import Figure, FigureTable, Role

_PERCENTAGES = ("%", "‰")


@dataclass(frozen=True, slots=True)
class Derived:
    """A formula over keys, the role of what it gives, and its unit.

    Attributes:
        name: `growth`, `of-same`, `times`, `points`, `change`, `of-plan`, `over-plan`, `remaining`, `share`, `rank`,
            `sum`, `average`.
    """

    name: str
    expression: str
    role: Role
    unit: str
    scope: str | None


def derived(table: FigureTable, indicator: str, scope: str | None = None) -> tuple[Derived, ...]:
    """What an indicator's figures give for one scope.

    A percentage's change is in points; its growth isn't offered. A share needs the total and the member's
    figure in one unit; the total is the figure without scope, else the sum over members. What is over members
    (sum, average, rank, a share of their sum) isn't offered while one of them hasn't given its figure, and
    nothing is divided by what isn't above zero: a growth from a loss has no meaning.
    """
    cells = [f for f in table.figures if f.indicator == indicator and f.of is None]
    own = {f.role: f for f in reversed(cells) if f.scope == scope and f.value is not None}
    actual = own.get("actual")
    if actual is None:
        return tuple(_over_members(cells)) if scope is None else ()
    found = [*_against_same(actual, own.get("same-period")), *_against_plan(actual, own.get("plan"))]
    found += _over_members(cells, actual) if scope is None else _among(actual, cells)
    return tuple(found)


def _divides(figure: Figure) -> bool:
    """True for what has sense as a base."""
    return figure.value is not None and figure.value > 0


def _against_same(actual: Figure, same: Figure | None) -> Iterator[Derived]:
    if same is None or same.unit != actual.unit:
        return
    a, s, scope = actual.key, same.key, actual.scope
    if actual.unit in _PERCENTAGES:
        yield Derived("points", f"{a}-{s}", "growth", actual.unit, scope)
        return
    if _divides(same):
        yield Derived("growth", f"({a}-{s})/{s}*100", "growth", "%", scope)
        yield Derived("of-same", f"{a}/{s}*100", "growth", "%", scope)
        yield Derived("times", f"{a}/{s}", "growth", "", scope)
    yield Derived("change", f"{a}-{s}", "growth", actual.unit, scope)


def _against_plan(actual: Figure, plan: Figure | None) -> Iterator[Derived]:
    if plan is None or plan.unit != actual.unit:
        return
    a, p, scope = actual.key, plan.key, actual.scope
    if _divides(plan):
        yield Derived("of-plan", f"{a}/{p}*100", "of-plan", "%", scope)
        if actual.unit not in _PERCENTAGES:
            yield Derived("over-plan", f"({a}-{p})/{p}*100", "of-plan", "%", scope)
    yield Derived("remaining", f"{p}-{a}", "remaining", actual.unit, scope)


def _members(cells: Sequence[Figure], like: Figure) -> list[Figure]:
    """The members' results, one each; none where a member that is named anywhere lacks it or has another unit."""
    scopes = {f.scope for f in cells if f.scope is not None}
    given = {
        f.scope: f
        for f in reversed(cells)
        if f.scope is not None and f.role == "actual" and (f.period, f.unit) == (like.period, like.unit)
    }
    complete = given.keys() >= scopes and all(f.value is not None for f in given.values())
    return list(given.values())[::-1] if complete and len(given) > 1 else []


def _keys(figures: Sequence[Figure]) -> str:
    return ",".join(f.key for f in figures)


def _over_members(cells: Sequence[Figure], whole: Figure | None = None) -> Iterator[Derived]:
    """Sum and average; rates have neither without their bases."""
    first = whole or next((f for f in cells if f.role == "actual" and f.scope is not None), None)
    members = _members(cells, first) if first is not None else []
    if not members or is_rate(members[0].label, members[0].unit):
        return
    yield Derived("sum", f"sum({_keys(members)})", "actual", members[0].unit, None)
    yield Derived("average", f"avg({_keys(members)})", "other", members[0].unit, None)


def _among(actual: Figure, cells: Sequence[Figure]) -> Iterator[Derived]:
    members = _members(cells, actual)
    alike = (f for f in cells if f.role == "actual" and f.scope is None and f.value is not None)
    whole = next((f for f in alike if (f.period, f.unit) == (actual.period, actual.unit)), None)
    if not is_rate(actual.label, actual.unit):
        if whole is not None and _divides(whole):
            yield Derived("share", f"{actual.key}/{whole.key}*100", "share", "%", actual.scope)
        elif whole is None and sum(f.value or 0 for f in members) > 0:
            yield Derived("share", f"{actual.key}/sum({_keys(members)})*100", "share", "%", actual.scope)
    others = [f for f in members if f.scope != actual.scope]
    if others:
        yield Derived("rank", f"rank({actual.key},{_keys(others)})", "other", "", actual.scope)
