"""Puts the values of a flattened row into their columns.

A row may have fewer values than the table has columns. What tells which are empty: the blanks between
values (a converter leaves two more for each empty cell), the header's formulas, and that a lone value
is the year's plan.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from corpus.tables.columns import Columns
from corpus.tables.formula import Formula, cell_value

_MOST = 12  # columns of values; more combinations than that aren't tried


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a row, and how many blanks stand before it (0 where a line begins or it isn't known)."""

    text: str
    gap: int = 0


def place(
    values: Sequence[Value], columns: Columns, targets: Sequence[int], trailing: int = 0
) -> tuple[str, ...]:
    """Cell texts for the columns `targets` (indexes, ascending); `trailing` blanks follow the last value."""
    width = len(targets)
    if len(values) >= width:
        texts = [v.text for v in values[: width - 1]] + [" ".join(v.text for v in values[width - 1 :])]
        return tuple(texts) if width else ()
    if not values or width > _MOST:
        return (*(v.text for v in values), *[""] * (width - len(values)))
    spread = _Spread(values, columns, targets, trailing)
    best = min(combinations(range(width), len(values)), key=spread.cost)
    cells = [""] * width
    for at, value in zip(best, values, strict=True):
        cells[at] = value.text
    return tuple(cells)


class _Spread:
    """What a choice of columns costs."""

    def __init__(
        self, values: Sequence[Value], columns: Columns, targets: Sequence[int], trailing: int
    ) -> None:
        self.values, self.trailing = values, trailing
        self.roles = [columns.roles[t] for t in targets]
        self.numbers = [_column_number(columns, t) for t in targets]
        self.formulas = [_formula(columns, t) for t in targets]
        self.read = [cell_value(v.text.split()[-1]) for v in values]  # `Duy trì 100%` is 100

    def cost(self, chosen: tuple[int, ...]) -> tuple[float, tuple[int, ...]]:
        total = self._gaps(chosen) + self._arithmetic(chosen)
        if len(chosen) == 1 and "plan" in self.roles and self.roles[chosen[0]] != "plan":
            total += 1.5
        if "plan" in self.roles and self.roles.index("plan") not in chosen:
            total += 0.2  # every indicator has a plan, not every one a figure of the year before
        for at, value in zip(chosen, self.values, strict=True):
            total += 1.5 if self.formulas[at] and cell_value(value.text) is None else 0
            total += (
                0.5
                if value.text.endswith("%") and self.roles[at] in ("previous", "actual", "remaining")
                else 0
            )
        return total, chosen

    def _gaps(self, chosen: tuple[int, ...]) -> float:
        total, before = 0.0, -1
        for at, value in zip(chosen, self.values, strict=True):
            if value.gap:
                total += 1.5 * abs((at - before - 1) - (value.gap - 1) // 2)
            before = at
        if self.trailing > 2:
            total += 0.5 * abs((len(self.roles) - 1 - before) - (self.trailing - 1) // 2)
        return total

    def _arithmetic(self, chosen: tuple[int, ...]) -> float:
        known: dict[int, Decimal] = {}
        for at, number in zip(chosen, self.read, strict=True):
            column = self.numbers[at]
            if number is not None and column is not None:
                known[column] = number
        total = 0.0
        for at, formula in enumerate(self.formulas):
            if formula is None:
                continue
            column = self.numbers[at]
            stated = known.get(column) if column is not None else None
            due = formula.value(known)
            if due is None and stated is not None and formula.is_sum():
                due = sum((known.get(c, Decimal(0)) for c in formula.columns()), Decimal(0))
            if due is not None and stated is not None:
                total += -2.0 if abs(due - stated) <= max(Decimal("0.6"), abs(due) / 100) else 2.0
            elif stated is not None:
                total += 1.0
            elif due is not None and at not in chosen:
                total += 0.5
        return total


def _column_number(columns: Columns, at: int) -> int | None:
    match = re.match(r"\(?(\d+)", columns.printed[at]) if columns.printed else None
    return int(match[1]) if match else None


def _formula(columns: Columns, at: int) -> Formula | None:
    if not columns.printed or "=" not in columns.printed[at]:
        return None
    return Formula(columns.printed[at].split("=", 1)[1])
