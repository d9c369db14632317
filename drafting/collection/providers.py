"""Who provides a figure: the unit's own assignment, else the department that usually has the field's figures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpus.types import Level
from corpus.units import fold
from drafting.alignment.catalogue import catalogue
from drafting.collection.naming import catalogued

_COLUMN: Mapping[str, int] = {
    "xa": 0,
    "thon": 0,
    "cum-xa": 0,
    "huyen": 1,
    "cum-huyen": 1,
    "tinh": 2,
    "cum-tinh": 2,
}
OTHERS = "Đơn vị khác"


@dataclass(frozen=True, slots=True)
class Field:
    """A line of the data file: a field's words, and its department in a commune, district and province."""

    key: str
    words: re.Pattern[str]
    departments: tuple[str, str, str]
    example: str
    counter_example: str


@cache
def fields() -> tuple[Field, ...]:
    """All lines, in order of precedence."""
    text = files("drafting.collection").joinpath("data/providers.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(
        Field(r[0], re.compile(rf"\b(?:{r[1]})(?!\w)"), (r[2], r[3], r[4]), r[5], r[6]) for r in rows
    )


def provider(label: str, heading: str, level: Level | None, assigned: Mapping[str, str]) -> str:
    """The department that has a figure.

    Args:
        label: the indicator.
        heading: where the report states it.
        level: of the unit that reports; a commune's departments where it isn't known.
        assigned: what the unit itself has laid down, by folded label.
    """
    own = assigned.get(fold(label))
    if own is not None:
        return own
    found = field_of(label, heading)
    return found.departments[_COLUMN.get(level or "", 0)] if found else OTHERS


def field_of(label: str, heading: str) -> Field | None:
    """The field of an indicator: its words', its catalogue entry's, its heading's."""
    by_words = next((f for f in fields() if f.words.search(fold(label))), None)
    if by_words is not None:
        return by_words
    section = _sections().get(catalogued(label), "")
    return next((f for f in fields() if f.key == section), None) or next(
        (f for f in fields() if f.words.search(fold(heading))), None
    )


@cache
def _sections() -> dict[str, str]:
    return {i.label: i.section for i in catalogue().indicators}
