"""Which section each figure belongs to, and each of the clerk's facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files

from corpus.types import Report, Table
from corpus.units import fold
from drafting import alignment
from drafting.types import Figure, FigureTable, Plan, PlannedSection
from drafting.writers.rename import renamer
from drafting.writers.search import heading_path, part_of
from drafting.writers.stating import Stating
from drafting.writers.tables import table_figures
from drafting.writers.view import PrecedentView, view

_BESIDE = 0.45
_RESULTS = ("kết quả", "phong trào", "chỉ tiêu")
_NO_PLACE = ("hạn chế", "nguyên nhân", "phương hướng", "giải pháp", "nhiệm vụ", "kiến nghị", "đặc điểm")


def place_figures(plan: Plan, reports: Mapping[str, Report]) -> Plan:
    """Each indicator goes where precedents state it, else to the indicator table, else where it fits best."""
    if plan.kind == "phat-dong":
        # A launching letter tells last year's results before its tasks: its opening states all figures.
        return plan
    placed = _followed(plan, reports)
    tabled = {f.key for f in table_figures(plan.figures, _tables(plan, reports)).figures if not f.scope}
    tables = [s.number for s in plan.sections if s.table]
    fits: dict[str, str | None] = {}
    for figure in plan.figures.figures:
        if figure.indicator not in placed:
            if figure.indicator not in fits:
                fits[figure.indicator] = (
                    tables[0]
                    if tables and figure.key in tabled
                    else beside(plan, figure, placed) or best_fit(plan, figure)
                )
            home = fits[figure.indicator]
            if home is not None:
                placed[figure.indicator] = home
    return replace(plan, sections=tuple(_with_figures(s, plan.figures, placed) for s in plan.sections))


def _tables(plan: Plan, reports: Mapping[str, Report]) -> tuple[Table, ...]:
    """The tables of the report followed."""
    return reports[plan.follows].tables if plan.follows in reports else ()


def _followed(plan: Plan, reports: Mapping[str, Report]) -> dict[str, str]:
    """The section of each indicator that the precedents state, the first precedent of each section first."""
    views: dict[str, PrecedentView] = {}
    placed: dict[str, str] = {}
    by_key = plan.figures.by_key()
    wanted = {f.indicator for f in plan.figures.figures if f.role == "actual"}
    for rank in range(2):
        for section in plan.sections if not wanted <= set(placed) else ():
            ref = section.precedents[rank] if rank < len(section.precedents) else None
            if ref is None or (ref.report not in views and len(views) > rank):
                continue
            if ref.report not in views:
                views[ref.report] = view(ref.report, reports[ref.report], plan.figures)
            for key in stated_in(views[ref.report], ref.section, plan):
                if key in by_key:
                    placed.setdefault(by_key[key].indicator, section.number)
    return placed


def stated_in(seen: PrecedentView, section: str, plan: Plan) -> list[str]:
    """Keys of the plan's figures that a past section states."""
    part = part_of(seen.report, section)
    if part is None:
        return []
    stating = Stating(seen, plan, renamer(seen.report.meta, plan))
    mentions = [m for line in part.lines for m in seen.mentions_in(line.start, line.end)]
    return [k for m in mentions if (c := stating.by_words(m)) is not None for k in c.keys]


def _with_figures(section: PlannedSection, table: FigureTable, placed: Mapping[str, str]) -> PlannedSection:
    keys = (f.key for f in table.figures if placed.get(f.indicator) == section.number)
    return replace(section, figures=tuple(keys))


def beside(plan: Plan, figure: Figure, placed: Mapping[str, str]) -> str | None:
    """The section of the placed indicator most like it: `Diện tích ngô` goes where `Diện tích lúa` went."""
    best: tuple[float, str] | None = None
    key = _catalogue_section(figure.label)
    for other in plan.figures.figures:
        home = placed.get(other.indicator)
        if home is None or other.indicator == figure.indicator or other.role != "actual":
            continue
        same = key != "" and _catalogue_section(other.label) == key
        score = alignment.similarity(figure.label, other.label) + (0.15 if same else 0.0)
        if best is None or score > best[0] + 1e-9:
            best = (score, home)
    return best[1] if best is not None and best[0] >= _BESIDE else None


