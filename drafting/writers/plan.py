"""The plan: outline, the figures of each section, the precedents to follow. Made once, for every writer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus import periods
from corpus.types import ListedReport, Meta, Report, StoredReport
from corpus.units import same_unit
from drafting.types import Fact, FigureTable, Plan, Profile
from drafting.writers.districts import with_superior
from drafting.writers.guidance import outline_of
from drafting.writers.outline import moved_words, sections_of
from drafting.writers.placing import place_facts, place_figures
from drafting.writers.search import SectionSearch, with_precedents
from drafting.writers.standard import built_in, standard_title
from drafting.writers.targets import as_letter


def make_plan(
    unit: str,
    period: str,
    kind: str,
    profile: Profile,
    table: FigureTable,
    precedents: Sequence[StoredReport] = (),
    *,
    library: SectionSearch | None = None,
    outline: Report | None = None,
    like: StoredReport | None = None,
    facts: Sequence[Fact] = (),
    shelf: Mapping[str, Report] | None = None,
    standard: bool = False,
    old_units: Sequence[str] = (),
) -> Plan:
    """Plan a draft.

    Args:
        unit: the unit that reports.
        period: period code.
        kind: `so-ket`, `tong-ket`, `phat-dong`, `other`; empty to take that of the report followed.
        profile: the unit's title block and signature.
        table: this period's figures.
        precedents: past reports, any order; the unit's own last one of the kind is followed first.
        library: section search over the same reports, if there is one.
        outline: a guidance document whose structure to follow.
        like: the report whose structure and wording to follow.
        facts: the clerk's lines for sections.
        standard: take the built-in outline, whatever reports there are.
        old_units: units that were merged into this one: their reports are followed like its own.
        shelf: all reports that `library` may find, where `precedents` are only the nearest of them.
    """
    pool = [p for p in precedents if like is None or p.id != like.id]
    pool = [p for p in pool if not _same_report(p, unit, period, kind)]
    followed = like or own_last(pool, unit, period, kind) or own_last(pool, unit, period, _twin(kind))
    followed = followed or _last_of(pool, old_units, period, kind) or nearest(pool, unit, period, kind)
    old_kind = followed.report.meta.kind if followed else ""
    kind = kind or (old_kind if old_kind in ("phat-dong", "other") else _kind_of(period))
    profile = replace(profile, unit=profile.unit or unit)
    if followed is not None and any(same_unit(followed.report.meta.unit, u) for u in (unit, *old_units)):
        profile = with_superior(profile, unit, period, followed.report.meta)
    table = as_letter(table, period) if kind == "phat-dong" else table
    plan = Plan(unit, period, kind, "", profile, "", (), table, facts=tuple(facts))
    plan = _outlined(plan, outline, followed, explicit=like is not None, standard=standard)
    ranked = ([followed] if followed else []) + ranked_precedents(
        pool, unit, period, kind, followed, old_units=old_units
    )
    reports = shelf if shelf is not None else {p.id: p.report for p in ranked}
    plan = with_precedents(plan, ranked, library, known=reports)
    plan = place_figures(plan, reports)
    return place_facts(plan)


def _outlined(
    plan: Plan, outline: Report | None, followed: StoredReport | None, *, explicit: bool, standard: bool
) -> Plan:
    title = standard_title(plan.kind, plan.period)
    # A report that was asked for is followed, whatever kind it is taken for.
    alike = followed is not None and (explicit or _alike_kind(followed, plan))
    if followed is not None and followed.report.meta.title and alike:
        title = moved_words(followed.report, followed.report.meta.title, plan)
    plan = replace(plan, title=title, follows=followed.id if followed else "")
    if outline is not None and not explicit:
        sections = outline_of(outline, plan)
        if sections:
            return replace(plan, sections=tuple(sections), outline_from=outline.name)
        unread = f"Không thấy đề mục nào trong “{outline.name}”: dùng đề cương chuẩn."
        plan = replace(plan, notes=(*plan.notes, unread))
    if followed is not None and not standard:
        sections = sections_of(followed.report, plan)
        if sections and alike:
            return replace(plan, sections=tuple(sections), outline_from=followed.file or followed.id)
    members = plan.profile.members or plan.figures.members()
    built = tuple(built_in(plan.kind, plan.unit, plan.period, members))
    return replace(plan, sections=built, outline_from="mẫu chuẩn")


def _twin(kind: str) -> str:
    """Half-year and annual reports have the same structure: one can stand in for the other."""
    return {"so-ket": "tong-ket", "tong-ket": "so-ket"}.get(kind, kind)


def _kind_of(period: str) -> str:
    return "tong-ket" if periods.length(period) == 12 else "so-ket"


def _alike_kind(stored: StoredReport, plan: Plan) -> bool:
    return stored.report.meta.kind in (plan.kind, _twin(plan.kind))


def _same_report(stored: StoredReport, unit: str, period: str, kind: str) -> bool:
    """The very report that is to be written stands in the library already: no precedent of itself."""
    meta = stored.report.meta
    return meta.period == period and meta.kind == kind and same_unit(meta.unit, unit)


def own_last(pool: Sequence[StoredReport], unit: str, period: str, kind: str) -> StoredReport | None:
    """The unit's own last report of the kind: of the same part of a year where there is one."""
    own = [p for p in pool if same_unit(p.report.meta.unit, unit) and _before(p, period)]
    own = [p for p in own if not kind or p.report.meta.kind == kind]
    return max(own, key=lambda p: (_alike(p, period), p.report.meta.period or "", p.id), default=None)


