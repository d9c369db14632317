"""Filling in a figure: scale, unit, noun, interval, qualifier, change, basis."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from drafting.numbers import context
from drafting.numbers.digits import COMMA_THOUSANDS, Literal, interval
from drafting.numbers.spot import ONE, Spot, Tail, clause_before, noun_at, scale_at, unit_at
from drafting.numbers.types import Reading, ReadingKind

MEASURED = frozenset(
    {"area", "area-local", "length", "volume", "mass", "yield", "per-head", "power", "energy", "voltage", "temperature", "points", "permille", "percent"}
)  # fmt: skip


def tail_at(spot: Spot, end: int) -> Tail:
    """Scale word, unit and noun after an offset."""
    factor, after = scale_at(spot, end)
    found = unit_at(spot, after)
    word = " ".join(spot.text[end:after].split())
    if found is not None:
        noun = noun_at(spot, after)
        if noun[2] and " " in noun[0]:
            found = None
    if found is None:
        noun, phrase, known = noun_at(spot, after)
        unit = noun or None
        money = word and word.split()[-1] in ("tỷ", "tỉ", "tr") and not known
        if money:
            return Tail(factor, word, after, "đồng", "money", "", Decimal(1), after)
        return Tail(factor, word, after, unit, "count" if known else "", phrase, Decimal(1), after)
    base, family, unit_factor, unit_end = found
    if unit_factor != 1 and factor != 1:
        unit_factor = Decimal(1)
    return Tail(factor, word, after, base, family, "", unit_factor, unit_end)


def make(spot: Spot, kind: ReadingKind, literal: Literal, tail: Tail, floor: int) -> Reading:
    """A reading of a literal with its tail, context included."""
    assert literal.value is not None
    scale = tail.scale * tail.factor
    value = literal.value * scale
    exact = kind == "quantity" and tail.family not in MEASURED
    if negative(spot, literal):
        value = -value
    low, high = interval(value, literal.decimals, scale, exact=exact)
    value, low, high = tidy(value), tidy(low), tidy(high)
    reading = Reading(
        spot.text[spot.start : tail.end], spot.start, tail.end, kind, value, low, high, tail.unit,
        note=note(literal, tail), noun=tail.noun, scale=scale, scale_word=tail.scale_word,
        decimals=literal.decimals, grouped=literal.grouped, padded=literal.padded,
    )  # fmt: skip
    return in_context(reading, spot, tail.unit_end, floor)


def tidy(value: Decimal) -> Decimal:
    """The same value with no zeros after its last decimal, and no exponent."""
    whole = value.to_integral_value()
    return whole.quantize(ONE) if value == whole else value.normalize()


def negative(spot: Spot, literal: Literal) -> bool:
    """True for a minus sign glued to a percentage or a number with decimals, a blank before it."""
    if spot.left not in ("-", "−") or spot.line_start:
        return False
    lead = spot.low[max(0, spot.start - 2) : spot.start - 1]
    return (lead.isspace() or lead == "(") and (literal.decimals > 0 or spot.right == "%")


def in_context(reading: Reading, spot: Spot, end: int, floor: int) -> Reading:
    """The reading with qualifier, change and basis."""
    before, after = context.around(spot, end, floor)
    if before == "" and spot.left == "(":
        before = clause_before(spot.low, spot.start - 1, floor)
    level = reading.kind in ("percent", "range") or reading.decimals > 0
    return replace(
        reading,
        qualifier=context.qualifier(spot, end),
        change=context.change(before, level=level),
        basis=context.basis(before, after, bare=reading.unit == "%"),
    )


def note(literal: Literal, tail: Tail) -> str:
    """What is doubtful: also a comma before exactly three digits where thousands are likely."""
    if literal.note:
        return literal.note
    likely = tail.scale != 1 or tail.family in ("count", "money")
    return COMMA_THOUSANDS if literal.decimals == 3 and likely and not literal.grouped else ""


def worded(reading: Reading) -> Reading:
    """The reading, marked as written in words."""
    return replace(reading, words=True)
