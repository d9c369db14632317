"""Figures that no number of the document states."""

from __future__ import annotations

from drafting.checks.document import Document


def unused(document: Document) -> tuple[str, ...]:
    """Keys of the actual figures with a value that nothing in the text states."""
    stating = (a for a in document.alignments if a.chosen and a.status != "unsupported")
    used = {k for a in stating if a.chosen for k in a.chosen.keys}
    figures = document.table.figures if document.table else ()
    return tuple(f.key for f in figures if f.role == "actual" and f.value is not None and f.key not in used)
