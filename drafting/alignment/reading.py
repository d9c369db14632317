"""Every number of a report as a mention: what its words say that it states."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from corpus.types import Report
from drafting.alignment.builder import build
from drafting.alignment.scopes import Gazetteer
from drafting.alignment.spots import lines_of
from drafting.alignment.tables import table_mentions
from drafting.types.alignment import Mention

_GAP = re.compile(r"\[…[^\]\n]*\]")


def mentions(report: Report, scopes: Iterable[str] = ()) -> tuple[Mention, ...]:
    """All figure readings of text and tables, in order of the text.

    Args:
        report: the report read.
        scopes: member units and localities beside those that the report names itself (a figure
            table's `members()`); a mention's scope is spelt as here where it is one of these.
    """
    report = replace(report, text=_without_gaps(report.text))
    gazetteer = Gazetteer([*scopes, *report.meta.members], [report.meta.unit, report.meta.superior])
    year = int(report.meta.period[:4]) if report.meta.period else None
    running = build(report, lines_of(report, gazetteer), year)
    cells = [
        replace(m, index=len(running) + n) for n, m in enumerate(table_mentions(report, gazetteer, year))
    ]
    return _renumbered([*running, *cells])


def _without_gaps(text: str) -> str:
    """A draft's gap (`[…: what is missing]`) stands for a number: its words are blanked out."""
    return _GAP.sub(lambda m: " " * len(m.group()), text) if "[…" in text else text


def _renumbered(found: list[Mention]) -> tuple[Mention, ...]:
    """Mentions in order of the text, with their references to each other kept."""
    order = sorted(found, key=lambda m: (m.reading.start, m.index))
    number = {m.index: n for n, m in enumerate(order)}
    return tuple(
        replace(
            m,
            index=number[m.index],
            head=None if m.head is None else number[m.head],
            companion_of=None if m.companion_of is None else number[m.companion_of],
        )
        for m in order
    )
