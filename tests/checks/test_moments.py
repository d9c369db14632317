"""A value of the year's beginning or end is no value of the period; a number before the closing `./.` is checked."""

from __future__ import annotations

import pytest

import corpus
from drafting import checks, figures

HEAD = "BÁO CÁO\nSơ kết công tác thi đua, khen thưởng 6 tháng đầu năm 2025\n\nI. KẾT QUẢ\n"
GRID = [
    ["Chỉ tiêu", "Đơn vị tính", "Kỳ này", "Cùng kỳ", "Kế hoạch"],
    ["Số hộ nghèo", "hộ", "52", "62", "45"],
    ["Thu ngân sách nhà nước", "triệu đồng", "2.450", "2.300", "4.000"],
    ["Tỷ lệ hộ dùng nước sạch", "%", "91,4", "88,2", "93"],
]
OTHER_MOMENT = (
    "Đầu năm, toàn xã còn 60 hộ nghèo.",
    "Đầu năm 2025, số hộ nghèo là 60 hộ.",
    "Số hộ nghèo đầu năm là 60 hộ.",
    "Qua rà soát cuối năm 2024, số hộ nghèo là 60 hộ.",
    "Số hộ nghèo giảm 8 hộ so với đầu năm.",
)
OF_THE_PERIOD = (
    ("Từ đầu năm đến nay, số hộ nghèo còn 53 hộ.", "53"),
    ("Trong 6 tháng đầu năm, số hộ nghèo còn 53 hộ.", "53"),
    ("Đầu năm, số hộ nghèo là 60 hộ; đến nay số hộ nghèo còn 53 hộ.", "53"),
)
ENDS = (
    ("Thu ngân sách nhà nước đạt 2.460 triệu đồng", "2.460 triệu"),
    ("- Tỷ lệ hộ dùng nước sạch: 91,9%", "91,9%"),
    ("Số hộ nghèo còn 53", "53"),
    ("Có 87/92 hộ ký cam kết, đạt 93,5%", "93,5%"),
)


def _errors(line: str) -> list[str]:
    table = figures.read_grid(GRID, "bang.csv", "2025-H1")
    result = checks.check(corpus.parse_text(HEAD + line + "\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"), table)
    assert result.faults == ()
    return [f.quote for f in result.findings if f.severity == "error"]


@pytest.mark.parametrize("line", OTHER_MOMENT)
def test_a_value_of_another_moment_is_not_accused(line: str) -> None:
    assert _errors(line) == []


@pytest.mark.parametrize(("line", "quote"), OF_THE_PERIOD)
def test_a_value_of_the_period_is(line: str, quote: str) -> None:
    assert _errors(line) == [quote]


@pytest.mark.parametrize(("line", "quote"), ENDS)
@pytest.mark.parametrize("end", ["./.", " ./.", "."])
def test_the_number_before_the_end_is_checked(line: str, quote: str, end: str) -> None:
    assert _errors(line + end) == [quote]
