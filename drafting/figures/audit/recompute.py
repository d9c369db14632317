"""Computed columns against what their formula, printed or understood, gives for each row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from drafting.figures.assemble import Cells
from drafting.figures.audit.blame import wrong_input
from drafting.figures.audit.common import cell_name, decimals, finding, printed, stated, taken, write
from drafting.figures.columns import Column
from drafting.figures.intervals import point
from drafting.figures.points import Compute, ready, within
from drafting.figures.points import at as at_point
from drafting.figures.rows import Row
from drafting.figures.syntax import Node, parse
from drafting.types import Figure, Finding

# What a computed column may be where no formula is printed: a is the result, b what it is compared with.
_FORMS: Mapping[str, tuple[str, ...]] = {
    "growth": ("a/b*100", "(a-b)/b*100", "a-b", "a/b", "(b-a)/b*100"),
    "of-plan": ("a/b*100", "(a-b)/b*100", "a/b"),
    "remaining": ("b-a", "a-b"),
}
# How many rows tell which form a column has.
_SAMPLE = 300
_BASES: Mapping[str, str] = {"growth": "same-period", "of-plan": "plan", "remaining": "plan"}


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a column is computed: a tree over keys, and the column behind each key."""

    column: Column
    shown: str
    tree: Node
    compute: Compute
    inputs: Mapping[str, int]
    from_print: bool


@dataclass(frozen=True, slots=True)
class Trial:
    """A cell against its recipe."""

    cell: Figure
    recipe: Recipe
    inputs: Mapping[str, Figure]
    computed: Decimal
    verdict: str


def check_formulas(cells: Cells) -> Iterator[Finding]:
    """Findings of every row, the wrong part of a row named once."""
    recipes = [r for column in cells.table.values if (r := _recipe(cells, column)) is not None]
    cells.computed |= {r.column.index for r in recipes}
    rows = [row for row in cells.table.rows if isinstance(row, Row)]
    wrong_heads = [r for r in recipes if _never_fits(r, cells, rows)]
    for recipe in wrong_heads:
        yield from _about_head(recipe, cells, rows)
    kept = [r for r in recipes if r not in wrong_heads]
    for row in rows:
        trials = [t for recipe in kept if (t := _trial(recipe, cells, row.at)) is not None]
        yield from _of_row(trials)


def _of_row(trials: list[Trial]) -> Iterator[Finding]:
    wrong = [t for t in trials if t.verdict == "wrong"]
    blamed = wrong_input(wrong, [t for t in trials if t.verdict != "wrong"]) if len(wrong) > 1 else None
    if blamed is not None:
        figure, expected, via = blamed
        shown = ", ".join(f"{t.recipe.column.leaf} {t.cell.written}" for t in via)
        yield finding(
            _code(figure, expected), "error", figure,
            f"«{figure.label}»: {cell_name(figure)} ghi {figure.written}, nhưng {shown} chỉ khớp khi ô này là {expected}.",
            expected, [t.cell for t in via],
        )  # fmt: skip
    for trial in trials:
        if trial.verdict in ("truncated", "slack") or (trial.verdict == "wrong" and blamed is None):
            yield _about_cell(trial)


def _code(figure: Figure, expected: str) -> str:
    """Right digits in the wrong scale are that, before they are anything else."""
    digits = (figure.written, expected)
    alike = [re.sub(r"\D", "", text).strip("0") for text in digits]
    return "unit-scale" if alike[0] == alike[1] else "table-formula"


def _about_cell(trial: Trial) -> Finding:
    cell = trial.cell
    right = write(trial.computed, decimals(cell))
    expected = right + ("%" if cell.written.endswith("%") else "")
    sums = (
        f"«{cell.label}»: {cell_name(cell)} ghi {cell.written}, tính theo {trial.recipe.shown} được {right}"
    )
    how = {
        "truncated": ("info", f"{sums} (bị cắt bớt chữ số, chưa làm tròn)."),
        "slack": ("info", f"{sums}; chỉ khớp nếu số liệu gốc đã được làm tròn."),
        "wrong": ("error", f"{sums}."),
    }
    severity, message = how[trial.verdict]
    return finding("table-formula", severity, cell, message, expected, trial.inputs.values())  # type: ignore[arg-type]


def _recipe(cells: Cells, column: Column) -> Recipe | None:
    if column.formula is not None:
        return _printed_recipe(cells, column)
    return _understood(cells, column) if column.role in _FORMS else None


