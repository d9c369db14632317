"""How a message names figures: label, place, role, cell; and formulas with their numbers in them."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from drafting import numbers
from drafting.checks.document import Document
from drafting.numbers.types import Reading
from drafting.types import Candidate, CellSource, Figure

ROLES = {
    "actual": "",
    "plan": "kế hoạch",
    "same-period": "cùng kỳ",
    "target": "mục tiêu",
    "growth": "so với cùng kỳ",
    "of-plan": "so với kế hoạch",
    "remaining": "còn phải thực hiện",
    "share": "tỷ trọng",
    "other": "",
}
_KEY = re.compile(r"[FC]\d{3,}")


def name(figure: Figure) -> str:
    """`Tổng sản lượng lương thực, xã A (cùng kỳ)`."""
    scope = f", {figure.scope}" if figure.scope else ""
    role = ROLES[figure.role]
    return f"{figure.label}{scope}" + (f" ({role})" if role else "")


def cell(figure: Figure) -> str:
    """`ô F9, Bieu 1`, or nothing for a figure from elsewhere."""
    source = figure.source
    if not isinstance(source, CellSource):
        return ""
    return f"ô {source.cell}" + (f", {source.sheet}" if source.sheet else "")


def statement(document: Document, candidate: Candidate) -> str:
    """The statement of a candidate: the figure with its cell, or the formula with its numbers."""
    figures = [document.by_key[k] for k in candidate.keys if k in document.by_key]
    if not figures:
        return candidate.expression
    cells = "; ".join(dict.fromkeys(c for c in map(cell, figures) if c))
    where = f" ({cells})" if cells else ""
    if candidate.expression == figures[0].key:
        return name(figures[0]) + where
    shown = _KEY.sub(lambda m: _shown(document, m[0]), candidate.expression)
    return f"{figures[0].label}{', ' + figures[0].scope if figures[0].scope else ''}, {shown}{where}"


def _shown(document: Document, key: str) -> str:
    figure = document.by_key.get(key)
    return figure.written if figure and figure.written else key


def stated(reading: Reading) -> str:
    """The number as stated, with its unit."""
    unit = reading.unit or ""
    return reading.quote if unit == "%" or not unit or unit in reading.quote else f"{reading.quote} {unit}"


def value_like(document: Document, candidate: Candidate, reading: Reading) -> str:
    """The value that the figures give, written as the number is written."""
    value = abs(candidate.value) if reading.change in ("up", "down") else candidate.value
    if reading.kind == "ratio":
        figure = document.by_key.get(candidate.expression)
        whole = figure.of if figure and figure.of is not None else reading.of
        parts = [numbers.write(p, _count(reading)) for p in (value, whole) if p is not None]
        return "/".join(parts)
    return numbers.write(value, _fine_enough(document, candidate, reading, value))


def _fine_enough(document: Document, candidate: Candidate, reading: Reading, value: Decimal) -> numbers.Style:
    """The number's own style; where it has no decimals and the value does, the value keeps its own."""
    style = _scaled_as_cell(document, candidate, reading, numbers.style_of(reading))
    if reading.decimals or value / style.scale == (value / style.scale).to_integral_value():
        return style
    direct = candidate.expression in document.by_key
    return replace(style, decimals=None if direct else 1)


def _scaled_as_cell(
    document: Document, candidate: Candidate, reading: Reading, style: numbers.Style
) -> numbers.Style:
    """`27` in a table that leaves out `tỷ đồng` is corrected to `72`, as the figure's own cell says it."""
    figure = document.by_key.get(candidate.expression)
    if figure is None or reading.unit or reading.scale_word or not figure.written_unit:
        return style
    scale = numbers.base_unit(figure.written_unit).factor
    small = reading.value is not None and abs(reading.value) < scale
    return replace(style, scale=scale) if scale > 1 and small else style


def _count(reading: Reading) -> numbers.Style:
    style = numbers.style_of(reading)
    return numbers.Style(padded=style.padded, grouped=style.grouped)
