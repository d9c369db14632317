"""Whether two numbers of a text count the same kind of thing."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from drafting.checks import load
from drafting.checks.plain import plain
from drafting.numbers.types import Reading

_ADDITIVE_STOP = ("/", "%", "điểm", "bậc", "lần")


def unit_of(reading: Reading) -> str:
    """The measure unit in plain letters, empty for a count (whose unit is its noun)."""
    return "" if counted(reading) else plain(reading.unit or "").strip()


def counted(reading: Reading) -> bool:
    """True for a count of things."""
    return not reading.unit or (bool(reading.noun) and reading.noun.startswith(reading.unit))


def noun_of(reading: Reading) -> tuple[str, ...]:
    """The first words of the counted noun, plain; `lượt` (times) before it is left out."""
    return _first_words(reading.noun or reading.unit or "")


@lru_cache(maxsize=8192)
def _first_words(noun: str) -> tuple[str, ...]:
    words = plain(noun).split()
    words = words[1:] if words[:2] == ["nhan", "khau"] else words
    return tuple(words[1:3] if words[:1] == ["luot"] and len(words) > 1 else words[:2])


def additive(reading: Reading) -> bool:
    """True for an amount or a count; a rate, a share or a yield is never added up."""
    unit = reading.unit or ""
    return reading.kind in ("quantity", "ratio") and not any(s in unit for s in _ADDITIVE_STOP)


def same_kind(head: Reading, part: Reading) -> bool:
    """True where a part is said in the head's unit or noun, or says neither."""
    if not part.unit and not part.noun:
        return True
    if unit_of(head) != unit_of(part):
        return False
    head_noun, part_noun = noun_of(head), noun_of(part)
    if ("luot",) in (head_noun, part_noun):  # `118.935 lượt` of `127.460 lượt khám bệnh`
        return all(plain(r.noun or r.unit or "").startswith("luot") for r in (head, part))
    return bool(unit_of(head)) or (bool(head_noun) and head_noun[0] == part_noun[0])


def people(one: Reading, other: Reading) -> bool:
    """True where both count people, in whatever words (`57 cán bộ`, `18 đồng chí`)."""
    persons = load.pattern("list_words.txt", "persons")
    return all(persons.search(" ".join(noun_of(r))) for r in (one, other))


def sum_of(readings: Iterable[Reading]) -> Decimal:
    """What numbers of one unit add up to."""
    return sum((r.amount for r in readings), Decimal(0))


def interval(reading: Reading) -> tuple[Decimal, Decimal]:
    """What the number stands for: its interval, a ratio's first part as a point."""
    value = reading.value if reading.value is not None else Decimal(0)
    if reading.kind == "ratio" or reading.low is None or reading.high is None:
        return value, value
    return reading.low, reading.high
