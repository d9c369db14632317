"""A unit's own past in the library: its last report of the kind, the one of a year before, what both say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from corpus import periods
from corpus.types import StoredReport
from corpus.units import same_unit
from drafting.types import FigureTable, Finding

if TYPE_CHECKING:
    from drafting.collection import Past


def own_reports(reports: Iterable[StoredReport], unit: str) -> list[StoredReport]:
    """The unit's reports that have a period, the oldest first."""
    own = [r for r in reports if unit and r.report.meta.period and same_unit(r.report.meta.unit, unit)]
    return sorted(
        own,
        key=lambda r: (
            periods.year_of(r.report.meta.period or ""),
            periods.months(r.report.meta.period or "")[1],
        ),
    )


def last_own(reports: Sequence[StoredReport], unit: str, period: str | None) -> StoredReport | None:
    """The unit's last report before `period`: of the same part of the year where there is one, else its latest."""
    own = own_reports(reports, unit)
    if period is None:
        return own[-1] if own else None
    before = [r for r in own if _before(r.report.meta.period or "", period)]
    alike = [r for r in before if periods.same_part(r.report.meta.period or "", period)]
    found = alike or before or own
    return found[-1] if found else None


def _before(one: str, other: str) -> bool:
    return (periods.year_of(one), periods.months(one)[1]) < (periods.year_of(other), periods.months(other)[1])


def year_before(reports: Iterable[StoredReport], unit: str, period: str) -> StoredReport | None:
    """The unit's report of the same part of the year before."""
    wanted = periods.previous_year(period)
    return next((r for r in own_reports(reports, unit) if r.report.meta.period == wanted), None)


_KEPT = 64
_read: dict[tuple[str, str], FigureTable] = {}


def figures_of(stored: StoredReport) -> FigureTable:
    """What a report of the library states; the last ones read are kept, for screens ask again and again."""
    from drafting.collection import figures_of_report

    known = _read.get((stored.id, stored.added))
    if known is None:
        known = _read[stored.id, stored.added] = figures_of_report(stored.report)
        for oldest in list(_read)[:-_KEPT]:
            del _read[oldest]
    return known


def past_of(stored: StoredReport) -> Past:
    """A report's results, to compare with."""
    from drafting.collection import Past

    meta = stored.report.meta
    return Past(figures_of(stored).figures, meta.period or "", tuple(n for n in (meta.unit,) if n))


def against_library(
    table: FigureTable, reports: Sequence[StoredReport], unit: str, period: str | None
) -> list[Finding]:
    """The table's `cùng kỳ` and results against the unit's report of a year before, where the library has it."""
    from drafting.collection import against_past

    stored = year_before(reports, unit, period) if unit and period else None
    return against_past(table, past_of(stored)) if stored is not None else []
