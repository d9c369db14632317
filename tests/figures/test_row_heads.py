"""Rows that say a period or a role of their values, and tables of one kind in several sheets or files."""

from __future__ import annotations

import pytest

from drafting import figures
from drafting.figures.files import bytes_grids, figure_table
from drafting.types import FigureTable
from tests.figures.shape_files import Rows, csv_text, xlsx

Told = set[tuple[str, str | None, str, str | None, str | None]]


def told(table: FigureTable) -> Told:
    return {(f.label, f.scope, f.role, f.written, f.period) for f in table.figures}


BY_PERIOD: Rows = [
    ["Chỉ tiêu", "ĐVT", "Địa bàn", "Kỳ báo cáo", "Kế hoạch", "Thực hiện"],
    ["Diện tích rau màu", "ha", "Toàn xã", "6 tháng đầu năm 2024", "", "40,5"],
    ["", "", "", "6 tháng đầu năm 2025", "44", "42,1"],
    ["Diện tích rau màu", "ha", "Thôn Hạ", "6 tháng đầu năm 2024", "", "12"],
    ["", "", "", "6 tháng đầu năm 2025", "13", "11,6"],
]
PERIODS: Told = {
    ("Diện tích rau màu", None, "same-period", "40,5", "2024-H1"),
    ("Diện tích rau màu", None, "plan", "44", "2025-H1"),
    ("Diện tích rau màu", None, "actual", "42,1", "2025-H1"),
    ("Diện tích rau màu", "Thôn Hạ", "same-period", "12", "2024-H1"),
    ("Diện tích rau màu", "Thôn Hạ", "plan", "13", "2025-H1"),
    ("Diện tích rau màu", "Thôn Hạ", "actual", "11,6", "2025-H1"),
}


@pytest.mark.parametrize("merged", [(), ("A2:A3", "B2:B3", "C2:C3", "A4:A5", "B4:B5", "C4:C5")])
def test_a_row_a_period(merged: tuple[str, ...]) -> None:
    table = figures.read_bytes(xlsx({"S": BY_PERIOD}, merged), "ky.xlsx")
    assert told(table) == PERIODS
    assert not table.findings


def test_roles_below_names() -> None:
    rows: Rows = [
        ["STT", "Nội dung", "ĐVT", "Số liệu"],
        ["1", "Trồng cây phân tán", "cây", ""],
        ["", "- Kế hoạch", "", "900"],
        ["", "- Thực hiện", "", "870"],
        ["2", "Sửa đường nội đồng", "km", ""],
        ["", "- Kế hoạch", "", "4,5"],
        ["", "- Thực hiện", "", "3,8"],
    ]
    table = figures.read_bytes(csv_text(rows, ";").encode(), "vai.csv")
    assert {(f.label, f.role, f.written, f.unit) for f in table.figures} == {
        ("Trồng cây phân tán", "plan", "900", "cây"),
        ("Trồng cây phân tán", "actual", "870", "cây"),
        ("Sửa đường nội đồng", "plan", "4,5", "km"),
        ("Sửa đường nội đồng", "actual", "3,8", "km"),
    }


def test_indicators_across_and_roles_below() -> None:
    rows: Rows = [
        ["Đơn vị", "Nội dung", "Tỷ lệ hộ dùng nước sạch (%)", "Số mô hình mới (mô hình)"],
        ["Xã Kim An", "Kế hoạch", "90", "3"],
        ["", "Thực hiện", "91,5", "4"],
        ["Xã Lộc Thọ", "Kế hoạch", "88", "2"],
        ["", "Thực hiện", "86", "2"],
    ]
    table = figures.read_bytes(csv_text(rows, ",").encode(), "ngang.csv")
    assert ("Tỷ lệ hộ dùng nước sạch", "Xã Kim An", "actual", "91,5", None) in told(table)
    assert ("Số mô hình mới", "Xã Lộc Thọ", "plan", "2", None) in told(table)
    assert len(table.figures) == 8


def test_years_of_other_things_and_months_are_rows_as_they_are() -> None:
    rows: Rows = [
        ["Chỉ tiêu", "Năm hoàn thành", "Số hộ"],
        ["Nhà văn hóa trung tâm", "2023", "12"],
        ["Sân thể thao", "2024", "15"],
    ]
    table = figures.read_bytes(csv_text(rows, ";").encode(), "nam.csv")
    assert {f.label for f in table.figures if f.written in ("12", "15")} == {
        "Nhà văn hóa trung tâm: Số hộ",
        "Sân thể thao: Số hộ",
    }
    named: Rows = [["Nội dung", "Thực hiện"], ["Số xã đăng ký đạt chuẩn", "3"], ["Tốc độ tăng đàn so cùng kỳ", "4,1"],
                   ["Số hộ đăng ký làm du lịch", "6"], ["Tốc độ tăng thu so cùng kỳ", "5,2"]]  # fmt: skip
    table = figures.read_bytes(csv_text(named, ";").encode(), "ten.csv")
    assert {f.role for f in table.figures} == {"actual"}
    assert len({f.label for f in table.figures}) == 4


