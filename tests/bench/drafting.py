"""How good the precedent writer's drafts are, over the bundled library, leave-one-out.

Each report that has earlier ones to follow is drafted from those and the figures of its own period
(everything that the sample was built from). Run: `python -m tests.bench.drafting`.
"""

from __future__ import annotations

import json
import re
import sys
import time
from dataclasses import asdict, dataclass

import corpus
from corpus import periods, samples
from corpus.sentences import sentence_spans
from corpus.types import Report, StoredReport
from corpus.units import fold, same_unit
from drafting import checks, figures, numbers, writers
from drafting.types import Draft, FigureTable, Profile
from drafting.writers.shortcomings import FELL, SHORTCOMINGS
from tests.bench.broken import broken
from tests.tools.build_samples import BUILD, SAMPLES
from tests.tools.build_tables import plain_rows


@dataclass(frozen=True)
class Measured:
    """What was measured of one draft."""

    target: str
    figures: int
    stated: float
    unbound: list[str]
    stale_years: list[str]
    leaks: list[str]
    errors: list[str]
    broken: list[str]
    headings: float
    kept: float
    gaps: int
    offered: int
    sections: int
    seconds: float


def measure(target: Report, table: FigureTable, pool: list[StoredReport]) -> Measured:
    """Draft `target` again and compare."""
    meta = target.meta
    period = meta.period or ""
    begin = time.process_time()
    plan = writers.make_plan(meta.unit, period, meta.kind, Profile(unit=meta.unit), table, pool)
    draft = writers.PrecedentWriter({p.id: p.report for p in pool}).write(plan)
    seconds = time.process_time() - begin
    made = corpus.parse_text(draft.text, "draft.txt")
    found = checks.check(made, FigureTable(draft.figures), period=period, unit=meta.unit)
    followed = next((p.report for p in pool if p.id == plan.follows), None)
    actual = [f for f in table.figures if f.role == "actual" and f.value is not None]
    stated = 1 - len(draft.unused) / len(actual) if actual else 1.0
    return Measured(
        target=target.name,
        figures=len(actual),
        stated=round(stated, 3),
        unbound=unbound(draft),
        stale_years=stale_years(draft, followed),
        leaks=leaks(made, draft, followed),
        errors=[f"{f.code}: {f.quote} {f.message}" for f in found.findings if f.severity == "error"],
        broken=broken(draft),
        headings=round(headings_in_common(target, made), 3),
        kept=round(kept_of_genre(draft, followed), 3) if followed else 1.0,
        gaps=len(draft.gaps),
        offered=sum(len(s.suggestions) for s in draft.sections),
        sections=len(draft.sections),
        seconds=round(seconds, 2),
    )


def unbound(draft: Draft) -> list[str]:
    """Figures in the prose that are bound to nothing; tables have their own cells."""
    held = [(b.start, b.end) for b in draft.numbers] + [(g.start, g.end) for g in draft.gaps]
    held += [(t.start, t.end) for t in draft.tables]
    return [
        r.quote
        for r in numbers.read(draft.text)
        if r.figure and not any(s <= r.start < e or r.start <= s < r.end for s, e in held)
        if not re.match(r"(?:^|\n)\s*\d+\.", draft.text[max(0, r.start - 1) : r.end + 1])
    ]


def stale_years(draft: Draft, followed: Report | None) -> list[str]:
    """Places that still name the period of the report followed as if it were now.

    A letter that launches a campaign tells last year's results before its tasks.
    """
    if followed is None or followed.meta.period is None:
        return []
    begin = draft.sections[0].start if draft.kind == "phat-dong" and draft.sections else 0
    words = periods.period_words(followed.meta.period)
    pattern = r"(?<!so với )(?<!So với )" + re.escape(words)
    spans = [m.span() for m in re.finditer(pattern, draft.text, re.IGNORECASE) if m.start() >= begin]
    tables = [(t.start, t.end) for t in draft.tables]
    return [draft.text[max(0, s - 40) : e] for s, e in spans if not any(a <= s < b for a, b in tables)]


def leaks(made: Report, draft: Draft, followed: Report | None) -> list[str]:
    """Numbers, years, names and places of the report followed that the check finds in the draft."""
    if followed is None:
        return []
    table = FigureTable(draft.figures)
    found = checks.check(made, table, precedent=followed, period=draft.period, unit=draft.unit)
    codes = ("figure-stale", "period-leak", "name-leak")
    return [f"{f.code}: {f.quote}" for f in found.findings if f.code in codes and f.severity == "error"]


