"""A supplied figure of role actual that no number of the text states.

Source: contract.md, `figure-unused`; an info without a place.
"""

from __future__ import annotations

from collections.abc import Iterable

from drafting.checks.document import Document
from drafting.checks.findings import figure_ref
from drafting.checks.unused import unused
from drafting.checks.wording import cell, name
from drafting.types import Finding

CODE = "figure-unused"


def check(document: Document) -> Iterable[Finding]:
    """A finding for each figure left out."""
    for key in document.view(unused):
        figure = document.by_key[key]
        where = cell(figure)
        message = f"Số liệu {name(figure)} là {figure.written}{f' ({where})' if where else ''} không có trong văn bản."
        yield Finding(CODE, "info", "", None, None, "", message, evidence=(figure_ref(document, key),))
