"""Doubts of the text's own arithmetic that the figures settle: a number that they give was misunderstood, not miswritten."""

from __future__ import annotations

from decimal import Decimal

from drafting.checks.document import Document
from drafting.types import Finding, Place

ARITHMETIC = frozenset({"change-arithmetic", "sum-of-parts", "ratio-percent"})
# Digits with which a number has a figure's value not by chance, and words that name its figure.
TELLING_DIGITS, NAMED = 3, 0.6


def misread(document: Document, finding: Finding) -> bool:
    """True where the figures give every number of the doubt.

    Of a sum, parts may then still be missing; but they can't be too many.
    """
    if finding.code not in ARITHMETIC or finding.start is None:
        return False
    others = [e.start for e in finding.evidence if isinstance(e, Place)]
    if finding.start in others:
        return False  # no total, but the first of those listed: one of them is missing
    if not others or not all(_confirmed(document, at) for at in (finding.start, *others)):
        return False
    return finding.code != "sum-of-parts" or _too_many(document, finding.start, others)


def _too_many(document: Document, total: int, parts: list[int]) -> bool:
    values = [document.mention_at[at].reading.amount for at in (total, *parts)]
    return sum(values[1:], Decimal(0)) > values[0]


def _confirmed(document: Document, start: int | None) -> bool:
    """True for a number with a figure's or a formula's very value; one of few digits must be named too."""
    aligned = document.aligned.get(start) if start is not None else None
    if aligned is None or not aligned.agrees or aligned.chosen is None:
        return False
    reading = document.mentions[aligned.mention].reading
    if reading.kind == "ratio" or reading.value is None:
        return False  # a ratio's whole may be wrong
    if abs(abs(aligned.chosen.value) - abs(reading.value)) > reading.step / 2:
        return False
    digits = sum(c.isdigit() for c in reading.quote.lstrip("0"))
    added = "+" in aligned.chosen.expression
    return digits >= TELLING_DIGITS or added or aligned.chosen.score >= NAMED
