"""Makes the document that the rules see. A part that can't be made is a fault, not a lost check."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.confusables import Usage
from corpus.types import Report
from drafting import alignment
from drafting.alignment import (
    Faults,
    Read,
    settle_alone,
    settle_leftovers,
    settle_lone_slips,
    settle_outvoted,
    settle_told_again,
    settle_votes,
)
from drafting.checks import memory
from drafting.checks.document import Document, Precedent
from drafting.checks.explained import settle_explained
from drafting.checks.offices import by_place
from drafting.checks.settle_parts import settle
from drafting.numbers.types import Reading
from drafting.types import Alignment, FigureTable


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
    report = _told(report, period, unit)
    table = by_place(table) if table else table
    no_readings: tuple[Reading, ...] = ()
    readings = faults.by_parts(
        "numbers",
        lambda: alignment.readings(report.text),
        lambda f: alignment.readings_by_parts(report.text, f),
        no_readings,
    )
    found = _read(report, faults, "mentions", table.members() if table else ())
    own = FigureTable()
    if report.tables:
        own = faults.attempt("own-tables", lambda: memory.own_tables(report), own)
    made = Document(
        report=report,
        readings=readings,
        mentions=found.mentions,
        alignments=_align(report, found, table, faults, "alignment"),
        table=table,
        own=own,
        own_alignments=_align(report, found, own, faults, "own-tables-alignment", prose=True),
        precedent=_precedent(precedent, table, faults),
        period=period or report.meta.period,
        unit=unit or report.meta.unit,
        members=_members(report, table),
        own_places=tuple(own_places),
        today=today,
        usage=usage,
        legal=tuple(legal),
        passages=found.passages,
        any_mentions=bool(found.mentions),
    )
    # What a crash left out isn't remembered.
    return made if faults.lines else replace(made, kept=memory.kept(made))


def _told(report: Report, period: str | None, unit: str | None) -> Report:
    """The report as it is told to be: of this period whatever it seems to say, of this unit where it says none."""
    meta = report.meta
    if (period or meta.period) == meta.period and (meta.unit or not unit):
        return report
    sure = meta.uncertain - {"period"} if period else meta.uncertain
    told = replace(meta, unit=meta.unit or unit or "", period=period or meta.period, uncertain=sure)
    return replace(report, meta=told)


def _read(report: Report, faults: Faults, name: str, scopes: tuple[str, ...] = ()) -> Read:
    return faults.by_parts(
        name,
        lambda: memory.read(report, scopes),
        lambda f: alignment.read(report, scopes, f),
        Read((), (), ()),
    )


def _align(
    report: Report, read: Read, table: FigureTable | None, faults: Faults, name: str, *, prose: bool = False
) -> tuple[Alignment, ...]:
    """What the numbers state over a table; those of the running text alone where it is the report's own."""
    found = read.prose() if prose else read
    nothing: tuple[Alignment, ...] = ()
    if not table or not table.figures:
        return nothing
    aligned = faults.by_parts(
        name,
        lambda: alignment.align_read(report, found, table),
        lambda f: alignment.align_read(report, found, table, faults=f),
        nothing,
    )
    keys = table.by_key()
    alone = faults.attempt(
        f"{name}-alone", lambda: settle_alone(report.text, found.mentions, aligned, keys), aligned
    )
    voted = faults.attempt(f"{name}-votes", lambda: settle_votes(found.mentions, alone, keys), alone)
    settled = faults.attempt(f"{name}-settled", lambda: settle(report, read, voted, table), voted)
    left = faults.attempt(f"{name}-left", lambda: settle_leftovers(found.mentions, settled, keys), settled)
    again = faults.attempt(
        f"{name}-again", lambda: settle_told_again(report.text, found.mentions, left, keys), left
    )
    slips = faults.attempt(
        f"{name}-slips", lambda: settle_lone_slips(report.text, found.mentions, again, keys), again
    )
    explained = faults.attempt(
        f"{name}-explained", lambda: settle_explained(report, read, slips, table), slips
    )
    return faults.attempt(
        f"{name}-outvoted", lambda: settle_outvoted(found.mentions, explained, keys), explained
    )


def _precedent(precedent: Report | None, table: FigureTable | None, faults: Faults) -> Precedent | None:
    if precedent is None:
        return None
    found = _read(precedent, faults, "precedent")
    if not table or not table.figures:
        return Precedent(precedent, found.mentions)
    nothing: tuple[Alignment, ...] = ()
    aligned = faults.by_parts(
        "precedent-alignment",
        lambda: alignment.align_read(precedent, found, table, values=False),
        lambda f: alignment.align_read(precedent, found, table, values=False, faults=f),
        nothing,
    )
    return Precedent(precedent, found.mentions, aligned)


def _members(report: Report, table: FigureTable | None) -> tuple[str, ...]:
    named = report.meta.members or (table.members() if table else ())
    return tuple(dict.fromkeys(named))
