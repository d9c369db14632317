"""The indicator table of a real commune's report, every value and formula row, where the report is there."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import corpus
from drafting import figures
from drafting.types import CellSource, FigureTable

REPORT = Path(__file__).parents[2].parent / "shared" / "reports" / "xa-6-thang-2024.txt"
pytestmark = pytest.mark.skipif(not REPORT.exists(), reason="the real reports are not here")

# row of the printed table: same period, plan, actual, of same period, of plan, remaining
ROWS = {
    "Tốc độ tăng giá trị sản xuất": " 17    ",
    "Thu nhập bình quân đầu người/năm": " 71300000    ",
    "Tổng sản lượng lương thực có hạt": "573 1460 636.4 111.1 43.6 824",
    "Tổng sản lượng thủy sản": "19.5 15 8.5 43.6 56.6 6.5",
    "Diện tích gieo trồng vụ đông": "35 35 35 100 100 0",
    "Giá trị sản phẩm": " 110000000    ",
    "Thu ngân sách": "5774000000 18038000000 36054000000 624.4 199.9 ",
    "Chi ngân sách": "3652 18038 15381 421.2 85.3 2657",
    "Phát triển doanh nghiệp trên địa bàn": "1 4 3 300 75 1",
    "Số thôn đạt chuẩn NTM kiểu mẫu": " 1    ",
    "Tốc độ tăng dân số bình quân": " 0.65    ",
    "Tỷ lệ trẻ em dưới 6 tuổi": " 100    ",
    "Tỷ lệ dân số tham gia BHYT": "95 96.4 96.4 101.5 100 0",
    "Tỷ lệ đạt gia đình công nhận văn hóa": " 89    ",
    "Tỷ lệ hộ nghèo giảm": " 0.48    ",
    "Tỷ lệ hộ dùng nước hợp vệ sinh": "100 100 100 100 100 ",
    "Tỷ lệ hộ dùng nước sạch tập trung": " 40 50  125 ",
    "Số thôn được công nhận văn hóa": " 6    ",
    "Đảm bảo tiêu chí giao quân": "100 100 100 100 100 ",
    "Thôn đạt tiêu chuẩn về ANTT": " 6    ",
}
ROLES = ("same-period", "plan", "actual", "growth", "of-plan", "remaining")


@pytest.fixture(scope="module")
def table() -> FigureTable:
    return figures.from_report_tables(corpus.read_file(REPORT))


@pytest.mark.parametrize("label", ROWS)
def test_every_value(table: FigureTable, label: str) -> None:
    found = {f.role: f.value for f in table.figures if label in f.label}
    wanted = {role: Decimal(v) for role, v in zip(ROLES, ROWS[label].split(" "), strict=True) if v}
    assert found == wanted


def test_sub_rows(table: FigureTable) -> None:
    """The flattened text doesn't tell which column the structure's shares stood in; their values it does."""
    parts = [f for f in table.figures if f.label.startswith("Cơ cấu giá trị sản xuất")]
    assert [f.value for f in parts] == [Decimal("7.9"), Decimal("44.61"), Decimal("47.49")]
    assert len({f.role for f in parts}) == 1


def test_words_ratios_parents_and_periods(table: FigureTable) -> None:
    health = next(f for f in table.figures if "y tế" in f.label)
    assert (health.value, health.text) == (None, "đạt")
    assert [f.of for f in table.figures if f.written == "6/6"] == [6, 6]
    services = next(f for f in table.figures if f.label.endswith(": Dịch vụ"))
    assert services.label == "Cơ cấu giá trị sản xuất (theo giá hiện hành): Dịch vụ"
    assert services.unit == "%"
    assert services.group == "Về kinh tế"
    periods = {f.role: f.period for f in table.figures}
    assert periods["actual"] == periods["growth"] == "2024-H1"
    assert (periods["same-period"], periods["plan"]) == ("2023-H1", "2024")


def test_the_slips_and_nothing_else(table: FigureTable) -> None:
    unit, cut = table.findings
    assert (unit.code, unit.severity, unit.quote, unit.expected) == ("unit-scale", "error", "%", "Trđ")
    assert unit.sentence == "Chi ngân sách"
    assert (cut.code, cut.severity, cut.quote, cut.expected) == ("table-formula", "info", "56,6", "56,7")
    first = cut.evidence[0]
    assert isinstance(getattr(first, "source", None), CellSource)


def test_the_report_given_as_a_table_file(table: FigureTable) -> None:
    assert figures.read_tables([REPORT]).figures == table.figures
