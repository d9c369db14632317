"""Fields of work: where reports tell an indicator that no precedent states. The rows are data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from drafting.types import PlannedSection

_TONES = (("oá", "óa"), ("oà", "òa"), ("uỷ", "ủy"), ("uý", "úy"), ("tỉ ", "tỷ "))


@dataclass(frozen=True, slots=True)
class Field:
    """A field: words of labels, and words of headings, most telling first; the examples are tried by a test."""

    key: str
    label: re.Pattern[str]
    headings: tuple[re.Pattern[str], ...]
    told: str
    not_told: str


@cache
def fields() -> tuple[Field, ...]:
    """All rows of the data file, in order."""
    text = files("drafting.writers.data").joinpath("fields.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.split("\n") if line and not line.startswith("#"))
    return tuple(
        Field(key, re.compile(label), tuple(re.compile(h) for h in headings.split(" > ")), yes, no)
        for key, label, headings, yes, no in rows
    )


def plain_words(text: str) -> str:
    """Lower case, tone marks at their new places."""
    words = " ".join(text.casefold().split())
    for old, new in _TONES:
        words = words.replace(old, new)
    return words


@cache
def field_of(label: str, group: str = "") -> Field | None:
    """The field of an indicator by its own words (the last part of its label first), else by its group's."""
    for words in (label, label.rpartition(": ")[2], group):
        plain = plain_words(words)
        found = next((f for f in fields() if plain and f.label.search(plain)), None)
        if found is not None:
            return found
    return None


def home_in(field: Field, sections: Sequence[PlannedSection]) -> PlannedSection | None:
    """The section whose heading names the field best; of equal ones the first."""
    for pattern in field.headings:
        for section in sections:
            if pattern.search(plain_words(section.heading)):
                return section
    return None
