"""Figures of tables, request forms and consolidation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.types import Report
from drafting.figures import NO_MEMORY, Memory
from drafting.types import FigureTable

if TYPE_CHECKING:
    from drafting.collection.inheriting import Inherit
    from drafting.collection.packs import By

Assigned = Callable[[str], Mapping[str, str]]


def figures_answer(table: FigureTable) -> dict[str, Any]:
    """The contract's `figures` answer."""
    from drafting.types.json import figure_json, finding_json

    return {
        "figures": [figure_json(f) for f in table.figures],
        "findings": [finding_json(f) for f in table.findings],
    }


def request(
    name: str, period: str, out: Path, by: By | None = None, assigned: Assigned | None = None
) -> dict[str, Any]:
    """Make the blank table to collect for `period` from a past report; a zip of several for an `out` that is one.

    Args:
        name: the report's file.
        period: words or code.
        out: `.xlsx`, or `.zip` for a form a department or a member.
        by: which of the two; by what the report is about where None.
        assigned: gives who provides what for a unit.
    """
    from drafting.collection import request_form, request_pack
    from drafting.service.documents import read_document
    from drafting.service.inputs import period_code

    report, code = read_document(name), period_code(period)
    providers = assigned(report.meta.unit) if assigned else {}
    if out.suffix.lower() == ".zip":
        files = request_pack(report, code, out, by, providers)
        return {"file": str(out), "indicators": sum(files.values()), "forms": files}
    return {"file": str(out), "indicators": request_form(report, code, out, providers)}


def consolidate(
    paths: Sequence[Path],
    out: Path,
    expected: Sequence[str] = (),
    memory: Memory = NO_MEMORY,
    period: str | None = None,
    inherit: Inherit | None = None,
) -> dict[str, Any]:
    """Members' tables or reports as one table; a merged member's `cùng kỳ` as `inherit` gives it."""
    from drafting.collection import consolidate as merge

    merged = merge(paths, out, expected, memory, period, inherit)
    answer = figures_answer(merged.table)
    answer["findings"] += figures_answer(FigureTable((), merged.findings))["findings"]
    return {"file": str(out), "members": list(merged.members), "missing": list(merged.missing), **answer}


def with_past(table: FigureTable, report: Report) -> FigureTable:
    """A table with what contradicts a past report of the unit among its findings."""
    from drafting.collection import Past, against_past, figures_of_report

    past = Past(figures_of_report(report).figures, report.meta.period or "", (report.meta.unit,))
    return FigureTable(table.figures, (*table.findings, *against_past(table, past)))
