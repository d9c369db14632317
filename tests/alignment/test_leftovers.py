"""Figures that no number states and numbers that no figure explains settle each other; units and falls."""

from __future__ import annotations

import pytest

import corpus
from drafting import checks, figures
from drafting.alignment.slips import slip

HEAD = ["Chỉ tiêu", "Đơn vị tính", "Địa bàn", "Kỳ này", "Cùng kỳ", "Kế hoạch"]
ROWS = [
    ["Tổng số hộ", "hộ", "", "2.230", "2.212", ""],
    ["Dân số", "người", "", "8.561", "8.506", ""],
    ["Chi bộ thôn", "chi bộ", "", "8", "8", ""],
    ["Năng suất lúa bình quân", "tạ/ha", "", "67,1", "66,4", "62"],
    ["Năng suất ngô", "tạ/ha", "", "52,4", "51,7", "52"],
    ["Tốc độ tăng đàn gia súc", "%", "", "-2,5", "1,2", ""],
]


def errors(text: str) -> list[tuple[str, str]]:
    """Codes and quotes of the errors of a text over the rows above."""
    table = figures.read_grid([HEAD, *ROWS], "bang.csv", "2025-H1")
    result = checks.check(corpus.parse_text(text), table, period="2025-H1")
    assert result.faults == ()
    return [(f.code, f.quote) for f in result.findings if f.severity == "error"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Toàn xã có 2.230 hộ với 8.561 người.", []),
        ("Toàn xã có 2.230 hộ với 8.564 người.", [("figure-mismatch", "8.564")]),
        ("Năng suất ngô đạt 52,4 tạ/ha. Năng suất bình quân 67,4 tạ/ha.", [("figure-mismatch", "67,4")]),
        # another number states the figure rightly: this one states what the table lacks
        ("Đảng bộ có 13 chi bộ trực thuộc, gồm 8 chi bộ thôn và 5 chi bộ cơ quan.", []),
        ("Năng suất lúa bình quân đạt 67,1 tấn/ha.", [("unit-scale", "67,1")]),
        ("Năng suất lúa bình quân đạt 6,71 tấn/ha.", []),
        ("Đàn gia súc giảm 2,5% so với cùng kỳ.", []),
        ("Đàn gia súc giảm 2,8% so với cùng kỳ.", [("figure-mismatch", "2,8%")]),
    ],
)
def test_what_is_left_over(text: str, told: list[tuple[str, str]]) -> None:
    assert errors(text) == told


def test_a_slip_is_one_digit_or_two_neighbours_changed_about() -> None:
    assert slip("8561", "8564")
    assert slip("8561", "8651")
    assert not slip("8561", "8561")
    assert not slip("8561", "8674")
