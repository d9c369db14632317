"""How bodies print their names, symbols and the body above them."""

from __future__ import annotations

import pytest

from drafting.writers.issuers import initials, issuer_of


@pytest.mark.parametrize(
    ("unit", "lines", "symbol", "above", "superior"),
    [
        ("Ủy ban nhân dân xã Đồng Vân", ("ỦY BAN NHÂN DÂN", "XÃ ĐỒNG VÂN"), "/BC-UBND", "", "no"),
        ("phường Tân Phú", ("ỦY BAN NHÂN DÂN", "PHƯỜNG TÂN PHÚ"), "/BC-UBND", "", "no"),
        ("Sở Nội vụ tỉnh Hải Lam", ("SỞ NỘI VỤ",), "/BC-SNV", "UBND TỈNH HẢI LAM", "yes"),
        ("Sở Giáo dục và Đào tạo", ("SỞ GIÁO DỤC VÀ ĐÀO TẠO",), "/BC-SGDĐT", "", "yes"),
        (
            "Phòng Văn hóa - Xã hội xã Đồng Vân",
            ("PHÒNG VĂN HÓA - XÃ HỘI",),
            "/BC-PVHXH",
            "UBND XÃ ĐỒNG VÂN",
            "yes",
        ),
        (
            "Hội đồng Thi đua - Khen thưởng huyện Bình Khê",
            ("HỘI ĐỒNG", "THI ĐUA - KHEN THƯỞNG"),
            "/BC-HĐTĐKT",
            "UBND HUYỆN BÌNH KHÊ",
            "none",
        ),
        ("Trường THPT Lê Lợi", ("TRƯỜNG THPT LÊ LỢI",), "/BC-THPTLL", "", "yes"),
        ("Liên đoàn Lao động tỉnh Hải Lam", ("LIÊN ĐOÀN LAO ĐỘNG", "TỈNH HẢI LAM"), "/BC-LĐLĐ", "", "none"),
        ("Cụm thi đua số 3", ("CỤM THI ĐUA SỐ 3",), "/BC-TĐKT", "", "none"),
        ("Ban Dân tộc", ("BAN DÂN TỘC",), "/BC-", "", "none"),
    ],
)
def test_bodies(unit: str, lines: tuple[str, ...], symbol: str, above: str, superior: str) -> None:
    issuer = issuer_of(unit)
    assert (issuer.lines, issuer.symbol, issuer.above, issuer.superior) == (lines, symbol, above, superior)


def test_initials_leave_joining_words_out() -> None:
    assert initials("Văn hóa, Thể thao và Du lịch") == "VHTTDL"
    assert initials("Thi đua - Khen thưởng") == "TĐKT"


def test_the_place_is_told_by_the_name() -> None:
    assert issuer_of("Sở Nội vụ tỉnh Hải Lam").place == "Hải Lam"
    assert issuer_of("Sở Nội vụ").place == issuer_of("Cụm thi đua số 3 tỉnh Hải Lam").place == ""
