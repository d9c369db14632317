"""The hard kinds of passages in invented words: what of last period's sentence stands now, and how."""

from __future__ import annotations

import re

import pytest

import corpus
from corpus.types import StoredReport
from drafting import figures, writers
from drafting.types import Draft, Profile
from tests.conftest import SHARED
from tests.writers.test_carrying import COLUMNS, drafted

Row = tuple[str, str, str, str, str, str]


def of_commune(body: str, *rows: Row, period: str = "2024") -> Draft:
    """A commune's draft after its own report of 2023 with `body` under its description and results."""
    head = "ỦY BAN NHÂN DÂN XÃ MÃ HỒ\nBÁO CÁO\nTổng kết công tác thi đua, khen thưởng năm 2023\n"
    return _after("UBND xã Mã Hồ", "tong-ket", period, head + body, rows)


def letter(body: str, *rows: Row) -> Draft:
    """The letter that opens 2022 after that of 2021 with `body`."""
    head = "CỤM THI ĐUA SỐ 8\nSố: 02/CTĐ\nV/v phát động thi đua năm 2021\nKính gửi: Các huyện trong Cụm.\n"
    return _after("Cụm thi đua số 8", "phat-dong", "2022", head + body, rows)


def _after(unit: str, kind: str, period: str, text: str, rows: tuple[Row, ...]) -> Draft:
    old = StoredReport("old", "old.txt", "", corpus.parse_text(text, "old.txt"))
    table = figures.read_grid([COLUMNS, *([*row, ""] for row in rows)], "so-lieu.csv", period)
    plan = writers.make_plan(unit, period, kind, Profile(unit=unit), table, [], like=old)
    return writers.PrecedentWriter({"old": old.report}).write(plan)


def offered(draft: Draft) -> str:
    """All sentences that stand beside the draft."""
    return "\n".join(g.text for s in draft.sections for g in s.suggestions)


def by_member(label: str, unit: str, now: str, then: str) -> list[Row]:
    """Rows of the five members, values between blanks."""
    names = ("An Lạc", "Bình Hà", "Cẩm Tú", "Đồng Nai Hạ", "Én Sơn")
    pairs = zip(names, now.split(), then.split(), strict=True)
    return [(label, unit, f"xã {n}", a, b, "") for n, a, b in pairs]


def test_standing_numbers_are_asked_for_with_the_old_value_proposed() -> None:
    body = "I. ĐẶC ĐIỂM TÌNH HÌNH\nTổng diện tích tự nhiên 412,7 ha. Đảng bộ có 9 chi bộ, trong đó có 06 chi bộ thôn, "
    body += "02 chi bộ trường học, 01 chi bộ Công an.\n- Điện thoại: 0237 555 123\nII. KẾT QUẢ\nPhong trào được hưởng ứng.\n"
    draft = of_commune(body, ("Tổng đàn lợn", "con", "", "3.100", "2.950", ""))
    assert {g.proposal for g in draft.gaps} >= {"412,7 ha", "9", "06", "02", "01", "0237 555 123"}
    assert "412,7" not in draft.text


def test_a_list_that_goes_on_past_its_bracket_leaves_nothing_behind() -> None:
    said = "Trong năm có 9 trường được công nhận và công nhận lại đạt chuẩn (trong đó: An Lạc: 2 trường công nhận mới; "
    said += "Bình Hà: 3 trường công nhận lại); Cẩm Tú: 4 trường; Đồng Nai Hạ 1 trường.\n"
    draft = drafted(said, ("Trường được công nhận đạt chuẩn", "trường", "", "11", "9", ""))
    line = next(line for line in draft.text.split("\n") if "11 trường" in line)
    assert re.search(r"11 trường được công nhận và công nhận lại đạt chuẩn[.;]?$", line)
    assert not re.search(r"Cẩm Tú|Đồng Nai Hạ|\bBình Hà", draft.text)


def test_an_anniversary_is_counted_from_its_event() -> None:
    said = "Cụm tổ chức các hoạt động kỷ niệm 49 năm ngày giải phóng miền Nam, thống nhất đất nước.\n"
    assert "kỷ niệm 49 năm ngày giải phóng miền Nam" in drafted(said).text


