"""Columns whose head isn't understood: what is asked, and what a clerk answered once for tables of that shape.

A shape is known by its heads: their words without years and numbers, so that next year's table is the same one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal, cast, get_args

from corpus.units import fold
from drafting.figures.columns import Column
from drafting.types import Role

# What a clerk may call a column: a role, a part of the table's frame, a member unit, a part of the row's indicator.
Meaning = Literal[
    "actual", "same-period", "plan", "target", "growth", "of-plan", "remaining", "share", "other",
    "label", "unit", "scope", "note", "ignored", "member", "part",
]  # fmt: skip
MEANINGS: tuple[Meaning, ...] = get_args(Meaning)
_ROLES: frozenset[str] = frozenset(get_args(Role))
_CHANGING = re.compile(r"\b(19|20)\d\d\b|\d+")
_SAMPLES = 3

Named = Mapping[int, Meaning]
"""Meanings by the column's index."""
Learned = Mapping[str, Named]
"""What was answered, by the signature of the table's shape."""
NOTHING_LEARNED: Learned = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Memory:
    """What clerks said of tables before.

    Attributes:
        columns: what columns are, by the shape of the table.
        names: which known indicator a row is, by its folded label; empty for none of them.
    """

    columns: Learned = field(default_factory=lambda: NOTHING_LEARNED)
    names: Mapping[str, str] = field(default_factory=dict)


NO_MEMORY = Memory()


@dataclass(frozen=True, slots=True)
class Question:
    """A column, to be named or named otherwise.

    Attributes:
        signature: of the table's shape; `column` its index, `letter` its name in the sheet.
        head: as printed, empty where none is; `samples` some of its cells.
        guess: how it is read.
        asked: True where the head names nothing that is known and nobody has said.
    """

    signature: str
    file: str
    sheet: str | None
    column: int
    letter: str
    head: str
    samples: tuple[str, ...]
    guess: Meaning
    asked: bool = True


def signature(heads: Sequence[Sequence[str]]) -> str:
    """The name of a table's shape."""
    words = "\x1f".join(_CHANGING.sub("#", fold(" ".join(path))) for path in heads)
    import hashlib  # loads the system's library: for tables that are asked about only

    return hashlib.sha256(words.encode()).hexdigest()[:16]


def named(columns: Sequence[Column], meanings: Named) -> list[Column]:
    """Columns with what the clerk called them in place of what their heads tell."""
    return [_named(c, meanings[c.index]) if c.index in meanings else c for c in columns]


def settled(columns: Sequence[Column], meanings: Named) -> list[Column]:
    """The clerk's word over what was found out since: of labels, units and places there is one column each."""
    taken = {m for m in meanings.values() if m in ("label", "unit", "scope")}
    others = [
        replace(c, kind="ignored") if c.kind in taken and c.index not in meanings else c for c in columns
    ]
    return named(others, meanings)


def _named(column: Column, meaning: Meaning) -> Column:
    if meaning == "member":
        place = column.leaf or column.head
        return replace(column, kind="value", role=column.role or "actual", scope=place, parts=())
    if meaning == "part":
        name: tuple[str, ...] = (column.leaf,) if column.leaf else ()
        return replace(column, kind="value", role=column.role or "actual", parts=name)
    if meaning in _ROLES:
        # Members and categories above the head stay; the head itself was no name.
        parts = tuple(p for p in column.parts if p != column.leaf)
        return replace(column, kind="value", role=cast("Role", meaning), parts=parts, bare_ratio=False)
    return replace(column, kind=meaning, parts=(), role=None)  # type: ignore[arg-type]


def guess_of(column: Column) -> Meaning:
    """What an unasked column is read as."""
    if column.scope:
        return "member"
    if column.role == "actual" and column.parts:
        return "part"
    return cast("Meaning", column.role or "other")


def samples(texts: Sequence[str]) -> tuple[str, ...]:
    """Some cells of a column, each once."""
    return tuple(dict.fromkeys(texts))[:_SAMPLES]
