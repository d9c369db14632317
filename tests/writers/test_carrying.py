"""Sentences of a precedent with this period's figures: lists, ratios, changes, shortcomings."""

from __future__ import annotations

import corpus
from corpus.types import StoredReport
from drafting import figures, writers
from drafting.types import Draft, Profile

UNIT = "Cụm thi đua số 8"
HEAD = """CỤM THI ĐUA SỐ 8
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
BÁO CÁO
Tổng kết phong trào thi đua năm 2023
Phần thứ nhất
KẾT QUẢ NĂM 2023
I. KẾT QUẢ
"""
COLUMNS = ["Chỉ tiêu", "Đơn vị tính", "Địa bàn", "Kỳ này", "Cùng kỳ", "Kế hoạch", "Ghi chú"]


def drafted(body: str, *rows: tuple[str, str, str, str, str, str]) -> Draft:
    """The draft of 2024 after a report of 2023 with `body`; rows are label, unit, member, now, then, plan."""
    old = StoredReport("old", "old.txt", "", corpus.parse_text(HEAD + body, "old.txt"))
    table = figures.read_grid([COLUMNS, *([*row, ""] for row in rows)], "so-lieu.csv", "2024")
    plan = writers.make_plan(UNIT, "2024", "tong-ket", Profile(unit=UNIT), table, [], like=old)
    return writers.PrecedentWriter({"old": old.report}).write(plan)


SCHOOLS = [
    ("Số trường học", "trường", "", "24", "24", ""),
    ("Số trường học", "trường", "An Lạc", "9", "9", ""),
    ("Số trường học", "trường", "Bình Hà", "8", "8", ""),
    ("Số trường học", "trường", "Cẩm Tú", "7", "7", ""),
    ("Trường đạt chuẩn quốc gia", "trường", "", "17", "15", ""),
    ("Trường đạt chuẩn quốc gia", "trường", "An Lạc", "7", "6", ""),
    ("Trường đạt chuẩn quốc gia", "trường", "Bình Hà", "6", "5", ""),
    ("Trường đạt chuẩn quốc gia", "trường", "Cẩm Tú", "4", "4", ""),
]


def test_both_parts_of_a_ratio_and_of_each_member_are_said_anew() -> None:
    said = "Toàn Cụm có 15/24 trường đạt chuẩn quốc gia (đạt 62,5%): "
    said += "xã An Lạc 6/9 trường, xã Bình Hà 5/8 trường, xã Cẩm Tú 4/7 trường.\n"
    text = drafted(said, *SCHOOLS).text
    assert "17/24 trường đạt chuẩn quốc gia (đạt 70,8" in text
    assert "xã An Lạc 7/9 trường, xã Bình Hà 6/8 trường, xã Cẩm Tú 4/7 trường" in text


def test_a_change_right_behind_its_number_is_that_numbers() -> None:
    said = "Các hội nghị có 1.250 lượt người dự, tăng 4,2% so với năm 2022, bằng 104% kế hoạch.\n"
    draft = drafted(said, ("Lượt người dự tập huấn", "lượt người", "", "1.400", "1.250", "1.300"))
    assert "1.400 lượt người dự, tăng 12% so với năm 2023, bằng 107,7% kế hoạch" in draft.text


def test_a_rate_that_is_a_figure_itself_is_no_change_of_it() -> None:
    said = "Giá trị sản xuất tăng bình quân 9,6%; giải ngân vốn đầu tư công đạt 86,4% kế hoạch.\n"
    draft = drafted(said, ("Giá trị sản xuất tăng bình quân", "%", "", "10,1", "9,6", ""),
                    ("Tỷ lệ giải ngân vốn đầu tư công", "%", "", "91,8", "86,4", "95"))  # fmt: skip
    assert "tăng bình quân 10,1%; giải ngân vốn đầu tư công đạt 91,8% kế hoạch" in draft.text


def test_a_shortcoming_of_then_stands_only_where_the_figures_still_fall() -> None:
    body = "Phong trào được Nhân dân hưởng ứng.\nII. HẠN CHẾ\n- Đàn trâu, bò giảm do thiếu bãi chăn thả.\n"
    body += "- Giải ngân vốn sự nghiệp chậm.\n- Việc sinh hoạt cụm còn nặng về họp hành.\n"
    fell = drafted(body, ("Đàn trâu, bò", "con", "", "940", "1.010", ""))
    rose = drafted(body, ("Đàn trâu, bò", "con", "", "1.100", "1.010", ""))
    assert "Đàn trâu, bò giảm do thiếu" in fell.text
    assert "Đàn trâu, bò giảm do thiếu" not in rose.text
    assert "vốn sự nghiệp chậm" not in fell.text
    assert "còn nặng về họp hành" in rose.text
    assert any("vốn sự nghiệp" in g.text for s in fell.sections for g in s.suggestions)


def test_the_reports_own_closing_is_the_only_one() -> None:
    draft = drafted("Phong trào được Nhân dân hưởng ứng.\nCụm thi đua số 8 trân trọng báo cáo./.\n")
    assert draft.text.count("./.") == 1
    assert "trân trọng báo cáo./." in draft.text


def test_what_was_left_when_the_year_began_is_no_value_of_this_period() -> None:
    said = "Đầu năm 2023, toàn Cụm còn 62 hộ nghèo; các xã đã phân công cán bộ giúp đỡ từng hộ.\n"
    poor = ("Số hộ nghèo", "hộ", "", "45", "62", "")
    assert "toàn Cụm còn 45 hộ nghèo" not in drafted(said, poor).text
    began = ("Số hộ nghèo đầu năm", "hộ", "", "45", "62", "")
    assert "Đầu năm 2024, toàn Cụm còn 45 hộ nghèo" in drafted(said, began).text


def test_a_change_of_a_part_is_none_of_the_total() -> None:
    body = "Tổng giá trị sản xuất đạt 812 tỷ đồng, đạt 101% kế hoạch, tăng 4,1% so với năm 2022.\n"
    text = drafted(body, ("GTSX nông, lâm, thủy sản", "tỷ đồng", "", "341", "320", "330")).text
    said = next((line for line in text.split("\n") if line.startswith("Tổng giá trị")), "")
    assert "%" not in said
