"""Plain sentences: a change of few is told in things, a change of many in per cent."""

from __future__ import annotations

import pytest

from drafting import figures
from drafting.writers.indicator import indicators
from drafting.writers.plainly import plain_paragraphs

HEAD = ["Chỉ tiêu", "Đơn vị tính", "Địa bàn", "Kỳ này", "Cùng kỳ", "Kế hoạch"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["Thôn kiểu mẫu", "thôn", "", "6", "4", ""], "tăng 2 thôn so với cùng kỳ"),
        (["Vụ phạm pháp hình sự", "vụ", "", "3", "5", ""], "giảm 2 vụ so với cùng kỳ"),
        (["Tổng đàn lợn", "con", "", "12.450", "11.800", ""], "tăng 5,5% so với cùng kỳ"),
        (["Thu ngân sách", "tỷ đồng", "", "12", "10", ""], "tăng 20% so với cùng kỳ"),
    ],
)
def test_a_change_of_few_is_told_in_things(row: list[str], said: str) -> None:
    table = figures.read_grid([HEAD, row], "bang")
    found = indicators(table, [f.key for f in table.figures])
    assert said in plain_paragraphs(found)[0].text


def test_a_rate_of_which_less_is_better_is_left() -> None:
    table = figures.read_grid([HEAD, ["Tỷ lệ hộ nghèo", "%", "", "1,83", "2,55", ""]], "bang")
    text = plain_paragraphs(indicators(table, [f.key for f in table.figures]))[0].text
    assert text == "Tỷ lệ hộ nghèo còn 1,83% (cùng kỳ 2,55%)."
