"""The text states a supplied indicator with another value.

Source: contract.md, `figure-mismatch`. Which number it is about, and why this code and no other: `verdicts`.
"""

from __future__ import annotations

from collections.abc import Iterable

from drafting.checks.accuse import accuse
from drafting.checks.document import Document
from drafting.types import Finding

CODE = "figure-mismatch"
MESSAGE = "Nêu {stated}, nhưng {statement} là {right}."


def check(document: Document) -> Iterable[Finding]:
    """Findings of this code."""
    return accuse(document, CODE, MESSAGE)
