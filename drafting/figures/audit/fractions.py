"""A part of one in a column of percentages: what Excel shows as 98,5% was pasted as 0,985."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from drafting.figures.assemble import Cells
from drafting.figures.audit.common import cell_name, decimals, finding, printed, write
from drafting.figures.columns import Column
from drafting.types import Figure, Finding

# Shares up to one and a half are parts of one, or else as small as no other of the column is.
_MOST_PART = Decimal("1.5")
_FEWEST_FELLOWS = 2
# How far from its fellows the hundredfold may lie, and from its own row's other percentages what is no slip.
_NEAR, _ALIKE = 2, 5


def check_fractions(cells: Cells) -> Iterator[Finding]:
    """Percentages that only fit their column when they are taken a hundredfold."""
    for column in cells.table.values:
        if column.percent or column.bare_ratio or column.unit == "%":
            yield from _of_column(cells, column)


def _of_column(cells: Cells, column: Column) -> Iterator[Finding]:
    figures = {
        at: f
        for (at, index), f in cells.figures.items()
        if index == column.index and f.unit == "%" and f.of is None and f.value
    }
    small = {at: f for at, f in figures.items() if 0 < printed(f) < _MOST_PART}
    fellows = [printed(f) for at, f in figures.items() if at not in small]
    if len(fellows) < max(_FEWEST_FELLOWS, len(small) + 1) or min(fellows) <= _MOST_PART:
        return
    for at, figure in small.items():
        if decimals(figure) and "%" not in figure.written and _fits(printed(figure) * 100, fellows):
            others = (f for (row, i), f in cells.figures.items() if row == at and i != column.index)
            if not any(_alike(figure, other) for other in others):
                yield _part(figure, column)


def _fits(value: Decimal, fellows: Sequence[Decimal]) -> bool:
    return min(fellows) / _NEAR <= value <= max(fellows) * _NEAR


def _alike(figure: Figure, other: Figure) -> bool:
    """Another percentage of the row is as small: the plan, last year's."""
    if other.unit != "%" or not other.value or other.value < 0:
        return False
    return 1 / Decimal(_ALIKE) <= printed(other) / printed(figure) <= _ALIKE


def _part(figure: Figure, column: Column) -> Finding:
    likely = write(printed(figure) * 100, max(0, decimals(figure) - 2))
    return finding(
        "table-read", "warning", figure,
        f"«{figure.label}»: {cell_name(figure)} ghi {figure.written} trong cột phần trăm «{column.leaf or column.head}» "
        f"có các ô khác đều trên 1,5; có thể là {likely} (ô định dạng phần trăm khi dán thành số thập phân).",
        likely,
    )  # fmt: skip
