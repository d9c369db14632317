"""Tables inside reports: a table is a sheet `Bảng 1`, its rows and columns addressed as a sheet's."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.types import Report
from drafting.figures.grids import Grid


def read_document(data: bytes, name: str) -> list[Grid]:
    """The grids of a document's tables."""
    import corpus

    return report_grids(corpus.read_bytes(data, name))


def report_grids(report: Report, only: Sequence[int] | None = None) -> list[Grid]:
    """The grids of a report's tables (`only` those of these indexes)."""
    return [
        Grid(report.name, f"Bảng {number + 1}", table.rows, title=table.title)
        for number, table in enumerate(report.tables)
        if only is None or number in only
    ]
