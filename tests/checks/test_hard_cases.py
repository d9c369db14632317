"""The hard passages: sentences of their kinds (all invented) that must and must not be told of, and the real ones."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import corpus
from drafting import checks, figures
from drafting.types import CheckResult, FigureTable
from tests.bench import gold

HEAD = "BÁO CÁO\nSơ kết công tác thi đua, khen thưởng 6 tháng đầu năm {year}\n{unit} báo cáo như sau:\n\nI. KẾT QUẢ\n"
Told = list[tuple[str, str]]
UNIT = "UBND xã Hòa Lộc"

# without figures: what must be told (code, number), in the order of the text
MUST: tuple[tuple[str, Told], ...] = (
    (
        "Số người trong độ tuổi lao động là 4.120 người, số người có việc làm trong độ tuổi lao động là 3.015 người; "
        "tỷ lệ người có việc làm trong độ tuổi lao động trên số người trong độ tuổi lao động là 3.905/4.120 = 94,8%.",
        [("restated", "3.905/4.120")],
    ),
    (
        "Tỷ lệ hộ nghèo còn 1,84%, giảm 1,35% so với cùng kỳ.\nTỷ lệ hộ nghèo từ 3,19 giảm còn 1,48.",
        [("restated", "1,48")],
    ),
    (
        "Toàn cụm có 10 trường được công nhận (trong đó: Hòa Lộc: 2 trường công nhận mới; Tân Kỳ: 3 trường công nhận lại; "
        "Cao Sơn: 4 được công nhận); An Bình: 2 trường; Đông Phú 1 trường.",
        [("sum-of-parts", "10")],
    ),
    (
        "Tuyên truyền kỷ niệm 51 năm ngày giải phóng miền Nam, thống nhất đất nước.",
        [("change-arithmetic", "51")],
    ),
    ("Có 4/7 thôn đạt chuẩn (còn 2 thôn chưa đạt).", [("sum-of-parts", "2")]),
    ("Có 2/7 thôn đạt chuẩn (còn 6 thôn).", [("sum-of-parts", "6")]),
    (
        "Đàn gia cầm có 306,2 nghìn con, cao điển hình như thôn Hạ (320.000 con).",
        [("sum-of-parts", "306,2 nghìn")],
    ),
    (
        "Trong đó hộ nghèo 12 hộ. Toàn xã có 20 hộ, trong đó: 14 hộ nghèo, 9 hộ cận nghèo.",
        [("sum-of-parts", "20")],
    ),
    (
        "Cán bộ hoàn thành suất sắc nhiệm vụ; Quản trịet chủ trương; bảo vệ Tô quốc.",
        [("spelling", "suất sắc")],
    ),
)
# without figures: nothing may be told, but an info
MUST_NOT: tuple[str, ...] = (
    "Tổng diện tích tự nhiên 312,45 ha; điện thoại 0237.3123456; Đảng bộ có 11 chi bộ trực thuộc.",
    "Mục tiêu tốc độ tăng giá trị sản xuất còn bình quân 8%/năm.",
    "Thực hiện Kế hoạch số 145, các thôn 1, thôn 2 và thôn 3 đã phát động thi đua.",
    "Các thôn Thượng, Hạ, Trung tăng từ 5% trở lên.",
    "Các huyện tăng cao là Hòa Lộc 30,81%; Tân Kỳ 22,5%, Cao Sơn 12,4%; An Bình 17,7% và Đông Phú 19,7%.",
    "Toàn cụm 5/8 xã đạt chuẩn, còn lại 3 xã (Hòa Lộc, Tân Kỳ, Cao Sơn) đã hoàn thành hồ sơ.",
    "Có 4/7 thôn đạt chuẩn (còn 3 thôn chưa đạt).",
    "Có 2/7 thôn đạt chuẩn (còn 5 thôn).",
    "Diện tích lúa 412 ha, năng suất 61,5 tạ/ha; sản lượng lương thực đạt 2.104,6 tấn.",
    "Đàn gia cầm có 306,27 nghìn con, cao điển hình như xã Cao Sơn (120.000 con), xã An Bình (64.000 con).",
    "Xã Cao Sơn xếp thứ nhất, xã Hòa Lộc, xã Tân Kỳ xếp thứ 2.",
    "Phấn đấu mỗi huyện có từ 02 xã trở lên đạt chuẩn nông thôn mới.",
    "Chỉ số cải cách hành chính tăng 4 bậc, từ thứ 21 lên thứ 17.",
    "Giá trị sản xuất tăng 8,2%, vượt 0,4% so với kịch bản.",
    "Kỷ niệm 50 năm ngày giải phóng miền Nam, thống nhất đất nước.",
    "Thu ngân sách đạt 199,9% kế hoạch.",
    "Quỹ khen thưởng còn 12 triệu đồng, đã chi 38 triệu đồng.",
)


def _told(
    line: str, year: int = 2025, table: FigureTable | None = None, precedent: str | None = None
) -> CheckResult:
    past = corpus.parse_text(HEAD.format(year=year - 1, unit=UNIT) + precedent) if precedent else None
    text = HEAD.format(year=year, unit=UNIT) + line
    result = checks.check(corpus.parse_text(text), table, precedent=past, period=f"{year}-H1", unit=UNIT)
    assert result.faults == ()
    return result


def _codes(result: CheckResult) -> Told:
    return [(f.code, f.quote) for f in result.findings if f.severity != "info"]


@pytest.mark.parametrize(("line", "told"), MUST)
def test_what_must_be_told(line: str, told: Told) -> None:
    found = _codes(_told(line))
    assert [f for f in found if f in told] == told, found


@pytest.mark.parametrize("line", MUST_NOT)
def test_what_must_not_be_told(line: str) -> None:
    assert _codes(_told(line)) == []


GRID = [
    ["Chỉ tiêu", "Đơn vị tính", "Kỳ này", "Cùng kỳ", "Kế hoạch"],
    ["Thu ngân sách nhà nước", "triệu đồng", "36.054", "5.774", "18.038"],
    ["Sản lượng thủy sản", "tấn", "8,5", "19,5", "40"],
    ["Tỷ lệ hộ nghèo giảm", "%", "1,2", "1,5", "1"],
    ["Tốc độ tăng giá trị sản xuất", "%", "8,2", "7,1", "9"],
]


@cache
def _table() -> FigureTable:
    return figures.read_grid(GRID, "bang.csv", "2025-H1")


def test_standing_numbers_are_neither_stale_nor_wrong() -> None:
    line = "Tổng diện tích tự nhiên 312,45 ha; Đảng bộ có 11 chi bộ trực thuộc."
    result = _told(line, table=_table(), precedent=line)
    assert {c for c, _ in _codes(result)} <= {"figure-unsupported"}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Có 2/7 thôn đạt chuẩn kiểu mẫu (còn 5 thôn).", []),
        ("Có 2/7 thôn đạt chuẩn kiểu mẫu (còn 4 thôn).", [("sum-of-parts", "4")]),
        ("Tỷ lệ tham gia bảo hiểm y tế đạt trên 85%.", []),
        ("Tỷ lệ tham gia bảo hiểm y tế đạt trên 80%.", []),
        ("Tỷ lệ tham gia bảo hiểm y tế đạt trên 90%.", [("bound", "90%")]),
    ],
)
def test_rests_and_bounds_beside_their_figures(line: str, told: Told) -> None:
    grid = [
        GRID[0],
        ["Số thôn đạt chuẩn kiểu mẫu", "thôn", "2/7", "1/7", "3/7"],
        ["Tỷ lệ tham gia bảo hiểm y tế", "%", "88,2", "86", "92"],
    ]
    result = _told(line, table=figures.read_grid(grid, "bang.csv", "2025-H1"))
    assert _codes(result) == told
    assert all(n.status != "mismatched" for n in result.numbers if not told)


def test_a_level_is_no_fall_of_another_row() -> None:
    result = _told("Tỷ lệ hộ nghèo còn 1,84%.", table=_table())
    row = {f.key for f in _table().figures if f.label == "Tỷ lệ hộ nghèo giảm"}
    assert all(n.figure not in row for n in result.numbers)
    assert [f for f in result.findings if f.severity == "error"] == []


def test_a_base_that_is_a_scenario_is_not_the_same_period() -> None:
    result = _told("Tốc độ tăng giá trị sản xuất đạt 8,2%, tăng 0,4% so với kịch bản.", table=_table())
    assert [f for f in result.findings if f.severity == "error"] == []


def test_a_silent_fall_is_an_info() -> None:
    result = _told(
        "Thu ngân sách nhà nước đạt 36.054 triệu đồng. Sản lượng thủy sản đạt 8,5 tấn.", table=_table()
    )
    told = [(f.severity, f.message) for f in result.findings if f.code == "silent-fall"]
    assert [s for s, m in told if "thủy sản" in m] == ["info"]


# --- the real reports -------------------------------------------------------------------------------------------


@cache
def _real(name: str) -> CheckResult:
    path = Path(gold.SHARED) / "reports" / name
    if not path.is_file():
        pytest.skip("the real reports are not here")
    return checks.check(corpus.read_file(path))


def _at(result: CheckResult, words: str) -> Told:
    """What is told in a passage."""
    span = gold.locate(result.text, words)
    assert span is not None, words
    return [
        (f.code, f.severity)
        for f in result.findings
        if f.start is not None
        and f.end is not None
        and f.start < span[1]
        and f.end > span[0]
        and f.severity != "info"
    ]


def test_the_commune_of_2024() -> None:
    result = _real("xa-6-thang-2024.txt")
    assert ("restated", "error") in _at(result, "3.222/3.353 = 96,1%")
    assert ("restated", "error") in _at(result, "từ 3,32 giảm còn 1,53")
    assert ("spelling", "warning") in _at(result, "o lụa tặng Bà")
    assert any(f.code == "silent-fall" and "thủy sản" in f.message.lower() for f in result.findings)
    assert _at(result, "kế hoạch số 145") == []
    for quote in ("145", "1,59%"):
        spot = next(n for n in result.numbers if n.quote == quote)
        assert spot.status != "mismatched"
    assert not any("199,9" in f.quote for f in result.findings)


def test_the_cluster_of_districts_of_2021() -> None:
    result = _real("cum-huyen-6-thang-2021.md")
    assert ("sum-of-parts", "error") in _at(result, "có 12 trường được công nhận")
    assert ("change-arithmetic", "error") in _at(result, "47 năm ngày giải phóng miền Nam")
    assert _at(result, "tăng từ 5% trở lên") == []
    assert _at(result, "Yên Định 30,81%; Đông Sơn 22,5%, Hà Trung 12,4%") == []


def test_the_cluster_of_communes_of_2022() -> None:
    result = _real("cum-xa-nam-2022.md")
    assert [f for f in result.findings if f.severity == "error"] == []
    for words in ("đàn gia cầm có 306,27 nghìn con", "20.942,3 tấn", "120.000 con", "xếp thứ 2"):
        assert _at(result, words) == []


def test_the_letter_of_2021() -> None:
    result = _real("cong-van-phat-dong-2021.md")
    assert [f for f in result.findings if f.severity == "error"] == []
    assert _at(result, "từ 02 xã trở lên") == []
