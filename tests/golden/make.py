"""One whole draft of each kind from the bundled library. Made anew by `python -m tests.golden.make`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import corpus
from corpus import samples
from corpus.types import StoredReport
from drafting import export, figures, writers
from drafting.service.inputs import read_facts, read_profile
from drafting.types import Draft, FigureTable, Profile
from tests.bench.drafting import figures_of
from tests.tools.build_tables import plain_rows

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
DISTRICTS = Profile(
    unit="Cụm thi đua số 1",
    superior="UBND TỈNH HẢI LAM",
    place="Bình Khê",
    signer="Đỗ Văn Thực",
    report_to="Chủ tịch UBND các huyện: Kiến Nam, Lâm Hòa, Thượng Lâm, Hải Bình",
)
PROVINCE = "Hội đồng Thi đua - Khen thưởng tỉnh Hải Lam"
# Last year's results, as the letter of the next year tells them.
RESULTS = [
    ["Chỉ tiêu", "Đơn vị tính", "Địa bàn", "Kỳ này", "Cùng kỳ", "Kế hoạch"],
    ["Giá trị sản xuất tăng bình quân", "%", "", "10,1", "9,6", ""],
    ["Thu ngân sách nhà nước trên địa bàn", "tỷ đồng", "", "5.214", "4.862", "4.950"],
    ["Số xã", "xã", "", "92", "92", ""],
    ["Xã đạt chuẩn nông thôn mới nâng cao", "xã", "", "52", "47", "55"],
    ["Tỷ lệ hộ nghèo", "%", "", "1,64", "2,15", ""],
    ["Tỷ lệ giải ngân vốn đầu tư công", "%", "", "91,8", "86,4", "95"],
    ["Nhà tạm, nhà dột nát được xóa", "nhà", "", "362", "318", "350"],
]


def cases() -> tuple[Case, ...]:
    """One of each kind: communes, clusters, a district, a province, awards, a launching letter."""
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
        Case("thu-phat-dong", DISTRICTS.unit, "2025", "phat-dong", DISTRICTS),
        Case("cum-huyen-so-ket", DISTRICTS.unit, "2025-H1", "so-ket", replace(DISTRICTS, report_to=PROVINCE)),
        _again("huyen-tong-ket", "huyen-lam-hoa-2024", "tong-ket", PROVINCE),
        _again("tinh-tong-ket", "tinh-hai-lam-2024", "tong-ket", "Bộ Nội vụ"),
        _again("khen-thuong", "khen-thuong-binh-khe-2024", "tong-ket", PROVINCE),
    )


def _again(name: str, sample: str, kind: str, report_to: str) -> Case:
    """A sample's own period drafted again, without it, from all its unit knew of the period."""
    meta = next(s.report.meta for s in library() if s.id == sample)
    profile = Profile(unit=meta.unit, superior=meta.superior, place=meta.place, report_to=report_to)
    return Case(name, meta.unit, meta.period or "", kind, profile, follows=sample)


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
    if case.kind == "phat-dong":
        return figures.read_grid(RESULTS, "ket-qua-nam-truoc.csv", "2024")
    if case.unit == DISTRICTS.unit:
        return figures.read_grid(plain_rows("cum-1", case.period), "so-lieu.csv", case.period)
    if case.follows:
        report = next(s.report for s in library() if s.id == case.follows)
        return figures.from_report_tables(report) if case.name.startswith("xa-") else figures_of(report)
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
