"""The bundled library: what the readers see in it, and that its numbers and words are its own."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest

import corpus
from corpus.samples import HERE, demo, figure_tables, sample_paths
from corpus.sentences import sentence_spans
from corpus.types import Report
from tests.tools.build_samples import BUILD, SAMPLES, render
from tests.tools.sample_figures import load_rows
from tests.tools.sample_shapes import as_markdown, as_plain
from tests.tools.sample_voice import Voice

SHARED = Path(__file__).parents[2].parent / "shared"
EXPECTED = {
    "xa-dong-van-2022.docx": ("tong-ket", "UBND xã Đồng Vân", "xa", "2022", "198/BC-UBND", "2022-12-14"),
    "xa-dong-van-2023-6-thang.docx": ("so-ket", "UBND xã Đồng Vân", "xa", "2023-H1", "79/BC-UBND", "2023-06-21"),
    "xa-dong-van-2023.docx": ("tong-ket", "UBND xã Đồng Vân", "xa", "2023", "214/BC-UBND", "2023-12-15"),
    "xa-dong-van-2024-6-thang.md": ("so-ket", "UBND xã Đồng Vân", "xa", "2024-H1", "87/BC-UBND", "2024-06-24"),
    "xa-dong-van-2024.txt": ("tong-ket", "UBND xã Đồng Vân", "xa", "2024", "226/BC-UBND", "2024-12-12"),
    "xa-son-tho-2023-6-thang.docx": ("so-ket", "UBND xã Sơn Thọ", "xa", "2023-H1", "64/BC-UBND", "2023-06-20"),
    "xa-son-tho-2024-6-thang.docx": ("so-ket", "UBND xã Sơn Thọ", "xa", "2024-H1", "71/BC-UBND", "2024-06-18"),
    "xa-son-tho-2024.docx": ("tong-ket", "UBND xã Sơn Thọ", "xa", "2024", "158/BC-UBND", "2024-12-06"),
    "cum-thi-dua-so-3-2023.docx": ("tong-ket", "Cụm thi đua số 3", "cum-xa", "2023", "08/BC-CTĐ", "2023-12-18"),
    "cum-thi-dua-so-3-2024-6-thang.docx": (
        "so-ket", "Cụm thi đua số 3", "cum-xa", "2024-H1", "05/BC-CTĐ", "2024-06-28",
    ),
    "cum-thi-dua-so-3-2024.docx": ("tong-ket", "Cụm thi đua số 3", "cum-xa", "2024", "11/BC-CTĐ", "2024-12-20"),
    "cum-thi-dua-so-1-2024-6-thang.docx": (
        "so-ket", "Cụm thi đua số 1", "cum-huyen", "2024-H1", "06/BC-CTĐ", "2024-07-03",
    ),
    "huyen-lam-hoa-2023.docx": ("tong-ket", "UBND huyện Lâm Hòa", "huyen", "2023", "318/BC-UBND", "2023-12-19"),
    "huyen-lam-hoa-2024.docx": ("tong-ket", "UBND huyện Lâm Hòa", "huyen", "2024", "341/BC-UBND", "2024-12-17"),
    "tinh-hai-lam-2023.docx": ("tong-ket", "UBND tỉnh Hải Lam", "tinh", "2023", "406/BC-UBND", "2023-12-26"),
    "tinh-hai-lam-2024.docx": ("tong-ket", "UBND tỉnh Hải Lam", "tinh", "2024", "437/BC-UBND", "2024-12-24"),
    "khen-thuong-binh-khe-2023.docx": (
        "tong-ket", "Hội đồng Thi đua - Khen thưởng", "huyen", "2023", "41/BC-HĐTĐKT", "2023-12-27",
    ),
    "khen-thuong-binh-khe-2024.docx": (
        "tong-ket", "Hội đồng Thi đua - Khen thưởng", "huyen", "2024", "47/BC-HĐTĐKT", "2024-12-26",
    ),
}  # fmt: skip
UNITS = sorted({folder for folder, _, _ in SAMPLES})


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    return {path.name: corpus.read_file(path) for path in sample_paths()}


def test_enough_reports_of_real_length() -> None:
    words = {name: len(render(BUILD / folder, period).split()) for folder, period, name in SAMPLES}
    assert len(words) == 20
    assert {p.name for p in sample_paths()} == set(words)
    assert {p.suffix for p in sample_paths()} == {".docx", ".md", ".txt"}
    for name, count in words.items():
        assert count >= (1200 if name.startswith("thu") else 2500), name


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_what_a_report_is_about(name: str, reports: dict[str, Report]) -> None:
    meta = reports[name].meta
    kind, unit, level, period, symbol, date = EXPECTED[name]
    assert (meta.kind, meta.unit, meta.period, meta.symbol, meta.date) == (kind, unit, period, symbol, date)
    assert meta.level == level
    assert meta.signer.name
    assert meta.recipients


@pytest.mark.parametrize(
    ("period", "symbol", "signer"),
    [("2023", "03/CTĐ-NV", "Trương Công Định"), ("2024", "02/CTĐ-NV", "Dương Bá Thắng")],
)
def test_the_letters(period: str, symbol: str, signer: str, reports: dict[str, Report]) -> None:
    meta = reports[f"thu-phat-dong-{period}.docx"].meta
    assert (meta.kind, meta.period, meta.symbol) == ("phat-dong", period, symbol)
    assert meta.signer.name == signer


def test_a_commune_over_five_periods(reports: dict[str, Report]) -> None:
    own = [r.meta.period for r in reports.values() if r.meta.unit == "UBND xã Đồng Vân"]
    assert sorted(p for p in own if p) == ["2022", "2023", "2023-H1", "2024", "2024-H1"]


@pytest.mark.parametrize("period", ["2023", "2024"])
def test_the_award_report_lists_collectives_and_persons(period: str, reports: dict[str, Report]) -> None:
    collectives, persons = reports[f"khen-thuong-binh-khe-{period}.docx"].tables
    assert len(collectives.rows) > 12
    assert len(persons.rows) > 20
    assert persons.rows[0][1] == "Họ và tên"


@pytest.mark.parametrize("name", [n for n in sorted(EXPECTED) if n.startswith("xa-dong-van")])
def test_outline_of_a_commune(name: str, reports: dict[str, Report]) -> None:
    numbers = [s.number for s in reports[name].sections]
    for number in (
        "P1",
        "P1.I",
        "P1.II.2.1",
        "P1.II.2.3",
        "P1.II.8",
        "P1.III.4",
        "P1.IV",
        "P2",
        "P2.I",
        "P2.II",
    ):
        assert number in numbers
    (table,) = reports[name].tables
    assert len(table.rows) > 22
    assert table.rows[1][6] == "4=3/1*100"


def test_the_cluster_has_its_members(reports: dict[str, Report]) -> None:
    members = reports["cum-thi-dua-so-3-2024.docx"].meta.members
    assert {"Minh Hải", "Quảng Thuận", "Phú An", "Đông Xuyên", "Thạch Long", "Tiên Hưng"} <= {
        m.removeprefix("xã ") for m in members
    }


@pytest.mark.parametrize(("folder", "period", "name"), SAMPLES)
def test_the_committed_text_is_what_the_figures_give(
    folder: str, period: str, name: str, reports: dict[str, Report]
) -> None:
    text = render(BUILD / folder, period)
    path = HERE / "reports" / name
    if path.suffix == ".docx":
        assert _lines(reports[name].text) == _lines(corpus.parse_text(as_plain(text), name).text)
    else:
        shape = as_markdown if path.suffix == ".md" else as_plain
        assert path.read_text(encoding="utf-8") == shape(text)


@pytest.mark.parametrize("unit", [u for u in UNITS if (BUILD / u / "figures.tsv").exists()])
def test_members_add_up_to_the_stated_total(unit: str) -> None:
    rows = load_rows(BUILD / unit / "figures.tsv")
    for key, row in rows.items():
        parts = [r for k, r in rows.items() if k.startswith(key + "@")]
        for column, total in row.values.items():
            known = [p.values[column] for p in parts if column in p.values]
            assert not known or sum(known, Decimal(0)) == total, (key, column)


def test_last_years_figure_is_this_years_same_period() -> None:
    rows = load_rows(BUILD / "dong-van" / "figures.tsv")
    for period in ("2023-H1", "2023", "2024-H1", "2024"):
        voice = Voice(rows, period)
        earlier = Voice(rows, voice.before)
        for key, row in rows.items():
            if period in row.values and voice.before in row.values:
                assert voice.was(key) == earlier.val(key)


def _sentences(report: Report) -> set[str]:
    found = set()
    for block in report.blocks:
        if block.kind in {"paragraph", "item"}:
            for start, end in sentence_spans(report.text, block.start, block.end):
                folded = " ".join(re.findall(r"[^\W\d_]+", report.text[start:end].casefold()))
                if len(folded.split()) > 4:
                    found.add(folded)
    return found


def test_reports_of_different_units_share_under_30_percent_of_their_sentences(
    reports: dict[str, Report],
) -> None:
    unit_of = {name: folder for folder, _, name in SAMPLES}
    said = {name: _sentences(report) for name, report in reports.items()}
    for one, other in combinations(sorted(said), 2):
        if unit_of[one] != unit_of[other]:
            shared = len(said[one] & said[other]) / min(len(said[one]), len(said[other]))
            assert shared < 0.3, (one, other, shared)


def test_reports_of_one_unit_keep_their_genre_and_change_their_particulars(
    reports: dict[str, Report],
) -> None:
    one, other = (_sentences(reports[n]) for n in ("xa-dong-van-2023.docx", "xa-dong-van-2024.txt"))
    assert 0.3 < len(one & other) / len(one) < 0.9


@pytest.mark.skipif(not (SHARED / "reports").exists(), reason="the real reports are not here")
def test_no_sentence_of_a_real_report(reports: dict[str, Report]) -> None:
    real: set[str] = set()
    for path in sorted((SHARED / "reports").iterdir()):
        real |= _sentences(corpus.read_file(path))
    for name, report in reports.items():
        both = _sentences(report) & real
        assert all(s.startswith(("nghị định số", "thông tư số", "chỉ thị số")) for s in both), (name, both)


def test_the_demo_is_all_there() -> None:
    given = demo()
    for path in (*given.reports, *given.figures, given.faulty, given.profile, given.facts, *figure_tables()):
        assert path.is_file()
    assert given.period == "2025-H1"


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]
