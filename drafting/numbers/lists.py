"""Lists: the head gives its items the unit, the change word and the basis that they leave out.

`… tăng: A 5,8%; B 7,3%`, `03 xã (A 1; B 2)`, `xã A tăng 5%, xã B 7%`. An item is a separator, the
name of a member, and a number; the head is what stands before the first item.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from drafting.numbers import context
from drafting.numbers.digits import interval
from drafting.numbers.figure import tidy
from drafting.numbers.letters import CAPITALS
from drafting.numbers.lexicon import measured, units
from drafting.numbers.types import Basis, Change, Reading

REACH = 160
_KIND = r"(?:các\s+)?(?:huyện|xã|thị trấn|thị xã|phường|thôn|bản|tỉnh|thành phố|khu phố|tổ|cụm|trường|đơn vị)"
_NAME = rf"[{CAPITALS}][^\W\d_]*(?:[\s.-]+(?:[{CAPITALS}][^\W\d_]*|số)){{0,5}}(?:\s+[0-9]{{1,2}})?"
_ITEM = re.compile(
    rf"(?P<sep>^|[;,:(/]\s*[*_]*|(?:^|\s)(?:và|là|như|gồm|có|riêng)\s+|%\s+|\n\s*[-+*•–]\s*)"
    rf"(?:và\s+|trong đó\s+|riêng\s+)?(?:{_KIND}\s+)?(?P<name>{_NAME}|(?:các|những)\s[^\W\d_]+\s(?:còn lại|khác))"
    r"\s*(?P<verb>là|đạt|có|còn|ước|tăng|giảm)?\s*[:(=]?\s*$"
)
# the separator forgotten between two items: `B 17,7% C 15,8%`
_UNSEPARATED = re.compile(rf"(?P<sep>)\s(?:{_KIND}\s+)?(?P<name>{_NAME})\s(?P<verb>)")
_BREAK = re.compile(rf"[.!?]\s+[*_“\"]{{0,3}}[{CAPITALS}]|[.!?…]\s*\n|\n\s*\n\s*[{CAPITALS}]")
_KIND_LAST = re.compile(rf"[\s:]+{_KIND}$")
_PLAIN_SEP = re.compile(rf"[\s;,)%]*(?:và\s+|;|,|\s)*(?:{_KIND}\s+)?$")
_KINDS = re.compile(_KIND)
_OPENING = re.compile(r"[(:]")
_CLAUSES = re.compile(r"[(;]")
_VERB_LAST = re.compile(r"\s(?:là|gồm|như|cụ thể|trong đó|ở)(?:\s(?:các\s)?\w+)?$")
_COMPARED = re.compile(r"so (?:với )?\D{0,40}$")


@dataclass(frozen=True, slots=True)
class Head:
    """What a list's head gives to its items."""

    unit: str | None = None
    noun: str = ""
    change: Change | None = None
    basis: Basis | None = None
    scale: Decimal = Decimal(1)
    limit: Decimal | None = None


def inherit(text: str, low: str, readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The readings with what their list heads say."""
    out: list[Reading] = []
    head: Head | None = None
    last: Reading | None = None
    for reading in readings:
        if not reading.figure:
            out.append(reading)
            continue
        lead_start = max(reading.start - REACH, last.end if last else 0)
        m = _item(text, reading, lead_start)
        if m is None:
            head = None
        else:
            start = _sentence(text, lead_start, m.start("name"))
            if start != lead_start or head is None:
                head = _head(low, start, m, last if start == lead_start else None)
            if head is not None:
                reading = _given(reading, head, m.group("verb"))
                if m.group("verb") in ("tăng", "giảm") and reading.change:
                    head = replace(head, change=reading.change)  # said once, meant for the items after it
        out.append(reading)
        last = reading
    return tuple(out)


def _sentence(text: str, start: int, end: int) -> int:
    """Where the last sentence before an offset begins, `start` where it began before."""
    for m in _BREAK.finditer(text, start, end):
        start = m.end() - 1
    return start


def _item(text: str, reading: Reading, lead_start: int) -> re.Match[str] | None:
    if not _wants(reading):
        return None
    lead = text[max(lead_start, reading.start - REACH) : reading.start]
    if lead.islower() and "còn lại" not in lead[-16:]:
        return None  # no capital, no name
    if _UNSEPARATED.fullmatch(text, lead_start, reading.start):
        return _UNSEPARATED.fullmatch(text, lead_start, reading.start)
    return _ITEM.search(text, max(lead_start, reading.start - 70), reading.start)


def _wants(reading: Reading) -> bool:
    return reading.kind in ("quantity", "percent", "range")


def _head(low: str, lead_start: int, m: re.Match[str], last: Reading | None) -> Head | None:
    """What stands before the first item: the words of its clause, or an item that is complete."""
    intro = low[lead_start : m.start("name")]
    plain = _PLAIN_SEP.match(intro)
    if plain and last is not None and not _OPENING.search(intro):
        return Head(last.unit, last.noun, last.change, last.basis, last.scale)
    if not _KINDS.sub("", intro).strip(" \n\t*_-+•–.#"):
        return None
    opened = "(" in intro or ":" in intro or intro.rstrip().endswith(("trong đó", "gồm"))
    unit = last if opened and last is not None and last.kind in ("quantity", "ratio") else None
    words = " ".join(_CLAUSES.split(intro)[-1].rstrip(" :*_").split())
    words = _KIND_LAST.sub("", words)
    changed = context.change(_until_verb(words), level=False)
    if unit is None:
        return Head(None, "", changed, _basis(words))
    whole = None if unit.value is None else unit.value / unit.scale
    return Head(unit.unit, unit.noun, changed, _basis(words), unit.scale, whole)


def _until_verb(words: str) -> str:
    """The words up to the one after the change word's phrase (`tăng cao so cùng kỳ là huyện`)."""
    return _VERB_LAST.sub("", words)


def _basis(words: str) -> Basis | None:
    m = _COMPARED.search(words)
    return context.basis(words, "", bare=False) if m else None


def _given(reading: Reading, head: Head, verb: str | None) -> Reading:
    """The reading with what it lacks from the head."""
    got: set[str] = set()
    unit, change, basis = reading.unit, reading.change, reading.basis
    if unit is None and head.unit is not None and reading.kind == "quantity" and head.unit != "%":
        unit = head.unit
        got.add("unit")
    if (
        change is None
        and head.change in ("up", "down")
        and verb not in ("đạt", "còn", "có")
        and _may_change(reading)
    ):
        change = head.change
        got.add("change")
    if basis is None and head.basis is not None and (change or reading.kind == "percent"):
        basis = head.basis
        got.add("basis")
    if not got:
        return reading
    found = replace(reading, change=change, basis=basis, inherited=frozenset(got))
    return in_unit(found, head) if "unit" in got else found


def in_unit(reading: Reading, head: Head) -> Reading:
    """The reading in the unit of its head, and in the head's scale where a part may be that large."""
    unit = head.unit
    value, low, high, scale = reading.value, reading.low, reading.high, reading.scale
    assert value is not None
    if (
        head.scale != 1
        and scale == 1
        and not reading.scale_word
        and (head.limit is None or value <= head.limit)
    ):
        scale, value = head.scale, tidy(value * head.scale)
    if scale != reading.scale or (unit in units() and measured(units()[unit or ""].family)):
        low, high = (tidy(end) for end in interval(value, reading.decimals, scale))
    return replace(
        reading, value=value, low=low, high=high, scale=scale, unit=unit, noun=reading.noun or head.noun
    )


def _may_change(reading: Reading) -> bool:
    return reading.kind in ("percent", "range") or reading.unit is None
