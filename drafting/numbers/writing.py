"""Writing numbers the conventional way: the inverse of reading."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from drafting.numbers import lexicon, wording
from drafting.numbers.types import Reading, Style

_THOUSAND = Decimal(1000)
_TEN = 10
# `một` is an article and `năm` a year as often as a number: nobody can read them back
_NO_COUNT = (1, 5)
_DIGITS = re.compile(r"[0-9][0-9.,]*")


def style_of(reading: Reading) -> Style:
    """The style in which a reading was written, to write another value in."""
    factor = reading.scale
    return Style(
        kind=reading.kind,
        scale=factor,
        scale_word=reading.scale_word,
        decimals=reading.decimals,
        trim=not _ends_in_zero(reading),
        padded=reading.padded,
        grouped=reading.grouped or reading.value is None or abs(reading.value / factor) < 1000,
        words=reading.words and reading.scale == 1,
    )


def _ends_in_zero(reading: Reading) -> bool:
    """True for decimals written out to a zero (`2,50`)."""
    digits = _DIGITS.search(reading.quote)
    return reading.decimals > 0 and digits is not None and digits.group().endswith("0")


def write(
    value: Decimal,
    style: Style = Style(),  # noqa: B008 - frozen
    *,
    of: Decimal | None = None,
    to: Decimal | None = None,
) -> str:
    """Write a value.

    Args:
        value: in base units.
        style: how; its scale divides the value, its scale word follows the digits.
        of: the second part of a ratio (`87/92`), written like the first.
        to: the upper end of a range (`8 - 10 triệu`), written like the lower; the scale word is said once.

    Returns:
        The words: `7,46 nghìn tỷ`, `05`, `94,57%`, `3.175,06`. No unit but `%`.
    """
    if of is not None:
        one = replace(style, kind="ratio", scale_word="", words=False)
        # `2/2000` would be read as a month of a year, `2/2.000` is not
        grouped = style.grouped or of >= _THOUSAND
        second = replace(style, kind="ratio", words=False, padded=style.padded and of < _TEN, grouped=grouped)
        return f"{write(value, one)}/{write(of, second)}"
    if to is not None:
        # `2000 - 2010` would be years, `2.000 - 2.010` is not
        ends = replace(style, words=False, grouped=style.grouped or to / style.scale >= _THOUSAND)
        low = write(value, replace(ends, kind="quantity", scale_word=""))
        return (
            f"{low} - {write(to, replace(ends, kind='percent' if style.kind == 'percent' else 'quantity'))}"
        )
    scaled = value / style.scale
    # a short scale word (`2,5tr`) is one only where it stands right behind the digits
    glued = lexicon.scales().get(style.scale_word.lower(), (None, ""))[1] == "glue"
    plain = style.scale_word or scaled not in _NO_COUNT
    if style.words and not glued and plain and scaled == scaled.to_integral_value() and 0 < scaled < 1000:
        return f"{wording.spell(int(scaled))} {style.scale_word}".rstrip()
    digits = _digits(scaled, style)
    if style.kind == "percent":
        return digits + "%"
    if not style.scale_word:
        return digits
    return digits + style.scale_word if glued else f"{digits} {style.scale_word}"


def _digits(scaled: Decimal, style: Style) -> str:
    if style.decimals is not None:
        scaled = scaled.quantize(Decimal(1).scaleb(-style.decimals), ROUND_HALF_UP)
    whole, _, decimals = f"{abs(scaled):f}".partition(".")
    if style.trim or style.decimals is None:
        decimals = decimals.rstrip("0")
    if style.grouped:
        whole = f"{int(whole):,}".replace(",", ".")
    if style.padded and not decimals and len(whole) == 1 and whole != "0":
        whole = "0" + whole
    sign = "-" if scaled < 0 else ""
    return f"{sign}{whole},{decimals}" if decimals else sign + whole
