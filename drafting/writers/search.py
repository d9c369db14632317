"""Which past sections to follow for each planned one: the followed report's own, then those found."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from rapidfuzz import fuzz

from corpus.types import Report, StoredReport
from corpus.units import fold, parse_unit
from drafting.types import Plan, PlannedSection, PrecedentRef
from drafting.writers.structure import Part, parts

if TYPE_CHECKING:
    from retrieval.types import Filters, Passage, Prefer

_ALIKE, _ALIKE_ELSEWHERE = 0.62, 0.75
_MOST = 3
# With so many sections of the same heading, a search (an embedding each) adds nothing.
_ENOUGH = 2


class SectionSearch(Protocol):
    """What the plan asks of the retrieval: past sections like a planned one."""

    def sections(
        self,
        heading_path: tuple[str, ...],
        labels: Sequence[str] = (),
        k: int = 5,
        filters: Filters | None = None,
        prefer: Prefer | None = None,
    ) -> list[Passage]:
        """Passages, best first."""
        ...


def with_precedents(
    plan: Plan, ranked: Sequence[StoredReport], library: SectionSearch | None, *, known: Container[str]
) -> Plan:
    """The plan with the past sections of each planned one, best first; of reports in `known` only."""
    outlines = [(p, parts(p.report)[1:-1]) for p in ranked[:8]]
    sections = []
    for section in plan.sections:
        path = heading_path(plan, section)
        refs = _alike_sections(section, path, outlines)
        if library is not None and len(refs) < _ENOUGH:
            refs += [r for r in _found(plan, path, library) if r.report in known]
        unique = {(r.report, r.section): r for r in reversed(refs)}
        best = [r for r in refs if unique.pop((r.report, r.section), None) is not None]
        sections.append(replace(section, precedents=tuple(best[:_MOST])))
    return replace(plan, sections=tuple(sections))


def heading_path(plan: Plan, section: PlannedSection) -> tuple[str, ...]:
    """Headings from the top down to a planned section."""
    names = {s.number: s.heading for s in plan.sections}
    steps = section.number.split(".")
    above = (".".join(steps[: i + 1]) for i in range(len(steps)))
    return tuple(names[n] for n in above if names.get(n))


def _alike_sections(
    section: PlannedSection, path: tuple[str, ...], outlines: Sequence[tuple[StoredReport, list[Part]]]
) -> list[PrecedentRef]:
    """In each report the section of the same heading, or at the same place in the report followed."""
    refs = []
    for rank, (stored, ordered) in enumerate(outlines):
        best, score = None, 0.0
        for part in ordered:
            likeness = _likeness(section, part, first=rank == 0)
            nearer = best is not None and likeness == score and _nearer(section, part, best)
            if likeness > score or nearer:
                best, score = part, likeness
        if best is not None and score >= (_ALIKE if rank == 0 else _ALIKE_ELSEWHERE):
            refs.append(PrecedentRef(stored.id, best.number, round(score, 3)))
    return refs


def _nearer(section: PlannedSection, part: Part, other: Part) -> bool:
    """Of two sections of the same heading: the one at the same place, else with text, else as deep."""

    def key(p: Part) -> tuple[bool, bool, bool]:
        return p.number == section.number, bool(p.lines), p.level == section.level

    return key(part) > key(other)


def _likeness(section: PlannedSection, part: Part, *, first: bool) -> float:
    same_place = section.number == part.number
    if not section.heading or not part.heading:
        return 1.0 if same_place and section.label == part.label else 0.0
    a, b = _bare(section.heading), _bare(part.heading)
    score = 1.0 if a == b else fuzz.ratio(a, b) / 100
    bonus = 0.05 if same_place else 0.0
    return min(1.0, score + bonus) if not (first and same_place and score > 0.5) else 1.0


@lru_cache(maxsize=4096)
def _bare(heading: str) -> str:
    words = fold(heading).split()
    return " ".join(w for w in words if not any(c.isdigit() for c in w))


def _found(plan: Plan, path: tuple[str, ...], library: SectionSearch) -> list[PrecedentRef]:
    from retrieval.types import Prefer

    prefer = Prefer(unit=plan.unit, level=parse_unit(plan.unit).level, kind=plan.kind, period=plan.period)
    found = library.sections(path, (), 5, None, prefer)
    return [PrecedentRef(p.report_id, p.section, round(p.score, 3)) for p in found if p.section]


def part_of(report: Report, number: str) -> Part | None:
    """The part of a report that a reference names."""
    return next((p for p in parts(report) if p.number == number), None)
