"""The catalogue of the field's indicators: their wordings, unit families and usual sections."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from drafting.alignment.words import data_lines


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator of the field.

    Attributes:
        label: its usual wording, parents first (`Cơ cấu giá trị sản xuất: Dịch vụ`).
        aliases: other wordings.
        family: unit family (`percent`, `money`, `count`, …).
        section: key of the section where reports state it (`nong-nghiep`).
    """

    label: str
    aliases: tuple[str, ...]
    family: str
    section: str

    @property
    def wordings(self) -> tuple[str, ...]:
        """The label and all aliases."""
        return (self.label, *self.aliases)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All indicators, in the file's order."""

    indicators: tuple[Indicator, ...]


@cache
def catalogue() -> Catalogue:
    """The catalogue that comes with the package."""
    rows = list(data_lines("catalogue.tsv"))[1:]
    return Catalogue(tuple(_indicator(row) for row in rows))


def _indicator(row: str) -> Indicator:
    label, aliases, family, section = row.split("\t")
    return Indicator(label, tuple(a for a in aliases.split("|") if a), family, section)
