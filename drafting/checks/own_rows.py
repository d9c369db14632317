"""The rows of the document's own tables by name, and where the prose names them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from drafting.checks.document import Document
from drafting.checks.names import bare
from drafting.checks.plain import plain
from drafting.types import CellSource, Figure

_ROW = re.compile(r"[A-Z]+(\d+)")
_MOST = 400
# A name of one syllable is also a word.
_SHORTEST = 5


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A row with the figures of its cells; `name` in plain letters, empty for a total's."""

    name: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """Where the prose names a row."""

    start: int
    end: int
    row: OwnRow


def own_rows(document: Document) -> tuple[OwnRow, ...]:
    """The rows of all own tables; none where there are so many that no text tells them one by one."""
    found: dict[tuple[str | None, str], list[Figure]] = defaultdict(list)
    for figure in document.own.figures:
        source = figure.source
        cell = _ROW.fullmatch(source.cell) if isinstance(source, CellSource) else None
        if cell is not None and isinstance(source, CellSource):
            found[source.sheet, cell[1]].append(figure)
    if len(found) > _MOST:
        return ()
    return tuple(OwnRow(_name(figures), tuple(figures)) for figures in found.values())


def _name(figures: Sequence[Figure]) -> str:
    """A row's place, or what the labels of its cells begin with."""
    if figures[0].scope:
        return bare(figures[0].scope)
    labels = {plain(f.label.partition(":")[0]).strip() for f in figures}
    return labels.pop() if len(labels) == 1 else ""


def named_rows(document: Document) -> tuple[Named, ...]:
    """Where lines of prose name a row, in order; of names that overlap the longer."""
    rows = document.view(own_rows)
    by_name: dict[str, OwnRow | None] = {}
    for row in rows:
        if len(row.name) >= _SHORTEST and " " in row.name:
            by_name[row.name] = (
                None if row.name in by_name else row
            )  # two rows of a name: which is meant isn't told
    text = document.plain
    found: list[Named] = []
    for name, one in by_name.items():
        at = text.find(name)
        while at >= 0:
            if one is not None and document.in_prose(at) and _whole(text, at, at + len(name)):
                found.append(Named(at, at + len(name), one))
            at = text.find(name, at + 1)
    found.sort(key=lambda n: (n.start, -n.end))
    kept: list[Named] = []
    for named in found:
        if not kept or named.start >= kept[-1].end:
            kept.append(named)
    return tuple(kept)


def _whole(text: str, start: int, end: int) -> bool:
    return not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()


def between(names: Sequence[Named], low: int, high: int) -> Sequence[Named]:
    """The rows named in a span."""
    first = bisect_left(names, low, key=lambda n: n.start)
    last = bisect_left(names, high, key=lambda n: n.start)
    return names[first:last]
