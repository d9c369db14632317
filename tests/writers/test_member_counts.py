"""Another unit's members are not this one's: `Đảng bộ 4 xã`, `của năm huyện` in a precedent."""

from __future__ import annotations

import corpus
from corpus.types import StoredReport
from drafting import figures, writers
from drafting.types import Draft, FigureTable, Profile

OLD = """CỤM THI ĐUA SỐ 1
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
BÁO CÁO
Tổng kết phong trào thi đua năm 2023
I. KẾT QUẢ
- Các xã trong Cụm ký giao ước thi đua; các xã tự chấm điểm, các xã thành viên kiểm tra chéo.
- Diện tích lúa đạt 400 ha, trong đó: xã An Lạc 110 ha; xã Bình Hà 90 ha; xã Cẩm Tú 120 ha; xã Đông Mai 80 ha.
- Đàn lợn có 800 con, trong đó: xã An Lạc 210 con; xã Bình Hà 190 con; xã Cẩm Tú 220 con; xã Đông Mai 180 con.
- Đảng bộ 4 xã có 812 đảng viên.
- Công đoàn của bốn xã trao đổi kinh nghiệm qua các buổi tọa đàm.
- Đến nay có 3/4 xã đạt chuẩn; 4 xã đạt chuẩn về y tế.
"""
COLUMNS = ["Chỉ tiêu", "Đơn vị tính", "Địa bàn", "Kỳ này"]


def drafted(unit: str, kind: str, names: tuple[str, ...], *rows: list[str]) -> Draft:
    """A draft after the other cluster's report, from figures of the members named."""
    old = StoredReport("old", "old.txt", "", corpus.parse_text(OLD, "old.txt"))
    table = [["Diện tích lúa", "ha", f"{kind}{name}", str(50 + at)] for at, name in enumerate(names)]
    read = figures.read_grid([COLUMNS, *table, *rows], "so-lieu.csv", "2024")
    plan = writers.make_plan(unit, "2024", "tong-ket", Profile(unit=unit), read, [], like=old)
    return writers.PrecedentWriter({"old": old.report}).write(plan)


PARTY = ["Đảng viên", "đảng viên", "", "930"]
SIX = ("Hà Thanh", "Hà Vân", "Kim Sơn", "Phú Lộc", "Tân Hợp", "Yên Thái")


def test_communes_of_another_cluster_are_counted_anew() -> None:
    draft = drafted("Cụm thi đua số 2", "xã ", SIX, PARTY)
    assert "Đảng bộ 6 xã có 930 đảng viên" in draft.text
    assert "Công đoàn của các xã trao đổi" in draft.text
    assert any((b.expression or "").startswith("count(") for b in draft.numbers)
    assert "xã đạt chuẩn về y tế" not in draft.text


def test_a_cluster_of_districts_has_no_communes_for_members() -> None:
    draft = drafted("Cụm thi đua số 2", "huyện ", SIX[:4], PARTY)
    assert "Đảng bộ các huyện có 930 đảng viên" in draft.text
    assert "Công đoàn của các huyện trao đổi" in draft.text


def test_where_the_kind_of_the_members_is_unknown_nothing_is_counted() -> None:
    draft = drafted("Cụm thi đua số 2", "", SIX, PARTY)
    assert "Đảng bộ các đơn vị có 930 đảng viên" in draft.text


def test_a_unit_without_such_members_gets_no_sentence_about_them() -> None:
    draft = drafted("UBND xã Hà Thanh", "thôn ", SIX, PARTY)
    assert "Đảng bộ" not in draft.text
    assert "Công đoàn của" not in draft.text
    assert "các xã" not in draft.text
    assert "930 đảng viên" in draft.text
    offered = [s.text for section in draft.sections for s in section.suggestions]
    assert any("Đảng bộ 4 xã" in text for text in offered)


def test_the_units_own_members_stay_counted() -> None:
    draft = drafted("Cụm thi đua số 1", "xã ", ("An Lạc", "Bình Hà", "Cẩm Tú", "Đông Mai"), PARTY)
    assert "Đảng bộ 4 xã có 930 đảng viên" in draft.text
    assert "Công đoàn của bốn xã" in draft.text


def test_tasks_of_all_members_need_no_number() -> None:
    old = StoredReport(
        "old", "old.txt", "", corpus.parse_text(OLD + "II. NHIỆM VỤ NĂM 2024\n" + TASKS, "old.txt")
    )
    plan = writers.make_plan(
        "Cụm thi đua số 1", "2024", "tong-ket", Profile(unit="Cụm thi đua số 1"), FigureTable(), [], like=old
    )
    draft = writers.PrecedentWriter({"old": old.report}).write(plan)
    assert "Phát huy kết quả, các xã trong Cụm giúp nhau; cán bộ các xã đi học tập.\n" in draft.text
    assert "Các xã trong Cụm ký giao ước từ đầu năm." in draft.text


TASKS = "Phát huy kết quả, 4 xã trong Cụm giúp nhau; cán bộ 4 xã đi học tập.\n4 xã trong Cụm ký giao ước từ đầu năm.\n"
