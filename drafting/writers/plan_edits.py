"""What a person may change in a plan: each change is a new plan, the old one stays."""

from __future__ import annotations

from dataclasses import replace

from corpus.errors import InputError
from drafting.types import Plan, PlannedSection, PrecedentRef
from drafting.writers.numbering import close_up, open_up
from drafting.writers.standard import task_words


def move_figure(plan: Plan, key: str, to: str) -> Plan:
    """The indicator of a figure, all its cells, goes to another section."""
    _section(plan, to)
    by_key = plan.figures.by_key()
    if key not in by_key:
        raise InputError(f"Không có số liệu “{key}” trong đề cương.", f"The plan has no figure “{key}”.")
    keys = tuple(f.key for f in plan.figures.figures if f.indicator == by_key[key].indicator)
    sections = []
    for section in plan.sections:
        rest = tuple(k for k in section.figures if k not in keys)
        sections.append(replace(section, figures=rest + keys if section.number == to else rest))
    return replace(plan, sections=tuple(sections))


def drop_section(plan: Plan, number: str) -> Plan:
    """A section and its children go, numbering closes up; their figures are left to no section."""
    _section(plan, number)
    gone = [s.number for s in plan.sections if s.number == number or s.number.startswith(number + ".")]
    kept = close_up(plan.sections, gone)
    return replace(plan, sections=tuple(section for _, section in kept))


def add_section(plan: Plan, after: str, heading: str, *, label: str = "") -> Plan:
    """A new section on the level of `after`, behind it and its children; with a label of its own nothing moves."""
    mate = _section(plan, after)
    words, targets = task_words(heading, plan.unit, plan.period)
    new = PlannedSection("", label, heading, mate.level, targets=targets, words=words)
    if not label:
        return replace(plan, sections=tuple(open_up(plan.sections, after, new)))
    inside = [i for i, s in enumerate(plan.sections) if s.number == after or s.number.startswith(after + ".")]
    taken = {s.number for s in plan.sections}
    above, _, _ = after.rpartition(".")
    number, count = after, 1
    while number in taken:
        number = f"{above}.m{count}" if above else f"m{count}"
        count += 1
    at = inside[-1] + 1
    new = replace(new, number=number)
    return replace(plan, sections=(*plan.sections[:at], new, *plan.sections[at:]))


def rename_section(plan: Plan, number: str, heading: str) -> Plan:
    """Another heading for a section."""
    return _with(plan, replace(_section(plan, number), heading=heading))


def choose_precedent(plan: Plan, number: str, ref: PrecedentRef) -> Plan:
    """A section follows another past section first."""
    section = _section(plan, number)
    rest = tuple(r for r in section.precedents if (r.report, r.section) != (ref.report, ref.section))
    return _with(plan, replace(section, precedents=(ref, *rest)))


def touched(old: Plan, new: Plan) -> tuple[str, ...]:
    """Numbers of the sections of `new` that must be written again, in order.

    Everything, where what all sections rest on changed (unit, period, kind, figures, report followed).
    """
    basis = ("unit", "period", "kind", "figures", "follows", "profile")
    if any(getattr(old, name) != getattr(new, name) for name in basis):
        return tuple(s.number for s in new.sections)
    had = {_content(s) for s in old.sections}
    return tuple(s.number for s in new.sections if _content(s) not in had)


def _content(section: PlannedSection) -> tuple[object, ...]:
    """What the body of a section depends on: its heading and numbering are printed apart from it."""
    return (
        section.heading,
        frozenset(section.figures),
        section.precedents[:1],
        section.facts,
        section.table,
        section.words,
    )


def _section(plan: Plan, number: str) -> PlannedSection:
    found = next((s for s in plan.sections if s.number == number), None)
    if found is None:
        raise InputError(
            f"Đề cương không có mục mang số “{number}”.", f"The plan has no section numbered “{number}”."
        )
    return found


def _with(plan: Plan, section: PlannedSection) -> Plan:
    same = (section if s.number == section.number else s for s in plan.sections)
    return replace(plan, sections=tuple(same))
