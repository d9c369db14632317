"""The light commands through the real console script: outline, numbers, figures, request, consolidate, check."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from openpyxl import load_workbook

from corpus.samples import demo, sample_paths
from tests.conftest import REAL

NUMBER_FIELDS = {
    "quote", "start", "end", "kind", "figure", "value", "low", "high", "unit", "of", "qualifier", "change",
    "basis", "note",
}  # fmt: skip
FIGURE_FIELDS = {
    "key", "indicator", "label", "scope", "role", "value", "unit", "written", "written_unit", "period", "source",
}  # fmt: skip
FINDING_FIELDS = {
    "code", "severity", "quote", "start", "end", "sentence", "message", "expected", "evidence", "fix",
}  # fmt: skip
PLAIN = "Chỉ tiêu;Đơn vị tính;Địa bàn;Kỳ này;Cùng kỳ;Kế hoạch;Ghi chú\n"
HEAVY = ("torch", "chromadb", "streamlit", "pandas", "scipy", "sqlalchemy")


def test_numbers_reads_standard_input(soanthao):
    ran = soanthao(
        "numbers", "-", "--json", stdin="Tổng vốn đầu tư 7,46 nghìn tỷ đồng, tăng 12,4% so với cùng kỳ."
    )
    answer = ran.json
    assert ran.status == 0
    first, second = answer["numbers"]
    assert set(first) == NUMBER_FIELDS
    assert (first["quote"], first["value"], first["unit"]) == ("7,46 nghìn tỷ", "7460000000000", "đồng")
    assert (first["low"], first["high"]) == ("7455000000000", "7465000000000")
    assert answer["text"][first["start"] : first["end"]] == first["quote"]
    assert (second["value"], second["change"], second["basis"]) == ("12.4", "up", "same-period")


def test_outline_has_the_contracts_fields(soanthao):
    sample = sample_paths()[0]
    answer = soanthao("outline", sample, "--json").json
    assert answer["unit"]
    assert answer["period"]
    assert answer["sections"]
    for section in answer["sections"]:
        line = answer["text"][section["start"] : section["end"]]
        assert line.lstrip().startswith(section["label"] or section["heading"][:5])
    numbers = [s["number"] for s in answer["sections"]]
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_figures_reads_the_plainest_table(soanthao, tmp_path: Path, separator: str, mark: str):
    table = PLAIN + "Diện tích gieo trồng;ha;;1.250;1.200;2.400;\nThu ngân sách;Trđ;;9.317;;18.000;\n"
    path = tmp_path / "bang.csv"
    path.write_text(mark + table.replace(";", separator), encoding="utf-8")
    ran = soanthao("figures", path, "--json")
    figures = ran.json["figures"]
    assert ran.status == 0
    assert set(figures[0]) >= FIGURE_FIELDS
    by_place = {f["source"]["cell"]: f for f in figures}
    assert by_place["D2"]["value"] == "1250"
    assert by_place["D2"]["role"] == "actual"
    assert by_place["E2"]["role"] == "same-period"
    assert by_place["D3"]["value"] == "9317000000"
    assert by_place["D3"]["unit"] == "đồng"
    assert by_place["D2"]["indicator"] == by_place["E2"]["indicator"] != by_place["D3"]["indicator"]


def test_an_error_in_a_table_is_exit_status_one(soanthao):
    ran = soanthao("figures", demo().faulty, "--json")
    assert ran.status == 1
    assert {"table-formula"} <= {f["code"] for f in ran.json["findings"]}
    assert all(set(f) == FINDING_FIELDS for f in ran.json["findings"])


def test_request_form_reads_back(soanthao, tmp_path: Path):
    out = tmp_path / "yeu-cau.xlsx"
    sample = next(p for p in sample_paths() if p.name.startswith("xa-dong-van-2024-6-thang"))
    ran = soanthao("request", "--like", sample, "--period", "6 tháng đầu năm 2025", "-o", out, "--json")
    assert ran.status == 0
    assert ran.json["indicators"] > 20
    sheet = load_workbook(out).active
    rows = [[c.value for c in row] for row in sheet.iter_rows()]
    header = next(r for r in rows if r[0] == "Chỉ tiêu")
    plain = ["Chỉ tiêu", "Đơn vị tính", "Địa bàn", "Kỳ này", "Cùng kỳ", "Kế hoạch", "Ghi chú"]
    assert header == [*plain, "Đơn vị cung cấp"]
    assert all(r[3] is None for r in rows[rows.index(header) + 1 :])
    again = soanthao("figures", out, "--json").json["figures"]
    assert again
    assert {f["role"] for f in again} <= {"same-period", "plan", "target", "actual"}


def test_consolidate_adds_members(soanthao, tmp_path: Path):
    for name, value in (("Xã An Lạc", "120"), ("Xã Bình Yên", "80")):
        (tmp_path / f"{name}.csv").write_text(
            PLAIN + f"Số hộ thoát nghèo;hộ;{name};{value};;;\n", encoding="utf-8"
        )
    out = tmp_path / "tong-hop.xlsx"
    ran = soanthao("consolidate", *sorted(tmp_path.glob("*.csv")), "-o", out, "--json")
    assert ran.status == 0, ran.err
    values = {f["scope"]: f["value"] for f in ran.json["figures"] if f["role"] == "actual"}
    assert values[None] == "200"
    assert out.exists()


def test_check_without_figures_finds_a_wrong_sum(soanthao):
    text = "Toàn xã có 12 chi bộ, gồm: 7 chi bộ thôn; 3 chi bộ trường học; 1 chi bộ Công an.\n"
    ran = soanthao("check", "-", "--json", stdin=text)
    assert ran.status == 1
    (finding,) = [f for f in ran.json["findings"] if f["severity"] == "error"]
    assert finding["code"] == "sum-of-parts"
    assert finding["quote"] == "12"
    assert set(finding) == FINDING_FIELDS
    assert ran.json["faults"] == []


def test_check_with_figures_accuses_the_wrong_number_only(soanthao, tmp_path: Path):
    table = tmp_path / "b.csv"
    table.write_text(PLAIN + "Diện tích gieo trồng;ha;;1.250;1.200;2.400;\n", encoding="utf-8")
    right = "Diện tích gieo trồng đạt 1.250 ha, tăng 4,2% so với cùng kỳ.\n"
    assert soanthao("check", "-", "--figures", table, "--json", stdin=right).status == 0
    ran = soanthao("check", "-", "--figures", table, "--json", stdin=right.replace("1.250", "1.260"))
    errors = [f for f in ran.json["findings"] if f["severity"] == "error"]
    assert [f["quote"] for f in errors] == ["1.260"]
    assert errors[0]["expected"] == "1.250"


@pytest.mark.parametrize("command", [["numbers", "-"], ["outline", "-"], ["check", "-"]])
def test_light_commands_import_nothing_heavy(command: list[str]):
    code = (
        "import sys; from drafting.cli import main; main(sys.argv[1:]);"
        f"print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *command], input="I. KẾT QUẢ\nCó 12 xã.\n".encode(), capture_output=True
    )
    assert done.stderr.decode().strip().splitlines()[-1] == "[]"


def test_figures_imports_nothing_heavy():
    code = (
        "import sys; from drafting.cli import main; main(['figures', sys.argv[1], '--json']);"
        f"print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(demo().figures[0])], capture_output=True)
    assert done.stderr.decode().strip().splitlines()[-1] == "[]"


@pytest.mark.parametrize("command", ["numbers", "outline", "check"])
def test_light_commands_start_in_under_a_second(soanthao, command: str):
    def once() -> float:
        began = time.perf_counter()
        assert soanthao(command, "-", stdin="I. KẾT QUẢ\nCó 12 xã.\n").status == 0
        return time.perf_counter() - began

    assert min(once() for _ in range(5)) < 1.0


@pytest.mark.parametrize(
    "args",
    [
        ["numbers", "khong-co.txt"],
        ["outline", "."],
        ["figures", "khong-co.xlsx"],
        ["check", "khong-co.docx"],
        ["check", "-", "--figures", "khong-co.csv"],
        ["request", "--like", "khong-co.docx", "--period", "2025-H1", "-o", "a.xlsx"],
        ["library", "show"],
        ["library", "show", "khong-co"],
        ["draft", "--figures", "khong-co.csv", "--unit", "UBND xã A", "--period", "2025-H1", "-o", "a.docx"],
        ["export", "khong-co.json", "-o", "a.docx"],
        ["khong-co-lenh"],
        [],
    ],
)
def test_bad_usage_is_one_clear_line(soanthao, tmp_path: Path, args: list[str]):
    ran = soanthao(*args)
    assert ran.status == 2
    assert ran.out == ""
    assert len(ran.err.strip().splitlines()) == 1
    assert "Traceback" not in ran.err
    assert not list(tmp_path.glob("a.*"))


def test_common_options_stand_before_or_behind_the_command(soanthao, tmp_path: Path):
    table = tmp_path / "bang.csv"
    table.write_text("Chỉ tiêu,Kỳ này\nHộ nghèo,45\n", "utf-8")
    before = soanthao("--json", "--library", str(tmp_path), "figures", str(table))
    behind = soanthao("figures", str(table), "--json", "--library", str(tmp_path))
    assert before.status == behind.status == 0
    assert before.out == behind.out
    assert '"45"' in before.out


def test_messages_speak_english_when_asked(soanthao):
    assert "check the path" in soanthao("numbers", "khong-co.txt", SOANTHAO_LANG="en").err


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("hong.docx", b"PK\x03\x04 not a document"),
        ("hong.pdf", b"%PDF-1.4 broken"),
        ("rong.docx", b""),
        ("anh.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01"),
    ],
)
@pytest.mark.parametrize("command", ["outline", "numbers", "check"])
def test_broken_documents_are_one_clear_line(soanthao, tmp_path: Path, command: str, name: str, data: bytes):
    path = tmp_path / name
    path.write_bytes(data)
    ran = soanthao(command, path)
    assert ran.status == 2
    assert len(ran.err.strip().splitlines()) == 1
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 not a workbook", b"\x00\x01\x02" * 50])
@pytest.mark.parametrize("name", ["bang.xlsx", "bang.csv"])
def test_broken_tables_are_one_clear_line(soanthao, tmp_path: Path, name: str, data: bytes):
    path = tmp_path / name
    path.write_bytes(data)
    ran = soanthao("figures", path)
    assert ran.status == 2
    assert len(ran.err.strip().splitlines()) == 1
    assert "Traceback" not in ran.err


@pytest.mark.skipif(not REAL, reason="the real reports are not here")
@pytest.mark.parametrize("path", REAL, ids=lambda p: p.name)
@pytest.mark.parametrize("command", ["outline", "numbers", "check"])
def test_real_reports_are_read(soanthao, command: str, path: Path):
    ran = soanthao(command, path, "--json")
    assert ran.status in (0, 1), ran.err
    answer = ran.json
    # A letter has no sections: its `Thứ nhất: …` are items.
    assert answer.get("numbers") or answer.get("sections") or answer["kind"] == "phat-dong"
    for item in answer.get("numbers", []):
        assert answer["text"][item["start"] : item["end"]] == item["quote"]
