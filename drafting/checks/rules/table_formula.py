"""Errors inside the document's own tables: a computed cell against its header's formula, totals, shares.

Source: the findings that reading a table gives (`drafting.figures`), put at their place in the text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from corpus.types import Table
from drafting.checks.document import Document
from drafting.checks.tables import cell_span
from drafting.types import FigureRef, Finding, Fix, Place

CODE = "table-formula"
MANY = 3


def check(document: Document) -> Iterable[Finding]:
    """The findings of the own tables, each at its cell."""
    found = [f for f in (_placed(document, f) for f in document.own.findings) if f is not None]
    wrong = Counter(_table(document, f) for f in found if f.code == CODE and f.severity == "error")
    for finding in found:
        table = _table(document, finding)
        rows = sum(1 for row in table.rows if sum(c[:1].isdigit() for c in row) > MANY) if table else 0
        # Where most rows fail, the columns were misread, not miscalculated.
        if finding.code != CODE or wrong[table] < MANY or wrong[table] * 2 < rows:
            yield finding


def _table(document: Document, finding: Finding) -> Table | None:
    at = finding.start or 0
    return next((t for t in document.report.tables if t.start <= at < t.end), None)


def _placed(document: Document, found: Finding) -> Finding | None:
    """A table's finding with the offsets of its cell in the text."""
    # Keys are the supplied figures' names: a cell of the document's own goes by its place.
    refs = [FigureRef(None, e.source) for e in found.evidence if isinstance(e, FigureRef)]
    span = cell_span(document.report, refs[0].source) if refs else None
    if span is None:
        return None
    start, end = span
    # The other cells are places of the text; the finding's own stands at its head.
    cells = [(r, cell_span(document.report, r.source)) for r in refs[1:]]
    others = (Place(document.text[slice(*cell)], *cell) if cell else ref for ref, cell in cells)
    fix = Fix(start, end, found.expected) if found.expected and found.severity == "error" else None
    low = document.text.rfind("\n", 0, start) + 1
    high = document.text.find("\n", end)
    row = document.text[low : high if high >= 0 else len(document.text)]
    quote = document.text[start:end]
    return replace(
        found, quote=quote, start=start, end=end, sentence=row, fix=fix, evidence=(refs[0], *others)
    )