def best_fit(plan: Plan, figure: Figure) -> str | None:
    """The leaf section for a figure: where the catalogue's indicator of its label is usual, else by words."""
    leaves = _leaves(plan)
    words = f"{figure.group} {figure.label}".strip()
    for heading in _usual_headings(figure.label) or _usual_headings(words):
        for section in leaves:
            own = section.heading.casefold()
            if heading in own and ("khen thưởng" in heading or "khen thưởng" not in own):
                return section.number
    best: tuple[float, str] | None = None
    for section in leaves:
        path = " ".join(heading_path(plan, section)).casefold()
        score = alignment.similarity(words, section.heading)
        score += 0.05 * any(w in path for w in _RESULTS)
        score -= 0.2 * ("khen thưởng" in section.heading.casefold())
        if best is None or score > best[0] + 1e-9:
            best = (score, section.number)
    return best[1] if best else None


def _leaves(plan: Plan) -> list[PlannedSection]:
    """Sections without children that tell results."""
    parents = {s.number.rpartition(".")[0] for s in plan.sections}
    found = []
    for section in plan.sections:
        path = heading_path(plan, section)
        above = " ".join(path[:-1]).casefold()
        own = (path[-1] if path else "").casefold()
        if section.number in parents or any(w in own for w in _NO_PLACE):
            continue
        if not any(w in above for w in ("phương hướng", "nhiệm vụ trọng tâm", "đánh giá chung")):
            found.append(section)
    return found


@cache
def _sections_data() -> dict[str, tuple[str, ...]]:
    text = files("drafting.writers.data").joinpath("sections.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.split("\n") if line and not line.startswith("#"))
    return {key: tuple(words.split("|")) for key, words in rows}


def _usual_headings(label: str) -> tuple[str, ...]:
    """Words of the headings under which the catalogue's nearest indicator usually stands."""
    return _sections_data().get(_catalogue_section(label), ())


@cache
def _catalogue_section(label: str) -> str:
    """The section of the catalogue's nearest indicator, or empty."""
    best: tuple[float, str] = (0.0, "")
    for indicator in alignment.catalogue().indicators:
        score = max(alignment.similarity(label, w) for w in indicator.wordings)
        if score > best[0]:
            best = (score, indicator.section)
    return best[1] if best[0] >= 0.6 else ""


def place_facts(plan: Plan) -> Plan:
    """Each fact goes under the section whose heading its own heading names; a note where none does."""
    if not plan.facts:
        return plan
    homes: dict[str, list[int]] = {}
    notes = list(plan.notes)
    for index, fact in enumerate(plan.facts):
        home = section_named(plan, fact.heading)
        if home is None:
            notes.append(f"Không rõ mục nào cho dòng {fact.line} của tệp sự việc (“{fact.heading}”).")
            home = _fallback(plan)
        homes.setdefault(home, []).append(index)
    sections = tuple(
        replace(s, facts=tuple(plan.facts[i] for i in homes.get(s.number, ()))) for s in plan.sections
    )
    return replace(plan, sections=sections, notes=tuple(notes))


def _fallback(plan: Plan) -> str:
    results = [s for s in plan.sections if any(w in s.heading.casefold() for w in _RESULTS)]
    return (results or list(plan.sections) or [PlannedSection("", "", "", 1)])[-1].number


def section_named(plan: Plan, heading: str) -> str | None:
    """The section that a heading of the facts names: by number, label and words, or words alone."""
    wanted = fold(heading).strip(" .:#")
    best: tuple[float, str] | None = None
    for section in plan.sections:
        title = fold(section.heading).strip(" .:")
        labelled = fold(f"{section.label} {section.heading}").strip(" .:")
        if wanted and wanted in (labelled, title, fold(section.number)):
            return section.number
        score = alignment.similarity(heading, section.heading) if title else 0.0
        if title and (wanted in title or title in wanted) and wanted:
            score = max(score, 0.8)
        if best is None or score > best[0]:
            best = (score, section.number)
    return best[1] if best and best[0] >= 0.5 else None
