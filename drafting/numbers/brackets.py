"""Parts in brackets: `318 hợp tác xã (thành lập mới 27, giải thể 9)` counts the same things inside.

The unit, and the scale where a part may be that large, come from the number before the bracket.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from drafting.numbers import lexicon, lists
from drafting.numbers.types import Reading

_OPENING = re.compile(r"[^().;:\n]{0,60}\((?:[^()\n;]{0,80}[,;])?")
_ITEM = re.compile(
    r"[(,;]\s?(?:và\s|trong đó:?\s|gồm:?\s|có\s)?(?:[^\W\d_]+[\s/-]{1,3}){1,6}(?:[0-9]{1,2}:\s)?\Z"
)
_COLON = re.compile(r"[(,;]\s?(?:[^\W\d_]+[\s/-]{0,3}){1,6}(?:[0-9]{1,2})?\s?[:=]\s?\Z")
_SORT = re.compile(r"[(,;]\s?(?:và\s|trong đó:?\s|gồm:?\s|có\s)?\Z|\svà\s\Z")
_ENDS = re.compile(r"\s?(?:[,;)]|và\s|\()")
_REACH = 300


def inside(text: str, readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The readings, those in a bracket with the unit of the whole before it."""
    out: list[Reading] = []
    whole: Reading | None = None
    head = lists.Head()
    close = -1
    last: Reading | None = None
    for reading in readings:
        if whole is not None and reading.start > close:
            whole = None
        if whole is None and last is not None and _opens(text, last, reading):
            whole, close = last, text.find(")", reading.end, last.end + _REACH)
            head = lists.Head(last.unit, last.noun, None, None, last.scale, _most(last))
        if whole is not None and _part(text, whole, reading, last):
            got = reading.inherited | {"unit"}
            given = replace(head, unit=whole.unit, noun=whole.noun) if reading.unit else head
            reading = replace(lists.in_unit(reading, given), inherited=got)
        elif whole is not None and reading.unit and reading.kind == "quantity":
            head = replace(
                head, unit=reading.unit, noun=reading.noun
            )  # an item that says its own: `265 em; 258`
        out.append(reading)
        if reading.figure:
            last = reading
    return tuple(out)


def _opens(text: str, whole: Reading, reading: Reading) -> bool:
    """True where a bracket opens between a number with a unit and the next one."""
    if (
        whole.unit is None
        or whole.unit == "%"
        or whole.kind != "quantity"
        or not 0 < reading.start - whole.end < _REACH
    ):
        return False
    m = _OPENING.match(text, whole.end, reading.start)
    return m is not None and text.find(")", whole.end, reading.start) < 0


def _part(text: str, whole: Reading, reading: Reading, last: Reading | None) -> bool:
    if reading.kind != "quantity" or reading.value is None or last is None:
        return False
    if reading.unit is not None:
        return _sort(text, whole, reading)
    if whole.value is None or reading.value > whole.value or not _ENDS.match(text, reading.end):
        return False
    lead = text[max(last.end, reading.start - 60) : reading.start]
    return _ITEM.search(lead) is not None or _COLON.search(lead) is not None


def _sort(text: str, whole: Reading, reading: Reading) -> bool:
    """True for `642 trường (214 mầm non, …)`: what follows the part is no noun that is counted, but a sort of the whole."""
    unit = reading.unit or ""
    if whole.value is None or reading.value is None or reading.value > whole.value or reading.scale != 1:
        return False
    if (
        unit in lexicon.units()
        or (lexicon.counted(unit) and unit != "quốc gia")
        or not lexicon.counted(whole.unit or "")
    ):
        return False
    return _SORT.search(text, max(0, reading.start - 12), reading.start) is not None


def _most(whole: Reading) -> Decimal | None:
    """How large a part can be, in the scale of the whole."""
    return None if whole.value is None else whole.value / whole.scale
