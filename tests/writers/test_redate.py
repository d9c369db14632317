"""Periods, years, terms and anniversaries of a precedent are moved to this period."""

from __future__ import annotations

import pytest

from corpus import lunar
from drafting.writers import cycles
from drafting.writers.edits import render
from drafting.writers.redate import Calendar

MOVED = [
    ("2024-H1", "2025-H1", "kết quả 6 tháng đầu năm 2024", "kết quả 6 tháng đầu năm 2025"),
    ("2024-H1", "2025-H1", "nhiệm vụ 6 tháng cuối năm 2024", "nhiệm vụ 6 tháng cuối năm 2025"),
    ("2024-H1", "2025-H1", "so với năm 2023", "so với năm 2024"),
    ("2024-H1", "2025", "KẾT QUẢ 6 THÁNG ĐẦU NĂM 2024", "KẾT QUẢ NĂM 2025"),
    ("2022", "2023", "nhiệm vụ năm 2023", "nhiệm vụ năm 2024"),
    (
        "2021-H1",
        "2022-H1",
        "131 năm Ngày sinh Chủ tịch Hồ Chí Minh",
        "132 năm Ngày sinh Chủ tịch Hồ Chí Minh",
    ),
    ("2021-H1", "2022-H1", "47 năm ngày giải phóng miền Nam", "47 năm ngày giải phóng miền Nam"),
    ("2024-H1", "2025-H1", "Tết Nguyên đán Giáp Thìn năm 2024", "Tết Nguyên đán Ất Tỵ năm 2025"),
    ("2021", "2022", "là năm đầu tiên thực hiện Nghị quyết", "là năm thứ hai thực hiện Nghị quyết"),
    ("2024-H1", "2025-H1", "chuẩn bị năm học 2024-2025", "chuẩn bị năm học 2025-2026"),
    ("2024", "2026", "kế hoạch 5 năm 2021-2025", "kế hoạch 5 năm 2026-2030"),
    ("2022", "2023-H1", "chỉ tiêu chủ yếu năm 2023", "chỉ tiêu chủ yếu năm 2023"),
    ("2023", "2024-H1", "tăng 3 lớp so với năm 2022", "tăng 3 lớp so với cùng kỳ"),
    ("2024", "2025", "đến năm 2030 hoàn thành", "đến năm 2030 hoàn thành"),
]

FIXED = [
    "Thực hiện Kế hoạch ban hành ngày 13/4/2024",
    "chào mừng 91 năm ngày thành lập Đảng bộ huyện",
    "thi đua tổ chức thành công cuộc bầu cử đại biểu Hội đồng nhân dân",
    "công trình xây dựng từ năm 2015",
    "Tháng 3 năm 2024, lực lượng dân quân diễn tập",
    "Năm 2024 là năm bản lề của nhiệm kỳ",
]


@pytest.mark.parametrize(("old", "new", "said", "now"), MOVED)
def test_words_move(old: str, new: str, said: str, now: str) -> None:
    moved = Calendar(old, new).move(said, 0, len(said), heading=said.isupper())
    assert render(said, 0, len(said), moved.edits).text == now
    assert not moved.reasons


@pytest.mark.parametrize("said", FIXED)
def test_what_cannot_move_says_why(said: str) -> None:
    assert Calendar("2024-H1", "2025-H1").move(said, 0, len(said)).reasons


def test_annual_heading_becomes_half_year() -> None:
    said = "PHƯƠNG HƯỚNG NĂM 2025"
    moved = Calendar("2024", "2025-H1").move(said, 0, len(said), heading=True)
    assert render(said, 0, len(said), moved.edits).text == "PHƯƠNG HƯỚNG 6 THÁNG CUỐI NĂM 2025"


def test_cycles() -> None:
    assert lunar.lunar_year(2024) == "Giáp Thìn"
    assert cycles.happens("cuộc bầu cử đại biểu Quốc hội", 2026) is True
    assert cycles.happens("cuộc bầu cử đại biểu Quốc hội", 2025) is False
    assert cycles.happens("phong trào thi đua", 2025) is None
    assert cycles.ordinal_year("đầu tiên", 2) == "thứ ba"
    assert cycles.ordinal_year("thứ năm", 1) is None
    assert cycles.term("nhiệm kỳ", 2020, 2025, 2026) == (2025, 2030)


@pytest.mark.parametrize(
    ("old", "new", "said", "now"),
    [
        ("2023", "2024-H1", "Trên đây là báo cáo năm 2023, phương hướng, nhiệm vụ năm 2024.",
         "Trên đây là báo cáo 6 tháng đầu năm 2024, phương hướng, nhiệm vụ 6 tháng cuối năm 2024."),
        ("2023", "2024-H1", "Bảng tổng hợp kết quả các chỉ tiêu năm 2023",
         "Bảng tổng hợp kết quả các chỉ tiêu 6 tháng đầu năm 2024"),
        ("2023", "2024-H1", "- Năm 2023, phong trào có trọng tâm.", "- 6 tháng đầu năm 2024, phong trào có trọng tâm."),
        ("2024-H1", "2024", "Trên đây là báo cáo 6 tháng đầu năm 2024, nhiệm vụ 6 tháng cuối năm 2024.",
         "Trên đây là báo cáo năm 2024, nhiệm vụ năm 2025."),
        ("2024-H1", "2025-9M", "Kết quả 6 tháng đầu năm 2024.", "Kết quả 9 tháng đầu năm 2025."),
    ],
)  # fmt: skip
def test_between_parts_of_a_year_and_the_whole(old: str, new: str, said: str, now: str) -> None:
    moved = Calendar(old, new).move(said, 0, len(said))
    assert render(said, 0, len(said), moved.edits).text == now
    assert not moved.reasons


def test_the_year_of_tasks_is_the_next_one_in_an_annual_report() -> None:
    said = "Tập trung hoàn thành các chỉ tiêu chủ yếu của năm 2024."
    moved = Calendar("2024-H1", "2024").move(said, 0, len(said), tasks=True)
    assert render(said, 0, len(said), moved.edits).text.endswith("của năm 2025.")
    assert Calendar("2024-H1", "2024").move("Qua nửa năm triển khai", 0, 22).reasons
    planned = "Kế hoạch năm 2023"
    moved = Calendar("2023", "2024-H1").move(planned, 0, len(planned), heading=True)
    assert render(planned, 0, len(planned), moved.edits).text == "Kế hoạch năm 2024"
