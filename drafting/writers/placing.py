"""Which section each figure belongs to, and each of the clerk's facts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.types import Report, Table
from corpus.units import fold
from drafting import alignment
from drafting.types import Figure, FigureTable, Plan, PlannedSection
from drafting.writers.fields import Field, field_of, home_in, plain_words
from drafting.writers.rename import renamer
from drafting.writers.search import heading_path, part_of
from drafting.writers.stating import Stating
from drafting.writers.table_rows import table_figures
from drafting.writers.targets import goals_of
from drafting.writers.view import PrecedentView, view

_BESIDE, _BESIDE_ELSEWHERE = 0.2, 0.75
_RESULTS = ("kết quả", "phong trào", "chỉ tiêu")
_NO_PLACE = (
    "hạn chế",
    "nguyên nhân",
    "phương hướng",
    "giải pháp",
    "kiến nghị",
    "ưu điểm",
    "kinh nghiệm",
    "danh sách",
    "đánh giá chung",
)
_AHEAD = re.compile(
    r"phương hướng|nhiệm vụ (?:trọng tâm|chủ yếu|năm|6 tháng|quý|thời gian)|mục tiêu, nhiệm vụ"
)
_TASKS = re.compile(r"(?<!hiện )nhiệm vụ")
_AWARD_FIELDS = ("khen", "tdkt")
# What the unit is like is told before its results.
_STANDING = ("dia-ly", "to-chuc")
_ABOUT = re.compile(r"đặc điểm|khái quát|vị trí|tình hình chung")
# Headings over everything: no section of one field.
_ALL_FIELDS = re.compile(r"chỉ tiêu|phong trào thi đua (?:do|của|khác)|thủ tướng|cuộc vận động")
_COMMENDS = re.compile(r"\bkhen\b|huân chương|cờ thi đua|danh hiệu")
_AWARDS = re.compile(r"khen thưởng|tuyên truyền|điển hình|\bquỹ\b|hồ sơ|bộ máy|kiểm tra|chỉ đạo|thẩm định")


def place_figures(plan: Plan, reports: Mapping[str, Report]) -> Plan:
    """Each indicator goes where precedents state it, else to the indicator table, else where it fits best."""
    if plan.kind == "phat-dong":
        return _letter(plan)
    placed = _followed(plan, reports)
    tabled = {
        f.key for f in table_figures(plan.figures, _tables(plan, reports), set(placed)).figures if not f.scope
    }
    tables = [s.number for s in plan.sections if s.table]
    fits: dict[str, str | None] = {}
    for figure in plan.figures.figures:
        if figure.indicator not in placed:
            if figure.indicator not in fits:
                shown = bool(tables) and figure.key in tabled
                home = _told_beside_table(plan, figure) or tables[0] if shown else None
                fits[figure.indicator] = home or home_of(plan, figure, placed)
            found = fits[figure.indicator]
            if found is not None:
                placed[figure.indicator] = found
    return replace(plan, sections=tuple(_with_figures(s, plan.figures, placed) for s in plan.sections))


def _letter(plan: Plan) -> Plan:
    """A launching letter tells last year's results before its tasks; its targets go to the tasks by field."""
    if any(s.precedents for s in plan.sections):
        return plan
    homes = {g.key: home.number for g in goals_of(plan) if (home := home_among(g, plan.sections)) is not None}
    return replace(
        plan,
        sections=tuple(
            replace(s, figures=tuple(k for k, number in homes.items() if number == s.number))
            for s in plan.sections
        ),
    )


def home_among(figure: Figure, sections: Sequence[PlannedSection]) -> PlannedSection | None:
    """The section of these whose heading names the figure's field."""
    field = field_of(figure.label, figure.group)
    return home_in(field, sections) if field else None


def _told_beside_table(plan: Plan, figure: Figure) -> str | None:
    """A section of the figure's own field that no precedent fills: told there in words, the table apart."""
    field = field_of(figure.label, figure.group)
    empty = [s for s in _of_field(plan, field, _leaves(plan)) if not s.precedents and not s.table]
    named = home_in(field, empty) if field else None
    return named.number if named is not None and not _ALL_FIELDS.search(_words(named)) else None


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
        for section in _telling(plan) if not wanted <= set(placed) else ():
            ref = section.precedents[rank] if rank < len(section.precedents) else None
            if ref is None or (ref.report not in views and len(views) > rank):
                continue
            if ref.report not in views:
                views[ref.report] = view(ref.report, reports[ref.report], plan.figures)
            for key in stated_in(views[ref.report], ref.section, plan):
                if key in by_key:
                    placed.setdefault(by_key[key].indicator, section.number)
    return placed


