"""Figures written as a table or a plain sentence has them: in the unit the clerk's table used."""

from __future__ import annotations

from decimal import Decimal

from drafting import numbers
from drafting.numbers.types import Style
from drafting.types import Figure

_SPELT = {
    "trđ": "triệu đồng", "tr.đ": "triệu đồng", "triệu": "triệu đồng", "tỷ": "tỷ đồng", "tỉ": "tỷ đồng", "dn": "doanh nghiệp",
    "ha": "ha", "đ": "đồng", "ng": "người", "lđ": "lao động", "gđ": "gia đình", "hđ": "hộ", "htx": "hợp tác xã",
    "tấn": "tấn", "cháu": "cháu",
}  # fmt: skip


def unit_words(figure: Figure) -> str:
    """The unit as a sentence has it (`Trđ` is `triệu đồng`); empty for a percentage."""
    written = figure.written_unit.strip()
    if written == "%" or figure.unit == "%":
        return ""
    return _SPELT.get(written.casefold(), written[:1].lower() + written[1:])


def amount(figure: Figure, value: Decimal | None = None, decimals: int | None = None) -> str:
    """The digits of a figure in its own written unit, `%` and `a/b` included."""
    number = figure.value if value is None else value
    if number is None:
        return figure.text or ""
    percent = figure.unit == "%"
    factor = Decimal(1)
    if not percent and figure.written_unit and figure.written_unit != figure.unit:
        info = numbers.base_unit(figure.written_unit)
        factor = info.factor if info is not None else factor
    if figure.of is not None and value is None:
        return f"{plain(number)}/{plain(figure.of)}"
    text = plain(number / factor, decimals)
    return f"{text}%" if percent else text


def plain(value: Decimal, decimals: int | None = None) -> str:
    """Digits with dots for thousands and a decimal comma."""
    return numbers.write(value, Style(decimals=decimals))