def sheet(title: str, *rows: tuple[str, str, str]) -> Rows:
    return [[title], ["Chỉ tiêu", "ĐVT", "Số liệu"], *rows]


def test_a_sheet_a_member() -> None:
    head = ["Chỉ tiêu", "ĐVT", "Kế hoạch", "Thực hiện"]
    book = {
        "Tong hop": [
            ["Đơn vị báo cáo: Cụm thi đua số 3 huyện Lâm Bình"],
            head,
            ["Đàn bò", "con", 70, 66],
            ["Đàn dê", "con", 40, 44],
        ],
        "Kim An": [["Đơn vị báo cáo: Xã Kim An"], head, ["Đàn bò", "con", 30, 31], ["Đàn dê", "con", 15, 16]],
        "Loc Tho": [
            ["Đơn vị báo cáo: Xã Lộc Thọ"],
            head,
            ["Đàn bò", "con", 40, 35],
            ["Đàn dê", "con", 25, 28],
        ],
    }
    table = figures.read_bytes(xlsx(book), "cac-xa.xlsx")
    assert {(f.label, f.scope, f.written) for f in table.figures if f.role == "actual"} == {
        ("Đàn bò", None, "66"), ("Đàn bò", "Xã Kim An", "31"), ("Đàn bò", "Xã Lộc Thọ", "35"),
        ("Đàn dê", None, "44"), ("Đàn dê", "Xã Kim An", "16"), ("Đàn dê", "Xã Lộc Thọ", "28"),
    }  # fmt: skip
    assert not table.findings


def test_a_sheet_a_field_stays_the_units_own() -> None:
    head = ["Chỉ tiêu", "ĐVT", "Thực hiện"]
    book = {"Nong Nghiep": [head, ["Đàn bò", "con", 66]], "Van Hoa": [head, ["Gia đình văn hóa", "hộ", 812]]}
    assert {f.scope for f in figures.read_bytes(xlsx(book), "linh-vuc.xlsx").figures} == {None}


def test_a_sheet_a_period_and_the_plan() -> None:
    book = {
        "KH 2025": sheet("CHỈ TIÊU KẾ HOẠCH NĂM 2025", ("Đàn bò", "con", "70"), ("Đàn dê", "con", "40")),
        "Năm 2024": sheet("KẾT QUẢ 6 THÁNG ĐẦU NĂM 2024", ("Đàn bò", "con", "61"), ("Đàn dê", "con", "39")),
        "Năm 2025": sheet("KẾT QUẢ 6 THÁNG ĐẦU NĂM 2025", ("Đàn bò", "con", "66"), ("Đàn dê", "con", "44")),
    }
    table = figures.read_bytes(xlsx(book), "cac-nam.xlsx")
    assert {(f.role, f.written, f.period) for f in table.figures if f.label == "Đàn bò"} == {
        ("plan", "70", "2025"), ("same-period", "61", "2024-H1"), ("actual", "66", "2025-H1"),
    }  # fmt: skip
    assert not table.findings


def test_a_file_a_member() -> None:
    head = ["Chỉ tiêu", "ĐVT", "Kỳ này"]
    files = {"so-lieu-xa-kim-an.csv": "31", "so-lieu-xa-loc-tho.csv": "35"}
    grids = [
        grid
        for name, value in files.items()
        for grid in bytes_grids(
            csv_text([head, ["Đàn bò", "con", value], ["Đàn dê", "con", "9"]], ";").encode(), name
        )
    ]
    table = figure_table(grids, None)
    assert {(f.scope, f.written) for f in table.figures if f.label == "Đàn bò"} == {
        ("Xa Kim An", "31"),
        ("Xa Loc Tho", "35"),
    }


def test_last_years_plan_beside_this_years() -> None:
    rows: Rows = [
        ["TT", "Chỉ tiêu", "ĐVT", "Năm 2024", "", "Năm 2025", ""],
        ["", "", "", "KH", "TH", "KH", "TH"],
        [1, "Đàn bò", "con", 64, 61, 70, 66],
    ]
    table = figures.read_bytes(
        xlsx({"S": rows}, ("A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:G1")), "hai-nam.xlsx"
    )
    assert [f.role for f in table.figures] == ["other", "same-period", "plan", "actual"]
