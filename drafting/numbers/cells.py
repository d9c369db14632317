"""Numbers in table cells, where the column gives the unit."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from drafting.numbers.digits import COMMA_THOUSANDS, Literal, interval, parse
from drafting.numbers.lexicon import UnitInfo, measured
from drafting.numbers.reader import read
from drafting.numbers.types import Reading
from drafting.numbers.units import base_unit

EXTRA_WORDS = "ô có cả chữ"
_NUMBER = re.compile(r"([-–−+]?)\s?([0-9]++(?:[.,][0-9]++)*+)\s?(%?)")
_BRACKETED = re.compile(r"\(\s?([0-9.,]+)\s?(%?)\)")
_RATIO = re.compile(r"([0-9]++(?:\.[0-9]++)*+)\s?/\s?([0-9]++(?:\.[0-9]++)*+)")


def read_cell(text: str, unit: str | None = None) -> Reading | None:
    """Read one table cell.

    Args:
        text: the cell (`1.460`, `6/6`, `125%`, `-3,5`, `Duy trì 100%`).
        unit: of its column or row (`Trđ` scales by a million), None where unknown.

    Returns:
        The reading, offsets into the cell; None for words, dashes and blanks.
    """
    body = text.strip()
    start = text.find(body) if body else 0
    info = base_unit(unit) if unit else None
    reading: Reading | None
    if not body:
        return None
    if m := _NUMBER.fullmatch(body):
        reading = _number(body, m.group(1), m.group(2), bool(m.group(3)), info)
    elif m := _BRACKETED.fullmatch(body):
        reading = _number(body, "", m.group(1), bool(m.group(2)), info)
    elif m := _RATIO.fullmatch(body):
        reading = _ratio(body, m.group(1), m.group(2), info)
    else:
        reading = _worded(body, info)
    if reading is None or (reading.start, reading.end) == (start, start + len(reading.quote)):
        return reading
    return replace(reading, start=start, end=start + len(reading.quote))


def _number(body: str, sign: str, digits: str, percent: bool, info: UnitInfo | None) -> Reading:
    literal = parse(digits)
    if literal.value is None:
        return Reading(body, 0, len(body), "unclear", note=literal.note)
    value = -literal.value if sign and sign != "+" else literal.value
    if percent:
        info = UnitInfo("%", Decimal(1), "percent")
    factor = info.factor if info else Decimal(1)
    exact = info is None or not measured(info.family)
    low, high = interval(value * factor, literal.decimals, factor, exact=exact)
    kind = "percent" if info is not None and info.family == "percent" else "quantity"
    return Reading(
        body, 0, len(body), kind, value * factor, low, high, info.base if info else None,  # type: ignore[arg-type]
        note=_note(literal, info), scale=factor, decimals=literal.decimals, grouped=literal.grouped,
        padded=literal.padded,
    )  # fmt: skip


def _note(literal: Literal, info: UnitInfo | None) -> str:
    """What is doubtful: also a comma before exactly three digits of a count or an amount."""
    likely = info is not None and info.family in ("count", "money")
    if not literal.note and likely and literal.decimals == 3 and not literal.grouped:
        return COMMA_THOUSANDS
    return literal.note


def _ratio(body: str, first: str, second: str, info: UnitInfo | None) -> Reading | None:
    a, b = parse(first), parse(second)
    if a.value is None or b.value is None:
        return None
    unit = None if info is None or info.base == "%" else info.base
    return Reading(body, 0, len(body), "ratio", a.value, a.value, a.value, unit, b.value, padded=a.padded)


def _worded(body: str, info: UnitInfo | None) -> Reading | None:
    """Read the one figure of a cell that holds words too (`Duy trì 100%`, `trên 85%`)."""
    figures = [r for r in read(body) if r.figure]
    if len(figures) != 1:
        return None
    found = figures[0]
    if info is not None and found.unit is None and found.value is not None and found.kind == "quantity":
        scaled = _number(found.quote, "", found.quote.split(" ")[0], False, info)
        found = replace(scaled, start=found.start, end=found.end, qualifier=found.qualifier)
    rest = (body[: found.start] + body[found.end :]).strip(" .")
    return replace(found, quote=body, note=found.note or EXTRA_WORDS) if rest else found