def _telling(plan: Plan) -> list[PlannedSection]:
    """The sections that tell what was: a target in a task is no place for a result."""
    return [s for s in plan.sections if not _AHEAD.search(" ".join(heading_path(plan, s)).casefold())]


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


def home_of(plan: Plan, figure: Figure, placed: Mapping[str, str]) -> str | None:
    """The section for an indicator that no precedent states.

    That which its field's first words name; else beside the indicator of its field most like it; else what
    names its field at all, is likest, or tells results.
    """
    leaves = _leaves(plan)
    field = field_of(figure.label, figure.group)
    fitting = _of_field(plan, field, leaves)
    named = home_in(field, fitting) if field else None
    telling = field is not None and named is not None and field.headings[0].search(_words(named)) is not None
    if named is not None and telling:
        return named.number
    near = beside(plan, figure, placed)
    if near is not None:
        return near
    return named.number if named is not None else best_fit(plan, figure, fitting if field else leaves)


def _words(section: PlannedSection) -> str:
    return plain_words(section.heading)


def _of_field(plan: Plan, field: Field | None, leaves: Sequence[PlannedSection]) -> list[PlannedSection]:
    """Sections on emulation and commendation themselves are for indicators of those alone."""
    if field is not None and field.key.startswith("khen"):
        return [s for s in leaves if not _ALL_FIELDS.search(_words(s)) or _COMMENDS.search(_words(s))]
    if field is not None and field.key.startswith(_AWARD_FIELDS):
        return list(leaves)
    if field is not None and field.key in _STANDING:
        return [s for s in leaves if "khen thưởng" not in _words(s)]
    own = [s for s in leaves if not _AWARDS.search(_words(s))]
    about = {s.number for s in plan.sections if _ABOUT.search(_words(s))}
    return [s for s in own if s.number not in about and s.number.rpartition(".")[0] not in about]


def beside(plan: Plan, figure: Figure, placed: Mapping[str, str]) -> str | None:
    """The section of the placed indicator most like it: `Diện tích ngô` goes where `Diện tích lúa` went."""
    best: tuple[float, str] | None = None
    field = field_of(figure.label, figure.group)
    for other in plan.figures.figures:
        home = placed.get(other.indicator)
        if home is None or other.indicator == figure.indicator or other.role != "actual":
            continue
        same = field is not None and field == field_of(other.label, other.group)
        score = alignment.similarity(figure.label, other.label)
        if score < (_BESIDE if same else _BESIDE_ELSEWHERE):
            continue
        if best is None or score > best[0] + 1e-9:
            best = (score, home)
    return best[1] if best is not None else None


def best_fit(plan: Plan, figure: Figure, leaves: Sequence[PlannedSection]) -> str | None:
    """The leaf section whose words are most like the figure's, results preferred."""
    best: tuple[float, str] | None = None
    words = f"{figure.group} {figure.label}".strip()
    for section in leaves:
        path = " ".join(heading_path(plan, section)).casefold()
        score = alignment.similarity(words, section.heading)
        score += 0.05 * any(w in path for w in _RESULTS)
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
        if section.number in parents or any(w in own for w in _NO_PLACE) or _TASKS.search(own):
            continue
        if not any(w in above for w in ("phương hướng", "nhiệm vụ trọng tâm", "đánh giá chung", "danh sách")):
            found.append(section)
    return found


def place_facts(plan: Plan) -> Plan:
    """Each fact goes under the section whose heading its own heading names; a note where none does."""
    if not plan.facts:
        return plan
    homes: dict[str, list[int]] = {}
    notes = list(plan.notes)
    for index, fact in enumerate(plan.facts):
        home = section_named(plan, fact.heading) or (_commending(plan) if fact.file else None)
        if home is None:
            notes.append(f"Không rõ mục nào cho dòng {fact.line} của tệp sự việc (“{fact.heading}”).")
            home = _fallback(plan)
        homes.setdefault(home, []).append(index)
    sections = tuple(
        replace(s, facts=tuple(plan.facts[i] for i in homes.get(s.number, ()))) for s in plan.sections
    )
    return replace(plan, sections=sections, notes=tuple(notes))


def _commending(plan: Plan) -> str | None:
    """The section on commendation, for a list of names that no section is headed by."""
    return next(
        (s.number for s in plan.sections if "khen thưởng" in s.heading.casefold() and s.level > 1), None
    )


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
