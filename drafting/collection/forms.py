"""The blank tables of figures to collect for the next period, made from a past report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from corpus import periods
from corpus.types import Report
from corpus.units import fold
from drafting import figures, numbers
from drafting.alignment import similarity
from drafting.collection.naming import SAME
from drafting.collection.providers import provider
from drafting.collection.sheets import Sheet, save
from drafting.collection.statements import ReportStatement, as_written, statements
from drafting.figures import is_total
from drafting.types import Figure, Role

HEAD = ("Chỉ tiêu", "Đơn vị tính", "Địa bàn", "Kỳ này", "Cùng kỳ", "Kế hoạch", "Ghi chú", "Đơn vị cung cấp")
_WIDTHS = (52, 16, 20, 14, 14, 14, 34, 30)
_NO_VALUE = "kỳ trước chưa có số liệu"
Number = Decimal | str


@dataclass(frozen=True, slots=True)
class Wanted:
    """A line of the form: an indicator, with what last period's report says of it.

    Attributes:
        cells: last values by role, as printed numbers in `unit` (or words, as a ratio's).
        provider: who has the figure, empty where nobody was asked.
        note: what stands beside it.
    """

    label: str
    unit: str
    scope: str | None
    group: str
    cells: dict[Role, Number] = field(default_factory=dict)
    provider: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A form: for whom (a department or a member), about which unit, and its lines."""

    to: str
    unit: str
    lines: tuple[Wanted, ...]


def request_form(report: Report, period: str, path: Path, assigned: Mapping[str, str] | None = None) -> int:
    """Write the form as XLSX: the report's tables' indicators first, then those its text states.

    Args:
        report: of a past period.
        period: code of the period to collect for.
        path: where the form goes.
        assigned: the unit's own assignment of who provides what, by folded label.

    Returns:
        How many indicators it asks for.

    Raises:
        InputError: where it can't be written.
    """
    lines = provided(wanted(report), report, assigned or {})
    save(path, [form_sheet(Form("", report.meta.unit, tuple(lines)), report.meta.period, period)])
    return len(lines)


def form_sheet(form: Form, then: str | None, now: str) -> Sheet:
    """The sheet of a form for the period `now`, its past values being of the period `then`."""
    sheet = Sheet("Thu thập", widths=_WIDTHS)
    sheet.add([f"SỐ LIỆU CẦN THU THẬP {periods.period_words(now).upper()}"], bold=True)
    sheet.add([f"Đơn vị báo cáo: {form.unit}"] if form.unit else [])
    sheet.add([f"Nơi cung cấp số liệu: {form.to}"] if form.to else [])
    sheet.add(HEAD, bold=True, boxed=True)
    group = ""
    for line in form.lines:
        if line.group != group:
            sheet.add([line.group or "Chỉ tiêu khác"], bold=True)
            group = line.group
        sheet.add(_cells(line, then, now), boxed=True)
    return sheet


def provided(lines: Sequence[Wanted], report: Report, assigned: Mapping[str, str]) -> list[Wanted]:
    """Lines with who provides them."""
    level = report.meta.level
    return [replace(line, provider=provider(line.label, line.group, level, assigned)) for line in lines]


def wanted(report: Report) -> list[Wanted]:
    """What the report states, each indicator and place once."""
    found: dict[tuple[str, str, str | None], Wanted] = {}
    for figure in figures.from_report_tables(report).figures:
        _add(
            found, figure.label, figure.written_unit, figure.scope, figure.group, figure.role, _number(figure)
        )
    for statement in statements(report):
        if not statement.computed and not statement.in_table and statement.label:
            _add_statement(found, report, statement)
    return list(found.values())


def _add(
    found: dict[tuple[str, str, str | None], Wanted],
    label: str, unit: str, scope: str | None, group: str, role: Role, number: Number,
) -> None:  # fmt: skip
    if role in ("growth", "of-plan", "remaining", "share", "other"):
        return
    if scope is not None and is_total(scope):
        scope = None
    key = (fold(group), fold(label), fold(scope) if scope else None)
    line = found.get(key) or Wanted(label, unit, scope, group)
    found[key] = replace(line, cells={role: number, **line.cells}, unit=line.unit or unit)


def _add_statement(
    found: dict[tuple[str, str, str | None], Wanted], report: Report, statement: ReportStatement
) -> None:
    label = statement.label
    scope = None if statement.scope is None or is_total(statement.scope) else statement.scope
    if any(line.scope == scope and _same(line.label, label) for line in found.values()):
        return
    heading = report.heading_path(statement.section)
    unit, number = as_written(statement)
    _add(found, label, unit, scope, heading[-1] if heading else "", statement.role, number)


def _same(one: str, other: str) -> bool:
    return fold(one.rpartition(": ")[2]) == fold(other) or similarity(one, other) >= SAME


def _number(figure: Figure) -> Number:
    """The printed number of a cell, or its words."""
    if figure.value is None or figure.of is not None:
        return figure.written
    info = numbers.base_unit(figure.written_unit) if figure.written_unit else None
    if info is None or info.base != figure.unit:
        return figure.written
    return figure.value / info.factor


def _cells(line: Wanted, then: str | None, now: str) -> Sequence[Number | None]:
    """A form line: last period's result stands as `Cùng kỳ` where it is the same part of the year before."""
    same: Number | None = None
    plan: Number | None = None
    note = ""
    actual = line.cells.get("actual")
    if then is not None and periods.previous_year(now) == then:
        same = actual
    elif then is not None and periods.year_of(then) == periods.year_of(now):
        plan = line.cells.get("plan")
        note = f"{periods.period_words(then)}: {_shown(actual)}" if actual is not None else ""
    elif actual is not None:
        note = f"kỳ trước: {_shown(actual)}"
    if same is None and plan is None and not line.unit and not note:
        note = _NO_VALUE  # a line of nothing but a label would read as the name of a group
    note = "; ".join(n for n in (note, line.note) if n)
    return [line.label, line.unit, line.scope or "", None, same, plan, note, line.provider]


def _shown(number: Number) -> str:
    return number if isinstance(number, str) else numbers.write(number)
