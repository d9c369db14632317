"""The indicator table of this period: in the precedent's shape, every number bound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus import periods
from corpus.types import Report, Table
from drafting import figures
from drafting.types import DraftTable, Figure, Plan, Role
from drafting.writers.amounts import amount, plain
from drafting.writers.base import SectionText, TextBuilder, piece_between, shift
from drafting.writers.outline import moved_words
from drafting.writers.table_rows import Placed, TableRow, by_group, by_shape, rows_of, table_figures
from drafting.writers.table_shape import Shape, ShapeColumn, shape_of

_MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: words, or a number bound to a figure or an expression."""

    text: str = ""
    figure: str | None = None
    expression: str | None = None


def indicator_table(plan: Plan, like: Sequence[Table] = (), report: Report | None = None) -> SectionText:
    """The table as lines of tab-separated cells; empty where no figure is about the whole.

    Args:
        plan: its figures fill the table.
        like: the precedent's tables: the first of indicators gives the shape, and this period's rows are those of
            the sheet that has most of theirs.
        report: the precedent, whose head words are brought to this period.
    """
    told = {
        f.indicator for s in plan.sections if not s.table for f in plan.figures.figures if f.key in s.figures
    }
    rows = rows_of(table_figures(plan.figures, like, told))
    if not rows:
        return SectionText()
    shape = next((s for t in like if report is not None and (s := shape_of(t)) is not None), None)
    absent: list[str] = []
    header: tuple[tuple[str, ...], ...]
    if shape is None or report is None:
        columns = standard_columns(plan, {role for row in rows for role in row.cells})
        header = (tuple(c.title for c in columns), tuple(c.code for c in columns))
        shape = Shape(header, tuple(c.column for c in columns), ())
        placed = by_group(rows)
    else:
        header = tuple(tuple(_moved(report, cell, plan) for cell in row) for row in shape.header)
        placed, absent = by_shape(rows, shape)
    return _written(plan, header, shape.columns, placed, _note(absent))


def _moved(report: Report, cell: str, plan: Plan) -> str:
    return moved_words(report, cell, plan) if any(c.isdigit() for c in cell) and "=" not in cell else cell


def _note(absent: Sequence[str]) -> str:
    if not absent:
        return ""
    named = "; ".join(absent[:_MOST_NAMED]) + ("; …" if len(absent) > _MOST_NAMED else "")
    return f"bảng chỉ tiêu kỳ trước còn {len(absent)} dòng mà kỳ này chưa có số liệu: {named}"


def _written(
    plan: Plan,
    header: Sequence[Sequence[str]],
    columns: Sequence[ShapeColumn],
    placed: Sequence[Placed],
    note: str,
) -> SectionText:
    out = TextBuilder()
    lines: list[tuple[str, ...]] = []
    for head in header:
        _add_row(out, [Cell(c) for c in head], lines)
    for one in placed:
        _add_row(out, [_cell(plan, one, column) for column in columns], lines)
    out.table(DraftTable(0, out.length, tuple(lines), header_rows=len(header)))
    return out.done(note=note)


def _cell(plan: Plan, placed: Placed, column: ShapeColumn) -> Cell:
    row = placed.row
    if column.holds == "number":
        return Cell(placed.mark)
    if column.holds == "label":
        return Cell(placed.label)
    if row is None:
        return Cell()
    if column.holds == "unit":
        return Cell(row.unit)
    if column.holds == "note":
        return Cell(next((f.text for f in row.cells.values() if f.role == "other" and f.text), "") or "")
    if column.scope:
        return _stated(row.members.get(column.scope))
    if column.form:
        return _computed(plan, row, column)
    return _stated(row.goal if column.holds in ("plan", "target") else row.cells.get(_role(column.holds)))


def _role(holds: str) -> Role:
    return holds if holds in ("actual", "same-period", "share") else "other"  # type: ignore[return-value]


def _stated(figure: Figure | None) -> Cell:
    if figure is None or (figure.role == "other" and figure.value is None):
        return Cell()
    if figure.value is None:
        return Cell(figure.text or "")
    return Cell(amount(figure).rstrip("%"), figure=figure.key)


