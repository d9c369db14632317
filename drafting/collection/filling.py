"""Figures from what a clerk typed beside last period's numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus import periods
from corpus.errors import InputError
from corpus.types import Report
from corpus.units import fold
from drafting import numbers
from drafting.collection.statements import ReportStatement, statements
from drafting.types import FactSource, Figure, FigureTable

_DIGITS = re.compile(r"[-+]?[\d.,]+\s*%?")


@dataclass(slots=True)
class _Keys:
    indicators: dict[tuple[str, str], str] = field(default_factory=dict)

    def indicator(self, label: str, unit: str) -> str:
        key = (fold(label), unit)
        return self.indicators.setdefault(key, f"I{len(self.indicators) + 1:03d}")


def fill(report: Report, answers: Mapping[int, str], period: str) -> FigureTable:
    """Figures of this period, one an answer.

    Args:
        report: last period's.
        answers: what was typed, by the number's index (`ReportStatement.mention`); blanks are passed over. A bare
            number is in the unit and scale of the old one (`9.500` beside `9.317 tỷ đồng`).
        period: code of this period, or empty.

    Raises:
        InputError: for an index that the report doesn't have, or digits that can't be read.
    """
    known = {s.mention: s for s in statements(report)}
    keys = _Keys()
    found: list[Figure] = []
    for index in sorted(answers):
        answer = answers[index].strip()
        if not answer:
            continue
        if index not in known:
            raise InputError(
                f"Báo cáo «{report.name}» không có số thứ {index} để điền.",
                f"The report “{report.name}” has no number {index} to fill in.",
            )
        found.append(_figure(report, known[index], answer, period, f"F{len(found) + 1:03d}", keys))
    return FigureTable(tuple(found))


def _figure(
    report: Report, statement: ReportStatement, answer: str, period: str, key: str, keys: _Keys
) -> Figure:
    unit = _unit(statement, answer)
    reading = numbers.read_cell(answer, unit or None)
    if (reading is None or reading.value is None) and _DIGITS.fullmatch(answer):
        raise InputError(
            f"Không đọc được số «{answer}» điền cho «{statement.label}».",
            f"“{answer}” is no readable number.",
        )
    known = reading is not None and reading.value is not None
    base = reading.unit if reading is not None and reading.unit else statement.unit
    path = report.heading_path(statement.section)
    return Figure(
        key=key,
        indicator=keys.indicator(statement.label, base),
        label=statement.label,
        scope=statement.scope,
        role=statement.role,
        value=reading.value if reading is not None else None,
        unit=base,
        written=answer,
        written_unit=unit,
        source=FactSource(f"Số liệu điền theo {report.name}", statement.mention + 1),
        period=_period(statement, period),
        of=reading.of if reading is not None else None,
        text=None if known else answer,
        low=reading.low if reading is not None else None,
        high=reading.high if reading is not None else None,
        group=path[-1] if path else "",
    )


def _unit(statement: ReportStatement, answer: str) -> str:
    """The unit a bare number takes over from the old one; what is typed with words brings its own."""
    if not _DIGITS.fullmatch(answer):
        return statement.unit
    reading = statement.reading
    scaled = f"{reading.scale_word} {statement.unit}".strip() if reading.scale_word else statement.unit
    if scaled and numbers.base_unit(scaled).factor == reading.scale:
        return scaled
    return statement.unit


def _period(statement: ReportStatement, period: str) -> str | None:
    if not period:
        return None
    return periods.previous_year(period) if statement.role == "same-period" else period
