"""Figures as references: what a model may name, and what code writes in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus.errors import InputError
from drafting.figures import evaluate
from drafting.types import Binding, Figure, Gap, Plan, PlannedSection
from drafting.writers.base import SectionText
from drafting.writers.model_figures import Reference, of_figure

NAME = r"[A-Z]{1,5}\d+(?::[a-z]+(?:-[a-z]+)?)?"
REFERENCE = re.compile(r"\{\{(" + NAME + r")\}\}")


@dataclass(frozen=True, slots=True)
class Briefing:
    """A section's references and its precedent text with references in place of numbers.

    Attributes:
        text: the base text; gaps are `{{GAP1}}`, tables `{{TABLE1}}`.
        needed: names that the base text has, in order.
        gaps, tables: what stands behind those names; a table's name has its own part of the base text.
    """

    references: Mapping[str, Reference]
    text: str
    needed: tuple[str, ...]
    gaps: Mapping[str, Gap]
    tables: Mapping[str, tuple[int, int]]

    def known(self, name: str) -> bool:
        """True for a name that stands for something."""
        return name in self.references or name in self.gaps or name in self.tables


def brief(plan: Plan, section: PlannedSection, base: SectionText) -> Briefing:
    """References of a section: its figures, their comparisons, and whatever its base text binds."""
    figures = {f.key: f for f in (*plan.figures.figures, *base.figures)}
    found: dict[str, Reference] = {}
    keys = [*section.figures, *(k for b in base.bindings for k in keys_of(b))]
    for key in dict.fromkeys(keys):
        figure = figures.get(key)
        if figure is not None and figure.value is not None:
            for reference in of_figure(figure, figures.values()):
                found[reference.name] = reference
    return _with_base(found, base, figures)


def keys_of(binding: Binding) -> list[str]:
    """Keys of the figures that a binding names."""
    return [binding.figure] if binding.figure else re.findall(r"\b[A-Z]+\d+\b", binding.expression or "")


def _with_base(found: dict[str, Reference], base: SectionText, figures: Mapping[str, Figure]) -> Briefing:
    """Put references for the base text's numbers; they are written as the base text wrote them."""
    spans: list[tuple[int, int, str]] = []
    gaps, tables = {}, {}
    for number, table in enumerate(base.tables, 1):
        tables[f"TABLE{number}"] = (table.start, table.end)
        spans.append((table.start, table.end, f"TABLE{number}"))
    for number, gap in enumerate((g for g in base.gaps if not _within(g.start, tables.values())), 1):
        gaps[f"GAP{number}"] = gap
        spans.append((gap.start, gap.end, f"GAP{number}"))
    taken: set[str] = set()
    for binding in base.bindings:
        if not _within(binding.start, tables.values()):
            reference = _of_binding(binding, base, found, figures, taken)
            found[reference.name] = reference
            taken.add(reference.name)
            spans.append((binding.start, binding.end, reference.name))
    text, at = "", 0
    for start, end, name in sorted(spans):
        text += base.text[at:start] + f"{{{{{name}}}}}"
        at = end
    return Briefing(found, text + base.text[at:], tuple(n for _, _, n in sorted(spans)), gaps, tables)


def _within(at: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def _of_binding(
    binding: Binding,
    base: SectionText,
    found: Mapping[str, Reference],
    figures: Mapping[str, Figure],
    taken: set[str],
) -> Reference:
    for reference in found.values():
        same = (reference.figure, reference.expression) == (binding.figure, binding.expression)
        if (
            same
            and not reference.before
            and (reference.name not in taken or reference.quote == binding.quote)
        ):
            return replace(
                reference, quote=binding.quote, unit=_unit_after(base.text, binding, reference.unit)
            )
    figure = figures.get(next(iter(keys_of(binding)), ""))
    label = figure.label if figure else ""
    number = 1 + sum(name.startswith("E") for name in found)
    return Reference(
        f"E{number}", binding.quote, label, figure.scope if figure else None, figure=binding.figure,
        expression=binding.expression, level=False, hint=f"tính từ bảng | {binding.quote}",
        value=_value(binding, figures), unit=_unit_after(base.text, binding, _unit(binding, figures)),
        measure="%" if binding.quote.endswith("%") else _unit(binding, figures),
        roles=frozenset(figures[k].role for k in keys_of(binding) if k in figures),
    )  # fmt: skip


def _value(binding: Binding, figures: Mapping[str, Figure]) -> Decimal | None:
    if binding.figure:
        return figures[binding.figure].value if binding.figure in figures else None
    try:
        return evaluate(binding.expression or "", figures).value
    except InputError:
        return None


def _unit(binding: Binding, figures: Mapping[str, Figure]) -> str:
    """The unit of what a binding states."""
    try:
        return evaluate(binding.expression or binding.figure or "", figures).unit
    except InputError:
        return ""


def _unit_after(text: str, binding: Binding, unit: str) -> str:
    """The unit that follows in the base text, scale word included; what it doesn't say needn't be said."""
    scaled = rf"\s*(?:(?:nghìn tỷ|tỷ|triệu|nghìn|ngàn)\s+)?{re.escape(unit)}(?![\w/])"
    after = re.compile(scaled, re.IGNORECASE).match(text, binding.end) if unit else None
    return after[0].strip() if after else ""


def listing(references: Sequence[Reference]) -> str:
    """The references as lines for the model."""
    rows = (
        f"{{{{{r.name}}}}} | {_data(r.label)} | {_data(r.scope or 'chung')}, {r.hint}" for r in references
    )
    return "\n".join(_one_line(row) for row in rows)


def _one_line(text: str) -> str:
    """Data can't break out of its line or its brackets."""
    return " ".join(text.replace("<<<", " ").replace(">>>", " ").split())


def _data(text: str) -> str:
    """A label as data: it can't look like a reference or a column of the list."""
    return re.sub(r"[{}|]+", " ", text)
