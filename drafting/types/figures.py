"""Figures, their sources, and findings. Values are `Decimal`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from drafting.numbers.records import record

Role = Literal["actual", "plan", "same-period", "target", "other", "growth", "of-plan", "remaining", "share"]
Severity = Literal["error", "warning", "info"]
Status = Literal["matched", "rounded", "derived", "mismatched", "unsupported", "ignored"]


@dataclass(frozen=True, slots=True)
class CellSource:
    """A cell of a table file; `sheet` is None for a CSV."""

    file: str
    sheet: str | None
    cell: str


@dataclass(frozen=True, slots=True)
class SentenceSource:
    """A sentence of a report; offsets into that report's text."""

    report: str
    sentence: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ConfirmedSource:
    """A person confirmed the value at a time (ISO)."""

    confirmed_by: str
    at: str


@dataclass(frozen=True, slots=True)
class FactSource:
    """A line of the clerk's facts."""

    facts: str
    line: int


Source = CellSource | SentenceSource | ConfirmedSource | FactSource


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell: a statement (indicator, scope, role, period) with its value and source.

    Attributes:
        key: its own (`F012`); `indicator` (`I005`) is shared by the cells of a row.
        label: of the indicator, parents first (`Cơ cấu giá trị sản xuất: Dịch vụ`).
        scope: member unit or locality it is about, None for the whole.
        value: in the base unit; None where the cell holds words (`text`).
        of: second part of a ratio cell (`6/6`).
        low, high: what the written precision allows; equal for an exact count.
        unit: base unit (`đồng`); `written_unit` as printed (`tỷ đồng`), `written` as the cell holds it.
        group: the group row above it (`Về kinh tế`), or empty.
        known: the indicator a person said it is (a label of the catalogue or of the library), empty where they said it
            is none of those, None where nobody said.
        giver: who gave a plan, as the head of its column says (`Trung ương`), or empty.
    """

    key: str
    indicator: str
    label: str
    scope: str | None
    role: Role
    value: Decimal | None
    unit: str
    written: str
    written_unit: str
    source: Source
    period: str | None = None
    of: Decimal | None = None
    text: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    group: str = ""
    known: str | None = None
    giver: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the text checked, as evidence."""

    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FigureRef:
    """A figure as evidence; `figure` is None for a cell that is no figure of the table."""

    figure: str | None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Fix:
    """An edit: put `text` in place of `start:end`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check says of one place. `start`, `end` are None where it has no place.

    Attributes:
        code: one of the contract's codes (`figure-mismatch`, `sum-of-parts`, …).
        quote: the number (or words) that is wrong, no more.
        message: one Vietnamese sentence: what is stated, what should be, by which formula.
        expected: the right value as it would be written, or None.
    """

    code: str
    severity: Severity
    quote: str
    start: int | None
    end: int | None
    sentence: str
    message: str
    expected: str | None = None
    evidence: tuple[FigureRef | Place, ...] = ()
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class FigureTable:
    """The source figures of a period, in order of their cells, and errors of the tables themselves."""

    figures: tuple[Figure, ...] = ()
    findings: tuple[Finding, ...] = ()

    def by_key(self) -> dict[str, Figure]:
        """Figures by their own key."""
        return {f.key: f for f in self.figures}

    def members(self) -> tuple[str, ...]:
        """Scopes in order of appearance."""
        return tuple(dict.fromkeys(f.scope for f in self.figures if f.scope))


@record
class CheckedNumber:
    """A number of the checked text and what became of it."""

    quote: str
    start: int
    end: int
    status: Status
    figure: str | None = None
    expression: str | None = None


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The answer of `check`. `faults` are rules that crashed: never a lost check."""

    text: str
    numbers: tuple[CheckedNumber, ...] = ()
    findings: tuple[Finding, ...] = ()
    unused: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def has_errors(self) -> bool:
        """True when a finding is of severity error."""
        return any(f.severity == "error" for f in self.findings)


def not_given(quotes: Iterable[str]) -> str:
    """That no supplied figure gives these numbers; without the end of the sentence."""
    return f"Không có số liệu nào trong các bảng cho ra {', '.join(quotes)}"
