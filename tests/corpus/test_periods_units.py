from __future__ import annotations

import pytest

from corpus import periods, units
from corpus.errors import InputError
from corpus.sentences import sentence_spans


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("6 tháng đầu năm 2025", "2025-H1"),
        ("06 tháng đầu năm 2024", "2024-H1"),
        ("Sáu tháng cuối năm 2024", "2024-H2"),
        ("2024-h1", "2024-H1"),
        ("quý III năm 2023", "2023-Q3"),
        ("Quý 4/2023", "2023-Q4"),
        ("9 tháng năm 2024", "2024-9M"),
        ("tháng 9 năm 2024", "2024-09"),
        ("năm 2022", "2022"),
        ("năm học 2023-2024", "2024"),
        ("Tổng kết năm 2022; phương hướng, nhiệm vụ năm 2023", "2022"),
        ("Sơ kết 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2021", "2021-H1"),
        ("kế hoạch 5 năm 2021-2025", None),
        ("giai đoạn 2021 - 2025", None),
        ("ngày 05 tháng 3 năm 2022", "2022"),
        ("thi đua yêu nước", None),
    ],
)
def test_parse_period(words: str, code: str | None) -> None:
    assert periods.parse_period(words) == code


@pytest.mark.parametrize(
    "code", ["2024", "2024-H1", "2024-H2", "2024-Q3", "2024-09", "2024-9M", "2023-11M", "2024-12"]
)
def test_words_lead_back_to_the_code(code: str) -> None:
    assert periods.parse_period(periods.period_words(code)) == code
    assert periods.length(periods.previous_year(code)) == periods.length(code)


@pytest.mark.parametrize(
    ("code", "following", "rest"),
    [
        ("2025-H1", "2025-H2", "6 tháng cuối năm 2025"),
        ("2025-H2", "2026-H1", "năm 2026"),
        ("2025", "2026", "năm 2026"),
        ("2025-Q3", "2025-Q4", "quý IV năm 2025"),
        ("2025-12", "2026-01", "năm 2026"),
        ("2025-9M", "2025", "3 tháng cuối năm 2025"),
    ],
)
def test_what_follows(code: str, following: str, rest: str) -> None:
    assert (periods.next_period(code), periods.rest_of_year(code)) == (following, rest)


def test_bad_code_is_the_users_to_mend() -> None:
    with pytest.raises(InputError, match="kỳ báo cáo"):
        periods.period_words("hôm nay")


@pytest.mark.parametrize(
    ("name", "word", "proper", "level", "full"),
    [
        ("ỦY BAN NHÂN DÂN XÃ BẾN ĐÁ", "xã", "Bến Đá", "xa", "UBND xã Bến Đá"),
        ("Uỷ ban nhân dân thị trấn Cầu Gỗ", "thị trấn", "Cầu Gỗ", "xa", "UBND thị trấn Cầu Gỗ"),
        ("thành phố Hà Nội", "thành phố", "Hà Nội", "tinh", "thành phố Hà Nội"),
        ("thành phố Vinh", "thành phố", "Vinh", "huyen", "thành phố Vinh"),
        ("CỤM THI ĐUA SỐ 02", "cụm", "số 2", "cum", "Cụm thi đua số 2"),
        ("Cụm Thi đua số II huyện Sông Trà", "cụm", "số 2", "cum", "Cụm thi đua số 2"),
        ("tổ dân phố 5", "tổ dân phố", "5", "thon", "tổ dân phố 5"),
        ("Sở Nội vụ", "", "Sở Nội vụ", "tinh", "Sở Nội vụ"),
    ],
)
def test_parse_unit(name: str, word: str, proper: str, level: str, full: str) -> None:
    unit = units.parse_unit(name)
    assert (unit.kind_word, unit.name, unit.level, unit.full) == (word, proper, level, full)


def test_same_unit_by_any_spelling() -> None:
    assert units.same_unit("Cụm thi đua số II", "Cụm Thi đua số 02")
    assert units.same_unit("UBND xã Hoà Bình", "Xã Hòa Bình")
    assert not units.same_unit("xã Hà Vinh", "xã Hà Bắc")


def test_fold_takes_spellings_together() -> None:
    assert units.fold("Tỷ lệ  hoà  THƢỞNG") == units.fold("tỉ lệ hòa thưởng") == "ti le hoa thuong"
    assert len(units.fold_chars("Tỷ lệ hộ nghèo Ưu Đãi")) == len("Tỷ lệ hộ nghèo Ưu Đãi")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Lúa đạt 3.175,06 ha. Ngô ít hơn.", ["Lúa đạt 3.175,06 ha.", "Ngô ít hơn."]),
        ("Tại TP. Vinh có 5 xã; tăng 4%./.", ["Tại TP. Vinh có 5 xã;", "tăng 4%./."]),
        ("20 xã (A 2; B 3. C 4) đạt chuẩn; còn 5.", ["20 xã (A 2; B 3. C 4) đạt chuẩn;", "còn 5."]),
        ("1. Ưu điểm: tốt. Khuyết: ít.", ["1. Ưu điểm: tốt.", "Khuyết: ít."]),
        ("gạo, ngô, v.v. đều tăng", ["gạo, ngô, v.v. đều tăng"]),
        ("Một\nHai; ba", ["Một", "Hai;", "ba"]),
        ("Phong trào “Một; hai. Ba” được giữ.", ["Phong trào “Một; hai. Ba” được giữ."]),
        ("Đông Sơn: 5); Vĩnh An: 2 trường.. Học tốt.", ["Đông Sơn: 5);", "Vĩnh An: 2 trường..", "Học tốt."]),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert [text[a:b] for a, b in sentence_spans(text, 0, len(text))] == parts
