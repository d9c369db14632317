"""What the catalogue calls an indicator."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.units import fold
from drafting.alignment.catalogue import catalogue
from drafting.alignment.pool import catalogue_index

_BRACKET = re.compile(r"\s*\([^()]*\)\s*$")
# Words so near an indicator of the catalogue mean that indicator.
SAME = 0.93


def name_of(label: str, known: str | None) -> str:
    """What a person said a label is, else what the catalogue calls it, else nothing."""
    return catalogued(label) if known is None else known


def told_apart(one: str, other: str) -> bool:
    """Two labels whose brackets say different things: `(giá hiện hành)` and `(giá so sánh)`."""
    brackets = [m.group().strip() if (m := _BRACKET.search(label)) else "" for label in (one, other)]
    return all(brackets) and fold(brackets[0]) != fold(brackets[1])


@lru_cache(maxsize=8192)
def catalogued(label: str) -> str:
    """The catalogue's label for an indicator's wording, empty where none is near enough."""
    for words in dict.fromkeys((label, _BRACKET.sub("", label))):
        found = catalogue_index().search(words, least=SAME, keep=1)
        if found:
            return catalogue().indicators[found[0][0]].label
    return ""
