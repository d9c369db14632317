"""What the figures' screen shows: the desk's tables with everything the library says about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.types import StoredReport
from corpus.units import fold
from drafting.service import series, standing
from drafting.service.inputs import period_code
from drafting.service.own_past import against_library, last_own
from drafting.service.remembering import memory_of
from drafting.service.standing import Standing
from drafting.types import CellSource, Figure, FigureRef, FigureTable, Finding

if TYPE_CHECKING:
    from drafting.service.desk import Desk


@dataclass(frozen=True)
class Match:
    """A label of the tables and the known indicator it is taken for.

    Attributes:
        known: the indicator, empty for none; `said` is True where a person confirmed it.
    """

    label: str
    unit: str
    known: str
    said: bool


class FigureRoom:
    """The figures of a unit and a period.

    Args:
        desk: the open desk; its form names the unit and the period.
    """

    def __init__(self, desk: Desk) -> None:
        form = desk.form()
        self.desk = desk
        self.workspace = desk.library.workspace
        self.unit = form.unit.strip()
        self.period = period_code(form.period) if form.period.strip() else None
        self.reports: list[StoredReport] = desk.reports()

    def set_about(self, unit: str, period: str) -> None:
        """Remember which unit and period the figures are of.

        Raises:
            InputError: the period isn't one.
        """
        from dataclasses import replace

        if period.strip():
            period_code(period)
        self.desk.keep_form(replace(self.desk.form(), unit=unit.strip(), period=period.strip()))

    def last(self) -> StoredReport | None:
        """The unit's own last report of the kind; any last one where the unit has none."""
        own = last_own(self.reports, self.unit, self.period)
        return own or (self.reports[0] if self.reports else None)

    def own_last(self) -> StoredReport | None:
        """The unit's own last report of the kind."""
        return last_own(self.reports, self.unit, self.period)

    def findings(self, table: FigureTable) -> list[Finding]:
        """What is wrong in the tables, and what contradicts last year's report."""
        return [*table.findings, *against_library(table, self.reports, self.unit, self.period)]

    def matches(self, table: FigureTable) -> list[Match]:
        """Labels of the tables with what they are taken for; those nobody confirmed first."""
        from drafting.collection import name_of

        said = memory_of(self.workspace).names
        found: dict[str, Match] = {}
        for figure in table.figures:
            key = fold(figure.label)
            known = name_of(figure.label, said.get(key, figure.known))
            found.setdefault(key, Match(figure.label, figure.written_unit, known, key in said))
        return sorted(found.values(), key=lambda m: (m.said, bool(m.known)))

    def known_indicators(self) -> list[str]:
        """The catalogue's indicators, then those of the unit's own last report."""
        from drafting.alignment import catalogue
        from drafting.service.own_past import figures_of

        own = self.own_last()
        labels = [f.label for f in figures_of(own).figures if isinstance(f.source, CellSource)] if own else []
        return list(dict.fromkeys([*(i.label for i in catalogue().indicators), *labels]))

    def series(self, table: FigureTable) -> list[series.Series]:
        """Indicators over periods and members."""
        return series.all_series(self.reports, self.unit, table, self.period)

    def standing(self) -> list[Standing]:
        """Standing figures and targets, confirmed before or proposed."""
        return standing.proposals(self.workspace, self.unit, self.own_last())

    def confirm_standing(self, items: Sequence[Standing], by: str) -> int:
        """Confirm standing figures for this period; they are figures on the desk from then on.

        Raises:
            InputError: the unit, the period or a value is missing.
        """
        standing.confirm(self.workspace, self.unit, self.period or "", items, by)
        table = standing.confirmed_table(self.workspace, self.unit, self.period or "")
        self.desk.figures.add_table(standing.TABLE, table)
        return len(items)


def at_figures(
    figures: Sequence[Figure], findings: Sequence[Finding]
) -> tuple[dict[str, list[Finding]], list[Finding]]:
    """Findings by the key of the figure whose cell they are about, and those about no figure."""
    by_source = {f.source: f.key for f in figures}
    found: dict[str, list[Finding]] = {}
    others = []
    for finding in findings:
        first = next((e for e in finding.evidence if isinstance(e, FigureRef)), None)
        key = by_source.get(first.source) if first is not None and first.source is not None else None
        if key is None:
            others.append(finding)
        else:
            found.setdefault(key, []).append(finding)
    return found, others
