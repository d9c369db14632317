"""The drafts that `tests.bench.alignment` measures on, and how what it found is compared and shown."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import corpus
from corpus import samples
from corpus.types import Report, StoredReport
from drafting import figures, writers
from drafting.service.check import report_of
from drafting.types import Alignment, Binding, Candidate, Draft, FigureTable, Mention, Profile

VERBOSE = "-v" in sys.argv


@dataclass(frozen=True)
class Case:
    """A draft with its figures and the numbers of its prose."""

    name: str
    draft: Draft
    table: FigureTable
    report: Report

    def prose(self) -> list[Binding]:
        """Bound numbers outside the tables."""
        spans = [(t.start, t.end) for t in self.draft.tables]
        return [
            b
            for b in self.draft.numbers
            if not any(s <= b.start < e for s, e in spans) and any(c.isdigit() for c in b.quote)
        ]


@cache
def cases() -> tuple[Case, ...]:
    """Drafts of the bundled units, this period's and past ones."""
    return tuple(_cases())


def _cases() -> Iterator[Case]:
    pool = [StoredReport(p.stem, p.name, "", corpus.read_file(p)) for p in samples.sample_paths()]
    paths = samples.figure_tables()
    for name, unit, period in (
        ("dong-van", "UBND xã Đồng Vân", "2025-H1"),
        ("cum", "Cụm thi đua số 3", "2025-H1"),
    ):
        chosen = [p for p in paths if name in p.name and "loi" not in p.name]
        yield _case(unit, period, figures.read_tables(chosen, period), pool)
    for stored in pool:
        meta = stored.report.meta
        table = figures.from_report_tables(stored.report)
        if table.figures and meta.period:
            others = [p for p in pool if p.id != stored.id]
            yield _case(meta.unit, meta.period, table, others)


def _case(unit: str, period: str, table: FigureTable, pool: list[StoredReport]) -> Case:
    plan = writers.make_plan(
        unit, period, "so-ket" if "H" in period else "tong-ket", Profile(unit=unit), table, pool
    )
    draft = writers.PrecedentWriter({p.id: p.report for p in pool}).write(plan)
    return Case(f"{unit} {period}", draft, table, report_of(draft))


def at(found: tuple[Mention, ...], start: int, end: int) -> Mention | None:
    return next((m for m in found if m.reading.start < end and start < m.reading.end), None)


def right(candidate: Candidate | None, binding: Binding, table: FigureTable) -> bool:
    """True where a candidate is the binding, or says the same figures or the same value."""
    if candidate is None:
        return False
    said = binding.figure or binding.expression or ""
    if candidate.expression == said:
        return True
    value = figures.evaluate(said, table.by_key())
    return candidate.low <= value.high and value.low <= candidate.high


def show(
    verdict: str,
    report: Report,
    mention: Mention | None,
    aligned: tuple[Alignment, ...],
    binding: Binding | None,
) -> None:
    if not VERBOSE:
        return
    if mention is None:
        print(f"   {verdict}: {binding}")
        return
    text, reading = report.text, mention.reading
    line = (
        text[max(0, reading.start - 110) : reading.start]
        + "⟦"
        + reading.quote
        + "⟧"
        + text[reading.end : reading.end + 40]
    )
    alignment = aligned[mention.index]
    print(f"   {verdict}: {line!r} bound {(binding.figure or binding.expression) if binding else None}")
    print(
        f"      {mention.subject!r} scope {mention.scope} role {mention.role} margin {alignment.margin}",
        end=" ",
    )
    print([(c.expression, c.score, str(c.value)) for c in alignment.candidates[:3]])
