"""The members' figures of this period as one table: totals, a column a member, every value with its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import InputError
from drafting.collection.book import Placed, lay_out
from drafting.collection.members import Sent, figures_of, of_period, read_member
from drafting.collection.merging import Line, Merged
from drafting.collection.sheets import save
from drafting.collection.totals import Whole, whole
from drafting.types import CellSource, Figure, FigureTable, Finding, Role

_ROLES: tuple[Role, ...] = ("actual", "same-period", "plan", "target")


@dataclass(frozen=True, slots=True)
class Consolidation:
    """The consolidated table.

    Attributes:
        table: totals (scope None, source a cell of the table written) and members' figures with their own sources.
        members: whose figures are in it, in order; `missing`: whose aren't.
        findings: what was odd: other units, two values, rates without a base, other periods, slips of the tables.
    """

    table: FigureTable
    members: tuple[str, ...]
    missing: tuple[str, ...]
    findings: tuple[Finding, ...]


def consolidate(
    paths: Sequence[Path], out: Path | None = None, expected: Sequence[str] = ()
) -> Consolidation:
    """Consolidate what members sent.

    Args:
        paths: filled tables or reports of this period, any mix.
        out: where the table goes as XLSX, its sources on a second sheet; nowhere if None.
        expected: names of members that should have sent, so that the absent are shown.

    Raises:
        InputError: for no files, one that can't be read, or none with figures.
    """
    if not paths:
        raise InputError("Chưa có tệp nào để tổng hợp.", "There is no file to consolidate.")
    sent, findings = of_period([read_member(path) for path in paths])
    merged = Merged()
    for one in sent:
        merged.add_all(figures_of(one))
    members, missing = _members(sent, merged, expected)
    if not merged.lines:
        raise InputError(
            "Các tệp không có số liệu nào để tổng hợp.", "The files hold no figures to consolidate."
        )
    wholes = {
        (n, role): whole(line, role, merged.lines, members)
        for n, line in enumerate(merged.lines) for role in _ROLES if line.of(role)
    }  # fmt: skip
    sheets, placed = lay_out(merged.lines, wholes, (*members, *missing), missing)
    if out is not None:
        save(out, sheets)
    table = _table(merged.lines, wholes, placed, members, out.name if out is not None else "tổng hợp")
    notes = [*_names(sent), *_without_total(merged.lines, wholes, members, table)]
    slips = [f for one in sent for f in one.table.findings]
    return Consolidation(table, members, missing, (*findings, *merged.findings, *notes, *slips))


def _members(
    sent: Sequence[Sent], merged: Merged, expected: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Those with results, and those without: named by a file, or expected."""
    held = dict.fromkeys(m for line in merged.lines for m in line.of("actual"))
    others = dict.fromkeys(m for line in merged.lines for _, m in line.cells)
    named = dict.fromkeys([*(s.member for s in sent if s.member), *expected])
    present = tuple(held or others)
    known = {m.lower() for m in present}
    return present, tuple(m for m in named if m.lower() not in known)


def _table(
    lines: Sequence[Line],
    wholes: dict[tuple[int, Role], Whole],
    placed: dict[tuple[int, Role, str | None], Placed],
    members: Sequence[str],
    file: str,
) -> FigureTable:
    found: list[Figure] = []
    for n, line in enumerate(lines):
        indicator = f"I{n + 1:03d}"
        for role in _ROLES:
            cells = line.of(role)
            total = wholes.get((n, role))
            if total is not None and total.value is not None:
                source = CellSource(file, "Tổng hợp", placed[n, role, None].cell)
                found.append(
                    _total(line, role, total, source, indicator, len(found) + 1, next(iter(cells.values())))
                )
            for member in members:
                if member in cells:
                    found.append(_renamed(cells[member], line, indicator, member, len(found) + 1))
    return FigureTable(tuple(found))


def _total(
    line: Line, role: Role, total: Whole, source: CellSource, indicator: str, number: int, like: Figure
) -> Figure:
    from drafting.collection.book import written_total

    exact = total.value if total.how != "weighted" else None
    return Figure(
        key=f"F{number:03d}", indicator=indicator, label=line.label, scope=None, role=role, value=total.value,
        unit=line.unit, written=written_total(line, total), written_unit=line.written_unit, source=source,
        period=like.period, of=total.of, low=exact, high=exact, group=line.group,
    )  # fmt: skip


def _renamed(figure: Figure, line: Line, indicator: str, member: str, number: int) -> Figure:
    return Figure(
        f"F{number:03d}", indicator, line.label, member, figure.role, figure.value, figure.unit, figure.written,
        figure.written_unit, figure.source, figure.period, figure.of, figure.text, figure.low, figure.high, line.group,
    )  # fmt: skip


def _names(sent: Sequence[Sent]) -> list[Finding]:
    return [
        Finding(
            "table-read", "warning", s.file, None, None, s.file,
            f"«{s.file}» không ghi tên đơn vị; đang lấy theo tên tệp là «{s.member}».",
        )
        for s in sent if s.guessed
    ]  # fmt: skip


def _without_total(
    lines: Sequence[Line], wholes: dict[tuple[int, Role], Whole], members: Sequence[str], table: FigureTable
) -> list[Finding]:
    found = []
    for (n, role), total in wholes.items():
        line = lines[n]
        if role != "actual" or (total.how not in ("rate", "incomplete")):
            continue
        absent = [m for m in members if m not in line.of(role)]
        if total.how == "rate" and len(line.of(role)) > 1:
            why = "là tỷ lệ hoặc bình quân, không cộng được và không có số gốc để tính; ô chung để trống"
            found.append(("warning", line, why))
        elif total.how == "incomplete" and absent:
            found.append(
                ("info", line, f"chưa có số liệu của {', '.join(absent)}; số chung là của các đơn vị đã có")
            )
    return [
        Finding("table-read", severity, line.label, None, None, line.label, f"«{line.label}» {why}.")  # type: ignore[arg-type]
        for severity, line, why in found
    ]
