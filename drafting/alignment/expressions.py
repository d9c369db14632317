"""Which expressions over an indicator's cells a mention may state, and how well its words fit each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from drafting.alignment import formulas, units
from drafting.alignment.dated import EACH, column_of
from drafting.alignment.pool import Cells, Entry, Pool
from drafting.numbers.records import record
from drafting.numbers.types import Basis, Change
from drafting.types.alignment import Candidate, Mention
from drafting.types.figures import Figure, Role

# The words say another role than the cell has: kept in the ranking, never chosen by words.
MISFIT = 0.35
POINTS = re.compile(r"điểm\b", re.I)


@record
class Asked:
    """What a mention's words ask of an indicator's cells."""

    role: Role
    unit: str
    percent: bool
    multiple: bool
    change: Change | None
    basis: Basis | None
    companion: bool
    out_of: Decimal | None
    future: bool
    change_words: bool
    moment: str = ""


def asked(mention: Mention, root: Mention | None, future: bool, change_words: bool, moment: str) -> Asked:
    """The signature of a mention; `root` is what it is a companion of, `moment` the quarter or year that it is of."""
    reading = mention.reading
    percent = reading.kind == "percent"
    return Asked(
        mention.role, "%" if percent else reading.unit or "", percent, reading.kind == "multiple",
        reading.change, reading.basis, root is not None,
        root.reading.of if root is not None else None, future, change_words, moment,
    )  # fmt: skip


def expressions(pool: Pool, entry: Entry, cells: Cells | None, ask: Asked) -> list[Candidate]:
    """Candidates of one indicator and scope; their score is the fit of role and unit alone."""
    found = [c for c in _all(pool, entry, cells, ask) if c is not None]
    out = []
    for candidate in found:
        fit = units.fit(ask.unit or None, candidate.unit) if not ask.multiple else 1.0
        if fit > units.OTHER:
            out.append(scored(candidate, candidate.score * fit))
    return out


def scored(c: Candidate, score: float) -> Candidate:
    """The candidate with a score: another one only where the score is another."""
    if c.score == score:
        return c
    return Candidate(c.expression, c.keys, c.value, c.low, c.high, c.unit, c.role, c.scope, score)


def _all(pool: Pool, entry: Entry, cells: Cells | None, ask: Asked) -> Iterator[Candidate | None]:
    if cells is None:
        if ask.role in {"actual", "plan", "same-period"}:
            yield _sum(pool, entry, ask.role)
        return
    if ask.moment and len(cells.moments) > 1:
        yield from _at_moment(cells, ask)
        return
    if ask.role == "actual":
        yield from _actual(cells, entry, ask)
        return
    makers = {
        "growth": _growth, "of-plan": _of_plan, "remaining": _remaining, "share": _share,
        "plan": _plan, "same-period": _before, "target": _target,
    }  # fmt: skip
    maker = makers.get(ask.role)
    if maker is _share:
        yield from _share(cells, entry, ask)
        yield from _share_of(pool, entry, cells)
    elif maker is not None:
        yield from maker(cells, entry, ask)


def _now(cells: Cells) -> Figure | None:
    return cells.get("actual", "other")


def _sum(pool: Pool, entry: Entry, role: Role) -> Candidate | None:
    figures = [f for c in pool.members(entry.number) if (f := c.get(role)) is not None]
    if units.family(entry.unit) in {"percent", "yield", "per-head"}:
        return None
    return formulas.total(figures, role, 0.92)


def _actual(cells: Cells, entry: Entry, ask: Asked) -> Iterator[Candidate | None]:
    now = _now(cells)
    fit = 1.0 if entry.change == ask.change_words or not entry.change else 0.6
    yield formulas.cell(now, "actual", fit if "actual" in cells.by_role else 0.95)
    for role in ("same-period", "plan", "target"):
        yield formulas.cell(cells.get(role), role, MISFIT)
    if ask.percent:
        yield formulas.part(now, "share", 0.9, ask.out_of)
        if ask.companion and ask.out_of is None:
            yield formulas.ratio(now, cells.get("plan"), "of-plan", 0.8)
            yield formulas.cell(cells.get("of-plan"), "of-plan", 0.8)
            yield formulas.ratio(now, cells.get("same-period"), "growth", 0.6)


def _at_moment(cells: Cells, ask: Asked) -> Iterator[Candidate | None]:
    """The value of the quarter or year that the words say; another one's only by mistake."""
    timed = {p: f for p, f in cells.moments.items() if f.role == "other" or not ask.moment.startswith(EACH)}
    meant = column_of(ask.moment, list(timed))
    for period, figure in timed.items():
        yield formulas.cell(figure, ask.role, 1.0 if period in meant else MISFIT)
    yield formulas.cell(cells.get("actual"), ask.role, MISFIT)


