"""The vocabulary, read once from the data files beside this module."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache


@dataclass(frozen=True, slots=True)
class UnitInfo:
    """What a written unit stands for.

    Attributes:
        base: the unit that values are given in (`đồng` for `Trđ`).
        factor: what a written value is multiplied by to be in `base`.
        family: what may be compared with what (`money`, `area`, `count`, …).
        ratio: factor from `base` to the first unit of the family (`ha` is 10000 of `m2`).
    """

    base: str
    factor: Decimal
    family: str
    ratio: Decimal = Decimal(1)


def rows(name: str) -> Iterator[list[str]]:
    """Yield the tab-separated fields of a data file, comments and blank lines left out."""
    from importlib.resources import files  # only needed when something is read

    text = files("drafting.numbers").joinpath("data", name).read_text("utf-8")
    for line in text.split("\n"):
        if line.strip() and not line.startswith("#"):
            yield line.split("\t")


@cache
def scales() -> Mapping[str, tuple[Decimal, str]]:
    """Scale words: factor, and what they need beside them."""
    return {r[0]: (Decimal(r[1]), r[2] if len(r) > 2 else "") for r in rows("scales.tsv")}


@cache
def units() -> Mapping[str, UnitInfo]:
    """Measured units by their written form in lower case."""
    return {r[0]: UnitInfo(r[1], Decimal(r[2]), r[3], Decimal(r[4])) for r in rows("units.tsv")}


@cache
def table(name: str) -> Mapping[str, str]:
    """A two-column data file as a mapping."""
    return {r[0]: r[1] for r in rows(name)}


@cache
def last_words(name: str) -> frozenset[str]:
    """The last words of a two-column data file's phrases: most look-ups end here."""
    return frozenset(key.split()[-1] for key in table(name))


@cache
def words(name: str) -> frozenset[str]:
    """A one-column data file as a set."""
    return frozenset(r[0] for r in rows(name))


@cache
def phrases(name: str) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Phrases of a data file by their first word, longest first, each as its words."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for row in rows(name):
        parts = tuple(row[0].split())
        found.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(group, key=len, reverse=True)) for first, group in found.items()}


def measured(family: str) -> bool:
    """True for a family whose whole numbers are rounded (`1.064 ha`), not counted (`12 xã`)."""
    return family in words("measured.txt")


def counted(noun: str) -> bool:
    """True for a noun known to be counted."""
    return noun in words("nouns.tsv")