def test_members_over_a_threshold_are_chosen_anew_and_the_epidemic_goes() -> None:
    said = "Tốc độ tăng giá trị sản xuất tuy thấp hơn những năm trước do ảnh hưởng của đại dịch Covid-19, song một số xã "
    said += "vẫn giữ được mức tăng khá như: xã An Lạc, Cẩm Tú tăng từ 6% trở lên so với cùng kỳ.\n"
    rows = by_member("Tốc độ tăng giá trị sản xuất", "%", "4,1 7,2 6,6 9,8 3", "6 4 8 5 5")
    text = drafted(said, *rows).text
    assert (
        "Một số xã giữ được mức tăng khá như: xã Bình Hà, Cẩm Tú và Đồng Nai Hạ tăng từ 6,6% trở lên" in text
    )
    assert "dịch" not in text


def test_a_partial_list_stays_without_the_last_member() -> None:
    said = "Giá trị sản xuất tăng cao là xã An Lạc 18%; Bình Hà 16,5%, Cẩm Tú 12,4%; Đồng Nai Hạ 9%.\n"
    rows = by_member("Tốc độ tăng giá trị sản xuất", "%", "8,2 17,1 12 10,5 3", "18 16,5 12,4 9 2")
    text = drafted(said, *rows).text
    assert "tăng cao là xã Bình Hà 17,1%; Cẩm Tú 12%; Đồng Nai Hạ 10,5%; An Lạc 8,2%." in text
    assert "Én Sơn" not in text
    assert "[…" not in text.split("tăng cao là")[1].split("\n")[0]


NEW_COUNTRY = (
    "Đến nay đã có 2/5 xã đạt chuẩn nông thôn mới là xã Bình Hà và xã Cẩm Tú; còn lại 3 xã đã hoàn thành hồ sơ đề nghị "
    "thẩm định. Các thôn đạt chuẩn gồm: An Lạc 4/7 thôn (còn 3 thôn đang hoàn thiện hồ sơ), Bình Hà 5/5 thôn, "
    "Cẩm Tú 6/6 thôn, Đồng Nai Hạ 3/3 thôn, Én Sơn 8/8 thôn.\n"
)


def test_what_was_left_goes_when_all_have_reached_it() -> None:
    rows = by_member("Thôn đạt chuẩn", "thôn", "7/7 5/5 6/6 3/3 8/8", "4/7 5/5 6/6 3/3 8/8")
    text = drafted(NEW_COUNTRY, ("Xã đạt chuẩn nông thôn mới", "xã", "", "5/5", "2/5", ""), *rows).text
    assert "đã có 5/5 xã đạt chuẩn nông thôn mới" in text
    assert not re.search(r"còn lại|\(còn|là xã Bình Hà", text)
    assert "An Lạc 7/7 thôn, Bình Hà 5/5 thôn" in text


def test_what_is_left_is_counted_where_some_have_not() -> None:
    text = drafted(NEW_COUNTRY, ("Xã đạt chuẩn nông thôn mới", "xã", "", "4/5", "2/5", "")).text
    assert "đã có 4/5 xã đạt chuẩn nông thôn mới" in text
    assert "3 xã" not in text
    assert "là xã Bình Hà" not in text


def test_the_first_two_are_chosen_anew_in_their_own_scale() -> None:
    said = "Đàn gia cầm có 306,2 nghìn con. Xã có đàn gia cầm cao điển hình như xã An Lạc (120.000 con), "
    said += "xã Cẩm Tú (76.000 con).\n"
    rows = by_member(
        "Đàn gia cầm", "con", "61.000 98.500 70.000 30.100 52.000", "120.000 20.000 76.000 30.000 60.200"
    )
    text = drafted(said, ("Tổng đàn gia cầm", "nghìn con", "", "311,6", "306,2", ""), *rows).text
    assert "311,6 nghìn con" in text
    assert "điển hình như xã Bình Hà (98.500 con), xã Cẩm Tú (70.000 con)" in text


LETTER = (
    "Năm 2020, các huyện trong Cụm hoàn thành tốt nhiệm vụ được giao, kinh tế tiếp tục phát triển, quốc phòng, an ninh được "
    "giữ vững, đời sống của Nhân dân được nâng lên.\n"
    "Năm 2021 là năm đầu tiên thực hiện Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng, Cụm phát động thi đua với "
    "các nội dung sau:\n"
    "Thứ nhất: Hoàn thành các chỉ tiêu kinh tế - xã hội năm 2021; mỗi huyện có từ 03 xã trở lên đạt chuẩn nông thôn mới.\n"
    "Thứ hai: Tổ chức thành công bầu cử đại biểu Quốc hội và Hội đồng nhân dân các cấp nhiệm kỳ 2021-2026.\n"
    "Thứ ba: Nâng cao chất lượng công tác khen thưởng, quan tâm người lao động trực tiếp.\n"
)


