"""Numbers of a text. Nothing that reads figure tables is loaded for it."""

from __future__ import annotations

from typing import Any

from corpus.types import Report
from drafting import numbers
from drafting.numbers.types import Reading
from drafting.service.answers import reading_json


def numbers_answer(report: Report) -> dict[str, Any]:
    """The contract's `numbers` answer: every number of a report, cells with their column's unit."""
    return {"text": report.text, "numbers": [reading_json(r) for r in readings(report)]}


def readings(report: Report) -> list[Reading]:
    """Every number of a report in order; a figure in a table takes its column's or row's unit."""
    cells = _cells(report) if report.tables else {}
    found: list[Reading] = list(cells.values())
    at = 0
    for table in report.tables:
        found.extend(numbers.read(report.text, at, table.start))
        for row, texts in enumerate(table.rows):
            for column in range(len(texts)):
                start, end = table.cell_span(row, column)
                if not any(start <= c < end for c in cells):
                    found.extend(numbers.read(report.text, start, end))
        at = table.end
    found.extend(numbers.read(report.text, at, len(report.text)))
    return sorted(found, key=lambda r: r.start)


def _cells(report: Report) -> dict[int, Reading]:
    """The figures of the tables by place."""
    from drafting.alignment import mentions

    return {m.reading.start: m.reading for m in mentions(report) if m.table}
