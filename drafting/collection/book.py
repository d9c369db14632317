"""The consolidated workbook: the table, and a sheet that lists where each number comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from drafting import numbers
from drafting.collection.merging import Line, as_printed
from drafting.collection.sheets import Cell, Sheet
from drafting.collection.totals import Whole
from drafting.figures import SOURCES_MARK, SOURCES_SHEET, column_name
from drafting.types import CellSource, Figure, Role, SentenceSource

_HEADS: dict[Role, str] = {
    "actual": "Kỳ này",
    "same-period": "Cùng kỳ",
    "plan": "Kế hoạch",
    "target": "Mục tiêu",
}


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a value stands in the table."""

    cell: str


def lay_out(
    lines: Sequence[Line],
    wholes: dict[tuple[int, Role], Whole],
    members: Sequence[str],
    missing: Sequence[str],
) -> tuple[list[Sheet], dict[tuple[int, Role, str | None], Placed]]:
    """The two sheets, and the cell of each line, role and member (None for the total)."""
    roles = [r for r in _HEADS if any(line.of(r) for line in lines)]
    columns: list[tuple[str | None, Role]] = [(m, r) for m in (None, *members) for r in roles]
    sheet = Sheet("Tổng hợp", widths=(6, 48, 16, *(13 for _ in columns)))
    _head(sheet, columns, roles)
    placed: dict[tuple[int, Role, str | None], Placed] = {}
    sources = _sources_sheet(missing)
    group = ""
    for n, line in enumerate(lines):
        if line.group and line.group != group:
            sheet.add(["", line.group], bold=True, boxed=True)
        group = line.group or group
        row = sheet.add(
            [n + 1, line.label, line.written_unit, *_values(n, line, wholes, columns)], boxed=True
        )
        for index, (member, role) in enumerate(columns):
            cell = f"{column_name(index + 3)}{row}"
            placed[n, role, member] = Placed(cell)
            _trace(sources, line, cell, line.of(role), wholes.get((n, role)), member)
    return [sheet, sources], placed


def _head(sheet: Sheet, columns: Sequence[tuple[str | None, Role]], roles: Sequence[Role]) -> None:
    names = [member or "Tổng số" for member, _ in columns]
    if len(roles) == 1:
        sheet.add(["TT", "Chỉ tiêu", "Đơn vị tính", *names], bold=True, boxed=True)
        return
    first = [name if index % len(roles) == 0 else "" for index, name in enumerate(names)]
    sheet.add(["TT", "Chỉ tiêu", "Đơn vị tính", *first], bold=True, boxed=True)
    sheet.add(["", "", "", *(_HEADS[role] for _, role in columns)], bold=True, boxed=True)
    sheet.merged += [f"{column_name(c)}1:{column_name(c)}2" for c in range(3)]
    for start in range(3, 3 + len(columns), len(roles)):
        sheet.merged.append(f"{column_name(start)}1:{column_name(start + len(roles) - 1)}1")


def _values(
    n: int, line: Line, wholes: dict[tuple[int, Role], Whole], columns: Sequence[tuple[str | None, Role]]
) -> list[Cell]:
    cells: list[Cell] = []
    for member, role in columns:
        figure = line.of(role).get(member) if member is not None else None
        total = wholes.get((n, role)) if member is None else None
        if figure is not None:
            cells.append(_cell(figure, line))
        elif total is not None and total.value is not None:
            cells.append(
                written_total(line, total)
                if total.of is not None
                else as_printed(total.value, line.written_unit)
            )
        else:
            cells.append(None)
    return cells


def _cell(figure: Figure, line: Line) -> Cell:
    if figure.value is None:
        return figure.text or figure.written
    if figure.of is not None or figure.unit != line.unit:
        return figure.written if figure.of is not None else f"{figure.written} {figure.written_unit}".strip()
    return as_printed(figure.value, line.written_unit)


def written_total(line: Line, total: Whole) -> str:
    """A total as the table prints it."""
    value = total.value if total.value is not None else Decimal(0)
    if total.of is not None:
        return f"{numbers.write(value)}/{numbers.write(total.of)}"
    return numbers.write(as_printed(value, line.written_unit))


def _sources_sheet(missing: Sequence[str]) -> Sheet:
    sheet = Sheet(SOURCES_SHEET, widths=(14, 48, 22, 16, 30, 18, 14, 80))
    sheet.add([SOURCES_MARK], bold=True)
    if missing:
        sheet.add([f"Chưa gửi: {', '.join(missing)}"])
    sheet.add(
        ["Ô tổng hợp", "Chỉ tiêu", "Đơn vị", "Ghi là", "Tệp", "Trang", "Ô", "Câu"], bold=True, boxed=True
    )
    return sheet


def _trace(
    sheet: Sheet, line: Line, cell: str, figures: dict[str, Figure], total: Whole | None, member: str | None
) -> None:
    if member is not None:
        if member in figures:
            sheet.add([cell, line.label, member, *_origin(figures[member])], boxed=True)
        return
    if total is None or total.value is None:
        return
    how = f"bình quân theo «{total.base}»" if total.how == "weighted" else "tổng của"
    sheet.add(
        [cell, line.label, "Tổng số", written_total(line, total), f"{how} {len(figures)} đơn vị"], boxed=True
    )
    for name, figure in figures.items():
        sheet.add([cell, line.label, name, *_origin(figure)], boxed=True)


def _origin(figure: Figure) -> list[str]:
    written = f"{figure.written} {figure.written_unit}".strip() if figure.unit != "%" else figure.written
    match figure.source:
        case CellSource(file, sheet, cell):
            return [written, file, sheet or "", cell, ""]
        case SentenceSource(report, sentence, _, _):
            return [written, report, "", "", sentence]
    return [written, "", "", "", ""]
