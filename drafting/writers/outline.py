"""The outline of a plan from a report or a guidance document, brought to this period."""

from __future__ import annotations

import re

from corpus.types import Meta, Report
from drafting.types import Plan, PlannedSection
from drafting.writers.audit import spelling_fixes
from drafting.writers.edits import Edit, render
from drafting.writers.names import proper_names
from drafting.writers.redate import Calendar
from drafting.writers.rename import renamer
from drafting.writers.spacing import spacing_fixes
from drafting.writers.structure import Part, parts

_COUNT = re.compile(r"\s*\(\s*\d+\s+(?:chỉ tiêu|tiêu chí|nội dung)\s*\)")


def moved_words(report: Report, text: str, plan: Plan) -> str:
    """A heading or title of `report`, brought to the plan's period and unit."""
    old = report.meta.period or plan.period
    edits = Calendar(old, plan.period).move(text, 0, len(text), heading=True).edits
    edits += renamer(report.meta, plan).edits(text, 0, len(text))
    edits += [Edit(f.start, f.end, f.text) for f in spelling_fixes(Report("", text, Meta()), (), ())]
    edits += [Edit(f.start, f.end, f.text) for f in spacing_fixes(text)]
    return _COUNT.sub("", render(text, 0, len(text), edits).text)


def sections_of(report: Report, plan: Plan) -> list[PlannedSection]:
    """The sections of a report or guidance document, with headings of the plan's period."""
    found = [p for p in parts(report)[1:-1] if not _item(p, report, plan)]
    return [_planned(report, part, plan) for part in found]


def _item(part: Part, report: Report, plan: Plan) -> bool:
    """An item of a list of names that was read as a section: a proper name for a heading and nothing below."""
    below = any(s.number.startswith(part.number + ".") for s in report.sections)
    if part.inline or part.lines or below or part.level < 3:
        return False
    return bool(proper_names(part.heading, renamer(report.meta, plan).own))


def _planned(report: Report, part: Part, plan: Plan) -> PlannedSection:
    return PlannedSection(
        number=part.number,
        label=part.label,
        heading=moved_words(report, part.heading, plan),
        level=part.level,
        inline=part.inline,
        table=part.has_indicator_table,
    )
