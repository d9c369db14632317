"""What a clerk said in the app holds for the commands too."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

from corpus.samples import sample_paths
from drafting.service.collecting import assign
from drafting.service.desk_figures import FigureDesk
from drafting.service.library import open_library
from drafting.service.settings import load_settings

TABLE = "Nội dung;ĐVT;Đợt I;Thực hiện\nSố lớp tập huấn;lớp;12;7\nSố mô hình mới;mô hình;5;4\n"
HEAVY = ("torch", "chromadb", "streamlit", "pandas", "scipy", "sqlalchemy")


def test_a_named_column_and_a_confirmed_name(soanthao, tmp_path: Path):
    path = tmp_path / "bang.csv"
    path.write_text(TABLE, encoding="utf-8")
    before = soanthao("figures", path, "--json").json["figures"]
    assert {f["role"] for f in before if f["source"]["cell"] == "C2"} == {"other"}
    with open_library(load_settings(tmp_path / "library")) as library:
        desk = FigureDesk(library.workspace, "local")
        desk.add_file("bang.csv", path.read_bytes(), "2025-H1")
        (question,) = desk.tables()[0].questions
        desk.name_columns(question.signature, {question.column: "plan"})
        desk.confirm_name("Số lớp tập huấn", "Số lớp tập huấn kỹ thuật")
        assert not desk.tables()[0].questions
        assert {f.role for f in desk.table().figures} == {"plan", "actual"}
    after = soanthao("figures", path, "--json").json["figures"]
    assert [(f["role"], f["known"]) for f in after if f["source"]["cell"] == "C2"] == [
        ("plan", "Số lớp tập huấn kỹ thuật")
    ]


def test_reading_what_is_remembered_is_light(soanthao, tmp_path: Path):
    path = tmp_path / "bang.csv"
    path.write_text(TABLE, encoding="utf-8")
    with open_library(load_settings(tmp_path / "library")):
        pass
    code = (
        "import sys; from drafting.cli import main\n"
        f"assert main(['figures', {str(path)!r}, '--json', '--library', {str(tmp_path / 'library')!r}]) == 0\n"
        "print(*{m.split('.')[0] for m in sys.modules})"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not set(HEAVY) & set(out.splitlines()[-1].split())


def test_a_library_that_is_none(soanthao, tmp_path: Path):
    (tmp_path / "bang.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "soanthao.db").write_bytes(b"no database at all, but long enough to be read" * 40)
    ran = soanthao("figures", tmp_path / "bang.csv")
    assert ran.status == 2
    assert len(ran.err.strip().splitlines()) == 1


def test_forms_as_a_zip_with_the_units_own_assignment(soanthao, tmp_path: Path):
    sample = next(p for p in sample_paths() if "dong-van" in p.name and "6-thang" in p.name)
    with open_library(load_settings(tmp_path / "library")) as library:
        assign(library.workspace, "UBND xã Đồng Vân", {"Chi ngân sách xã": "Kế toán trưởng"})
    out = tmp_path / "bieu.zip"
    ran = soanthao("request", "--like", sample, "--period", "2025-H1", "-o", out, "--json")
    assert ran.status == 0, ran.err
    with zipfile.ZipFile(out) as archive:
        assert set(archive.namelist()) == set(ran.json["forms"])
    assert any("ke-toan-truong" in name for name in ran.json["forms"])
    assert sum(ran.json["forms"].values()) == ran.json["indicators"]


def test_consolidate_tells_who_has_not_sent_and_what_is_broken(soanthao, tmp_path: Path):
    head = "Chỉ tiêu;Đơn vị tính;Địa bàn;Kỳ này\n"
    (tmp_path / "a.csv").write_text(f"{head}Số hộ thoát nghèo;hộ;Xã An Lạc;12\n", encoding="utf-8")
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04")
    ran = soanthao(
        "consolidate", tmp_path / "a.csv", tmp_path / "b.xlsx", "-o", tmp_path / "t.xlsx", "--json",
        "--expected", "An Lạc", "--expected", "Xã Bình Yên",
    )  # fmt: skip
    assert ran.status == 1
    assert ran.json["missing"] == ["Xã Bình Yên"]
    assert [f["quote"] for f in ran.json["findings"] if f["severity"] == "error"] == ["b.xlsx"]
    assert (tmp_path / "t.xlsx").exists()


def test_against_last_years_report(soanthao, tmp_path: Path):
    past = tmp_path / "nam-truoc.md"
    past.write_text(
        "UBND XÃ AN BÌNH\n\nBÁO CÁO\nSơ kết phong trào thi đua 6 tháng đầu năm 2024\n\n"
        "| Chỉ tiêu | Đơn vị tính | Thực hiện |\n|---|---|---|\n| Số lớp tập huấn | lớp | 11 |\n",
        encoding="utf-8",
    )
    (tmp_path / "a.csv").write_text(
        "Chỉ tiêu;ĐVT;Kỳ này;Cùng kỳ\nSố lớp tập huấn;lớp;12;10\n", encoding="utf-8"
    )
    ran = soanthao("figures", tmp_path / "a.csv", "--period", "2025-H1", "--against", past, "--json")
    assert [(f["code"], f["quote"], f["expected"]) for f in ran.json["findings"]] == [
        ("restated", "10", "11")
    ]