def test_a_letter_moves_both_its_years_and_loses_what_does_not_come_back() -> None:
    text = letter(LETTER).text
    assert "Năm 2021, các huyện trong Cụm hoàn thành tốt" in text
    assert "Năm 2022 là năm thứ hai thực hiện Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII" in text
    assert "bầu cử" not in text
    assert "Thứ hai: Nâng cao chất lượng" in text
    assert "Thứ ba" not in text


def test_a_target_is_asked_for() -> None:
    draft = letter(LETTER)
    (gap,) = [g for g in draft.gaps if "xã" in g.message]
    assert re.search(r"có từ \[…: [^\]]+\] xã trở lên đạt chuẩn", draft.text)
    assert gap.proposal == "03"


def test_text_pasted_in_from_elsewhere_is_not_carried_and_said() -> None:
    body = "Với sự quyết tâm của toàn thể Năm 2020, Cụm thi đua số 3 tổ chức các phong trào trong điều kiện khó khăn.\n"
    draft = letter(body + LETTER)
    assert "số 3" not in draft.text
    assert any("dán lẫn" in g.reason for s in draft.sections for g in s.suggestions)


def test_a_list_whose_signs_part_is_regrouped() -> None:
    said = "Thu ngân sách tăng ở tất cả các xã: An Lạc tăng 12%, Bình Hà tăng 8%, Cẩm Tú tăng 5,5%, Đồng Nai Hạ tăng 3%, "
    said += "Én Sơn tăng 2%.\n"
    rows = by_member("Thu ngân sách", "triệu đồng", "110 95 120 88 105", "100 100 100 100 100")
    text = drafted(said, *rows).text
    assert "riêng" in text
    assert re.search(r"Bình Hà giảm 5%", text)
    assert re.search(r"Đồng Nai Hạ giảm 12%", text)
    assert "tất cả các xã: An Lạc" not in text


def test_growth_against_a_scenario_is_not_growth_since_last_year() -> None:
    said = "Thu ngân sách đạt 240 tỷ đồng, tăng 4% so với kịch bản.\n"
    text = drafted(said, ("Thu ngân sách", "tỷ đồng", "", "252", "240", "300")).text
    assert "252 tỷ đồng" in text
    assert "5% so với kịch bản" not in text


def test_slips_of_a_precedent_are_not_signed_again() -> None:
    said = "Quản trịet quan điểm phát triển kinh tế là nhiệm vụ trọng tâm; nhiều tập thể đạt thành tích suất sắc vì Tô quốc.\n"
    text = drafted(said).text
    assert not re.search(r"trịet|suất sắc|Tô quốc", text)
    assert "xuất sắc" in text


def test_a_deed_and_commended_persons_are_offered_only() -> None:
    said = "Thi công lát vỉa hè tuyến đường từ QL5 đi chợ Vồm dài 2 km. Thống nhất suy tôn xã An Lạc là đơn vị dẫn đầu. "
    said += "Các xã quan tâm công tác khen thưởng người lao động trực tiếp.\n"
    draft = drafted(said)
    assert "vỉa hè" not in draft.text
    assert "suy tôn" not in draft.text
    assert "vỉa hè" in offered(draft)
    assert "suy tôn" in offered(draft)
    assert "Các xã quan tâm công tác khen thưởng" in draft.text


def test_a_rank_is_never_made_up() -> None:
    said = "Chỉ số cải cách hành chính xếp thứ 5 toàn huyện, tăng 2 bậc so với năm trước.\n"
    text = drafted(said, ("Xếp hạng cải cách hành chính", "thứ", "", "3", "5", "")).text
    assert not re.search(r"xếp thứ 5|tăng 2 bậc", text)


def real(name: str, unit: str, kind: str, period: str, *rows: Row) -> Draft:
    """A draft after one of the real reports, with a few figures of the next period."""
    path = SHARED / "reports" / name
    if not path.exists():
        pytest.skip("the real reports are not here")
    old = StoredReport("old", name, "", corpus.read_file(path))
    table = figures.read_grid([COLUMNS, *([*row, ""] for row in rows)], "so-lieu.csv", period)
    plan = writers.make_plan(unit, period, kind, Profile(unit=unit), table, [], like=old)
    return writers.PrecedentWriter({"old": old.report}).write(plan)


