"""A figure as what a model may name of it: itself, and its comparisons already computed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from drafting import numbers
from drafting.numbers.types import Style
from drafting.types import Figure

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
        over_same, over_plan: whether the figure is more (1), less (-1) or as much (0) as in the same period and
            as planned; None where that isn't known.
        roles: of the figures that it is made of.
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
    over_same: int | None = None
    over_plan: int | None = None
    roles: frozenset[str] = frozenset()


def of_figure(figure: Figure, figures: Iterable[Figure]) -> list[Reference]:
    """The figure itself and its comparisons with the same period and the plan."""
    value = figure.value
    assert value is not None
    quote, unit = _written(figure)
    plain = Reference(
        figure.key, quote, figure.label, figure.scope, unit, figure=figure.key, value=value, measure=figure.unit,
        hint=f"{_ROLES.get(figure.role, 'khác')} | {quote} {unit}".rstrip(), roles=frozenset({figure.role}),
    )  # fmt: skip
    if figure.role != "actual":
        return [plain]
    same, planned = (_sibling(figure, figures, role) for role in ("same-period", "plan"))
    plain = replace(plain, over_same=_over(figure, same), over_plan=_over(figure, planned))
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
        roles=frozenset({figure.role, same.role}),
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
            roles=frozenset({figure.role, planned.role}),
        )
    ]  # fmt: skip


def _over(figure: Figure, other: Figure | None) -> int | None:
    if other is None or other.value is None or figure.value is None:
        return None
    return (figure.value > other.value) - (figure.value < other.value)


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
