"""Every number of a report as a mention: what its words say that it states."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.types import Report
from drafting.alignment.faults import Faults
from drafting.alignment.passages import Passage, passages
from drafting.alignment.readings import readings, readings_by_parts
from drafting.alignment.scopes import Gazetteer, own_names
from drafting.types.alignment import Mention

_GAP = re.compile(r"\[…[^\]\n]*\]")


@dataclass(frozen=True, slots=True)
class Read:
    """A report's numbers.

    Attributes:
        mentions: all of them, in order of the text.
        passages: the passages they stand in; `places` has, for each passage, the index of each of its mentions.
    """

    mentions: tuple[Mention, ...]
    passages: tuple[Passage, ...]
    places: tuple[tuple[int, ...], ...]

    def prose(self) -> Read:
        """The same without the passages of tables; the mentions keep their indexes."""
        kept = [at for at, passage in enumerate(self.passages) if not passage.tabular]
        return Read(
            self.mentions, tuple(self.passages[at] for at in kept), tuple(self.places[at] for at in kept)
        )


def mentions(report: Report, scopes: Iterable[str] = ()) -> tuple[Mention, ...]:
    """All figure readings of text and tables, in order of the text.

    Args:
        report: the report read.
        scopes: member units and localities beside those that the report names itself (a figure
            table's `members()`); a mention's scope is spelt as here where it is one of these.
    """
    return read(report, scopes).mentions


def read(report: Report, scopes: Iterable[str] = (), faults: Faults | None = None) -> Read:
    """The same with the passages that they stand in; with `faults`, what can't be read is left out and told there."""
    text = _without_gaps(report.text)
    report = replace(report, text=text) if text != report.text else report
    meta = report.meta
    names, own = (*scopes, *meta.members), own_names(meta.unit, meta.superior)
    numbers = readings(text) if faults is None else readings_by_parts(text, faults)
    found = [r for r in numbers if r.figure]
    parts = passages(report, Gazetteer(names, own), (names, own, meta.period, meta.kind), found, faults)
    return in_order(parts)


def _without_gaps(text: str) -> str:
    """A draft's gap (`[…: what is missing]`) stands for a number: its words are blanked out."""
    return _GAP.sub(lambda m: " " * len(m.group()), text) if "[…" in text else text


def in_order(parts: Sequence[Passage]) -> Read:
    """The passages with their mentions in order of the text, numbered throughout, with their references to each other kept."""
    order = sorted(
        (start, number, at) for number, part in enumerate(parts) for at, start in enumerate(part.starts)
    )
    indexes: list[list[int]] = [[0] * part.size for part in parts]
    for index, (_, number, at) in enumerate(order):
        indexes[number][at] = index
    places = tuple(map(tuple, indexes))
    placed, lists = [], 0
    for part, own in zip(parts, places, strict=True):
        placed.append(part.placed(own, lists))
        lists += part.lists
    found = tuple(placed[number][at] for _, number, at in order)
    return Read(found, tuple(parts), places)
