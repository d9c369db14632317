"""One row an indicator, one column a member: the same indicator under its several wordings, in one unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from corpus.units import fold
from drafting import numbers
from drafting.alignment import similarity
from drafting.collection.naming import SAME, name_of, told_apart
from drafting.types import Figure, FigureRef, Finding, Role, SentenceSource, Severity


@dataclass(slots=True)
class Line:
    """An indicator with its members' figures by role.

    Attributes:
        unit: base unit of all of them; `written_unit` the first one's as printed.
        name: what the catalogue calls it, or a person did; empty where nothing tells.
    """

    label: str
    group: str
    unit: str
    written_unit: str
    name: str = ""
    cells: dict[tuple[Role, str], Figure] = field(default_factory=dict)

    def of(self, role: Role) -> dict[str, Figure]:
        """Figures of a role by member."""
        return {member: f for (r, member), f in self.cells.items() if r == role}


@dataclass(slots=True)
class Merged:
    """All lines, in order of first appearance, and what was odd."""

    lines: list[Line] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    _known: dict[tuple[str, str, str], Line] = field(default_factory=dict)

    def add_all(self, figures: Iterable[tuple[str, Figure]]) -> None:
        """Put a file's figures in."""
        for member, figure in figures:
            self.add(member, figure)

    def add(self, member: str, figure: Figure) -> None:
        """Put a figure where its indicator stands, converted to that line's unit."""
        line = self._line(member, figure)
        converted = _converted(figure, line)
        before = line.cells.get((figure.role, member))
        if before is None:
            line.cells[figure.role, member] = converted
            if (
                figure.written_unit
                and line.written_unit
                and fold(figure.written_unit) != fold(line.written_unit)
            ):
                self.findings.append(_other_unit(member, figure, line))
        elif (before.value, before.of, before.text) != (converted.value, converted.of, converted.text):
            self.findings.append(_twice(member, before, figure))

    def _line(self, member: str, figure: Figure) -> Line:
        own = (fold(figure.group), fold(figure.label), family(figure))
        anywhere = ("", own[1], own[2])
        line = self._known.get(own) or self._known.get(anywhere) or self._alike(member, figure)
        if line is None:
            self._measured_otherwise(member, figure)
            name = name_of(figure.label, figure.known)
            line = Line(figure.label, figure.group, figure.unit, figure.written_unit, name)
            self.lines.append(line)
        self._known.setdefault(own, line)
        self._known.setdefault(anywhere, line)
        return line

    def _measured_otherwise(self, member: str, figure: Figure) -> None:
        """The same words in a unit that can't be converted make a line of their own, and are told of."""
        for line in self.lines:
            if fold(line.label) == fold(figure.label) and line.unit != figure.unit and line.of(figure.role):
                self.findings.append(_odd_unit(member, figure, line))
                return

    def _alike(self, member: str, figure: Figure) -> Line | None:
        """The line that words the same indicator otherwise; one that the member has filled is another's."""
        free = [
            line for line in self.lines
            if _family(line.unit) == family(figure) and (figure.role, member) not in line.cells
            and not told_apart(figure.label, line.label)
        ]  # fmt: skip
        known = name_of(figure.label, figure.known)
        scored = [
            (
                1.0 if known and known == line.name else similarity(figure.label, line.label),
                -n,
                line,
            )
            for n, line in enumerate(free)
        ]
        best = max(scored, key=lambda s: s[:2], default=None)
        return best[2] if best is not None and best[0] >= SAME else None


def family(figure: Figure) -> str:
    """What a figure may be added to: a family of measures, or the counted noun."""
    return _family(figure.unit)


def _family(unit: str) -> str:
    if not unit:
        return ""
    info = numbers.base_unit(unit)
    return info.family if info.family != "count" else f"count {fold(info.base)}"


def _converted(figure: Figure, line: Line) -> Figure:
    if figure.value is None or figure.unit == line.unit:
        return figure
    value = numbers.convert(figure.value, figure.unit, line.unit)
    if value is None:
        return figure
    ends = [
        numbers.convert(end, figure.unit, line.unit) if end is not None else None
        for end in (figure.low, figure.high)
    ]
    return Figure(
        figure.key, figure.indicator, figure.label, figure.scope, figure.role, value, line.unit, figure.written,
        figure.written_unit, figure.source, figure.period, figure.of, figure.text, ends[0], ends[1], figure.group,
    )  # fmt: skip


def _other_unit(member: str, figure: Figure, line: Line) -> Finding:
    return Finding(
        "unit-scale", "info", figure.written, None, None, figure.label,
        f"«{line.label}»: {member} ghi {figure.written} {figure.written_unit}, đã đổi sang {line.written_unit}.",
        None, (FigureRef(None, figure.source),),
    )  # fmt: skip


def _odd_unit(member: str, figure: Figure, line: Line) -> Finding:
    others = ", ".join(line.of(figure.role))
    return Finding(
        "unit-scale", "warning", figure.written, None, None, figure.label,
        f"«{line.label}»: {member} ghi theo «{figure.written_unit or 'không ghi đơn vị'}», {others} theo "
        f"«{line.written_unit or 'không ghi đơn vị'}»; không cộng được với nhau.",
        None, (FigureRef(None, figure.source),),
    )  # fmt: skip


def _twice(member: str, before: Figure, later: Figure) -> Finding:
    # Prose says a thing in several ways: two numbers under one name needn't be two values of one thing.
    prose = isinstance(later.source, SentenceSource) and isinstance(before.source, SentenceSource)
    severity: Severity = "info" if prose else "warning"
    return Finding(
        "restated", severity, later.written, None, None, later.label,
        f"«{later.label}»: {member} ghi {later.written}, trước đó ghi {before.written}; đang dùng {before.written}.",
        before.written, (FigureRef(None, later.source), FigureRef(None, before.source)),
    )  # fmt: skip


def as_printed(value: Decimal, unit: str) -> Decimal:
    """A value in base units as a number in a printed unit."""
    return value / numbers.base_unit(unit).factor if unit else value
