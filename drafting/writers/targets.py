"""This period's plan told as a task: `Phấn đấu hoàn thành các chỉ tiêu kế hoạch năm …`, every target bound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus import periods
from drafting.types import Figure, FigureTable, Plan, PlannedSection
from drafting.writers.amounts import amount, unit_words
from drafting.writers.base import SectionText, TextBuilder
from drafting.writers.judgments import less_is_better
from drafting.writers.plain_words import sentence_label


def targets_text(plan: Plan, section: PlannedSection) -> SectionText:
    """The targets of this year's plan that aren't reached yet; of a letter, those of the section's figures.

    Empty where the tasks are for a year whose plan nobody has supplied.
    """
    letter = plan.kind == "phat-dong"
    if not letter and periods.months(plan.period)[1] == 12:
        return SectionText()
    goals = [g for g in goals_of(plan) if not letter or g.key in section.figures]
    if not goals:
        return SectionText()
    year = periods.year_of(plan.period)
    if letter:
        return _listed(f"Phấn đấu trong năm {year}: ", goals)
    out = TextBuilder()
    for group in dict.fromkeys(g.group for g in goals):
        inside = [g for g in goals if g.group == group]
        lead = f"- {group}: " if group and out.length else "- "
        lead = lead if out.length else f"- Phấn đấu hoàn thành các chỉ tiêu kế hoạch năm {year}: "
        out.paragraph(_listed(lead, inside))
    return out.done()


def goals_of(plan: Plan) -> list[Figure]:
    """Figures of this year's plan that are still to be reached, sub-rows and members left out."""
    year = periods.year_of(plan.period)
    actual = {f.indicator: f for f in plan.figures.figures if f.role == "actual" and not f.scope}
    goals: dict[str, Figure] = {}
    for figure in plan.figures.figures:
        told = figure.role in ("plan", "target") and figure.value is not None and not figure.scope
        if told and ": " not in figure.label and _year(figure) in (year, None):
            done = actual.get(figure.indicator)
            ahead = _still_ahead(figure, done) if plan.kind == "phat-dong" else not _reached(figure, done)
            if ahead:
                goals.setdefault(figure.indicator, figure)
    return list(goals.values())


def _year(figure: Figure) -> int | None:
    return periods.year_of(figure.period) if figure.period else None


def _still_ahead(goal: Figure, done: Figure | None) -> bool:
    """In a letter: the plan of the year before is told with its results, that of the letter's year is a task."""
    return goal.role == "target" or done is None or done.value is None or _year(goal) != _year(done)


def _reached(goal: Figure, done: Figure | None) -> bool:
    if (
        done is None
        or done.value is None
        or goal.value is None
        or goal.unit != done.unit
        or goal.of != done.of
    ):
        return False
    return done.value <= goal.value if less_is_better(goal.label) else done.value >= goal.value


def _listed(lead: str, goals: Sequence[Figure]) -> SectionText:
    out = TextBuilder().add(lead)
    for index, goal in enumerate(goals):
        out.add("; " if index else "").add(sentence_label(goal.label, first=False))
        out.add(_verb(goal)).bind(amount(goal), figure=goal.key)
        unit = unit_words(goal)
        out.add(f" {unit}" if unit else "")
    return out.add(".").done()


def _verb(goal: Figure) -> str:
    if less_is_better(goal.label):
        return " còn " if goal.unit == "%" else " không quá "
    return " đạt "


def as_letter(table: FigureTable, period: str) -> FigureTable:
    """A letter's figures: the year before is what was done, and the one before that its same period.

    A table read as of the letter's own year takes its columns one year too early.
    """
    year = periods.year_of(period)
    done = {f.indicator for f in table.figures if f.role == "actual" and f.value is not None}
    moved: list[Figure] = []
    for figure in table.figures:
        old = _year(figure)
        if figure.indicator not in done and figure.role == "same-period" and old == year - 1:
            moved.append(replace(figure, role="actual"))
        elif (
            figure.indicator not in done
            and figure.role == "other"
            and old == year - 2
            and figure.value is not None
        ):
            moved.append(replace(figure, role="same-period"))
        else:
            moved.append(figure)
    return replace(table, figures=tuple(moved))
