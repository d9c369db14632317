"""Mentions: subjects, scopes, roles, lists and companions, on invented lines."""

from __future__ import annotations

from dataclasses import replace

from corpus import parse_text
from corpus.types import Report
from drafting.alignment import mentions
from drafting.types import Mention


def report(text: str, members: tuple[str, ...] = (), period: str = "2024", kind: str = "tong-ket") -> Report:
    """A report of these lines."""
    parsed = parse_text(text)
    meta = replace(parsed.meta, members=members, period=period, kind=kind, unit="Cụm thi đua số 9")  # type: ignore[arg-type]
    return replace(parsed, meta=meta)


def read(text: str, *members: str) -> list[Mention]:
    """The mentions of a text, by members."""
    return list(mentions(report(text, members)))


def test_the_head_gives_subject_and_total_to_its_items() -> None:
    total, *items = read(
        "Tổng diện tích là 30 ha, trong đó xã An Hòa 10 ha, Bình Lâm 20 ha.", "An Hòa", "Bình Lâm"
    )
    assert [m.scope for m in items] == ["An Hòa", "Bình Lâm"]
    assert {m.list_id for m in items} == {items[0].list_id}
    assert items[0].list_id is not None
    assert [m.head for m in items] == [total.index] * 2
    assert all(m.partial for m in items)
    assert all("diện tích" in m.subject for m in items)


def test_a_list_that_says_gom_is_whole() -> None:
    items = read("Có 5 trường, gồm: An Hòa 2 trường; Bình Lâm 3 trường.", "An Hòa", "Bình Lâm")[1:]
    assert not any(m.partial for m in items)


def test_items_on_their_own_lines_have_their_heads_by_unit() -> None:
    text = (
        "Trao 30 suất quà trị giá 9.000.000 đồng. Trong đó:\n- Quà tỉnh: 10 suất trị giá 3.000.000 đồng;\n"
        "- Quà huyện: 20 suất trị giá 6.000.000 đồng."
    )
    found = read(text)
    assert [m.head for m in found] == [None, None, 0, 1, 0, 1]
    assert "Quà tỉnh" in found[2].subject


def test_names_unknown_before_become_scopes_in_a_list() -> None:
    found = read("Các huyện có giá trị sản xuất tăng cao so cùng kỳ là Nam Sơn 12,4%; Bắc Lũng 15,1%.")
    assert [m.scope for m in found] == ["Nam Sơn", "Bắc Lũng"]
    assert {m.role for m in found} == {"growth"}


def test_companions_share_the_indicator() -> None:
    ratio, percent = read("Có 87/92 xã (đạt 94,57%) đạt chuẩn nông thôn mới.")
    assert percent.companion_of == ratio.index
    level, fall = read("Tỷ lệ hộ nghèo còn 1,8%, giảm 0,9%.")
    assert (fall.companion_of, fall.role, level.role) == (level.index, "growth", "actual")


def test_before_and_after() -> None:
    before, after = read("Tỷ lệ hộ nghèo giảm từ 4,15% xuống còn 2,6%.")
    assert (before.role, after.role) == ("same-period", "actual")


def test_roles_by_their_cues() -> None:
    roles = {
        "Sản lượng đạt 60 tấn, bằng 118% cùng kỳ.": ["actual", "growth"],
        "Diện tích đạt 35 ha, đạt 91% kế hoạch.": ["actual", "of-plan"],
        "Diện tích đạt 35 ha (kế hoạch 40 ha).": ["actual", "plan"],
        "Sản lượng đạt 60 tấn, còn phải thực hiện 12 tấn.": ["actual", "remaining"],
        "Nông nghiệp chiếm 18,4%.": ["share"],
        "Phấn đấu thu ngân sách đạt 12 tỷ đồng.": ["target"],
        "Cùng kỳ năm trước, thu ngân sách đạt 11 tỷ đồng.": ["same-period"],
        "Năm 2023, thu ngân sách đạt 11 tỷ đồng.": ["same-period"],
    }
    for text, expected in roles.items():
        assert [m.role for m in read(text)] == expected, text


def test_tasks_of_the_next_period_are_targets() -> None:
    text = "Phần thứ hai\nPHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2025\nI. NHIỆM VỤ\n1. Thu ngân sách đạt 12 tỷ đồng."
    assert [m.role for m in read(text)] == ["target"]


def test_the_unit_itself_is_no_scope() -> None:
    parsed = report("UBND xã Minh Tân đã trao 12 suất quà cho hộ nghèo.")
    parsed = replace(parsed, meta=replace(parsed.meta, unit="UBND xã Minh Tân"))
    assert [m.scope for m in mentions(parsed)] == [None]


def test_two_names_together_are_one_scope_of_two() -> None:
    (found,) = read(
        "Xã An Hòa và xã Bình Lâm đã xây dựng vùng lúa với diện tích 10 ha.", "An Hòa", "Bình Lâm"
    )
    assert found.scope == "An Hòa, Bình Lâm"


def test_a_name_behind_the_number_needs_a_word_that_ties_it() -> None:
    found = read(
        "Có 2 trường của xã An Hòa; có 3 xã đạt chuẩn là An Hòa, Bình Lâm và Cẩm Vân.",
        "An Hòa",
        "Bình Lâm",
        "Cẩm Vân",
    )
    assert [m.scope for m in found] == ["An Hòa", None]


def test_a_label_gives_its_scope_to_the_line() -> None:
    found = read("- Xã An Hòa: đàn lợn 1.200 con, đàn gia cầm 15.000 con.", "An Hòa")
    assert [m.scope for m in found] == ["An Hòa", "An Hòa"]


def test_indices_are_places_in_order() -> None:
    found = read("Có 3 xã. Có 5 thôn, tăng 1 thôn so với cùng kỳ.")
    assert [m.index for m in found] == list(range(len(found)))
    assert [m.reading.start for m in found] == sorted(m.reading.start for m in found)


def test_table_cells_have_role_and_unit_of_their_column() -> None:
    rows = "TT\tChỉ tiêu\tĐơn vị tính\tCùng kỳ\tKế hoạch\tƯớc thực hiện\tSo với cùng kỳ (%)\n1\tSản lượng\ttấn\t50\t70\t60\t120"
    found = mentions(report("I. KẾT QUẢ\n" + rows))
    cells = [m for m in found if m.table]
    if cells:  # read as a table
        assert [m.role for m in cells] == ["same-period", "plan", "actual", "growth"]
        assert {m.subject for m in cells} == {"Sản lượng"}
