"""`Cùng kỳ` of a unit that came of others, in the commands: from the old units' reports in the library."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from drafting.service.collecting import keep_mergers
from drafting.service.library import open_library
from drafting.service.settings import load_settings

MERGER = "Xã Bình Hòa\tXã An Bình|Xã Hòa Lạc\t2025-07-01\tNghị quyết về sắp xếp đơn vị hành chính"
OLD = """ỦY BAN NHÂN DÂN
XÃ {name}
Số: 12/BC-UBND

BÁO CÁO
Kết quả phong trào thi đua 6 tháng đầu năm 2025

I. KẾT QUẢ
Diện tích gieo cấy lúa đạt {area} ha, năng suất lúa đạt {rate} tạ/ha. Thu ngân sách ước đạt 3,2 tỷ đồng.
"""
NEW = """Đơn vị báo cáo: UBND xã Bình Hòa;;;
Số liệu 6 tháng đầu năm 2026;;;
Chỉ tiêu;Đơn vị tính;Kỳ này;Cùng kỳ
Diện tích gieo cấy lúa;ha;410;
Năng suất lúa;tạ/ha;64;
Thu ngân sách;tỷ đồng;7;6,1
Số mô hình mới;mô hình;5;
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """The new unit's table; the library holds the old units' reports and the user's line of the merger."""
    with open_library(load_settings(tmp_path / "library")) as library:
        for name, area, rate in (("AN BÌNH", 100, 60), ("HÒA LẠC", 300, 64)):
            library.store.add(OLD.format(name=name, area=area, rate=rate).encode(), f"{name}.txt")
        keep_mergers(library.workspace, MERGER)
    path = tmp_path / "bang.csv"
    path.write_text(NEW, encoding="utf-8")
    return path


def of_last_year(figures: list[dict]) -> dict[str, Decimal]:
    return {f["label"]: Decimal(f["value"]) for f in figures if f["role"] == "same-period" and f["scope"]}


def test_consolidated(soanthao, table: Path, tmp_path: Path):
    out = tmp_path / "tong-hop.xlsx"
    done = soanthao("consolidate", table, "-o", out, "--json").json
    # 100 + 300; (100 x 60 + 300 x 64) / 400; what the unit wrote itself stays; the last nobody reported.
    assert of_last_year(done["figures"]) == {
        "Diện tích gieo cấy lúa": 400, "Năng suất lúa": 63, "Thu ngân sách": 6100000000,
    }  # fmt: skip
    (said,) = [f["message"] for f in done["findings"] if "được cộng từ báo cáo" in f["message"]]
    assert "AN BÌNH.txt" in said
    assert "HÒA LẠC.txt" in said
    written = {c.value for row in openpyxl.load_workbook(out).worksheets[0].rows for c in row}
    assert {410, 400, 64, 63} <= written
    keyless = soanthao("consolidate", table, "-o", out, "--json", library=tmp_path / "other").json
    assert of_last_year(keyless["figures"]) == {"Thu ngân sách": 6100000000}
    assert not (tmp_path / "other").exists()


def test_drafted(soanthao, table: Path, tmp_path: Path):
    out = tmp_path / "du-thao.json"
    ran = soanthao(
        "draft", "--figures", table, "--unit", "UBND xã Bình Hòa", "--period", "2026-H1", "--writer", "precedent",
        "-o", out,
    )  # fmt: skip
    assert ran.status in (0, 1), ran.err
    figures = json.loads(out.read_text(encoding="utf-8"))["figures"]
    same = {f["label"]: (Decimal(f["value"]), f["period"]) for f in figures if f["role"] == "same-period"}
    assert same["Diện tích gieo cấy lúa"] == (400, "2025-H1")
    assert same["Năng suất lúa"] == (63, "2025-H1")
    assert same["Thu ngân sách"][0] == 6100000000
    assert "Số mô hình mới" not in same
    assert len({f["key"] for f in figures}) == len(figures)
    by_role = {(f["indicator"], f["role"]) for f in figures}
    assert all((indicator, "actual") in by_role for indicator, role in by_role if role == "same-period")


def test_a_library_without_the_old_units(soanthao, table: Path, tmp_path: Path):
    with open_library(load_settings(tmp_path / "bare")) as library:
        keep_mergers(library.workspace, MERGER)
    done = soanthao("consolidate", table, "-o", tmp_path / "a.xlsx", "--json", library=tmp_path / "bare").json
    assert of_last_year(done["figures"]) == {"Thu ngân sách": 6100000000}
    assert any("chưa có báo cáo" in f["message"] for f in done["findings"])
