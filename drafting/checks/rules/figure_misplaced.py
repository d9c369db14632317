"""The value is another indicator's, another place's, or another role's.

Source: contract.md, `figure-misplaced`. Which number it is about, and why this code and no other: `verdicts`.
"""

from __future__ import annotations

from collections.abc import Iterable

from drafting.checks.accuse import accuse
from drafting.checks.document import Document
from drafting.types import Finding

CODE = "figure-misplaced"
MESSAGE = "Nêu {stated} là số của {other}; {statement} là {right}."


def check(document: Document) -> Iterable[Finding]:
    """Findings of this code."""
    return accuse(document, CODE, MESSAGE)
