"""The indicator table of this period: rows of the clerk's table, computed columns, every number bound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus import periods
from corpus.types import Table
from corpus.units import fold
from drafting import alignment
from drafting.types import CellSource, DraftTable, Figure, FigureTable, Plan, Role
from drafting.writers.amounts import amount, plain
from drafting.writers.base import SectionText, TextBuilder, piece_between, shift

_SAME_ROW = 0.8
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: words, or a number bound to a figure or an expression."""

    text: str = ""
    figure: str | None = None
    expression: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of an indicator by role, its sub-row mark and label."""

    label: str
    unit: str
    cells: dict[Role, Figure]
    group: str
    sub: bool


def indicator_table(plan: Plan, like: Sequence[Table] = ()) -> SectionText:
    """The table as lines of tab-separated cells; empty where no figure is about the whole.

    Args:
        plan: its figures fill the table.
        like: the precedent's tables: this period's rows are those of the sheet that has most of theirs.
    """
    rows = _rows(table_figures(plan.figures, like))
    if not rows:
        return SectionText()
    used = {role for row in rows for role in row.cells}
    columns = _columns(plan, used)
    header = [["TT", "Chỉ tiêu", "Đơn vị tính", *(c.title for c in columns)], _formula_row(columns)]
    out = TextBuilder()
    lines: list[tuple[str, ...]] = []
    for head in header:
        _add_row(out, [Cell(c) for c in head], lines)
    group, ordinal, groups = "", 0, 0
    for row in rows:
        if row.group and row.group != group:
            group = row.group
            _add_row(out, [Cell(_ROMANS[groups % 12]), Cell(group), *[Cell()] * (len(columns) + 1)], lines)
            groups += 1
        ordinal += 0 if row.sub else 1
        mark = "-" if row.sub else str(ordinal)
        cells = [_cell(row, c) for c in columns]
        _add_row(out, [Cell(mark), Cell(row.label), Cell(row.unit), *cells], lines)
    out.table(DraftTable(0, out.length, tuple(lines), header_rows=2))
    return out.done()


def before_table(piece: SectionText, more: SectionText) -> SectionText:
    """`piece` with `more` in it: before the title of a table that ends it, else at its end."""
    last = max(piece.tables, key=lambda t: t.end, default=None)
    if not more.text or last is None or piece.text[last.end :].strip():
        return TextBuilder().append(piece).paragraph(more).done(note=piece.note)
    at = last.start
    title = piece.text.rfind("\n", 0, max(0, at - 1)) + 1
    at = title if piece.text[title:at].lstrip().casefold().startswith(("bảng", "biểu")) else at
    if not at:
        return TextBuilder().append(more).paragraph(piece).done(note=piece.note)
    out = TextBuilder().append(piece_between(piece, 0, at)).append(more).add("\n")
    return out.append(shift(piece_between(piece, at, len(piece.text) + 1), -at)).done(note=piece.note)


def table_figures(table: FigureTable, like: Sequence[Table]) -> FigureTable:
    """The figures of one sheet: the one that has most of the precedent's rows, else of groups and plans."""
    sheets: dict[tuple[str, str | None], list[Figure]] = {}
    for figure in table.figures:
        if isinstance(figure.source, CellSource) and not figure.scope:
            sheets.setdefault((figure.source.file, figure.source.sheet), []).append(figure)
    old = {fold(cell).strip(" -") for t in like for row in t.rows for cell in row if len(cell) > 3}

    def fit(sheet: list[Figure]) -> tuple[int, int, int]:
        labels = {f.label for f in sheet}
        same = sum(fold(label.rpartition(": ")[2]).strip(" -") in old for label in labels)
        return same, sum(bool(f.group) for f in sheet), sum(f.role == "plan" for f in sheet)

    if not sheets:
        return table
    best = sorted(sheets.values(), key=fit)[-1]
    if not any(f.group for f in best):
        best = _listed(best, old)
    return FigureTable(tuple(best)) if len(sheets) > 1 or len(best) < len(table.figures) else table


def _listed(sheet: list[Figure], old: set[str]) -> list[Figure]:
    """Of a plain list of all a clerk has: the rows that the precedent's table has, where it has some."""
    labels = {f.label for f in sheet}
    listed = {label for label in labels if any(_same_row(label, cell) for cell in old)}
    return [f for f in sheet if f.label in listed] if len(listed) > 2 else sheet


