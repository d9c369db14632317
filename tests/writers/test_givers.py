"""Who gave a plan is said only where the table says it; of two plans each percentage has its own."""

from __future__ import annotations

import pytest

import corpus
from corpus.types import StoredReport
from drafting import figures, writers
from drafting.figures.givers import giver_of, same_giver
from drafting.types import Draft, Profile
from tests.writers.test_carrying import HEAD, UNIT

TWO = "Thu ngân sách nhà nước trên địa bàn đạt 4.862 tỷ đồng, bằng 112% dự toán Trung ương giao, bằng 103,4% dự toán tỉnh giao.\n"


def drafted(body: str, heads: str, *rows: str) -> Draft:
    old = StoredReport("old", "old.txt", "", corpus.parse_text(HEAD + body, "old.txt"))
    lines = [f"Chỉ tiêu;Đơn vị tính;{heads};Kỳ này;Cùng kỳ", *rows]
    table = figures.read_grid([line.split(";") for line in lines], "so-lieu.csv", "2024")
    plan = writers.make_plan(UNIT, "2024", "tong-ket", Profile(unit=UNIT), table, [], like=old)
    return writers.PrecedentWriter({"old": old.report}).write(plan)


REVENUE = "Thu ngân sách nhà nước trên địa bàn;tỷ đồng;{};5.214;4.862"


@pytest.mark.parametrize(
    ("head", "giver"),
    [
        ("Dự toán Trung ương giao", "Trung ương"),
        ("KH năm 2024 (theo NQ HĐND tỉnh giao)", "HĐND tỉnh"),
        ("Dự toán TW giao", "TW"),
        ("Chỉ tiêu cấp trên giao", "cấp trên"),
        ("Kế hoạch năm", ""),
        ("Giao ban huyện", ""),
    ],
)
def test_a_columns_head_says_who_gave_the_plan(head: str, giver: str) -> None:
    assert giver_of(head) == giver


def test_the_same_body_by_another_name() -> None:
    assert same_giver("TW", "Trung ương")
    assert same_giver("HĐND tỉnh", "tỉnh")
    assert not same_giver("tỉnh", "huyện")


def test_of_two_plans_each_number_has_the_one_its_words_name() -> None:
    draft = drafted(TWO, "Dự toán tỉnh giao;Dự toán TW giao", REVENUE.format("4.950;4.600"))
    assert "bằng 113,3% dự toán Trung ương giao, bằng 105,3% dự toán tỉnh giao" in draft.text


def test_where_the_table_says_plan_alone_nobody_is_named() -> None:
    draft = drafted(TWO, "Kế hoạch", REVENUE.format("4.950"))
    assert "đạt 5.214 tỷ đồng, bằng 105,3% dự toán được giao." in draft.text
    before = "Thu ngân sách nhà nước trên địa bàn so với dự toán HĐND tỉnh giao đạt 103,4%.\n"
    draft = drafted(before, "Kế hoạch", REVENUE.format("4.950"))
    assert "so với dự toán được giao đạt 105,3%." in draft.text


def test_another_bodys_plan_is_none_of_the_one_named() -> None:
    said = "Thu ngân sách nhà nước trên địa bàn đạt 4.862 tỷ đồng, bằng 112% dự toán Trung ương giao.\n"
    draft = drafted(said, "Dự toán tỉnh giao", REVENUE.format("4.950"))
    assert "Trung ương giao" not in draft.text
    assert "đạt 5.214 tỷ đồng" in draft.text


@pytest.mark.parametrize(
    ("plan", "said"),
    [("4.950", "vượt 5,3% kế hoạch"), ("5.300", "bằng 98,4% kế hoạch"), ("5.214", "bằng 100% kế")],
)
def test_a_plan_is_exceeded_or_not(plan: str, said: str) -> None:
    body = "Thu ngân sách nhà nước trên địa bàn đạt 4.862 tỷ đồng, vượt 12% kế hoạch.\n"
    assert f"đạt 5.214 tỷ đồng, {said}" in drafted(body, "Kế hoạch", REVENUE.format(plan)).text


def test_a_plain_sentence_names_the_giver_that_the_table_names() -> None:
    draft = drafted("Phong trào được Nhân dân hưởng ứng.\n", "Dự toán tỉnh giao", REVENUE.format("4.950"))
    assert "bằng 105,3% kế hoạch tỉnh giao." in draft.text
