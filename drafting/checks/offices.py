"""Members told by their offices: of `Phòng GD&ĐT huyện Hòa An`, `Phòng GD&ĐT huyện Hòa Bắc` a text names the places alone.

Only where every member of a table begins with the same office: `Công an xã An Lạc` and `Trạm Y tế xã An Lạc` stay two.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from drafting.alignment.remembered import ByTable
from drafting.alignment.scopes import KINDS
from drafting.types import FigureTable

_KINDS = tuple(f"{kind} " for kind in KINDS)


def by_place(table: FigureTable) -> FigureTable:
    """The table with its members named by their places, where one office stands before all of them."""
    return _TABLES.get(table.figures, lambda: _by_place(table))


_TABLES: ByTable[FigureTable] = ByTable()


def _by_place(table: FigureTable) -> FigureTable:
    size = _shared(table.members())
    if not size:
        return table
    short = {scope: " ".join(scope.split()[size:]) for scope in table.members()}
    return replace(
        table, figures=tuple(replace(f, scope=short[f.scope]) if f.scope else f for f in table.figures)
    )


def _shared(members: tuple[str, ...]) -> int:
    """How many words the members' office has; 0 where they share none, or what is left are no places."""
    words = [m.split() for m in members]
    if len(members) < 2:
        return 0
    shared = len(list(takewhile(lambda column: len(set(column)) == 1, zip(*words, strict=False))))
    for size in range(shared, 0, -1):
        left = [" ".join(w[size:]) for w in words]
        if len(set(left)) == len(members) and all(name.lower().startswith(_KINDS) for name in left):
            return size
    return 0
