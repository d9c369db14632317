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


PROVINCE = [
    ["Chỉ tiêu", "ĐVT", "Thực hiện 6 tháng 2024", "Cùng kỳ", "Kế hoạch", "So cùng kỳ (%)"],
    ["Tốc độ tăng GRDP", "%", "6,27", "", "", ""],
    ["Thu NSNN đến 15/6", "tỷ đồng", "283,6", "251,4", "512,9", "112,81"],
    ["Ước thu NSNN 6 tháng", "tỷ đồng", "318,2", "447,5", "512,9", "71,11"],
    ["Đàn cút", "con", "362.000", "", "", ""],
    ["Diện tích cây thức ăn gia súc", "ha", "412", "", "", ""],
    ["Số vụ tai nạn giao thông", "vụ", "24", "31", "", ""],
]
SPOKEN = (
    "Tổng sản phẩm trên địa bàn (GRDP) ước tính tăng 6,27% so với cùng kỳ. Tổng thu ngân sách nhà nước đến 15/6 đạt "
    "283,6 tỷ đồng. Ước thu ngân sách nhà nước 6 tháng đạt 318,2 tỷ đồng, giảm 28,89% so với cùng kỳ. Xã có 11 trại "
    "cút: 362.000 con; cây thức ăn gia súc 412 ha. Xảy ra 24 vụ tai nạn giao thông, giảm 7 vụ (22,58%) so với cùng kỳ."
)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("318,2", "381,2"),
        ("318,2", "447,5"),
        ("362.000", "326.000"),
        ("412 ha", "412 km"),
        ("ước tính tăng 6,27%", "ước tính giảm 6,27%"),
        ("giảm 7 vụ (22,58%)", "tăng 7 vụ (22,58%)"),
        ("28,89%", "28,98%"),
    ],
)
def test_one_slip_is_one_error(right: str, wrong: str) -> None:
    assert _errors(SPOKEN, PROVINCE) == []
    found = _errors(SPOKEN.replace(right, wrong), PROVINCE)
    assert len(found) == 1
    assert found[0].split()[0] in wrong
