"""How a workbook shows its numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Context, Decimal

# Excel keeps 15 digits; what comes after is noise of binary fractions.
_DIGITS = 15
# A damaged workbook holds numbers of any size: a float has up to 308 digits, which the usual 28 can't round.
_WIDE = Context(prec=400)
_LARGEST = 310
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


@dataclass(frozen=True, slots=True)
class Details:
    """What calamine doesn't tell of a sheet.

    Attributes:
        formats: number formats other than General, by (row, column).
        hidden, unvalued: as in `Grid`.
    """

    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden: tuple[tuple[str, int], ...] = ()
    unvalued: tuple[tuple[int, int], ...] = ()


def shown(
    value: Decimal, at: tuple[int, int], number_format: str, stored: dict[tuple[int, int], Decimal]
) -> str:
    """A stored number as the sheet shows it, the Vietnamese way; its exact value goes to `stored`."""
    section = _LITERAL.sub("", number_format.split(";")[0]) if number_format else ""
    percent = "%" in section
    if percent:
        value = value * 100
    if value.adjusted() > _LARGEST:
        return str(value)
    value = _trimmed(value)
    stored[at] = value
    digits = re.search(r"[0#?]\.([0#?]+)", section)
    fixed = len(digits[1].rstrip("#?")) if digits else None
    most = len(digits[1]) if digits else (0 if re.search(r"[0#?]", section) else None)
    text = written(value, fixed or 0, most, grouped=re.search(r"[#0],[#0]", section) is not None)
    return text + "%" if percent else text


def _trimmed(value: Decimal) -> Decimal:
    places = max(0, _DIGITS - 1 - value.adjusted()) if value else 0
    rounded = value.quantize(Decimal(1).scaleb(-min(places, _DIGITS)), ROUND_HALF_UP, _WIDE)
    plain = rounded.normalize(_WIDE)
    return plain.quantize(Decimal(1), context=_WIDE) if plain == plain.to_integral_value() else plain


def written(value: Decimal, fewest: int = 0, most: int | None = None, *, grouped: bool = False) -> str:
    """A number with a decimal comma, `fewest` to `most` digits after it."""
    if most is not None:
        value = value.quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP, _WIDE)
    whole, _, part = f"{abs(value):f}".partition(".")
    part = part.rstrip("0").ljust(fewest, "0")
    if grouped:
        whole = f"{int(whole):,}".replace(",", ".")
    sign = "-" if value < 0 and (whole.strip("0.") or part.strip("0")) else ""
    return f"{sign}{whole},{part}" if part else sign + whole
