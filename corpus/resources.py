"""The data files of this package: tab-separated lines, `#` comments, loaded once."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of a data file, without comments and blank lines."""
    text = resources.files("corpus.data").joinpath(name).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def listed(name: str) -> frozenset[str]:
    """The lines of a data file as a set, to be looked up in."""
    return frozenset(lines(name))


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a tab-separated data file."""
    return tuple(tuple(cell.strip() for cell in line.split("\t")) for line in lines(name))