def _computed(plan: Plan, row: TableRow, column: ShapeColumn) -> Cell:
    """What the column's formula gives over the row's figures; what the clerk's own table says where it can't."""
    keyed = {"a": row.cells.get("actual"), "s": row.cells.get("same-period"), "p": row.goal}
    used = [f for name, f in keyed.items() if f"{{{name}}}" in column.form]
    if not _comparable(used):
        given = row.cells.get("remaining" if column.holds == "remaining" else _computed_role(column.holds))
        return _stated(given)
    expression = column.form.format(**{name: f.key if f else "" for name, f in keyed.items()})
    value = figures.evaluate(expression, plan.figures.by_key()).value
    first = used[0]
    if "100" in column.form:
        return Cell(plain(value, 1), expression=expression)
    if first is None or (column.holds == "remaining" and (first.unit == "%" or value < 0)):
        return Cell()
    return Cell(amount(replace(first, of=None), value), expression=expression)


def _computed_role(holds: str) -> Role:
    return "growth" if holds == "growth" else "of-plan"


def _comparable(used: Sequence[Figure | None]) -> bool:
    """Figures of one unit, none of them a ratio or nought that is divided by."""
    if not used or any(f is None or f.value is None or f.of is not None for f in used):
        return False
    known = [f for f in used if f is not None]
    return len({f.unit for f in known}) == 1 and all(f.value for f in known[1:])


@dataclass(frozen=True, slots=True)
class StandardColumn:
    """A column of the standard table: its title, what it holds, and its printed number or formula."""

    title: str
    column: ShapeColumn
    code: str


def standard_columns(plan: Plan, used: set[Role]) -> list[StandardColumn]:
    """The usual columns for the roles that this period's figures have."""
    now = periods.period_words(plan.period)
    before = periods.period_words(periods.previous_year(plan.period))
    columns: list[StandardColumn] = []

    def put(title: str, holds: str, form: str = "", printed: str = "") -> int:
        columns.append(StandardColumn(title, ShapeColumn(holds, form), f"{len(columns) + 1}{printed}"))
        return len(columns)

    same = put(f"Thực hiện {before}", "same-period") if "same-period" in used else 0
    goal = put(f"Kế hoạch năm {periods.year_of(plan.period)}", "plan") if used & {"plan", "target"} else 0
    done = put(f"{'Thực hiện' if periods.length(plan.period) == 12 else 'Ước thực hiện'} {now}", "actual")
    if same:
        put("So với cùng kỳ (%)", "growth", "{a}/{s}*100", f"={done}/{same}*100")
    if goal:
        put("So với kế hoạch (%)", "of-plan", "{a}/{p}*100", f"={done}/{goal}*100")
        put("Còn phải thực hiện", "remaining", "{p}-{a}", f"={goal}-{done}")
    put("Ghi chú", "note")
    heads = (("TT", "number", "A"), ("Chỉ tiêu", "label", "B"), ("Đơn vị tính", "unit", "C"))
    return [*(StandardColumn(title, ShapeColumn(holds), code) for title, holds, code in heads), *columns]


def before_table(piece: SectionText, more: SectionText) -> SectionText:
    """`piece` with `more` in it: before the title of a table that ends it, else at its end."""
    last = max(piece.tables, key=lambda t: t.end, default=None)
    if not more.text or last is None or piece.text[last.end :].strip():
        return TextBuilder().append(piece).paragraph(more).done(note=piece.note)
    at = _titled(piece.text, last.start)
    while (above := next((t for t in piece.tables if t.end == at - 1), None)) is not None:
        at = _titled(piece.text, above.start)
    if not at:
        return TextBuilder().append(more).paragraph(piece).done(note=piece.note)
    out = TextBuilder().append(piece_between(piece, 0, at)).append(more).add("\n")
    return out.append(shift(piece_between(piece, at, len(piece.text) + 1), -at)).done(note=piece.note)


def _titled(text: str, at: int) -> int:
    """Where a table begins that stands at `at`: with its title, where the line above is one."""
    title = text.rfind("\n", 0, max(0, at - 1)) + 1
    return title if text[title:at].lstrip().casefold().startswith(("bảng", "biểu", "danh sách")) else at


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
