"""What a past section is good for, so that a person can choose among them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.sentences import sentence_spans
from corpus.types import Report
from corpus.units import parse_unit, same_unit
from drafting.types import Plan, PlannedSection, PrecedentRef
from drafting.writers.placing import stated_in
from drafting.writers.search import part_of
from drafting.writers.view import view


@dataclass(frozen=True, slots=True)
class Use:
    """A past section beside a planned one.

    Attributes:
        sentences: how many sentences it has to follow.
        states: labels of the planned section's figures that it states.
        reasons: `own` (the unit's own report), `kind`, `level`, `part` (the same part of the year).
    """

    ref: PrecedentRef
    title: str
    unit: str
    period: str
    heading: str
    sentences: int
    states: tuple[str, ...]
    reasons: tuple[str, ...]


def uses(plan: Plan, section: PlannedSection, reports: Mapping[str, Report]) -> list[Use]:
    """The precedents of a section in their order; one that is at hand no longer is left out."""
    return [
        _use(plan, section, ref, reports[ref.report]) for ref in section.precedents if ref.report in reports
    ]


def _use(plan: Plan, section: PlannedSection, ref: PrecedentRef, report: Report) -> Use:
    part, meta = part_of(report, ref.section), report.meta
    lines = part.lines if part else []
    by_key = plan.figures.by_key()
    wanted = {by_key[k].indicator: by_key[k].label for k in section.figures if k in by_key}
    keys = stated_in(view(ref.report, report, plan.figures), ref.section, plan) if wanted else []
    told = dict.fromkeys(by_key[k].indicator for k in keys if k in by_key)
    return Use(
        ref,
        meta.title,
        meta.unit,
        meta.period or "",
        part.heading if part else "",
        sum(len(sentence_spans(report.text, line.start, line.end)) for line in lines),
        tuple(wanted[i] for i in told if i in wanted),
        tuple(_reasons(plan, report)),
    )


def _reasons(plan: Plan, report: Report) -> list[str]:
    from corpus import periods

    meta = report.meta
    facts = {
        "own": same_unit(meta.unit, plan.unit),
        "kind": meta.kind == plan.kind,
        "level": parse_unit(meta.unit).level == parse_unit(plan.unit).level,
        "part": bool(meta.period) and periods.same_part(meta.period or plan.period, plan.period),
    }
    return [name for name, holds in facts.items() if holds]
