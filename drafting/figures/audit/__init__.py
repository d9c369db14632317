"""Checks of the tables themselves: one cause, one error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from drafting.figures.assemble import Cells
from drafting.figures.audit.duplicates import check_duplicates
from drafting.figures.audit.fractions import check_fractions
from drafting.figures.audit.inside import check_inside
from drafting.figures.audit.readability import check_reading
from drafting.figures.audit.recompute import check_formulas
from drafting.figures.audit.sums import check_categories, check_counts, check_members, check_subrows
from drafting.figures.audit.units import check_formats, check_outliers, check_units
from drafting.figures.grids import Grid
from drafting.types import FigureRef, Finding, Source

# In order of how telling they are: what an earlier one accuses a later one leaves alone.
_OF_A_TABLE = (
    check_formats, check_units, check_formulas, check_inside, check_members, check_subrows, check_categories,
    check_outliers, check_counts, check_fractions,
)  # fmt: skip


def audit(grids: Iterable[Grid], tables: Sequence[Cells]) -> tuple[Finding, ...]:
    """Findings of all tables, each cell accused once."""
    accused: set[Source] = set()
    found = [*check_reading(grids)]
    for cells in tables:
        for check in _OF_A_TABLE:
            found += _kept(check(cells), accused)
    found += _kept(check_duplicates(tables), accused)
    known = {s for f in found if f.code == "number-format" and f.expected for s in _sources(f)[:1]}
    # A doubtful separator is no news where it is known what the cell should say.
    return tuple(
        f for f in found if f.expected or f.code != "number-format" or not known & {*_sources(f)[:1]}
    )


def _kept(findings: Iterable[Finding], accused: set[Source]) -> Iterator[Finding]:
    for finding in findings:
        sources = _sources(finding)
        if finding.severity != "info" and any(s in accused for s in sources):
            continue
        if finding.severity == "error" and sources:
            accused.add(sources[0])
        yield finding


def _sources(finding: Finding) -> list[Source]:
    return [e.source for e in finding.evidence if isinstance(e, FigureRef) and e.source is not None]