def _same_row(label: str, cell: str) -> bool:
    own = fold(label.rpartition(": ")[2]).strip(" -")
    shorter, longer = sorted((own, cell), key=len)
    return len(shorter.split()) > 1 and (
        longer.startswith(shorter) or alignment.similarity(own, cell) >= _SAME_ROW
    )


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, what it holds, and its number for formulas."""

    title: str
    holds: str
    number: int
    formula: str = ""


def _columns(plan: Plan, used: set[Role]) -> list[Column]:
    now = periods.period_words(plan.period)
    before = periods.period_words(periods.previous_year(plan.period))
    year = periods.year_of(plan.period)
    columns: list[Column] = []

    def put(title: str, holds: str, formula: str = "") -> int:
        columns.append(Column(title, holds, len(columns) + 1, formula))
        return len(columns)

    same = put(f"Thực hiện {before}", "same-period") if "same-period" in used else 0
    goal = put(f"Kế hoạch năm {year}", "plan") if used & {"plan", "target"} else 0
    done = put(f"Ước thực hiện {now}", "actual")
    if same:
        put("So với cùng kỳ (%)", "of-same", f"={done}/{same}*100")
    if goal:
        put("So với kế hoạch (%)", "of-plan", f"={done}/{goal}*100")
        put("Còn phải thực hiện", "remaining", f"={goal}-{done}")
    put("Ghi chú", "note")
    return columns


def _formula_row(columns: list[Column]) -> list[str]:
    return ["A", "B", "C", *(f"{c.number}{c.formula}" for c in columns)]


def _rows(table: FigureTable) -> list[Row]:
    rows: dict[str, Row] = {}
    for figure in table.figures:
        if figure.scope:
            continue
        row = rows.get(figure.indicator)
        if row is None:
            parent, _, own = figure.label.rpartition(": ")
            unit = figure.written_unit or figure.unit
            row = Row(own if parent else figure.label, unit, {}, _group(figure.group), bool(parent))
            if parent and not any(r.label == parent for r in rows.values()):
                rows[f"parent of {figure.indicator}"] = Row(parent, "", {}, row.group, sub=False)
            rows[figure.indicator] = row
        row.cells.setdefault(figure.role, figure)
    return list(rows.values())


def _group(text: str) -> str:
    """The group's name without its numeral and its count of indicators."""
    import re

    bare = re.sub(r"^[IVX]+[.\s]\s*", "", text.strip())
    return re.sub(r"\s*\(\s*\d+\s+chỉ tiêu\s*\)", "", bare)


def _cell(row: Row, column: Column) -> Cell:
    cells = row.cells
    actual, same = cells.get("actual"), cells.get("same-period")
    goal = cells.get("plan") or cells.get("target")
    if column.holds == "note":
        words = next((f.text for f in cells.values() if f.role == "other" and f.text), None)
        return Cell(words or "")
    if column.holds == "of-same":
        return _ratio(actual, same)
    if column.holds == "of-plan":
        return _ratio(actual, goal)
    if column.holds == "remaining":
        return _remaining(actual, goal)
    figure = {"actual": actual, "same-period": same, "plan": goal}[column.holds]
    if figure is None:
        return Cell()
    if figure.value is None:
        return Cell(figure.text or "")
    return Cell(amount(figure).rstrip("%"), figure=figure.key)


def _ratio(top: Figure | None, base: Figure | None) -> Cell:
    if top is None or base is None or top.value is None or not base.value or top.of != base.of:
        return Cell()
    if top.unit != base.unit:
        return Cell()
    share = top.value / base.value * 100
    return Cell(plain(share, 1), expression=f"{top.key}/{base.key}*100")


def _remaining(actual: Figure | None, goal: Figure | None) -> Cell:
    """What is left of the plan; empty for percentages and where the plan is passed."""
    if actual is None or goal is None or actual.value is None or goal.value is None:
        return Cell()
    if actual.unit in ("%",) or actual.of is not None or goal.of is not None or actual.unit != goal.unit:
        return Cell()
    left: Decimal = goal.value - actual.value
    if left < 0:
        return Cell()
    return Cell(amount(replace(goal, of=None), left), expression=f"{goal.key}-{actual.key}")


def _add_row(out: TextBuilder, cells: list[Cell], lines: list[tuple[str, ...]]) -> None:
    if out.length:
        out.add("\n")
    for index, cell in enumerate(cells):
        out.add("\t" if index else "")
        if cell.figure or cell.expression:
            out.bind(cell.text, figure=cell.figure, expression=cell.expression)
        else:
            out.add(cell.text)
    lines.append(tuple(c.text for c in cells))