def _printed_recipe(cells: Cells, column: Column) -> Recipe | None:
    formula = column.formula
    if formula is None:
        return None
    by_code = {c.code: c.index for c in cells.table.columns if c.code}
    inputs = {f"c{code}": by_code[code] for code in formula.codes if code in by_code}
    if len(inputs) < len(formula.codes) or column.index in inputs.values():
        return None
    return Recipe(column, f"công thức cột {formula.printed}", formula.tree, ready(formula.tree), inputs, True)


def _understood(cells: Cells, column: Column) -> Recipe | None:
    """The form that fits most rows, of all pairs of columns the head may mean."""
    base = _BASES[column.role or ""]
    alike = [c for c in cells.table.values if (c.scope, c.parts) == (column.scope, column.parts)]
    tried = [
        _of_form(column, form, a, b)
        for a in alike if a.role == "actual"
        for b in alike if b.role == base
        for form in _FORMS[column.role or ""]
    ]  # fmt: skip
    rows = [row.at for row in cells.table.rows if isinstance(row, Row)][:_SAMPLE]
    best, most, counted = None, -1, 0
    for recipe in tried:
        verdicts = Counter(t.verdict for at in rows if (t := _trial(recipe, cells, at)) is not None)
        fits = sum(verdicts.values()) - verdicts["wrong"]
        if fits > most:
            best, most, counted = recipe, fits, sum(verdicts.values())
    # Where no row fits, the head means something else; one or two rows alone may just be wrong.
    return best if best is not None and (most > 0 or 0 < counted <= 2) else None


def _of_form(column: Column, form: str, a: Column, b: Column) -> Recipe:
    tree = parse(form)
    return Recipe(column, _words(form, a, b), tree, ready(tree), {"a": a.index, "b": b.index}, False)


def _words(form: str, a: Column, b: Column) -> str:
    return "".join({"a": f"«{a.leaf}»", "b": f"«{b.leaf}»"}.get(c, c) for c in form)


def _trial(recipe: Recipe, cells: Cells, at: int) -> Trial | None:
    cell = cells.figures.get((at, recipe.column.index))
    if cell is None or cell.value is None or cell.of is not None:
        return None
    inputs = {}
    for key, column in recipe.inputs.items():
        figure = cells.figures.get((at, column))
        if figure is None or figure.value is None or figure.of is not None:
            return None
        inputs[key] = figure
    exact = at_point(recipe.compute, {key: printed(f) for key, f in inputs.items()})
    if exact is None:
        return None
    return Trial(cell, recipe, inputs, exact, _verdict(recipe, cell, inputs, exact))


def _verdict(recipe: Recipe, cell: Figure, inputs: Mapping[str, Figure], exact: Decimal) -> str:
    span = stated(cell)
    if span.low <= exact <= span.high or _excused(recipe, cell, inputs, exact):
        return "fits"
    if exact.quantize(Decimal(1).scaleb(-decimals(cell)), ROUND_DOWN) == printed(cell):
        return "truncated"
    loose = within(recipe.compute, recipe.tree, {key: taken(f) for key, f in inputs.items()})
    return "slack" if loose is not None and loose.meets(span) else "wrong"


def _excused(recipe: Recipe, cell: Figure, inputs: Mapping[str, Figure], exact: Decimal) -> bool:
    """What tables print otherwise and rightly: nothing remaining, a fall without sign, points of a rate."""
    role, value = recipe.column.role, printed(cell)
    if role == "remaining" and exact < 0:
        return value == 0 or stated(cell).meets(point(-exact))
    if role == "growth" and exact < 0 < value and not recipe.from_print:
        return stated(cell).meets(point(-exact))
    if role == "growth" and not recipe.from_print and len(inputs) == 2:
        a, b = (printed(f) for f in inputs.values())
        return all(f.unit == "%" for f in inputs.values()) and stated(cell).meets(point(a - b))
    return False


def _never_fits(recipe: Recipe, cells: Cells, rows: Sequence[Row]) -> bool:
    """A printed formula that no row of at least three follows is itself what is wrong."""
    if not recipe.from_print:
        return False
    verdicts = [t.verdict for row in rows if (t := _trial(recipe, cells, row.at)) is not None]
    return len(verdicts) >= 3 and set(verdicts) == {"wrong"}


def _about_head(recipe: Recipe, cells: Cells, rows: Sequence[Row]) -> Iterator[Finding]:
    trials = [t for row in rows if (t := _trial(recipe, cells, row.at)) is not None]
    first = trials[0]
    yield finding(
        "table-formula", "error", first.cell,
        f"Cột «{recipe.column.leaf}»: không dòng nào theo đúng {recipe.shown}; "
        f"ví dụ {cell_name(first.cell)} ghi {first.cell.written}, tính được {write(first.computed, decimals(first.cell))}.",
        None, [t.cell for t in trials[1:]],
    )  # fmt: skip
