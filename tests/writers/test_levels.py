"""Reports of other levels, seasons, kinds and parts as precedents: what of them may be said, and what is only offered."""

from __future__ import annotations

from dataclasses import replace

import corpus
from corpus.types import StoredReport
from drafting import figures, writers
from drafting.types import Draft, Profile

HEAD = """{unit}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
BÁO CÁO
{title} năm 2023
"""
COLUMNS = ["Chỉ tiêu", "Đơn vị tính", "Địa bàn", "Kỳ này", "Cùng kỳ", "Kế hoạch"]
CAMPAIGN = "Tổng kết phong trào thi đua"


def drafted(
    old_unit: str, body: str, unit: str, *rows: tuple[str, ...], title: str = CAMPAIGN, kind: str = ""
) -> Draft:
    """The draft of 2024 after another unit's report of 2023; rows are label, unit, now, then, plan."""
    text = HEAD.format(unit=old_unit, title=title) + body
    old = StoredReport("old", "old.txt", "", corpus.parse_text(text, "old.txt"))
    cells = [[label, measure, "", *values] for label, measure, *values in rows]
    table = figures.read_grid([COLUMNS, *cells], "so-lieu.csv", "2024")
    plan = writers.make_plan(unit, "2024", kind or "tong-ket", Profile(unit=unit), table, [], like=old)
    return writers.PrecedentWriter({"old": old.report}).write(plan)


def offered(draft: Draft) -> list[str]:
    return [s.text for section in draft.sections for s in section.suggestions]


def test_a_unit_of_another_level_speaks_of_itself_by_its_level() -> None:
    body = "I. KẾT QUẢ\nKinh tế toàn huyện phát triển ổn định. Đời sống Nhân dân được nâng lên.\n"
    draft = drafted("ỦY BAN NHÂN DÂN\nHUYỆN ĐÔNG LĨNH", body, "UBND tỉnh Bắc Vân")
    assert "toàn huyện" not in draft.text
    assert "Đời sống Nhân dân được nâng lên." in draft.text
    assert any("toàn huyện" in text for text in offered(draft))


def test_a_clusters_name_stays_out_of_a_provinces_report() -> None:
    body = (
        "I. KẾT QUẢ\nNăm 2023, kinh tế trong Cụm thi đua số 2 tiếp tục phát triển. An ninh được giữ vững.\n"
    )
    draft = drafted("CỤM THI ĐUA SỐ 2", body, "UBND tỉnh Bắc Vân")
    assert "Cụm" not in draft.text
    assert "An ninh được giữ vững." in draft.text


def test_a_part_is_no_total_and_a_season_no_other() -> None:
    body = (
        "I. KẾT QUẢ\n1. Kinh tế\nTổng giá trị sản xuất đạt 812 tỷ đồng, tăng 4,1% so với năm 2022.\n"
        "2. Trồng trọt\na) Vụ xuân\nTổng diện tích gieo trồng 226 ha.\nb) Vụ hè thu\nTổng diện tích gieo trồng 96 ha.\n"
    )
    draft = drafted(
        "ỦY BAN NHÂN DÂN\nXÃ HÒA LỘC", body, "UBND xã Phú An",
        ("GTSX nông, lâm, thủy sản", "tỷ đồng", "341", "320", ""),
        ("Tổng diện tích gieo trồng vụ xuân", "ha", "231", "226", ""),
    )  # fmt: skip
    assert "Tổng giá trị sản xuất 341" not in draft.text
    assert "Tổng giá trị sản xuất đạt 341" not in draft.text
    summer = draft.text.split("Vụ hè thu")[1]
    assert "231" not in summer
    assert "Tổng diện tích gieo trồng 231 ha" in draft.text.split("Vụ hè thu")[0]


def test_a_report_that_is_asked_for_is_followed_whatever_its_kind() -> None:
    body = "I. SẢN XUẤT NÔNG NGHIỆP\nĐàn lợn ổn định.\nII. CÔNG NGHIỆP\nCác cơ sở hoạt động đều.\n"
    draft = drafted("ỦY BAN NHÂN DÂN\nXÃ HÒA LỘC", body, "UBND xã Phú An", title="Tình hình kinh tế - xã hội")
    assert [s.heading for s in draft.sections] == ["SẢN XUẤT NÔNG NGHIỆP", "CÔNG NGHIỆP"]


def test_results_are_no_tasks() -> None:
    body = "I. KẾT QUẢ\nSản xuất ổn định.\nII. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2024\n1. Nhiệm vụ\nTiếp tục đẩy mạnh sản xuất.\n"
    text = HEAD.format(unit="ỦY BAN NHÂN DÂN\nXÃ HÒA LỘC", title=CAMPAIGN) + body
    old = corpus.parse_text(text, "old.txt")
    table = figures.read_grid([COLUMNS], "so-lieu.csv", "2024")
    stored = StoredReport("old", "old.txt", "", old)
    plan = writers.make_plan(
        "UBND xã Phú An", "2024", "tong-ket", Profile(unit="UBND xã Phú An"), table, [], like=stored
    )
    results = next(s for s in plan.sections if s.heading == "KẾT QUẢ")
    moved = [replace(s, precedents=results.precedents) if s.number == "II.1" else s for s in plan.sections]
    draft = writers.PrecedentWriter({"old": old}).write(replace(plan, sections=tuple(moved)))
    assert draft.text.count("Sản xuất ổn định.") == 1
