"""The draft beside its sources: every number with its colour, its figures and its formula."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from drafting.service.answers import where
from drafting.types import CheckResult, Draft, Figure, Finding


@dataclass(frozen=True)
class Piece:
    """A stretch of the text: plain, a number with its status, or a gap.

    Attributes:
        kind: empty for plain text, a number's status, `gap`, or `error`/`warning`/`info` of a finding.
        at: offset where it begins; names it when a person clicks.
    """

    text: str
    kind: str
    at: int


@dataclass(frozen=True)
class Origin:
    """One figure behind a number."""

    key: str
    label: str
    scope: str
    written: str
    place: str


@dataclass(frozen=True)
class Proof:
    """What stands behind one number."""

    quote: str
    status: str
    expression: str
    origins: tuple[Origin, ...]
    findings: tuple[Finding, ...]


def pieces(draft: Draft, checked: CheckResult) -> list[Piece]:
    """The whole text cut at its numbers, gaps and findings."""
    marks = {(g.start, g.end): "gap" for g in draft.gaps}
    marks |= {(n.start, n.end): n.status for n in checked.numbers}
    for finding in sorted(checked.findings, key=lambda f: ("info", "warning", "error").index(f.severity)):
        if finding.start is not None and finding.end is not None:
            marks[finding.start, finding.end] = finding.severity
    return list(_cut(draft.text, marks))


def _cut(text: str, marks: dict[tuple[int, int], str]) -> Iterable[Piece]:
    at = 0
    for (start, end), kind in sorted(marks.items(), key=lambda m: (m[0][0], -m[0][1])):
        if start < at or kind == "ignored":
            continue
        if start > at:
            yield Piece(text[at:start], "", at)
        yield Piece(text[start:end], kind, start)
        at = end
    if at < len(text):
        yield Piece(text[at:], "", at)


def proof_at(draft: Draft, checked: CheckResult, at: int) -> Proof | None:
    """What stands behind the number (or finding) that begins at `at`."""
    figures = {f.key: f for f in draft.figures}
    findings = tuple(f for f in checked.findings if f.start == at)
    number = next((n for n in checked.numbers if n.start == at), None)
    bound = next((b for b in draft.numbers if b.start == at), None)
    if number is None and bound is None and not findings:
        return None
    expression = (bound.expression or bound.figure if bound else None) or (
        (number.expression or number.figure) if number else None
    )
    quote = number.quote if number else bound.quote if bound else findings[0].quote
    origins = tuple(_origin(figures[k]) for k in keys_in(expression or "") if k in figures)
    return Proof(quote, number.status if number else "", expression or "", origins, findings)


def keys_in(expression: str) -> list[str]:
    """Keys of figures in an expression, in order, each once."""
    import re

    return list(dict.fromkeys(re.findall(r"\bF\d+\b", expression)))


def _origin(figure: Figure) -> Origin:
    written = f"{figure.written} {figure.written_unit}".strip()
    return Origin(figure.key, figure.label, figure.scope or "", written, where(figure.source))