def _growth(cells: Cells, entry: Entry, ask: Asked) -> Iterator[Candidate | None]:
    now, before = _now(cells), cells.get("same-period")
    if ask.future and ask.companion:  # the growth of a later year's target
        return
    if ask.basis == "plan":
        yield from _of_plan(cells, entry, ask)
        return
    down = ask.change == "down"
    if before is None and ask.out_of is not None:  # `84/61 ha, tăng 37,7%`
        yield formulas.growth(now, cells.get("plan"), "growth", 0.9, down)
    if ask.multiple:
        yield formulas.ratio(now, before, "growth", 1.0, percent=False)
        return
    if ask.change is None:
        yield formulas.ratio(now, before, "growth", 1.0)
        yield formulas.cell(cells.get("growth"), "growth", 0.98)
        return
    speed = entry.change and not ask.change_words
    if entry.change:
        fallen = formulas.fallen(now, "growth", 1.0 if speed else 0.99) if down else None
        yield fallen or formulas.cell(now, "actual", 1.0 if speed else 0.99)
    first, second = (before, now) if down else (now, before)
    level = units.family(entry.unit) == "percent"
    if ask.basis == "previous" and "actual" in cells.by_role:  # `so với đầu năm`
        began = cells.get("other")
        yield formulas.difference(*((began, now) if down else (now, began)), "growth", 1.0)
        yield formulas.growth(now, began, "growth", 0.55 if level else 1.0, down)
    yield formulas.difference(first, second, "growth", 0.5 if speed else 0.97 if entry.change else 1.0)
    if (
        POINTS.match(ask.unit) and not level
    ):  # points are of a rate or a share, never by how many percent a count grew
        return
    printed = formulas.shifted(cells.get("growth"), "growth", 0.9, down)
    if not (level and entry.change):  # nobody states by how many percent a speed of growth grew
        yield _narrowed(formulas.growth(now, before, "growth", 0.55 if level else 1.0, down), printed)
    if not level or before is None:
        yield printed


def _narrowed(made: Candidate | None, printed: Candidate | None) -> Candidate | None:
    """What a formula gives, as exactly as the table prints it where the two agree."""
    if made is None or printed is None or made.low > printed.high or printed.low > made.high:
        return made
    return replace(made, low=max(made.low, printed.low), high=min(made.high, printed.high))


def _of_plan(cells: Cells, entry: Entry, ask: Asked) -> Iterator[Candidate | None]:
    yield from _of_one_plan(cells, entry, ask, cells.get("plan", "target"))
    for plan in cells.more:
        yield from _of_one_plan(cells, entry, ask, plan)


def _of_one_plan(cells: Cells, entry: Entry, ask: Asked, plan: Figure | None) -> Iterator[Candidate | None]:
    now = _now(cells)
    if ask.change in {"up", "down"}:
        down = ask.change == "down"
        first, second = (plan, now) if down else (now, plan)
        level = units.family(entry.unit) == "percent"
        yield formulas.growth(now, plan, "of-plan", 0.55 if level else 1.0, down)
        yield formulas.difference(first, second, "of-plan", 1.0)
        if level or not ask.percent:
            # `vượt kế hoạch 810 ha`, `vượt chỉ tiêu 75% đề ra` may name the plan itself
            yield formulas.cell(plan, "plan", 0.9)
        return
    printed = formulas.cell(cells.get("of-plan"), "of-plan", 0.98)
    yield _narrowed(formulas.ratio(now, plan, "of-plan", 1.0), printed)
    yield printed
    if now is not None and now.unit == "%":
        yield formulas.cell(now, "actual", 0.6)


def _remaining(cells: Cells, entry: Entry, ask: Asked) -> Iterator[Candidate | None]:
    for plan in (cells.get("plan", "target"), *cells.more):
        yield formulas.difference(plan, _now(cells), "remaining", 1.0)
    yield formulas.cell(cells.get("remaining"), "remaining", 0.98)
    yield formulas.cell(_now(cells), "actual", 0.5)


def _share(cells: Cells, entry: Entry, ask: Asked) -> Iterator[Candidate | None]:
    yield formulas.cell(cells.get("share"), "share", 1.0)
    yield formulas.cell(_now(cells), "actual", 0.95)
    yield formulas.part(_now(cells), "share", 0.95)


def _share_of(pool: Pool, entry: Entry, cells: Cells) -> Iterator[Candidate | None]:
    whole = pool.cells(entry.number, None)
    if cells.scope is not None and whole is not None:
        yield formulas.ratio(_now(cells), _now(whole), "share", 1.0)
    above = pool.cells(entry.parent, cells.scope) if entry.parent is not None else None
    if above is not None:
        yield formulas.ratio(_now(cells), _now(above), "share", 1.0)


def _plan(cells: Cells, entry: Entry, ask: Asked) -> Iterator[Candidate | None]:
    for plan in (cells.get("plan"), *cells.more):
        yield formulas.cell(plan, "plan", 1.0)
    yield formulas.cell(cells.get("target"), "target", 0.8)
    yield formulas.cell(_now(cells), "actual", MISFIT)


def _before(cells: Cells, entry: Entry, ask: Asked) -> Iterator[Candidate | None]:
    yield formulas.cell(cells.get("same-period"), "same-period", 1.0)
    yield formulas.cell(_now(cells), "actual", MISFIT)


def _target(cells: Cells, entry: Entry, ask: Asked) -> Iterator[Candidate | None]:
    """A target of the next period is no actual of this one, not this period's plan, nor a plan that is surpassed."""
    yield formulas.cell(cells.get("target"), "target", 1.0)
    if not ask.future:
        yield formulas.cell(cells.get("plan"), "plan", MISFIT if _surpassed(cells) else 0.9)
        yield formulas.cell(_now(cells), "actual", 0.6)


def _surpassed(cells: Cells) -> bool:
    """True where more was done than planned: what is aimed at then is no longer that plan."""
    now, plan = _now(cells), cells.get("plan")
    return bool(now and plan and now.value and plan.value and now.value > plan.value)
