"""Figures on the desk: tables uploaded or pasted, and last period's numbers filled in beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from corpus.types import StoredReport
from drafting.types import Figure, FigureTable
from drafting.types.json import figure_from, figure_json, finding_json
from drafting.workspace.store import Workspace

if TYPE_CHECKING:
    from drafting.collection import ReportStatement


class FigureDesk:
    """The figures of the work in progress: a table a source, all as one.

    Args:
        workspace: where they are kept.
        owner: whose they are.
    """

    def __init__(self, workspace: Workspace, owner: str) -> None:
        self._workspace = workspace
        self._owner = owner

    def sources(self) -> list[str]:
        """Names of the tables on the desk, in order."""
        return [t["name"] for t in self._kept()]

    def table(self) -> FigureTable:
        """All figures, keyed anew over all tables."""
        from drafting.service.findings import finding_from

        kept = self._kept()
        tables = [tuple(figure_from(f) for f in t["figures"]) for t in kept]
        findings = tuple(finding_from(f) for t in kept for f in t["findings"])
        return FigureTable(merged(tables), findings)

    def add_file(self, name: str, data: bytes, period: str | None) -> FigureTable:
        """Read an uploaded table; one of the same name is replaced."""
        from drafting.figures import read_bytes

        return self._add(name, read_bytes(data, name, period))

    def add_pasted(self, text: str, period: str | None) -> FigureTable:
        """Read a table pasted from Excel or Word (cells by tabs)."""
        return self.add_grid([line.split("\t") for line in text.splitlines()], period)

    def add_grid(self, rows: Sequence[Sequence[str]], period: str | None) -> FigureTable:
        """Read a grid of text cells."""
        from drafting.figures import read_grid

        name = "Bảng dán vào"
        return self._add(name, read_grid([list(r) for r in rows], name, period))

    def rows(self, stored: StoredReport) -> list[ReportStatement]:
        """A past report's numbers to be asked anew; what other numbers give (growth, of plan) isn't asked."""
        from drafting.collection import statements

        return [s for s in statements(stored.report) if not s.computed]

    def answers(self, report_id: str) -> dict[int, str]:
        """What was filled in beside a past report's numbers, by their index."""
        kept = self._workspace.kept(self._owner, f"answers:{report_id}") or {}
        return {int(k): str(v) for k, v in kept.items()}

    def fill(self, stored: StoredReport, answers: Mapping[int, str], period: str | None) -> FigureTable:
        """Figures from what was typed beside a past report's numbers."""
        from drafting.collection import fill

        given = {k: v.strip() for k, v in answers.items() if v and v.strip()}
        self._workspace.keep(self._owner, f"answers:{stored.id}", {str(k): v for k, v in given.items()})
        return self._add(f"Điền theo {stored.file}", fill(stored.report, given, period or ""))

    def remove(self, name: str) -> None:
        """Take a table off the desk."""
        self._keep([t for t in self._kept() if t["name"] != name])

    def _add(self, name: str, table: FigureTable) -> FigureTable:
        entry = {
            "name": name,
            "figures": [figure_json(f) for f in table.figures],
            "findings": [finding_json(f) for f in table.findings],
        }
        kept = [t for t in self._kept() if t["name"] != name]
        self._keep([*kept, entry] if table.figures else kept)
        return table

    def _kept(self) -> list[dict[str, Any]]:
        return list(self._workspace.kept(self._owner, "tables") or [])

    def _keep(self, tables: list[dict[str, Any]]) -> None:
        self._workspace.keep(self._owner, "tables", tables)


def merged(tables: Sequence[Sequence[Figure]]) -> tuple[Figure, ...]:
    """Figures of several tables with keys of their own: `F001…`, `I001…` over all."""
    figures: list[Figure] = []
    indicators: dict[tuple[int, str], str] = {}
    for number, table in enumerate(tables):
        for figure in table:
            indicator = indicators.setdefault((number, figure.indicator), f"I{len(indicators) + 1:03d}")
            figures.append(replace(figure, key=f"F{len(figures) + 1:03d}", indicator=indicator))
    return tuple(figures)
