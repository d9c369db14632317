"""Right digits, wrong unit or scale (triệu for tỷ).

Source: contract.md, `unit-scale`. Which number it is about, and why this code and no other: `verdicts`.
"""

from __future__ import annotations

from collections.abc import Iterable

from drafting.checks.accuse import accuse
from drafting.checks.document import Document
from drafting.types import Finding

CODE = "unit-scale"
MESSAGE = "Nêu {stated} sai đơn vị hoặc sai hàng; {statement} là {right}."


def check(document: Document) -> Iterable[Finding]:
    """Findings of this code."""
    return accuse(document, CODE, MESSAGE)
