"""Tables whose labels and heads are worded unlike the text: all of it is found right, and one wrong number is found wrong."""

from __future__ import annotations

import pytest

import corpus
from drafting import checks, figures
from drafting.types import FigureTable

BANK = [
    ["Chỉ tiêu", "ĐVT", "TH 6T/2024", "TH 6T/2023", "Dự toán TW giao", "Dự toán tỉnh giao"],
    ["Thu NSĐP", "tỷ đ", "4.312", "3.901,6", "15.028", "16.210"],
    ["Tổng dư nợ CSXH", "tỷ đ", "1.847,3", "1.702,1", "", ""],
    ["Số hộ còn dư nợ", "hộ", "61.482", "", "", ""],
    ["Dư nợ vùng ĐBKK", "tỷ đ", "372,8", "", "", ""],
    ["Số hộ vay vùng ĐBKK", "hộ", "12.731", "", "", ""],
    ["Diện tích sắn", "ha", "84", "", "61", ""],
]
TEXT = """6 tháng đầu năm 2024, thu ngân sách địa phương đạt 4.312 tỷ đồng, bằng 28,7% dự toán Trung ương \
giao, bằng 26,6% dự toán HĐND tỉnh giao, tăng 10,5% so với cùng kỳ. Tổng dư nợ tín dụng chính sách \
xã hội đạt 1.847,3 tỷ đồng/61.482 hộ vay, trong đó: dư nợ tại các xã đặc biệt khó khăn là 372,8 tỷ \
đồng/12.731 hộ. Cây sắn 84/61 ha, tăng 37,7%."""
CLUSTER = [
    ["Chỉ tiêu", "ĐVT", "H. Hà Lâm", "H. Đông Sa", "TX. Vân Giang"],
    ["Mức giảm tỷ lệ hộ nghèo", "%", "2,14", "1,37", "0,42"],
    ["Tỷ lệ bao phủ BHYT", "%", "93,6", "91,25", "95,1"],
]
MEMBERS = """Tỷ lệ hộ nghèo các địa phương đều giảm so với năm 2023; cụ thể huyện Hà Lâm giảm 2,14%, Đông Sa giảm \
1,37%; thị xã Vân Giang giảm 0,42%. Số người dân tham gia bảo hiểm y tế ở huyện Hà Lâm đạt 93,6%; \
Đông Sa đạt 91,25%; thị xã Vân Giang đạt 95,1%."""


def _table(rows: list[list[str]]) -> FigureTable:
    return figures.read_grid(rows, "bang.csv", "2024-H1")


def _errors(text: str, rows: list[list[str]]) -> list[str]:
    result = checks.check(corpus.parse_text(text), _table(rows), period="2024-H1")
    assert result.faults == ()
    return [f.quote for f in result.findings if f.severity == "error"]


@pytest.mark.parametrize(("text", "rows"), [(TEXT, BANK), (MEMBERS, CLUSTER)])
def test_right_numbers_are_found(text: str, rows: list[list[str]]) -> None:
    assert _table(rows).findings == ()
    assert _errors(text, rows) == []
    result = checks.check(corpus.parse_text(text), _table(rows), period="2024-H1")
    assert [n.quote for n in result.numbers if n.status in ("unsupported", "mismatched")] == []


@pytest.mark.parametrize(
    ("text", "rows", "right", "wrong"),
    [
        (TEXT, BANK, "4.312 tỷ", "4.321 tỷ"),
        (TEXT, BANK, "10,5%", "10,8%"),
        (TEXT, BANK, "tăng 10,5%", "giảm 10,5%"),
        (TEXT, BANK, "1.847,3 tỷ", "1.702,1 tỷ"),
        (TEXT, BANK, "372,8 tỷ", "327,8 tỷ"),
        (MEMBERS, CLUSTER, "Hà Lâm đạt 93,6%; Đông Sa đạt 91,25%", "Hà Lâm đạt 91,25%; Đông Sa đạt 93,6%"),
    ],
)
def test_a_wrong_number_is_found(text: str, rows: list[list[str]], right: str, wrong: str) -> None:
    found = _errors(text.replace(right, wrong), rows)
    assert len(found) == (2 if ";" in right else 1)
    assert all(quote in wrong for quote in found)
