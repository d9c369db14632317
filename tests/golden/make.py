"""One whole draft of each kind from the bundled library. Made anew by `python -m tests.golden.make`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import corpus
from corpus import samples
from corpus.types import StoredReport
from drafting import export, figures, writers
from drafting.service.inputs import read_facts, read_profile
from drafting.types import Draft, FigureTable, Profile

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Case:
    """What is drafted: the unit, the period, the kind; with which figure files of the samples."""

    name: str
    unit: str
    period: str
    kind: str
    profile: Profile
    figures: tuple[str, ...] = ()
    follows: str = ""


CLUSTER = Profile(unit="Cụm thi đua số 3", report_to="Hội đồng Thi đua - Khen thưởng huyện Bình Khê")


def cases() -> tuple[Case, ...]:
    """A half-year and an annual report of a commune, a cluster's half-year report, a launching letter."""
    job = samples.demo()
    commune = read_profile(job.profile, job.unit) if job.profile else None
    own = commune or Profile(unit=job.unit)
    files = tuple(p.name for p in job.figures)
    return (
        Case("xa-so-ket", job.unit, job.period, "so-ket", own, files),
        Case("xa-tong-ket", job.unit, "2024", "tong-ket", own, follows="xa-dong-van-2024"),
        Case(
            "cum-so-ket", CLUSTER.unit, "2025-H1", "so-ket", CLUSTER, ("cum-thi-dua-so-3-2025-6-thang.xlsx",)
        ),
        Case("thu-phat-dong", CLUSTER.unit, "2025", "phat-dong", CLUSTER),
    )


@cache
def library() -> tuple[StoredReport, ...]:
    """The bundled reports."""
    return tuple(StoredReport(p.stem, p.name, "", corpus.read_file(p)) for p in samples.sample_paths())


def drafted(case: Case) -> Draft:
    """The draft of one case; an annual report is drafted from the ones before it and its own table."""
    pool = [s for s in library() if s.id != case.follows]
    table = tables(case)
    facts = read_facts(samples.demo().facts) if case.name == "xa-so-ket" else ()
    plan = writers.make_plan(case.unit, case.period, case.kind, case.profile, table, pool, facts=facts)
    return writers.PrecedentWriter({p.id: p.report for p in pool}).write(plan)


def tables(case: Case) -> FigureTable:
    """This period's figures of a case; a report that is drafted anew gives its own tables."""
    if case.follows:
        report = next(s.report for s in library() if s.id == case.follows)
        return figures.from_report_tables(report)
    paths = [p for p in samples.figure_tables() if p.name in case.figures]
    return figures.read_tables(paths, case.period) if paths else FigureTable()


def main() -> None:
    """Write every draft as text and as a document."""
    for case in cases():
        draft = drafted(case)
        (HERE / f"{case.name}.txt").write_text(draft.text + "\n", encoding="utf-8")
        export.to_docx(draft, HERE / f"{case.name}.docx")


if __name__ == "__main__":
    main()
