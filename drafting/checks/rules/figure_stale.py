"""The number is the precedent's, not this period's.

Source: contract.md, `figure-stale`. Which number it is about, and why this code and no other: `verdicts`.
"""

from __future__ import annotations

from collections.abc import Iterable

from drafting.checks.accuse import accuse
from drafting.checks.document import Document
from drafting.types import Finding

CODE = "figure-stale"
MESSAGE = "Nêu {stated} là số của kỳ trước; kỳ này {statement} là {right}."


def check(document: Document) -> Iterable[Finding]:
    """Findings of this code."""
    return accuse(document, CODE, MESSAGE)
