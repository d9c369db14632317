"""What a table's numbers say of each other, whatever its columns are called: sums, ratios, ranks, row numbers."""

from __future__ import annotations

from collections.abc import Iterator

from drafting.figures.assemble import Cells
from drafting.figures.audit.across import check_across, check_turned
from drafting.figures.audit.down import check_down
from drafting.figures.audit.orders import check_ordinals, check_ranks
from drafting.figures.audit.plain_cells import sheet, turned
from drafting.figures.audit.ties import broken
from drafting.types import Finding


def check_inside(cells: Cells) -> Iterator[Finding]:
    """Findings of a table held against itself."""
    numbers = sheet(cells)
    if numbers is None:
        return
    ties = [*check_down(numbers), *check_across(numbers, frozenset(cells.computed))]
    rows = turned(numbers, cells.computed)
    if rows is not None:
        ties += check_turned(rows)
    yield from broken(cells, ties)
    doubted = {(n.row, n.column) for tie in ties if not tie.fits for n in tie.all}
    yield from check_ranks(numbers, doubted)
    yield from check_ordinals(numbers)
