from __future__ import annotations

from pathlib import Path

import pytest

import corpus
from corpus.types import Meta

REAL = {
    "cong-van-phat-dong-2021.md": {
        "kind": "phat-dong", "unit": "Cụm thi đua số 2", "level": "cum-huyen", "period": "2021", "date": "2021-04",
        "symbol": "/CTĐ-NV", "place": "Triệu Sơn",
    },
    "cum-huyen-6-thang-2021.md": {
        "kind": "so-ket", "unit": "Cụm thi đua số 2", "level": "cum-huyen", "period": "2021-H1", "date": "",
    },
    "cum-xa-nam-2022.md": {
        "kind": "tong-ket", "unit": "Cụm thi đua số 2", "level": "cum-xa", "period": "2022", "date": "2022-12-09",
        "superior": "huyện Hà Trung", "place": "Hà Vinh", "symbol": "/BC-TĐKT",
    },
    "xa-6-thang-2024.txt": {
        "kind": "so-ket", "unit": "UBND xã Hoằng Kim", "level": "xa", "period": "2024-H1",
        "superior": "huyện Hoằng Hóa", "province": "Thanh Hóa",
    },
}  # fmt: skip
SIGNERS = {
    "cong-van-phat-dong-2021.md": "Vũ Đức Kính",
    "cum-huyen-6-thang-2021.md": "Vũ Đức Kính",
    "cum-xa-nam-2022.md": "Mai Hồng Cường",
    "xa-6-thang-2024.txt": "Lê Quang Thành",
}
MEMBERS = {
    "cong-van-phat-dong-2021.md": "Đông Sơn|Hà Trung|Nông Cống|Thiệu Hóa|Thọ Xuân|Triệu Sơn|Vĩnh Lộc|Yên Định",
    "cum-huyen-6-thang-2021.md": "Đông Sơn|Hà Trung|Nông Cống|Thiệu Hóa|Thọ Xuân|Triệu Sơn|Vĩnh Lộc|Yên Định",
    "cum-xa-nam-2022.md": "Hoạt Giang|Hà Bắc|Hà Giang|Hà Vinh|Yên Dương",
}


@pytest.mark.parametrize("name", sorted(REAL))
def test_real_reports(name: str, shared_reports: Path) -> None:
    meta = corpus.read_file(shared_reports / name).meta
    assert {field: getattr(meta, field) for field in REAL[name]} == REAL[name]
    assert meta.signer.name == SIGNERS[name]
    assert meta.title
    assert len(meta.recipients) >= 3
    if name in MEMBERS:
        assert set(meta.members) == set(MEMBERS[name].split("|"))


def _meta(text: str) -> Meta:
    return corpus.parse_text(text).meta


HEAD = """UBND HUYỆN SÔNG TRÀ
CỤM THI ĐUA SỐ 3
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 07/BC-CTĐ
Bến Đá, ngày 5 tháng 10 năm 2024
BÁO CÁO
Kết quả công tác thi đua, khen thưởng 9 tháng đầu năm 2024
Kính gửi: Hội đồng Thi đua - Khen thưởng huyện Sông Trà.
Trong chín tháng qua, các xã trong Cụm giữ nhịp thi đua đều, việc nào khó thì bàn chung để làm cho xong.
I. KẾT QUẢ
Các xã: Bến Đá, Cầu Gỗ, Đồi Chè đều vượt kế hoạch.
Trên đây là báo cáo của Cụm./.
Nơi nhận:
- Như trên;
- Lưu: VT.
TM. CỤM THI ĐUA SỐ 3
TRƯỞNG CỤM
CHỦ TỊCH UBND XÃ BẾN ĐÁ
Trần Văn Bảy"""


def test_cluster_with_letterhead() -> None:
    meta = _meta(HEAD)
    assert (meta.unit, meta.level, meta.superior) == ("Cụm thi đua số 3", "cum-xa", "huyện Sông Trà")
    assert (meta.kind, meta.period, meta.date, meta.symbol) == (
        "so-ket",
        "2024-9M",
        "2024-10-05",
        "07/BC-CTĐ",
    )
    assert (meta.signer.position, meta.signer.name) == ("CHỦ TỊCH UBND XÃ BẾN ĐÁ", "Trần Văn Bảy")
    assert meta.members == ("Bến Đá", "Cầu Gỗ", "Đồi Chè")
    assert meta.recipients == ("Như trên", "Lưu: VT")


def test_blank_number_and_date_are_blank() -> None:
    text = HEAD.replace("Số: 07/", "Số:        /").replace("ngày 5 tháng 10", "ngày     tháng 10")
    meta = _meta(text)
    assert (meta.symbol, meta.date) == ("/BC-CTĐ", "2024-10")


def test_a_snippet_says_what_is_not_known() -> None:
    meta = _meta("Tổng diện tích gieo trồng đạt 120 ha, bằng 98% kế hoạch.")
    assert (meta.title, meta.unit, meta.period) == ("", "", None)
    assert {"title", "unit", "period", "level", "kind"} <= meta.uncertain


def test_a_snippet_is_of_the_year_it_tells_results_of() -> None:
    told = "Số hộ nghèo giảm từ 112 hộ năm 2021 còn 64 hộ năm 2024; phấn đấu đến năm 2026 không còn hộ nghèo."
    meta = _meta(told)
    assert meta.period == "2024"
    assert "period" in meta.uncertain


def test_title_without_a_year_takes_it_from_the_date() -> None:
    text = HEAD.replace("9 tháng đầu năm 2024", "9 tháng đầu năm")
    meta = _meta(text)
    assert meta.period == "2024-9M"
    assert "period" in meta.uncertain