def headings_in_common(target: Report, made: Report) -> float:
    """Share of the real report's headings that the draft has."""

    def bare(heading: str) -> str:
        return re.sub(r"\W*\d+\W*", " ", fold(heading)).strip()

    have = {bare(s.heading) for s in made.sections}
    want = [bare(s.heading) for s in target.sections]
    return sum(h in have for h in want) / len(want) if want else 1.0


def headings(report: Report, at: int) -> str:
    """The headings above a place."""
    section = report.section_at(at)
    return " ".join(report.heading_path(section.number)) if section else ""


def kept_of_genre(draft: Draft, followed: Report) -> float:
    """Share of the followed report's sentences of the genre that the draft still has.

    Of the genre are those without any number or name; what fell short then is of its time.
    """
    text = fold(re.sub(r"\d+", "", draft.text))
    kept, of = 0, 0
    for block in followed.blocks:
        if block.kind not in ("paragraph", "item"):
            continue
        for start, end in sentence_spans(followed.text, block.start, block.end):
            words = followed.text[start:end]
            inner = re.findall(r"(?<=\s)[A-ZĐ][a-zà-ỹ]+\s[A-ZĐ][a-zà-ỹ]+", words)
            if re.search(r"\d", words) or inner or len(words.split()) < 6:
                continue
            if SHORTCOMINGS.search(headings(followed, start)) and FELL.search(words):
                continue
            of += 1
            kept += fold(words).strip(" -+*.;,") in text
    return kept / of if of else 1.0


def library() -> list[StoredReport]:
    """The bundled reports."""
    return [StoredReport(p.stem, p.name, "", corpus.read_file(p)) for p in samples.sample_paths()]


def figures_of(report: Report) -> FigureTable:
    """All that the report's unit knew of its period: what the sample was built from."""
    for folder, period, name in SAMPLES:
        if name == report.name and (BUILD / folder / "figures.tsv").exists():
            return figures.read_grid(plain_rows(folder, period), "so-lieu.csv", period)
    return FigureTable()


def earlier(pool: list[StoredReport], target: Report) -> list[StoredReport]:
    """Reports from before the target's period."""

    def ended(report: Report) -> tuple[int, int]:
        code = report.meta.period or "1900"
        return periods.year_of(code), periods.months(code)[1]

    return [p for p in pool if ended(p.report) < ended(target) and p.report is not target]


def own_before(pool: list[StoredReport], target: Report) -> list[StoredReport]:
    """The unit's own reports from before the target, letters for a letter only."""

    def letter(report: Report) -> bool:
        return report.meta.kind == "phat-dong"

    before = earlier(pool, target)
    return [
        p
        for p in before
        if same_unit(p.report.meta.unit, target.meta.unit) and letter(p.report) == letter(target)
    ]


def goals(results: list[Measured]) -> str:
    """The worst of each measure beside its goal; seconds are processor time, the precedents read anew."""
    lines = [
        f"figures stated: {min(r.stated for r in results):.3f} at least, "
        f"{sum(r.stated for r in results) / len(results):.3f} on average",
        f"headings in common: {min(r.headings for r in results):.3f} at least",
        f"sentences of the genre kept: {min(r.kept for r in results):.3f} at least (goal 0.8)",
        f"seconds a section: {max(r.seconds / max(1, r.sections) for r in results):.3f} at most (goal 2/30)",
    ]
    return "\n".join(lines)


def main() -> int:
    """Measure all, print a line each, and what must be zero."""
    from tests.bench import placing

    pool = library()
    results = []
    for stored in pool:
        before = earlier(pool, stored.report)
        if own_before(pool, stored.report):
            results.append(measure(stored.report, figures_of(stored.report), before))
    for result in results:
        print(json.dumps(asdict(result), ensure_ascii=False, indent=1))
    print(placing.line(placing.measure()), file=sys.stderr)
    bad = sum(
        len(r.unbound) + len(r.stale_years) + len(r.leaks) + len(r.errors) + len(r.broken) for r in results
    )
    print(f"{len(results)} drafts; unbound, stale, wrong or broken: {bad}", file=sys.stderr)
    print(goals(results), file=sys.stderr)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
