"""How a rule says what it found."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from drafting import numbers
from drafting.checks.document import Document, Span
from drafting.numbers.types import Reading
from drafting.types import FigureRef, Finding, Fix, Place, Severity


def place(reading: Reading) -> Place:
    """A number of the text as evidence."""
    return Place(reading.quote, reading.start, reading.end)


def figure_ref(document: Document, key: str) -> FigureRef:
    """A source figure as evidence, with its cell."""
    figure = document.by_key.get(key)
    return FigureRef(key, figure.source if figure else None)


def written(value: Decimal, like: Reading) -> str:
    """`value` in the style in which `like` is written."""
    return numbers.write(value, numbers.style_of(like))


def finding(
    document: Document,
    code: str,
    severity: Severity,
    span: Span,
    message: str,
    *,
    expected: str | None = None,
    evidence: Sequence[FigureRef | Place] = (),
    fix: bool = False,
) -> Finding:
    """A finding about `span`; `fix` offers `expected` in its place."""
    start, end = span
    low, high = document.sentence(start)
    return Finding(
        code=code,
        severity=severity,
        quote=document.text[start:end],
        start=start,
        end=end,
        sentence=document.text[low:high].strip(),
        message=message,
        expected=expected,
        evidence=tuple(evidence),
        fix=Fix(start, end, expected) if fix and expected is not None else None,
    )


def about(
    document: Document,
    code: str,
    severity: Severity,
    reading: Reading,
    message: str,
    *,
    expected: Decimal | None = None,
    evidence: Sequence[FigureRef | Place] = (),
) -> Finding:
    """A finding about a number, with the right value (if one is known) as its fix."""
    text = None if expected is None else written(expected, reading)
    return finding(
        document,
        code,
        severity,
        (reading.start, reading.end),
        message,
        expected=text,
        evidence=evidence,
        fix=text is not None,
    )
