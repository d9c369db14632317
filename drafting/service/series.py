"""A figure over the periods of the library and over the members: what the charts show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus import periods
from corpus.types import StoredReport
from corpus.units import fold
from drafting.service.answers import where
from drafting.service.own_past import figures_of, own_reports
from drafting.types import Figure, FigureTable

# The unit's last reports that are looked at.
_MOST_REPORTS = 16
_CURRENT = "Số liệu kỳ này"


@dataclass(frozen=True)
class Point:
    """A value of an indicator: of a period, of the whole (`scope` None) or a member, with where it stands."""

    period: str
    scope: str | None
    value: Decimal
    written: str
    origin: str
    source: str


@dataclass(frozen=True)
class Series:
    """An indicator with its values, in the unit of the last one as printed."""

    label: str
    unit: str
    points: tuple[Point, ...]

    def over_periods(self) -> list[Point]:
        """The whole's values, the oldest first."""
        return sorted((p for p in self.points if p.scope is None), key=lambda p: order(p.period))

    def over_members(self) -> dict[str, list[Point]]:
        """The members' values by period, the largest first."""
        found: dict[str, list[Point]] = defaultdict(list)
        for point in self.points:
            if point.scope is not None:
                found[point.period].append(point)
        return {
            p: sorted(v, key=lambda x: -x.value)
            for p, v in sorted(found.items(), key=lambda i: order(i[0]))
            if len(v) > 1
        }


def order(period: str) -> tuple[int, int]:
    """Periods by their end, a longer one after a shorter."""
    first, last = periods.months(period)
    return periods.year_of(period) * 12 + last, last - first


def all_series(
    reports: Sequence[StoredReport], unit: str, table: FigureTable, period: str | None
) -> list[Series]:
    """The indicators that have something to show: two periods or two members; those with most first."""
    found: dict[tuple[str, str], list[tuple[str, Figure]]] = defaultdict(list)
    # This period's table first: its labels and units are the ones in use.
    for figure in table.figures:
        _take(found, figure, _CURRENT, period)
    for stored in reversed(own_reports(reports, unit)[-_MOST_REPORTS:]):
        for figure in figures_of(stored).figures:
            _take(found, figure, stored.file, stored.report.meta.period)
    made = [_series(cells) for cells in found.values()]
    shown = [s for s in made if len({p.period for p in s.over_periods()}) > 1 or s.over_members()]
    return sorted(shown, key=lambda s: (-len({p.period for p in s.points}), -len(s.points), s.label))


def _take(
    found: dict[tuple[str, str], list[tuple[str, Figure]]], figure: Figure, origin: str, period: str | None
) -> None:
    from drafting.collection import name_of

    if figure.role in ("actual", "same-period") and figure.value is not None and (figure.period or period):
        name = name_of(figure.label, figure.known) or figure.label
        found[fold(name), figure.unit].append((origin, figure))


def _series(cells: Sequence[tuple[str, Figure]]) -> Series:
    from drafting.collection import as_printed

    unit = cells[0][1].written_unit
    points: dict[tuple[str, str | None], Point] = {}
    # A result told in its own time comes before what a later report says of it as `cùng kỳ`.
    for origin, f in sorted(cells, key=lambda c: c[1].role != "actual"):
        value = as_printed(f.value, unit) if f.value is not None else Decimal(0)
        point = Point(
            f.period or "", f.scope, value, f"{f.written} {f.written_unit}".strip(), origin, where(f.source)
        )
        if f.period:
            points.setdefault((f.period, fold(f.scope) if f.scope else None), point)
    return Series(cells[0][1].label, unit, tuple(points.values()))
