"""`vượt kế hoạch` without a number is said as this period's figures have it."""

from __future__ import annotations

import pytest

from tests.writers.test_carrying import drafted


@pytest.mark.parametrize(
    ("then", "plan", "now"),
    [
        ("vượt kế hoạch năm", "30", "vượt kế hoạch năm"),
        ("vượt kế hoạch năm", "34", "đạt kế hoạch năm"),
        ("vượt kế hoạch năm", "40", "chưa đạt kế hoạch năm"),
        ("đạt và vượt chỉ tiêu đề ra", "40", "chưa đạt chỉ tiêu đề ra"),
        ("đạt và vượt chỉ tiêu đề ra", "30", "đạt và vượt chỉ tiêu đề ra"),
        ("chưa đạt kế hoạch", "30", "vượt kế hoạch"),
        ("đạt kế hoạch", "40", "chưa đạt kế hoạch"),
        ("vượt kế hoạch năm", "", "vượt kế hoạch năm"),
    ],
)
def test_what_became_of_the_plan(then: str, plan: str, now: str) -> None:
    body = f"Toàn Cụm có 31 xã đạt chuẩn nông thôn mới, {then}; các xã giữ vững tiêu chí.\n"
    draft = drafted(body, ("Xã đạt chuẩn nông thôn mới", "xã", "", "34", "31", plan))
    assert f"có 34 xã đạt chuẩn nông thôn mới, {now}; các xã" in draft.text


def test_of_what_less_is_better_the_words_stay() -> None:
    row = ("Số hộ nghèo", "hộ", "", "60", "70", "50")
    text = drafted("Toàn Cụm còn 70 hộ nghèo, đạt kế hoạch.\n", row).text
    assert "còn 60 hộ nghèo, đạt kế hoạch" in text
