"""Tables inside reports: a table is a sheet `Bảng 1`, its rows and columns addressed as a sheet's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.types import Report
from drafting.figures.grids import Grid, squared

_PAGE = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|meta|style|table)\b|<table\b", re.I | re.S
)


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


def looks_like_html(text: str) -> bool:
    """True for a page, or what a browser, Excel or Word puts on the clipboard as one."""
    return _PAGE.match(text) is not None and "<" in text


def html_grids(text: str, name: str) -> list[Grid]:
    """The grids of a page's tables."""
    from corpus.readers.html import read_html

    tables = [piece.grid for piece in read_html(text) if piece.grid is not None]
    return [
        Grid(name, f"Bảng {n + 1}", squared([list(row) for row in table.rows]))
        for n, table in enumerate(tables)
    ]
