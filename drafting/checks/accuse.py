"""Findings from verdicts: one clear sentence, the right value, the cells."""

from __future__ import annotations

from collections.abc import Iterator

from drafting.checks.document import Document
from drafting.checks.findings import figure_ref, finding
from drafting.checks.verdicts import Verdict, verdicts
from drafting.checks.wording import name, stated, statement, value_like
from drafting.types import FigureRef, Finding

BOUNDS = {"more-than": "trên ", "at-least": "ít nhất ", "less-than": "dưới ", "at-most": "không quá "}


def accuse(document: Document, code: str, message: str) -> Iterator[Finding]:
    """Findings of one code; `message` has places for stated, statement, right, other and bound."""
    for verdict in document.view(verdicts):
        if verdict.code == code:
            yield _finding(document, verdict, message)


def evidence(document: Document, verdict: Verdict) -> tuple[FigureRef, ...]:
    """The figures a verdict rests on, the right ones first."""
    keys = [*verdict.candidate.keys, *([verdict.other.key] if verdict.other else [])]
    return tuple(figure_ref(document, k) for k in keys)


def _finding(document: Document, verdict: Verdict, message: str) -> Finding:
    reading = verdict.reading
    right = value_like(document, verdict.candidate, reading)
    # The digits are right: then it is the unit that has to be changed, by hand.
    unit = verdict.code == "unit-scale" and right == reading.quote and bool(verdict.candidate.unit)
    right = f"{right} {verdict.candidate.unit}" if unit else right
    words = message.format(
        stated=stated(reading),
        statement=statement(document, verdict.candidate),
        right=right,
        other=name(verdict.other) if verdict.other else "",
        bound=BOUNDS.get(reading.qualifier or "", ""),
    )
    span = reading.start, reading.end
    return finding(
        document,
        verdict.code,
        verdict.severity,
        span,
        words,
        expected=right,
        evidence=evidence(document, verdict),
        fix=not unit,
    )
