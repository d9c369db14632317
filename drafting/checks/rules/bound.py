"""`trên 90%` where the figure is 88.

Source: contract.md, `bound`. Which number it is about, and why this code and no other: `verdicts`.
"""

from __future__ import annotations

from collections.abc import Iterable

from drafting.checks.accuse import accuse
from drafting.checks.document import Document
from drafting.types import Finding

CODE = "bound"
MESSAGE = "Nêu mức {bound}{stated}, nhưng {statement} là {right}."


def check(document: Document) -> Iterable[Finding]:
    """Findings of this code."""
    return accuse(document, CODE, MESSAGE)
