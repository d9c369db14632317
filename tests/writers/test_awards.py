"""Commendations in figures: an item for each form, from the highest down, with all whom it went to."""

from __future__ import annotations

import pytest

import corpus
from drafting import checks, figures, writers
from drafting.types import Draft, FigureTable, Profile

HEAD = "Chỉ tiêu;Đơn vị tính;Kỳ này;Cùng kỳ"
ROWS = (
    "Giấy khen của Chủ tịch UBND huyện tặng tập thể;tập thể;87;82",
    "Giấy khen của Chủ tịch UBND huyện tặng cá nhân;người;172;156",
    "Số tập thể được tặng Bằng khen của Chủ tịch UBND tỉnh;tập thể;23;23",
    "Số cá nhân được tặng Bằng khen của Chủ tịch UBND tỉnh;cá nhân;39;41",
    "Huân chương Lao động hạng Ba;tập thể;1;0",
    "Huân chương Lao động hạng Ba;cá nhân;2;1",
    "Chiến sĩ thi đua cơ sở;người;118;",
    "Tập thể Lao động xuất sắc;tập thể;0;2",
    "Tổng số khen thưởng;trường hợp;442;",
    "Khen thưởng đột xuất;trường hợp;58;40",
)
ITEMS = """
- Huân chương Lao động hạng Ba: 1 tập thể, tăng 1 tập thể so với cùng kỳ; 2 cá nhân, tăng 1 cá nhân so với cùng kỳ.
- Bằng khen của Chủ tịch UBND tỉnh: 23 tập thể, bằng cùng kỳ năm trước; 39 cá nhân, giảm 2 cá nhân so với cùng kỳ.
- Tập thể Lao động xuất sắc: 0 tập thể, giảm 2 tập thể so với cùng kỳ.
- Giấy khen của Chủ tịch UBND huyện: 87 tập thể, tăng 5 tập thể so với cùng kỳ; 172 cá nhân, tăng 10,3% so với cùng kỳ.
- Chiến sĩ thi đua cơ sở: 118 người.
"""


def drafted(unit: str, kind: str, rows: tuple[str, ...] = ROWS) -> Draft:
    table = figures.read_grid([r.split(";") for r in (HEAD, *rows)], "a.csv", "2024")
    plan = writers.make_plan(unit, "2024", kind, Profile(unit=unit), table)
    return writers.PrecedentWriter({}).write(plan)


@pytest.mark.parametrize(("unit", "kind"), [("UBND huyện Lâm Hòa", "other"), ("UBND xã An Lạc", "tong-ket")])
def test_each_form_is_an_item_from_the_highest_down(unit: str, kind: str) -> None:
    draft = drafted(unit, kind)
    said = [
        line
        for line in draft.text.split("\n")
        if (line.startswith("- ") and " cùng kỳ" in line) or "118" in line
    ]
    assert sorted(said) == sorted(ITEMS.strip().split("\n"))
    assert draft.unused == ()
    found = checks.check(
        corpus.parse_text(draft.text, "d.txt"), FigureTable(draft.figures), period="2024", unit=unit
    )
    assert [f.message for f in found.findings if f.severity == "error"] == []
    if kind == "tong-ket":
        assert said == ITEMS.strip().split("\n")
        assert draft.text.index("Tổng số khen thưởng là 442 trường hợp.\n- Huân chương") > 0
        assert "Khen thưởng đột xuất là 58 trường hợp" in draft.text


def test_a_single_number_is_a_plain_sentence() -> None:
    draft = drafted("UBND xã An Lạc", "tong-ket", ROWS[:1])
    assert "- Giấy khen" not in draft.text
    assert "Giấy khen của Chủ tịch UBND huyện tặng tập thể là 87 tập thể" in draft.text


def test_rows_of_the_same_words_that_count_different_things_are_two_indicators() -> None:
    rows = (*ROWS[4:6], "Quỹ;triệu đồng;2;1", "Quỹ;tỷ đồng;3;1", "Đàn lợn;con;2;1", "Đàn lợn;;2;1")
    table = figures.read_grid([r.split(";") for r in (HEAD, *rows)], "a.csv", "2024")
    keys = [f.indicator for f in table.figures if f.role == "actual"]
    assert keys == ["I001", "I002", "I003", "I003", "I004", "I004"]