def _last_of(
    pool: Sequence[StoredReport], old_units: Sequence[str], period: str, kind: str
) -> StoredReport | None:
    """The last report of the kind by the units that were merged, the first named first."""
    for wanted in dict.fromkeys((kind, _twin(kind))):
        for unit in old_units:
            found = own_last(pool, unit, period, wanted)
            if found is not None:
                return found
    return None


def nearest(pool: Sequence[StoredReport], unit: str, period: str, kind: str) -> StoredReport | None:
    """Without a report of its own: the latest of the kind by a unit of the same level."""
    ranked = ranked_precedents(pool, unit, period, kind, None)
    alike = [p for p in ranked if _level(p.report.meta.unit) == _level(unit)]
    kinds = (kind, _twin(kind)) if kind else tuple(p.report.meta.kind for p in alike[:1])
    return next((p for wanted in kinds for p in alike if p.report.meta.kind == wanted), None)


def ranked_precedents(
    pool: Sequence[StoredReport],
    unit: str,
    period: str,
    kind: str,
    followed: StoredReport | None,
    *,
    old_units: Sequence[str] = (),
) -> list[StoredReport]:
    """Past reports by how much they have in common with what is planned."""
    rest = [p for p in pool if (followed is None or p.id != followed.id) and _before(p, period)]

    def key(stored: StoredReport) -> tuple[int | str, ...]:
        meta = stored.report.meta
        merged = any(same_unit(meta.unit, old) for old in old_units)
        return (int(merged), *_likeness(meta, unit, period, kind), stored.id)

    return sorted(rest, key=key, reverse=True)


def by_likeness(listed: Sequence[ListedReport], unit: str, period: str, kind: str) -> list[ListedReport]:
    """Reports of a list by how much they have in common with what is planned, later ones left out."""
    before = [r for r in listed if r.period is None or _order(r.period) <= _order(period)]
    return sorted(before, key=lambda r: _likeness(r, unit, period, kind), reverse=True)


def _likeness(
    about: Meta | ListedReport, unit: str, period: str, kind: str
) -> tuple[int, int, int, int, str]:
    alike = about.period is not None and periods.same_part(about.period, period)
    return (
        int(same_unit(about.unit, unit)),
        int(about.kind == kind),
        int(_level(about.unit) == _level(unit)),
        int(alike),
        about.period or "",
    )


def _before(stored: StoredReport, period: str) -> bool:
    old = stored.report.meta.period
    return old is None or _order(old) <= _order(period)


def _order(code: str) -> tuple[int, int]:
    return periods.year_of(code), periods.months(code)[1]


def _alike(stored: StoredReport, period: str) -> bool:
    old = stored.report.meta.period
    return old is not None and periods.same_part(old, period)


def _level(unit: str) -> str:
    from corpus.units import parse_unit

    word = parse_unit(unit).kind_word
    return "xã" if word in ("xã", "phường", "thị trấn", "đặc khu") else word
