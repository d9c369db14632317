"""Noughts: the total alone is told, nobody stands out, nothing is a part of nothing; quotes that lost a mark."""

from __future__ import annotations

import pytest

from drafting.writers.spacing import spacing_fixes
from tests.writers.test_carrying import drafted

Row = tuple[str, str, str, str, str, str]
NAMES = ("An Lạc", "Bình Hà", "Cẩm Tú")


def by_member(
    label: str, unit: str, values: tuple[str, ...], then: tuple[str, ...], *whole: str
) -> list[Row]:
    rows: list[Row] = [(label, unit, "", *whole, "")] if whole else []  # type: ignore[list-item]
    return rows + [(label, unit, f"xã {n}", v, t, "") for n, v, t in zip(NAMES, values, then, strict=True)]


ROADS = "Cứng hóa 12 km đường giao thông (trong đó: xã An Lạc 5 km, xã Bình Hà 4 km, xã Cẩm Tú 3 km).\n"
PIGS = "Đàn lợn có 90 con. Các xã có đàn lợn lớn là xã An Lạc (50 con), xã Bình Hà (30 con).\n"


def test_where_no_member_has_any_the_total_alone_is_told() -> None:
    rows = by_member("Đường giao thông cứng hóa", "km", ("0", "0", "0"), ("5", "4", "3"), "0", "12")
    draft = drafted(ROADS, *rows)
    assert "Cứng hóa 0 km đường giao thông." in draft.text
    assert draft.unused == ()
    some = by_member("Đường giao thông cứng hóa", "km", ("0", "2", "0"), ("5", "4", "3"), "2", "12")
    assert "xã Bình Hà 2 km" in drafted(ROADS, *some).text


def test_nobody_stands_out_who_has_none() -> None:
    rows = by_member("Đàn lợn", "con", ("0", "0", "0"), ("50", "30", "10"), "0", "90")
    draft = drafted(PIGS, *rows)
    assert "Đàn lợn có 0 con." in draft.text
    assert "đàn lợn lớn" not in draft.text


def test_nothing_is_no_part_of_nothing() -> None:
    rows = [("Số thôn", "thôn", "", "0", "8", ""), ("Thôn đạt chuẩn kiểu mẫu", "thôn", "", "0", "4", "")]
    text = drafted("Đến nay có 04/8 thôn đạt chuẩn kiểu mẫu.\n", *rows).text
    assert "0/0" not in text
    assert "00" not in text.split("KẾT QUẢ\n", 1)[1]


def test_a_plain_sentence_divides_no_nought() -> None:
    rows = by_member("Sản phẩm OCOP", "sản phẩm", ("0", "0", "0"), ("1", "0", "0"))
    text = drafted("Phong trào được Nhân dân hưởng ứng.\n", *rows).text
    assert "Sản phẩm OCOP là 0 sản phẩm." in text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("chủ đề: Đổi mới quản lý” gắn với “Dạy tốt”.", "chủ đề: “Đổi mới quản lý” gắn với “Dạy tốt”."),
        ("Phong trào Dạy tốt” được duy trì.", "Phong trào Dạy tốt được duy trì."),
        ("Phong trào “Dạy tốt, học tốt được duy trì.", "Phong trào Dạy tốt, học tốt được duy trì."),
        ("Thi đua “Lao động giỏi; “Sáng tạo” đều.", "Thi đua “Lao động giỏi”; “Sáng tạo” đều."),
        ("Nêu “Vì người nghèo”, “Học tập suốt đời”.", "Nêu “Vì người nghèo”, “Học tập suốt đời”."),
    ],
)
def test_a_quote_that_lost_a_mark_is_mended(typed: str, meant: str) -> None:
    text = typed
    for fix in sorted(spacing_fixes(typed), key=lambda f: -f.start):
        text = text[: fix.start] + fix.text + text[fix.end :]
    assert text == meant
