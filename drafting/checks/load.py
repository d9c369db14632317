"""Reads the data files of the rules, once."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files


def read(name: str) -> str:
    """A data file as text."""
    return (files("drafting.checks.data") / name).read_text(encoding="utf-8")


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """A .tsv file with a header row; lines that start with `#` are notes."""
    return parse(read(name))


def parse(text: str) -> tuple[dict[str, str], ...]:
    """The same of a text; cells that a line lacks are left out."""
    head, *rest = lines(text) or [""]
    names = head.split("\t")
    return tuple(dict(zip(names, line.split("\t"), strict=False)) for line in rest)


def lines(text: str) -> list[str]:
    """The lines of a data file without its notes."""
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def words(name: str) -> dict[str, tuple[str, ...]]:
    """A word list with `[group]` lines, a word or phrase a line."""
    groups: dict[str, list[str]] = {}
    current: list[str] = []
    for line in read(name).splitlines():
        entry = line.split("#")[0].strip()
        if entry.startswith("["):
            current = groups.setdefault(entry.strip("[]"), [])
        elif entry:
            current.append(entry)
    return {key: tuple(value) for key, value in groups.items()}


@cache
def pattern(name: str, group: str) -> re.Pattern[str]:
    """Any of the phrases of a group, as whole words, in plain (unaccented) text; longest first."""
    phrases = sorted(words(name)[group], key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(p.replace(" ", r"\s+") for p in phrases) + r")(?!\w)")
