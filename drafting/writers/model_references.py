"""Figures as references: what a model may name, and what code writes in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus.errors import InputError
from drafting import numbers
from drafting.figures import evaluate
from drafting.numbers.types import Style
from drafting.types import Binding, Figure, Gap, Plan, PlannedSection
from drafting.writers.base import SectionText

NAME = r"[A-Z]{1,5}\d+(?::[a-z]+(?:-[a-z]+)?)?"
REFERENCE = re.compile(r"\{\{(" + NAME + r")\}\}")
_ROLES = {
    "actual": "kỳ này", "plan": "kế hoạch", "same-period": "cùng kỳ", "target": "mục tiêu", "growth": "mức tăng, giảm (%)",
    "of-plan": "% so với kế hoạch", "remaining": "còn phải thực hiện", "share": "tỷ trọng (%)", "other": "khác",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reference:
    """A number that may be named.

    Attributes:
        name: `F012`, `F012:growth`.
        quote: the number as code writes it, bound to `figure` or `expression`.
        unit: words after it (`tỷ đồng` less the scale word in `quote`), empty for a percentage.
        before, after: words that code writes around it (`tăng `, ` so với cùng kỳ`).
        label, scope: what it is about, for showing and for comparing words.
        sign: of a change, else 0; `directed` says that the words before must tell its way.
        level: a level, not a change or a comparison.
        hint: how it is shown to the model.
        measure: the base unit of its value (`ha`, `đồng`, `%`).
    """

    name: str
    quote: str
    label: str
    scope: str | None = None
    unit: str = ""
    before: str = ""
    after: str = ""
    figure: str | None = None
    expression: str | None = None
    sign: int = 0
    directed: bool = False
    level: bool = True
    hint: str = ""
    value: Decimal | None = None
    measure: str = ""


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
            for reference in _of_figure(figure, figures.values()):
                found[reference.name] = reference
    return _with_base(found, base, figures)


def keys_of(binding: Binding) -> list[str]:
    """Keys of the figures that a binding names."""
    return [binding.figure] if binding.figure else re.findall(r"\b[A-Z]+\d+\b", binding.expression or "")


def _of_figure(figure: Figure, figures: Iterable[Figure]) -> list[Reference]:
    """The figure itself and its comparisons with the same period and the plan."""
    value = figure.value
    assert value is not None
    quote, unit = _written(figure)
    plain = Reference(
        figure.key, quote, figure.label, figure.scope, unit, figure=figure.key, value=value, measure=figure.unit,
        hint=f"{_ROLES.get(figure.role, 'khác')} | {quote} {unit}".rstrip(),
    )  # fmt: skip
    if figure.role != "actual":
        return [plain]
    same, planned = (_sibling(figure, figures, role) for role in ("same-period", "plan"))
    return [plain, *_against_same(plain, figure, same), *_against_plan(plain, figure, planned)]


def _against_same(plain: Reference, figure: Figure, same: Figure | None) -> list[Reference]:
    if same is None or not same.value or figure.value is None or figure.value == same.value or same.value < 0:
        return []
    rises = figure.value > same.value
    a, b = (figure.key, same.key) if rises else (same.key, figure.key)
    word, sign = ("tăng", 1) if rises else ("giảm", -1)
    difference = abs(figure.value - same.value)
    if figure.unit == "%":
        quote, expression, what = _decimal(difference), f"{a}-{b}", "điểm %"
        unit = "điểm phần trăm"
    else:
        quote, expression, what = (
            _percent(difference / same.value * 100),
            f"({a}-{b})/{same.key}*100",
            "so cùng kỳ",
        )
        unit = ""
    growth = replace(
        plain, name=f"{figure.key}:growth", quote=quote, unit=unit, figure=None, expression=expression, sign=sign, measure="%",
        directed=True, level=False, hint=f"{what} | {word} {quote} {unit}".rstrip(), value=None,
    )  # fmt: skip
    change = replace(
        growth, name=f"{figure.key}:change", before=f"{word} ", after=f"{' ' + unit if unit else ''} so với cùng kỳ",
        unit="", directed=False, hint=f"cả cụm từ | {word} {quote} {unit} so với cùng kỳ",
    )  # fmt: skip
    return [growth, change]


def _against_plan(plain: Reference, figure: Figure, planned: Figure | None) -> list[Reference]:
    if planned is None or not planned.value or figure.value is None or figure.unit == "%":
        return []
    quote = _percent(figure.value / planned.value * 100)
    return [
        replace(
            plain, name=f"{figure.key}:of-plan", quote=quote, unit="", figure=None, level=False, value=None, measure="%",
            expression=f"{figure.key}/{planned.key}*100", hint=f"bằng bao nhiêu % kế hoạch | {quote}",
        )
    ]  # fmt: skip


def _sibling(figure: Figure, figures: Iterable[Figure], role: str) -> Figure | None:
    """The same indicator's figure of the same place in another role."""
    return next(
        (
            f
            for f in figures
            if f.role == role and f.indicator == figure.indicator and f.scope == figure.scope
            and f.unit == figure.unit and f.of is None and figure.of is None
        ),
        None,
    )  # fmt: skip


def _written(figure: Figure) -> tuple[str, str]:
    """The number in the table's own unit and precision, and the unit's words."""
    value = figure.value
    assert value is not None
    if figure.unit == "%":
        return numbers.write(value, Style(kind="percent")), ""
    info = numbers.base_unit(figure.written_unit or figure.unit)
    scale_word, unit = _split_unit(figure.written_unit or figure.unit, info.base, info.factor)
    quote = numbers.write(value, Style(scale=info.factor, scale_word=scale_word))
    if figure.of is not None:
        quote = f"{numbers.write(value)}/{numbers.write(figure.of)}"
    return quote, unit


_SCALES = (
    (Decimal(10) ** 12, "nghìn tỷ"),
    (Decimal(10) ** 9, "tỷ"),
    (Decimal(10) ** 6, "triệu"),
    (Decimal(1000), "nghìn"),
)


def _split_unit(written: str, base: str, factor: Decimal) -> tuple[str, str]:
    """`Trđ` as (`triệu`, `đồng`)."""
    for scale, word in _SCALES:
        if factor == scale:
            return word, base
    return "", base if factor == 1 else written


def _percent(value: Decimal) -> str:
    """A computed percentage with one decimal more than nothing: enough that it isn't rounded to a whole."""
    return numbers.write(value, Style(kind="percent", decimals=2))


def _decimal(value: Decimal) -> str:
    return numbers.write(value, Style(decimals=2))


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
    rows = (f"{{{{{r.name}}}}} | {r.label} | {r.scope or 'chung'}, {r.hint}" for r in references)
    return "\n".join(_one_line(row) for row in rows)


def _one_line(text: str) -> str:
    """Data can't break out of its line or its brackets."""
    return " ".join(text.replace("<<<", " ").replace(">>>", " ").split())
