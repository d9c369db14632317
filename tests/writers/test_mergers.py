"""After 01/7/2025: reports of merged units and of districts still serve; no district and no old name is left."""

from __future__ import annotations

import re
from functools import cache

import pytest

import corpus
from corpus.types import StoredReport
from drafting import figures, writers
from drafting.collection import old_units, read_mergers
from drafting.types import Draft, Profile
from drafting.writers.districts import bodies, province_now, without_district
from drafting.writers.edits import render
from tests.writers.test_drafts import spans_hold

UNIT = "UBND xã Tân Thọ"
MERGERS = "xã Tân Thọ\txã Đông Thọ|xã Tây Thọ\t2025-07-01\tNghị quyết của Ủy ban Thường vụ Quốc hội"
ROWS = (
    ("Chỉ tiêu", "Đơn vị tính", "Kỳ này", "Cùng kỳ"),
    ("Tổng diện tích gieo trồng", "ha", "900", "880"),
    ("Đàn lợn", "con", "700", "650"),
    ("Tập thể được khen thưởng", "tập thể", "9", "7"),
)
OLD = """UBND HUYỆN BÌNH KHÊ
ỦY BAN NHÂN DÂN
XÃ {upper}
Số: 12/BC-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
{name}, ngày 10 tháng 12 năm 2024
BÁO CÁO
Tổng kết công tác thi đua, khen thưởng năm 2024; phương hướng, nhiệm vụ năm 2025
Kính gửi: UBND huyện Bình Khê.
Thực hiện chỉ đạo của UBND huyện Bình Khê, UBND xã {name} báo cáo kết quả như sau:
I. ĐẶC ĐIỂM TÌNH HÌNH
Xã {name} thuộc huyện Bình Khê, tỉnh Hải Dương, nhân dân đoàn kết, cần cù.
II. KẾT QUẢ THỰC HIỆN
1. Công tác lãnh đạo, chỉ đạo
Đảng ủy, UBND xã bám sát chỉ đạo của Huyện ủy, HĐND, UBND huyện và Phòng Nội vụ huyện Bình Khê.
Các thôn trong xã {name} đăng ký thi đua với Hội đồng Thi đua - Khen thưởng huyện Bình Khê.
2. Phát triển kinh tế
{economy}
III. CÔNG TÁC KHEN THƯỞNG
Xã đề nghị huyện khen thưởng 5 tập thể.
Trên đây là báo cáo của UBND xã {name}, trân trọng báo cáo UBND huyện Bình Khê./.
Nơi nhận:
- UBND huyện Bình Khê;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn Bình
"""
EAST, WEST = (
    "Toàn xã gieo trồng 500 ha, tăng 2% so với cùng kỳ.",
    "Đàn lợn của xã có 300 con, tăng 4% so với cùng kỳ.",
)


def stored(name: str, economy: str) -> StoredReport:
    text = OLD.format(name=name, upper=name.upper(), economy=economy)
    return StoredReport(name, f"{name}.txt", "", corpus.parse_text(text, f"{name}.txt"))


@cache
def drafted(*old: str, superior: str = "") -> Draft:
    reports = [stored("Đông Thọ", EAST), stored("Tây Thọ", WEST)]
    table = figures.read_grid([list(r) for r in ROWS], "so-lieu.csv", "2025")
    profile = Profile(unit=UNIT, report_to=superior)
    plan = writers.make_plan(UNIT, "2025", "tong-ket", profile, table, reports, old_units=old)
    return writers.PrecedentWriter({r.id: r.report for r in reports}).write(plan)


@pytest.mark.parametrize("old", [("UBND xã Đông Thọ", "UBND xã Tây Thọ"), ("xã Tây Thọ", "xã Đông Thọ")])
def test_no_district_and_no_old_name_is_left(old: tuple[str, ...]) -> None:
    draft = drafted(*old)
    spans_hold(draft)
    assert not re.search(r"huyện|Bình Khê|Đông Thọ|Tây Thọ|Hải Dương", draft.text, re.IGNORECASE)
    assert "Kính gửi: UBND thành phố Hải Phòng." in draft.text
    assert "Xã Tân Thọ thuộc thành phố Hải Phòng" in draft.text or "Tân Thọ" in draft.text
    assert "chỉ đạo của Thành ủy, HĐND, UBND thành phố và Sở Nội vụ" in draft.text
    assert "900 ha" in draft.text
    assert "700 con" in draft.text


def test_the_first_old_unit_is_followed_and_the_other_supplies_its_sentences() -> None:
    draft = drafted("UBND xã Tây Thọ", "UBND xã Đông Thọ")
    assert draft.outline_from == "Tây Thọ.txt"
    assert "Đàn lợn của xã có 700 con, tăng 7,7% so với cùng kỳ." in draft.text


def test_what_the_user_says_of_the_superior_wins() -> None:
    draft = drafted("UBND xã Đông Thọ", superior="UBND tỉnh Hải Lam")
    assert "Kính gửi: UBND tỉnh Hải Lam." in draft.text
    assert "chỉ đạo của Tỉnh ủy, HĐND, UBND tỉnh và Sở Nội vụ" in draft.text
    assert "huyện" not in draft.text.casefold()


def test_a_district_stays_where_there_still_was_one() -> None:
    reports = [stored("Đông Thọ", EAST)]
    table = figures.read_grid([list(r) for r in ROWS], "so-lieu.csv", "2025-H1")
    plan = writers.make_plan("UBND xã Đông Thọ", "2025-H1", "so-ket", Profile(unit=""), table, reports)
    draft = writers.PrecedentWriter({r.id: r.report for r in reports}).write(plan)
    assert "Phòng Nội vụ huyện Bình Khê" in draft.text


@pytest.mark.parametrize("body", bodies(), ids=lambda b: b.example)
def test_bodies_of_a_district_have_their_heirs(body) -> None:
    text = f"Theo hướng dẫn của {body.example}, xã triển khai."
    assert f"của {body.becomes}, xã" in render(text, 0, len(text), without_district(text, 0, len(text))).text


def test_provinces_and_old_units_are_known() -> None:
    assert province_now("Hải Dương") == ("thành phố", "Hải Phòng")
    assert province_now("Hà Nội") == ("thành phố", "Hà Nội")
    assert province_now("Thanh Hóa") == ("tỉnh", "Thanh Hóa")
    own = read_mergers(MERGERS)
    assert old_units(UNIT, "2025", own) == ("xã Đông Thọ", "xã Tây Thọ")
    assert old_units(UNIT, "2027-H1", own) == ("xã Đông Thọ", "xã Tây Thọ")
    assert old_units(UNIT, "2025-H1", own) == ()
