"""A cluster of districts drafted after a cluster of communes speaks of districts, and of what they count as it is."""

from __future__ import annotations

from functools import cache

import corpus
from corpus.types import StoredReport
from drafting import figures, writers
from drafting.types import Draft, Profile
from drafting.writers.levels import member_kind
from tests.writers.test_drafts import spans_hold

PRECEDENT = """HUYỆN BÌNH KHÊ
CỤM THI ĐUA SỐ 3
Số: 08/BC-CTĐ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Tiên Hưng, ngày 18 tháng 6 năm 2024
BÁO CÁO
Sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm 2024 của Cụm thi đua số 3
Kính gửi: UBND huyện Bình Khê.
Cụm thi đua số 3 gồm các xã Tiên Hưng, Minh Hải báo cáo như sau:
I. TỔ CHỨC PHONG TRÀO
Các xã trong Cụm ký giao ước thi đua ngay từ đầu năm; từng xã có kế hoạch riêng.
Thường trực Cụm giữ mối liên hệ với lãnh đạo các xã và cơ quan chuyên môn của huyện.
II. KẾT QUẢ
1. Xây dựng nông thôn mới
Toàn Cụm có 5 xã đạt chuẩn nông thôn mới, tăng 1 xã so với cùng kỳ.
2. Thu ngân sách
Nguồn thu được nuôi dưỡng, khai thác hợp lý.
III. NHIỆM VỤ TRỌNG TÂM
1. Phấn đấu thu ngân sách của mỗi xã tăng trên 7%.
"""
DISTRICTS = ("Kiến Nam", "Lâm Hòa", "Thượng Lâm")


@cache
def drafted() -> Draft:
    old = StoredReport("old", "old.txt", "", corpus.parse_text(PRECEDENT, "old.txt"))
    rows = [["Chỉ tiêu", "Đơn vị tính", "Địa bàn", "Kỳ này", "Cùng kỳ"]]
    for at, name in enumerate(DISTRICTS):
        rows.append(["Thu ngân sách nhà nước", "tỷ đồng", f"huyện {name}", f"{100 + at}", f"{90 + at}"])
    rows.append(["Xã đạt chuẩn nông thôn mới", "xã", "", "38", "35"])
    table = figures.read_grid(rows, "so-lieu.csv", "2025-H1")
    unit = "Cụm thi đua số 1"
    profile = Profile(unit=unit, members=tuple(f"huyện {n}" for n in DISTRICTS))
    plan = writers.make_plan(unit, "2025-H1", "so-ket", profile, table, [old])
    return writers.PrecedentWriter({"old": old.report}).write(plan)


def test_members_are_of_their_own_level() -> None:
    draft = drafted()
    spans_hold(draft)
    assert (
        "Các huyện trong Cụm ký giao ước thi đua ngay từ đầu năm; từng huyện có kế hoạch riêng." in draft.text
    )
    assert "lãnh đạo các huyện và cơ quan chuyên môn của tỉnh" in draft.text
    assert "mỗi xã" not in draft.text


def test_what_members_count_stays() -> None:
    assert "38 xã đạt chuẩn nông thôn mới" in drafted().text


def test_a_target_in_a_task_is_no_place_for_a_result() -> None:
    draft = drafted()
    found = next(s for s in draft.sections if s.heading.startswith("Thu ngân sách"))
    assert "huyện Kiến Nam 100 tỷ đồng" in draft.text[found.start : found.end]
    assert draft.unused == ()


def test_kinds_of_members() -> None:
    assert member_kind(["xã A", "phường B", "thị trấn C"]) == "xã"
    assert member_kind(["huyện A", "xã B"]) == ""
    assert member_kind([]) == ""
