"""The outline of a plan: from a report or guidance document, re-dated, or built in per kind and level."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from corpus import periods
from corpus.types import Meta, Report
from corpus.units import parse_unit
from drafting.types import Plan, PlannedSection
from drafting.writers.audit import spelling_fixes
from drafting.writers.edits import Edit, render
from drafting.writers.names import proper_names
from drafting.writers.redate import Calendar
from drafting.writers.rename import renamer
from drafting.writers.structure import Part, parts

_COUNT = re.compile(r"\s*\(\s*\d+\s+(?:chỉ tiêu|tiêu chí|nội dung)\s*\)")


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("drafting.writers.data").joinpath("outlines.toml").read_text(encoding="utf-8"))


def moved_words(report: Report, text: str, plan: Plan) -> str:
    """A heading or title of `report`, brought to the plan's period and unit."""
    old = report.meta.period or plan.period
    edits = Calendar(old, plan.period).move(text, 0, len(text), heading=True).edits
    edits += renamer(report.meta, plan).edits(text, 0, len(text))
    edits += [Edit(f.start, f.end, f.text) for f in spelling_fixes(Report("", text, Meta()), (), ())]
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


def built_in(kind: str, unit: str, period: str) -> list[PlannedSection]:
    """The standard outline for a kind of report and level of unit."""
    cluster = parse_unit(unit).kind_word in ("cụm", "khối")
    name = "phat-dong" if kind == "phat-dong" else ("cum" if cluster else "xa")
    counts: dict[int, int] = {}
    path: list[str] = []
    found = []
    for row in _data()[name]["lines"]:
        level_text, label, heading, *marks = row.split("|")
        level = int(level_text)
        counts = {k: v for k, v in counts.items() if k <= level}
        counts[level] = counts.get(level, 0) + 1
        path = [*path[: level - 1], _ordinal(label, counts[level])]
        found.append(
            PlannedSection(
                number=".".join(path),
                label=label,
                heading=_filled(heading, period),
                level=level,
                inline="inline" in marks,
                table="table" in marks,
            )
        )
    return found


def _ordinal(label: str, count: int) -> str:
    if label.casefold().startswith("phần"):
        return f"P{count}"
    plain = label.rstrip(". )")
    return plain.rpartition(".")[2] if plain and not plain.startswith("Thứ") else str(count)


def standard_title(kind: str, period: str) -> str:
    """The subject of a report of this kind and period."""
    titles = _data()["titles"]
    return _filled(titles.get(kind, titles["other"]), period)


def _filled(text: str, period: str) -> str:
    now, then = periods.period_words(period), periods.rest_of_year(period)
    return text.format(ky=now, KY=now.upper(), toi=then, TOI=then.upper())
