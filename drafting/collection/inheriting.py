"""A table's missing `cùng kỳ` filled in from what the old units of a merged one reported together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from drafting.collection.pastcheck import Past
from drafting.types import Figure, FigureTable

Inherit = Callable[[str, str], FigureTable | None]
"""Gives a unit's `cùng kỳ` for the code of a period, from its old units; None where it came of no others."""


def with_inherited(table: FigureTable, same: FigureTable) -> FigureTable:
    """A table with the inherited `cùng kỳ` beside each result of the whole unit that has none of its own.

    Args:
        table: the merged unit's figures.
        same: figures of role `same-period` (`inherited`), and what is to be said of them.
    """
    added = [replace(f, key=key) for key, f in zip(_keys(table), _missing(table, same), strict=False)]
    return FigureTable((*table.figures, *added), (*table.findings, *same.findings))


def _missing(table: FigureTable, same: FigureTable) -> Iterator[Figure]:
    past = Past([replace(f, role="actual") for f in same.figures], "")
    told = {f.indicator for f in table.figures if f.role == "same-period" and f.scope is None}
    for figure in table.figures:
        if figure.role != "actual" or figure.scope is not None or figure.indicator in told:
            continue
        before = past.result(figure)
        if before is not None:
            told.add(figure.indicator)
            yield replace(
                before, indicator=figure.indicator, label=figure.label, group=figure.group, role="same-period"
            )


def _keys(table: FigureTable) -> Iterator[str]:
    """Keys that no figure of the table has; as many as it could need."""
    taken = {f.key for f in table.figures}
    free = (f"F{n:03d}" for n in range(1, 2 * len(table.figures) + 2))
    return (key for key in free if key not in taken)
