"""Figures that others give by a formula: growth, points of change, of plan, remaining, share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from drafting.types import Figure, FigureTable, Role


@dataclass(frozen=True, slots=True)
class Derived:
    """A formula over keys, the role of what it gives, and its unit.

    Attributes:
        name: `growth`, `of-same`, `points`, `change`, `of-plan`, `remaining`, `share`, `rank`.
    """

    name: str
    expression: str
    role: Role
    unit: str
    scope: str | None


def derived(table: FigureTable, indicator: str, scope: str | None = None) -> tuple[Derived, ...]:
    """What an indicator's figures give for one scope.

    A percentage's change is in points; its growth isn't offered. A share needs the total and the member's
    figure in one unit; the total is the figure without scope, else the sum over members.
    """
    own = [f for f in table.figures if f.indicator == indicator and f.value is not None and f.of is None]
    cells = {f.role: f for f in reversed(own) if f.scope == scope}
    actual = cells.get("actual")
    if actual is None:
        return ()
    found = [*_against_same(actual, cells.get("same-period")), *_against_plan(actual, cells.get("plan"))]
    if scope is not None:
        found += _among(actual, [f for f in own if f.role == "actual" and f.period == actual.period])
    return tuple(found)


def _against_same(actual: Figure, same: Figure | None) -> Iterator[Derived]:
    if same is None or same.unit != actual.unit:
        return
    a, s, scope = actual.key, same.key, actual.scope
    if actual.unit == "%":
        yield Derived("points", f"{a}-{s}", "growth", "%", scope)
        return
    if same.value:
        yield Derived("growth", f"({a}-{s})/{s}*100", "growth", "%", scope)
        yield Derived("of-same", f"{a}/{s}*100", "growth", "%", scope)
        yield Derived("times", f"{a}/{s}", "growth", "", scope)
    yield Derived("change", f"{a}-{s}", "growth", actual.unit, scope)


def _against_plan(actual: Figure, plan: Figure | None) -> Iterator[Derived]:
    if plan is None or plan.unit != actual.unit:
        return
    a, p, scope = actual.key, plan.key, actual.scope
    if plan.value:
        yield Derived("of-plan", f"{a}/{p}*100", "of-plan", "%", scope)
        if actual.unit != "%":
            yield Derived("over-plan", f"({a}-{p})/{p}*100", "of-plan", "%", scope)
    yield Derived("remaining", f"{p}-{a}", "remaining", actual.unit, scope)


def _among(actual: Figure, all_actual: list[Figure]) -> Iterator[Derived]:
    members = [f for f in all_actual if f.scope is not None and f.unit == actual.unit]
    whole = next((f for f in all_actual if f.scope is None and f.unit == actual.unit), None)
    if actual.unit != "%":
        over = whole.key if whole is not None else f"sum({','.join(f.key for f in members)})"
        if (whole is not None and whole.value) or (
            whole is None and len(members) > 1 and any(f.value for f in members)
        ):
            yield Derived("share", f"{actual.key}/{over}*100", "share", "%", actual.scope)
    if len(members) > 1:
        others = ",".join(f.key for f in members if f is not actual)
        yield Derived("rank", f"rank({actual.key},{others})", "other", "", actual.scope)
