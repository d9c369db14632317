from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

import corpus
from corpus.errors import InputError
from corpus.types import Report
from drafting import collection, figures
from drafting.types import CellSource, FactSource

TEXT = """ỦY BAN NHÂN DÂN
XÃ AN BÌNH
Số: 15/BC-UBND

BÁO CÁO
Sơ kết phong trào thi đua 6 tháng đầu năm 2024

I. KẾT QUẢ PHÁT TRIỂN KINH TẾ
1. Nông nghiệp
Tổng diện tích gieo trồng vụ xuân của xã đạt 412,5 ha, bằng 101,2% so với cùng kỳ. Trồng mới 3.150 cây phân tán.
2. Ngân sách
Thu ngân sách trên địa bàn ước đạt 7,46 tỷ đồng, đạt 62% kế hoạch.
II. VĂN HÓA - XÃ HỘI
Số thôn đạt chuẩn nông thôn mới kiểu mẫu là 4/6 thôn. Tỷ lệ hộ nghèo còn 1,8%.
| Chỉ tiêu | Đơn vị tính | Kế hoạch | Thực hiện |
|---|---|---|---|
| Sản lượng thóc | tấn | 2.600 | 1.310,4 |
| Số lớp tập huấn | lớp | 20 | 11 |
"""


@pytest.fixture
def report() -> Report:
    return corpus.parse_text(TEXT, "xa-an-binh-2024.md")


def rows_of(path: Path) -> dict[str, list[object]]:
    sheet = openpyxl.load_workbook(path)["Thu thập"]
    return {str(r[0]): list(r[1:]) for r in sheet.iter_rows(min_row=4, values_only=True) if r[0]}


def test_request_form_reads_back_exactly(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "thu-thap.xlsx"
    count = collection.request_form(report, "2025-H1", path)
    table = figures.read_tables([path])
    found = {f.label: f for f in table.figures}
    assert count == len({(f.label, f.scope) for f in table.figures})
    assert {f.role for f in table.figures} == {"same-period"}
    assert {f.period for f in table.figures} == {"2024-H1"}
    assert (found["Sản lượng thóc"].value, found["Sản lượng thóc"].unit) == (Decimal("1310.4"), "tấn")
    assert any(
        (f.value, f.unit) == (Decimal("7460000000"), "đồng") and f.written_unit == "tỷ đồng"
        for f in table.figures
    )
    assert any((f.value, f.of) == (4, 6) for f in table.figures)
    assert any((f.value, f.unit) == (Decimal("1.8"), "%") for f in table.figures)
    # What others give by a formula isn't asked for.
    assert not any(f.value in (Decimal("101.2"), Decimal(62)) for f in table.figures)


def test_the_form_has_the_plain_columns_and_empty_cells(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    collection.request_form(report, "2025-H1", path)
    rows = rows_of(path)
    assert rows["Chỉ tiêu"] == [
        "Đơn vị tính", "Địa bàn", "Kỳ này", "Cùng kỳ", "Kế hoạch", "Ghi chú", "Đơn vị cung cấp",
    ]  # fmt: skip
    assert rows["Sản lượng thóc"] == ["tấn", None, None, 1310.4, None, None, "Phòng Kinh tế"]


def test_another_part_of_the_year(report: Report, tmp_path: Path) -> None:
    """In the same year the plan still holds, and the half year's result is no `cùng kỳ`."""
    path = tmp_path / "f.xlsx"
    collection.request_form(report, "2024", path)
    assert rows_of(path)["Số lớp tập huấn"] == [
        "lớp",
        None,
        None,
        None,
        20,
        "6 tháng đầu năm 2024: 11",
        "Phòng Văn hóa - Xã hội",
    ]


def test_a_filled_form_is_a_table(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    collection.request_form(report, "2025-H1", path)
    book = openpyxl.load_workbook(path)
    sheet = book["Thu thập"]
    typed = 0
    for row in range(5, sheet.max_row + 1):
        if sheet.cell(row, 5).value is not None:
            typed += 1
            sheet.cell(row, 4, "1.234,5" if typed % 2 else 17)
    book.save(path)
    actual = [f for f in figures.read_tables([path]).figures if f.role == "actual"]
    assert len(actual) == typed
    assert {f.period for f in actual} == {"2025-H1"}
    assert {f.written for f in actual} >= {"1.234,5"}


def test_a_place_that_cannot_be_written(report: Report, tmp_path: Path) -> None:
    with pytest.raises(InputError):
        collection.request_form(report, "2025-H1", tmp_path / "khong-co" / "f.xlsx")


def test_labels_that_look_like_formulas(tmp_path: Path) -> None:
    report = corpus.parse_text("| Chỉ tiêu | Thực hiện |\n|---|---|\n| =1+1 lớp học | 3 |\n", "a.md")
    collection.request_form(report, "2025", tmp_path / "f.xlsx")
    assert "=1+1 lớp học" in rows_of(tmp_path / "f.xlsx")


def test_fill(report: Report) -> None:
    by_quote = {s.reading.quote: s for s in collection.statements(report)}
    money, ratio, area = by_quote["7,46 tỷ"], by_quote["4/6"], by_quote["412,5"]
    answers = {
        money.mention: "8,1",
        ratio.mention: "5/6",
        area.mention: " 418,25 ",
        by_quote["1,8%"].mention: "",
    }
    table = collection.fill(report, answers, "2025-H1")
    found = {f.written: f for f in table.figures}
    assert (found["8,1"].value, found["8,1"].unit) == (Decimal("8100000000"), "đồng")
    assert (found["5/6"].value, found["5/6"].of) == (5, 6)
    assert (found["418,25"].value, found["418,25"].unit, found["418,25"].low) == (
        Decimal("418.25"),
        "ha",
        Decimal("418.245"),
    )
    assert {f.period for f in table.figures} == {"2025-H1"}
    assert all(isinstance(f.source, FactSource) for f in table.figures)
    assert [f.key for f in table.figures] == ["F001", "F002", "F003"]
    typed_out = collection.fill(report, {money.mention: "8.100 triệu đồng"}, "2025-H1").figures[0]
    assert (typed_out.value, typed_out.unit) == (Decimal("8100000000"), "đồng")


def test_fill_refuses(report: Report) -> None:
    with pytest.raises(InputError):
        collection.fill(report, {9999: "3"}, "2025-H1")
    with pytest.raises(InputError):
        collection.fill(report, {collection.statements(report)[0].mention: "1.2.3,4,5"}, "2025-H1")


REPORTS = Path(__file__).parents[2].parent / "shared" / "reports"


@pytest.mark.skipif(not REPORTS.exists(), reason="the real reports are not here")
@pytest.mark.parametrize("name", ["xa-6-thang-2024.txt", "cum-xa-nam-2022.md", "cum-huyen-6-thang-2021.md"])
def test_forms_of_real_reports(name: str, tmp_path: Path) -> None:
    past = corpus.read_file(REPORTS / name)
    path = tmp_path / "f.xlsx"
    period = _next_year(past)
    count = collection.request_form(past, period, path)
    table = figures.read_tables([path])
    assert count > 40
    assert len({(f.label, f.scope, f.group) for f in table.figures}) == len(table.figures)
    assert all(isinstance(f.source, CellSource) for f in table.figures)


def _next_year(past: Report) -> str:
    from corpus.periods import shift_years

    return shift_years(past.meta.period or "2024", 1)
