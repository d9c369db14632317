"""Makes the document that the rules see. A part that can't be made is a fault, not a lost check."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from corpus.confusables import Usage
from corpus.types import Report
from drafting import alignment
from drafting.alignment import (
    Read,
    settle_alone,
    settle_leftovers,
    settle_lone_slips,
    settle_told_again,
    settle_votes,
)
from drafting.checks import memory
from drafting.checks.document import Document, Precedent
from drafting.checks.settle import settle
from drafting.numbers.types import Reading
from drafting.types import Alignment, FigureTable

T = TypeVar("T")


class Faults:
    """Collects what crashed."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def attempt(self, name: str, run: Callable[[], T], default: T) -> T:
        """What `run` gives, or `default` and a fault line if it crashes."""
        try:
            return run()
        except Exception as error:  # noqa: BLE001 - a crashed part is a fault in the answer, never a lost check
            self.lines.append(f"{name}: {type(error).__name__}: {error}")
            return default


def document(
    report: Report,
    table: FigureTable | None,
    *,
    precedent: Report | None,
    period: str | None,
    unit: str | None,
    own_places: Sequence[str],
    today: datetime.date | None,
    usage: Usage | None,
    faults: Faults,
    legal: Sequence[Mapping[str, str]] = (),
) -> Document:
    """Reads the numbers, says what they state, and aligns them with the figures at hand."""
    if unit and not report.meta.unit:
        report = replace(report, meta=replace(report.meta, unit=unit))
    no_readings: tuple[Reading, ...] = ()
    readings = faults.attempt("numbers", lambda: alignment.readings(report.text), no_readings)
    found = _read(report, faults, "mentions", table.members() if table else ())
    own = FigureTable()
    if report.tables:
        own = faults.attempt("own-tables", lambda: memory.own_tables(report), own)
    return Document(
        report=report,
        readings=readings,
        mentions=found.mentions,
        alignments=_align(report, found, table, faults, "alignment"),
        table=table,
        own=own,
        own_alignments=_align(report, found.prose(), own, faults, "own-tables-alignment"),
        precedent=_precedent(precedent, table, faults),
        period=period or report.meta.period,
        unit=unit or report.meta.unit,
        members=_members(report, table),
        own_places=tuple(own_places),
        today=today,
        usage=usage,
        legal=tuple(legal),
    )


def _read(report: Report, faults: Faults, name: str, scopes: tuple[str, ...] = ()) -> Read:
    return faults.attempt(name, lambda: memory.read(report, scopes), Read((), (), ()))


def _align(
    report: Report, found: Read, table: FigureTable | None, faults: Faults, name: str
) -> tuple[Alignment, ...]:
    nothing: tuple[Alignment, ...] = ()
    if not table or not table.figures:
        return nothing
    aligned = faults.attempt(name, lambda: alignment.align_read(report, found, table), nothing)
    keys = table.by_key()
    alone = faults.attempt(
        f"{name}-alone", lambda: settle_alone(report.text, found.mentions, aligned, keys), aligned
    )
    voted = faults.attempt(f"{name}-votes", lambda: settle_votes(found.mentions, alone, keys), alone)
    settled = faults.attempt(f"{name}-settled", lambda: settle(report, found.mentions, voted, table), voted)
    left = faults.attempt(f"{name}-left", lambda: settle_leftovers(found.mentions, settled, keys), settled)
    again = faults.attempt(
        f"{name}-again", lambda: settle_told_again(report.text, found.mentions, left, keys), left
    )
    return faults.attempt(
        f"{name}-slips", lambda: settle_lone_slips(report.text, found.mentions, again, keys), again
    )


def _precedent(precedent: Report | None, table: FigureTable | None, faults: Faults) -> Precedent | None:
    if precedent is None:
        return None
    found = _read(precedent, faults, "precedent")
    if not table or not table.figures:
        return Precedent(precedent, found.mentions)
    nothing: tuple[Alignment, ...] = ()
    aligned = faults.attempt(
        "precedent-alignment", lambda: alignment.align_read(precedent, found, table, values=False), nothing
    )
    return Precedent(precedent, found.mentions, aligned)


def _members(report: Report, table: FigureTable | None) -> tuple[str, ...]:
    named = report.meta.members or (table.members() if table else ())
    return tuple(dict.fromkeys(named))