def test_the_real_cluster_of_communes() -> None:
    poultry = {"Hà Vinh": "51.000", "Hà Bắc": "30.200", "Hà Giang": "88.000", "Yên Dương": "79.500"}
    cattle = {"Hà Vinh": "1.100", "Hà Bắc": "1.420", "Hà Giang": "1.390", "Yên Dương": "980"}
    rows: list[Row] = [("Đàn gia cầm", "con", f"xã {n}", v, "", "") for n, v in poultry.items()]
    rows += [("Đàn gia súc", "con", f"xã {n}", v, "", "") for n, v in cattle.items()]
    rows += [("Số xã đạt chuẩn nông thôn mới", "xã", "", "5/5", "2/5", "")]
    rows += [("Tổng đàn gia cầm", "nghìn con", "", "312,5", "306,27", "")]
    text = real("cum-xa-nam-2022.md", "Cụm thi đua số 2", "tong-ket", "2023", *rows).text
    assert "5/5 xã đạt chuẩn nông thôn mới" in text
    assert "còn lại" not in text
    assert "àn gia cầm có 312,5 nghìn con" in text
    assert "điển hình như xã Hà Bắc (1.420 con), Hà Giang (1.390 con)" in text
    assert "điển hình như xã Hà Giang (88.000 con), xã Yên Dương (79.500 con)" in text
    assert not re.search(r"xếp thứ|Quản trịet|suất sắc|Mai Thị|Vân Trụ", text)


def test_the_real_cluster_of_districts() -> None:
    rates = zip(("Triệu Sơn", "Thọ Xuân", "Đông Sơn"), ("6,1", "4,2", "7,7"), strict=True)
    rows: list[Row] = [("Tốc độ tăng giá trị sản xuất", "%", f"huyện {n}", v, "", "") for n, v in rates]
    rows += [("Trường được công nhận đạt chuẩn quốc gia", "trường", "", "15", "12", "")]
    draft = real("cum-huyen-6-thang-2021.md", "Cụm thi đua số 2", "so-ket", "2022-H1", *rows)
    assert "huyện Triệu Sơn và Đông Sơn tăng từ 6,1% trở lên" in draft.text
    assert "có 15 trường được công nhận và công nhận lại Trường đạt chuẩn Quốc gia." in draft.text
    assert not re.search(r"[Cc]ovid|bầu cử đại biểu|Hà Trung 1 trường", draft.text)


def test_the_real_commune() -> None:
    draft = real(
        "xa-6-thang-2024.txt",
        "UBND xã Hoằng Kim",
        "so-ket",
        "2025-H1",
        ("Số hộ", "hộ", "", "1.590", "1.567", ""),
    )
    assert "279,63 ha" in {g.proposal for g in draft.gaps}
    assert "279,63" not in draft.text
    assert not re.search(r"o lụa|vỉa hè|Lê Quang|1,59%", draft.text)


def test_the_real_letter() -> None:
    draft = real(
        "cong-van-phat-dong-2021.md",
        "Cụm thi đua số 2",
        "phat-dong",
        "2022",
        ("Doanh nghiệp mới", "doanh nghiệp", "", "70", "61", ""),
    )
    assert "là năm thứ hai thực hiện Nghị quyết Đại hội toàn quốc" in draft.text
    assert "toàn thể Năm" not in draft.text
    assert "Bầu cử" not in draft.text
    assert "Thứ tám:" in draft.text
    assert "Thứ chín" not in draft.text
    assert "02" in {g.proposal for g in draft.gaps}


def test_all_of_them_are_all_however_many() -> None:
    said = "Cả chín xã hoàn thành chỉ tiêu giao quân, với 70 thanh niên nhập ngũ.\n"
    text = drafted(said, ("Thanh niên nhập ngũ", "thanh niên", "", "74", "70", "")).text
    assert "Các xã hoàn thành chỉ tiêu giao quân, với 74 thanh niên nhập ngũ" in text


def test_a_rate_whose_sign_was_left_out_is_said_so_again() -> None:
    said = "Tỷ lệ hộ nghèo năm 2022 từ 3,1 giảm còn 2,4 năm 2023.\n"
    text = drafted(said, ("Tỷ lệ hộ nghèo", "%", "", "1,9", "2,4", "")).text
    assert "Tỷ lệ hộ nghèo năm 2023 từ 2,4 giảm còn 1,9 năm 2024." in text


def test_praise_beside_a_figure_that_fell_is_told_to_a_person() -> None:
    said = "Tỷ lệ người tập thể dục, thể thao thường xuyên ngày càng cao, đạt 46%.\n"
    row = ("Tỷ lệ người tập thể dục, thể thao thường xuyên", "%", "")
    fell, rose = drafted(said, (*row, "44,5", "46", "")), drafted(said, (*row, "47,2", "46", ""))
    assert any("ngày càng cao" in note for note in fell.notes)
    assert not any("ngày càng cao" in note for note in rose.notes)
