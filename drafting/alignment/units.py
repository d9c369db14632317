"""Which units may state the same thing."""

from __future__ import annotations

from functools import cache, lru_cache

from drafting.alignment.words import data_lines
from drafting.numbers.lexicon import units as measured_units

# How far a unit speaks against an indicator; 1 says nothing.
SAME, ANY, UNKNOWN, OTHER_NOUN, OTHER = 1.0, 0.95, 0.92, 0.6, 0.12


@cache
def _counted() -> dict[str, str]:
    return {unit: family for unit, family, *_ in (line.split("\t") for line in data_lines("units.tsv"))}


@lru_cache(maxsize=2000)
def family(unit: str | None) -> str:
    """The family of a unit: `percent`, `money`, `area`, … `count` for counted nouns, empty for none."""
    if not unit:
        return ""
    word = " ".join(unit.lower().split())
    info = measured_units().get(word) or measured_units().get(word.split("/")[0])
    return info.family if info else "count"


@lru_cache(maxsize=4000)
def fit(one: str | None, other: str | None) -> float:
    """How well two units fit one indicator, 0 to 1."""
    mine, theirs = family(one), family(other)
    if not mine or not theirs:
        return _unknown(mine or theirs)
    if mine != theirs:
        return OTHER
    if mine != "count":
        return SAME
    first, second = _noun(one), _noun(other)
    if first == second or not first or not second:
        return SAME
    alike = "any" in (first, second) or {first, second} == {"visit", "person"}  # `540 lượt cán bộ` are people
    return ANY if alike else OTHER_NOUN


def _unknown(known: str) -> float:
    """A number without a unit may count anything, but is hardly a sum of money or a percentage."""
    return UNKNOWN if known in {"", "count"} else 0.75


@lru_cache(maxsize=2000)
def _noun(unit: str | None) -> str:
    """The kind of thing counted, empty where unknown."""
    words = (unit or "").lower().split()
    for size in range(len(words), 0, -1):
        found = _counted().get(" ".join(words[:size]))
        if found:
            return found
    return ""
