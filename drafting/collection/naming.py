"""What the catalogue calls an indicator."""

from __future__ import annotations

from functools import cache, lru_cache

from drafting.alignment.catalogue import catalogue
from drafting.alignment.similarity import Index, Lexicon

# Words so near an indicator of the catalogue mean that indicator.
SAME = 0.93


def name_of(label: str, known: str | None) -> str:
    """What a person said a label is, else what the catalogue calls it, else nothing."""
    return catalogued(label) if known is None else known


@lru_cache(maxsize=8192)
def catalogued(label: str) -> str:
    """The catalogue's label for an indicator's wording, empty where none is near enough."""
    found = _index().search(label, least=SAME, keep=1)
    return catalogue().indicators[found[0][0]].label if found else ""


@cache
def _index() -> Index:
    wordings = [(n, w, 1.0) for n, i in enumerate(catalogue().indicators) for w in i.wordings]
    return Index(Lexicon(), wordings)
