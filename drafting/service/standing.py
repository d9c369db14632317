"""Figures that stand from period to period (area, villages, a telephone) and targets: proposed anew, confirmed by a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from corpus.errors import InputError
from corpus.types import Report, StoredReport
from corpus.units import fold
from drafting import numbers
from drafting.types import ConfirmedSource, Figure, FigureTable, Role
from drafting.workspace.store import Workspace, now

if TYPE_CHECKING:
    from drafting.collection import ReportStatement

TABLE = "Số liệu ổn định đã xác nhận"
_PHONE = "Điện thoại"


@dataclass(frozen=True)
class Standing:
    """A standing figure or a target of a unit.

    Attributes:
        written: its value as typed, in `unit`.
        period: the period it was confirmed for, empty where it is only proposed.
        confirmed_by, at: who confirmed it and when (ISO), empty where nobody has.
        sentence: where last period's report says it, empty where it doesn't.
    """

    label: str
    written: str
    unit: str
    role: Role = "actual"
    period: str = ""
    confirmed_by: str = ""
    at: str = ""
    sentence: str = ""

    @property
    def key(self) -> str:
        """What tells it from the unit's others: a target is another thing than a result."""
        return f"{self.label} ({self.role})" if self.role != "actual" else self.label


def proposals(workspace: Workspace, unit: str, past: StoredReport | None) -> list[Standing]:
    """What was confirmed before, with who and when; then what last period's report states and nobody has confirmed."""
    known = [_kept(value) for value in workspace.confirmed(unit).values()]
    names = {fold(s.key) for s in known}
    found: dict[str, Standing] = {}
    for item in _of_report(past.report) if past is not None else ():
        if fold(item.key) not in names:
            found.setdefault(fold(item.key), item)
    return [*known, *found.values()]


def _kept(value: dict[str, str]) -> Standing:
    return Standing(
        value.get("label", ""), value.get("value", ""), value.get("unit", ""), cast("Role", value.get("role", "actual")),
        value.get("period", ""), value["confirmed_by"], value["at"], value.get("sentence", ""),
    )  # fmt: skip


def _of_report(report: Report) -> Iterable[Standing]:
    from drafting.collection import as_written, statements
    from drafting.writers.particulars import stands

    for statement in statements(report):
        told = statement.role == "target" or (statement.role == "actual" and stands(statement.label))
        if told and not statement.computed and statement.scope is None and not statement.in_table:
            unit, value = as_written(statement)
            written = value if isinstance(value, str) else numbers.write(value)
            yield Standing(statement.label, written, unit, _role(statement), sentence=statement.sentence)
    phone = next((r for r in numbers.read(report.text) if r.kind == "phone"), None)
    if phone is not None:
        yield Standing(_PHONE, phone.quote, "")


def _role(statement: ReportStatement) -> Role:
    return "target" if statement.role == "target" else "actual"


def confirm(workspace: Workspace, unit: str, period: str, items: Sequence[Standing], by: str) -> None:
    """Remember values as confirmed for a period.

    Raises:
        InputError: where the unit or the period isn't known, or a value is empty.
    """
    if not unit or not period:
        raise InputError(
            "Hãy ghi tên đơn vị và kỳ báo cáo trước khi xác nhận số liệu ổn định.",
            "Give the unit and the period before confirming standing figures.",
        )
    empty = next((i for i in items if not i.label.strip() or not i.written.strip()), None)
    if empty is not None:
        raise InputError(
            f"«{empty.label or 'Một dòng'}» chưa có tên hoặc giá trị để xác nhận.",
            f"“{empty.label or 'A line'}” has no name or value to confirm.",
        )
    for item in items:
        value = {
            "label": item.label.strip(), "value": item.written.strip(), "unit": item.unit.strip(), "role": item.role,
            "period": period, "sentence": item.sentence,
        }  # fmt: skip
        workspace.confirm(unit, item.key[:400], value, by)


def forget(workspace: Workspace, unit: str, keys: Iterable[str]) -> None:
    """Drop standing figures that no longer are."""
    for key in keys:
        workspace.unconfirm(unit, key[:400])


def confirmed_table(workspace: Workspace, unit: str, period: str) -> FigureTable:
    """The standing figures confirmed for a period: their source is the confirmation."""
    kept = [_kept(v) for v in workspace.confirmed(unit).values()]
    current = [s for s in kept if s.period == period]
    return FigureTable(tuple(_figure(s, n, period) for n, s in enumerate(current, start=1)))


def _figure(item: Standing, number: int, period: str) -> Figure:
    reading = numbers.read_cell(item.written, item.unit or None) if item.label != _PHONE else None
    figure = Figure(
        key=f"F{number:03d}", indicator=f"I{number:03d}", label=item.label, scope=None, role=item.role, value=None,
        unit=item.unit, written=item.written, written_unit=item.unit, text=item.written,
        source=ConfirmedSource(item.confirmed_by, item.at or now()), period=None if item.role == "target" else period,
    )  # fmt: skip
    if reading is None or reading.value is None:
        return figure
    return replace(
        figure, value=reading.value, unit=reading.unit or item.unit, of=reading.of, low=reading.low, high=reading.high, text=None
    )  # fmt: skip
