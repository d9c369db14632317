"""Drafts from an empty library: the built-in outline of each kind and level, filled by a plain table."""

from __future__ import annotations

import re
from functools import cache

import pytest

import corpus
from drafting import checks, figures, writers
from drafting.types import Draft, FigureTable, Plan, Profile
from drafting.writers.fields import field_of, fields
from drafting.writers.standard import built_in, names, outline_name, tasks_time
from tests.writers.test_drafts import spans_hold

ROWS = (
    "Chỉ tiêu;Đơn vị tính;Kỳ này;Cùng kỳ;Kế hoạch",
    "Tổng diện tích gieo trồng;ha;624;610;1.200",
    "Đàn lợn;con;2.050;2.100;4.300",
    "Thu ngân sách nhà nước trên địa bàn;triệu đồng;5.215,5;4.120;9.000",
    "Tỷ lệ hộ nghèo;%;1,8;2,1;1,5",
    "Tỷ lệ người dân tham gia bảo hiểm y tế;%;94,1;93,2;95",
    "Tỷ lệ chất thải rắn sinh hoạt được thu gom;%;93;91;95",
    "Số vụ phạm pháp hình sự;vụ;5;8;",
    "Đảng viên mới kết nạp;đảng viên;7;6;15",
    "Số tập thể được khen thưởng;tập thể;14;12;",
)

LETTER = "Chỉ tiêu;Đơn vị tính;Thực hiện năm 2025;Thực hiện năm 2024;Kế hoạch năm 2026"

CASES = [
    ("UBND xã Minh An", "2025-H1", "so-ket", "xa"),
    ("UBND phường Tân Lập", "2025", "tong-ket", "xa"),
    ("UBND huyện Lâm Hòa", "2024", "tong-ket", "huyen"),
    ("UBND tỉnh Hải Lam", "2025-9M", "so-ket", "tinh"),
    ("UBND thành phố Hà Nội", "2025", "tong-ket", "tinh"),
    ("Sở Nội vụ tỉnh Hải Lam", "2025-Q1", "so-ket", "so"),
    ("Hội Nông dân xã Minh An", "2025", "tong-ket", "so"),
    ("Cụm thi đua số 2", "2025-H1", "so-ket", "cum"),
    ("Cụm thi đua các tỉnh Đông Bắc", "2025", "tong-ket", "cum-tinh"),
    ("Khối thi đua số 5", "2025", "tong-ket", "khoi"),
    ("Trường THCS Minh An", "2025", "tong-ket", "truong"),
    ("Bệnh viện đa khoa huyện Lâm Hòa", "2025-H1", "so-ket", "y-te"),
    ("Công ty cổ phần Giấy Hải Lam", "2025", "tong-ket", "doanh-nghiep"),
    ("UBND xã Minh An", "2025", "other", "khen-thuong"),
    ("UBND xã Minh An", "2026", "phat-dong", "phat-dong"),
]


@cache
def table(period: str) -> FigureTable:
    head = LETTER if period == "2026" else ROWS[0]
    return figures.read_grid([row.split(";") for row in (head, *ROWS[1:])], "so-lieu.csv", period)


@cache
def planned(unit: str, period: str, kind: str) -> Plan:
    return writers.make_plan(unit, period, kind, Profile(unit=unit), table(period))


@cache
def drafted(unit: str, period: str, kind: str) -> Draft:
    return writers.PrecedentWriter({}).write(planned(unit, period, kind))


def body(draft: Draft, words: str) -> str:
    found = next(s for s in draft.sections if words in s.heading)
    return draft.text[found.start : found.end]


