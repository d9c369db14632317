"""Plain sentences for figures that no precedent states: each line a figure and the sentence a clerk would write."""

from __future__ import annotations

import pytest

from drafting import figures
from drafting.writers.indicator import indicators
from drafting.writers.judgments import less_is_better
from drafting.writers.plainly import plain_paragraphs

LINES = """
Số thôn;thôn;8;8; | Có 8 thôn.
Số vụ phạm pháp hình sự;vụ;5;8; | Có 5 vụ phạm pháp hình sự, giảm 3 vụ so với cùng kỳ.
Số vụ cháy;vụ;2;0; | Có 2 vụ cháy, tăng 2 vụ so với cùng kỳ.
Số vụ tai nạn giao thông;vụ;0;2; | Số vụ tai nạn giao thông là 0 vụ, giảm 2 vụ so với cùng kỳ.
Tỷ lệ hộ nghèo;%;1,8;2,1;1,5 | Tỷ lệ hộ nghèo còn 1,8% (cùng kỳ 2,1%; kế hoạch 1,5%).
Tỷ lệ hộ nghèo;%;2,4;2,1; | Tỷ lệ hộ nghèo là 2,4% (cùng kỳ 2,1%).
Tỷ lệ giảm hộ nghèo;%;0,3;0,4;0,5 | Tỷ lệ giảm hộ nghèo đạt 0,3% (cùng kỳ 0,4%; kế hoạch 0,5%).
Trẻ em được tiêm chủng đầy đủ;%;98;97;98 | Tỷ lệ trẻ em được tiêm chủng đầy đủ đạt 98% (cùng kỳ 97%), đạt kế hoạch.
Tỷ suất sinh thô;‰;12,1;12,4; | Tỷ suất sinh thô đạt 12,1‰ (cùng kỳ 12,4‰).
Tỷ lệ giao quân;%;100;100;100 | Tỷ lệ giao quân đạt 100%, bằng cùng kỳ năm trước, đạt kế hoạch.
Đàn lợn;con;2.050;2.100;4.100 | Đàn lợn có 2.050 con, giảm 2,4% so với cùng kỳ, bằng 50% kế hoạch.
Diện tích rừng trồng mới;ha;12;;15 | Diện tích rừng trồng mới đạt 12 ha, bằng 80% kế hoạch.
Diện tích tự nhiên;ha;684,35;; | Diện tích tự nhiên là 684,35 ha.
Thanh niên nhập ngũ;người;14;14;14 | Có 14 thanh niên nhập ngũ, bằng cùng kỳ năm trước, đạt 100% kế hoạch.
Gia đình văn hóa;hộ;198;180;220 | Có 198 gia đình văn hóa, tăng 10% so với cùng kỳ, bằng 90% kế hoạch.
Khách du lịch;lượt;12.500;10.000; | Có 12.500 lượt khách du lịch, tăng 25% so với cùng kỳ.
Quà tặng hộ nghèo;suất;155;124; | Có 155 suất quà tặng hộ nghèo, tăng 25% so với cùng kỳ.
Đường bê tông;km;6,1;;5 | Có 6,1 km đường bê tông, bằng 122% kế hoạch.
Ngày công;công;3.680;; | Có 3.680 ngày công.
Số tập thể được khen thưởng;tập thể;14;12; | Có 14 tập thể được khen thưởng, tăng 2 tập thể so với cùng kỳ.
Xã đạt chuẩn nông thôn mới;xã;5/6;4/6; | Có 5/6 xã đạt chuẩn nông thôn mới.
Chi ngân sách;triệu đồng;4.000;4.000;8.000 | Chi ngân sách đạt 4.000 triệu đồng, bằng cùng kỳ năm trước, bằng 50% kế hoạch.
Quỹ Vì người nghèo;triệu đồng;120;100; | Quỹ Vì người nghèo đạt 120 triệu đồng, tăng 20% so với cùng kỳ.
Năng suất lúa;tạ/ha;61;60;61 | Năng suất lúa đạt 61 tạ/ha, tăng 1,7% so với cùng kỳ, đạt 100% kế hoạch.
Tổng số hộ;hộ;2.221;2.204; | Tổng số hộ là 2.221 hộ, tăng 0,8% so với cùng kỳ.
"""
CASES = [line.split(" | ") for line in LINES.strip().split("\n")]


@pytest.mark.parametrize(("row", "sentence"), CASES, ids=lambda c: c.split(";")[0])
def test_a_figure_is_said_as_a_clerk_would(row: str, sentence: str) -> None:
    head = "Chỉ tiêu;Đơn vị tính;Kỳ này;Cùng kỳ;Kế hoạch"
    table = figures.read_grid([r.split(";") for r in (head, row)], "a.csv", "2025")
    (said,) = plain_paragraphs(indicators(table, [f.key for f in table.figures]))
    assert said.text == sentence
    by_key = table.by_key()
    for binding in said.bindings:
        assert said.text[binding.start : binding.end] == binding.quote
        if binding.expression:
            assert figures.evaluate(binding.expression, by_key).value is not None


def test_sub_rows_stand_in_their_parents_sentence() -> None:
    rows = ("Chỉ tiêu;Đơn vị tính;Kỳ này", "Tổng diện tích gieo trồng;ha;624", "- Diện tích lúa;ha;410")
    table = figures.read_grid([r.split(";") for r in (*rows, "- Diện tích ngô;ha;84")], "a.csv", "2025")
    (said,) = plain_paragraphs(indicators(table, [f.key for f in table.figures]))
    assert (
        said.text
        == "Tổng diện tích gieo trồng đạt 624 ha; trong đó: diện tích lúa 410 ha; diện tích ngô 84 ha."
    )


def test_a_long_list_without_groups_is_parted_by_field() -> None:
    rows = ["Chỉ tiêu;Đơn vị tính;Kỳ này"]
    rows += [f"Đàn {a};con;{n}00" for n, a in enumerate(("lợn", "trâu", "bò", "dê"), 1)]
    rows += ["Tỷ lệ hộ nghèo;%;2", "Thanh niên nhập ngũ;người;9", "Số vụ cháy;vụ;1"]
    table = figures.read_grid([r.split(";") for r in rows], "a.csv", "2025")
    said = [p.text for p in plain_paragraphs(indicators(table, [f.key for f in table.figures]))]
    assert [text.count(". ") + 1 for text in said] == [4, 1, 2]


@pytest.mark.parametrize(
    ("label", "less"),
    [
        ("Tỷ lệ hộ nghèo", True),
        ("Tỷ lệ giảm hộ nghèo", False),
        ("Tỷ lệ hộ thoát nghèo", False),
        ("Quỹ Vì người nghèo", False),
        ("Số vụ tai nạn giao thông", True),
        ("Tỷ lệ khám phá án, vụ phạm pháp hình sự", False),
        ("Giá trị sản xuất dịch vụ", False),
        ("Diện tích vụ đông", False),
        ("Tỷ lệ hồ sơ quá hạn", True),
    ],
)
def test_of_what_less_is_better(label: str, less: bool) -> None:
    assert less_is_better(label) is less