@pytest.mark.parametrize(("unit", "period", "kind", "name"), CASES)
def test_each_outline_gives_a_right_draft(unit: str, period: str, kind: str, name: str) -> None:
    assert outline_name(kind, unit) == name
    draft = drafted(unit, period, kind)
    spans_hold(draft)
    made = corpus.parse_text(draft.text, "draft.txt")
    found = checks.check(made, FigureTable(draft.figures), period=period, unit=unit)
    assert [f.message for f in found.findings if f.severity == "error"] == []
    assert "{" not in draft.text
    assert not re.search(r" \n| $|\.\.|  +(?=\S)(?!tháng|năm|/)", draft.text)
    if kind not in ("phat-dong", "other"):
        assert draft.unused == ()
        assert [s.heading for s in made.sections] == [s.heading for s in draft.sections]


def test_every_outline_is_tried() -> None:
    assert {name for *_, name in CASES} == set(names())


def test_each_figure_is_told_in_its_field() -> None:
    draft = drafted("UBND huyện Lâm Hòa", "2024", "tong-ket")
    assert "624 ha" in body(draft, "phát triển kinh tế")
    assert "94,1%" in body(draft, "văn hóa - xã hội")
    assert "Có 5 vụ phạm pháp hình sự, giảm 3 vụ so với cùng kỳ." in body(draft, "quốc phòng - an ninh")
    assert "7 đảng viên" in body(draft, "xây dựng Đảng")
    assert "Có 14 tập thể được khen thưởng" in body(draft, "Kết quả khen thưởng")
    assert len(body(draft, "Tổng hợp kết quả").splitlines()) == len(ROWS) + 2


def test_what_is_to_be_told_stands_in_the_gaps() -> None:
    draft = drafted("UBND xã Minh An", "2025-H1", "so-ket")
    assert "cần nêu văn bản đã ban hành" in body(draft, "lãnh đạo, chỉ đạo")
    assert all(draft.text[g.start : g.end].startswith("[…: ") for g in draft.gaps)


def test_this_years_plan_is_the_task_of_the_rest_of_it() -> None:
    half = body(drafted("UBND xã Minh An", "2025-H1", "so-ket"), "TRỌNG TÂM")
    assert "Phấn đấu hoàn thành các chỉ tiêu kế hoạch năm 2025: " in half
    assert "đàn lợn đạt 4.300 con" in half
    assert "tỷ lệ hộ nghèo còn 1,5%" in half
    assert "Phấn đấu" not in body(drafted("UBND phường Tân Lập", "2025", "tong-ket"), "TRỌNG TÂM")


def test_a_letter_tells_results_then_tasks_with_targets() -> None:
    draft = drafted("UBND xã Minh An", "2026", "phat-dong")
    first = draft.sections[0].start
    assert "94,1%" in draft.text[:first]
    assert "thu ngân sách nhà nước trên địa bàn đạt 9.000 triệu đồng" in body(draft, "phát triển kinh tế")
    assert [s.label for s in draft.sections][:2] == ["Thứ nhất:", "Thứ hai:"]


def test_short_periods_have_short_outlines_with_closed_numbering() -> None:
    quarter = built_in("so-ket", "Sở Nội vụ", "2025-Q1")
    year = built_in("tong-ket", "Sở Nội vụ", "2025")
    assert len(quarter) < len(year)
    assert [s.label for s in quarter if s.level == 2][:2] == ["I.", "II."]
    assert any("sáng kiến" in s.heading for s in year)
    assert not any("sáng kiến" in s.heading for s in quarter)


@pytest.mark.parametrize(
    ("period", "then"),
    [
        ("2025-Q1", "quý II năm 2025"),
        ("2025-05", "tháng 6 năm 2025"),
        ("2025-H1", "6 tháng cuối năm 2025"),
        ("2025-9M", "3 tháng cuối năm 2025"),
        ("2025", "năm 2026"),
    ],
)
def test_the_time_of_the_tasks(period: str, then: str) -> None:
    assert tasks_time(period) == then


@pytest.mark.parametrize("field", fields(), ids=lambda f: f.key)
def test_fields_have_examples(field) -> None:
    assert field_of(field.told) is field
    assert field_of(field.not_told) is not field
