"""`Cùng kỳ` against last year's report; results against it where the table has no `cùng kỳ`."""

from __future__ import annotations

import pytest

import corpus
from drafting import collection, figures

PAST = corpus.parse_text(
    """ỦY BAN NHÂN DÂN
XÃ AN BÌNH

BÁO CÁO
Sơ kết phong trào thi đua 6 tháng đầu năm 2024

I. KẾT QUẢ
Thu ngân sách trên địa bàn ước đạt 42.300 nghìn đồng. Tỷ lệ hộ nghèo còn 1,8%.
| Chỉ tiêu | Đơn vị tính | Kế hoạch | Thực hiện |
|---|---|---|---|
| Sản lượng thóc | tấn | 2.600 | 1.310,4 |
| Số lớp tập huấn | lớp | 20 | 11 |
| Số thôn đạt chuẩn kiểu mẫu | thôn | 6 | 4/6 |
""",
    "nam-truoc.md",
)
HEAD = ["Chỉ tiêu", "Đơn vị tính", "Kỳ này", "Cùng kỳ"]


def found(*rows: list[str], head: list[str] | None = None) -> list[tuple[str, str, str, str | None]]:
    table = figures.read_grid([head or HEAD, *rows], "a.csv", "2025-H1")
    past = collection.Past(collection.figures_of_report(PAST).figures, "2024-H1", ("Xã An Bình",))
    return [(f.code, f.severity, f.quote, f.expected) for f in collection.against_past(table, past)]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["Sản lượng thóc", "tấn", "1.400", "1.310,4"], []),
        (["Sản lượng thóc", "tấn", "1.400", "1.310"], []),  # rounded
        (["Sản lượng thóc", "tấn", "1.400", "1.301,4"], [("restated", "warning", "1.301,4", "1.310,4")]),
        (["Sản lượng thóc", "tạ", "14.000", "13.104"], []),
        (["Số lớp tập huấn", "lớp", "12", "10"], [("restated", "warning", "10", "11")]),
        (["Số lớp tập huấn cho phụ nữ", "lớp", "12", "10"], []),
        (["Số thôn đạt chuẩn kiểu mẫu", "thôn", "5/6", "3/6"], [("restated", "warning", "3/6", "4/6")]),
        # A report rounds to thousands what the table has to the đồng.
        (["Thu ngân sách trên địa bàn", "đồng", "50.000.000", "42.300.003"], []),
        (["Thu ngân sách trên địa bàn", "đồng", "", "43.200.003"], [("restated", "warning", "43.200.003", "42.300.000")]),
    ],
)  # fmt: skip
def test_the_same_period(row: list[str], expected: list[tuple[str, str, str, str | None]]) -> None:
    assert found(row) == expected


def test_a_slip_against_last_year() -> None:
    head = ["Chỉ tiêu", "Đơn vị tính", "Kỳ này"]
    assert found(["Sản lượng thóc", "tấn", "1,415"], head=head) == [
        ("number-format", "warning", "1,415", "1.415")
    ]
    assert found(["Sản lượng thóc", "tấn", "1.415"], head=head) == []
    assert found(["Sản lượng thóc", "tấn", "1.415.000"], head=head) == [
        ("number-format", "warning", "1.415.000", "1.415")
    ]


def test_every_finding_names_both_places() -> None:
    table = figures.read_grid([HEAD, ["Sản lượng thóc", "tấn", "1.400", "1.301,4"]], "a.csv", "2025-H1")
    past = collection.Past(collection.figures_of_report(PAST).figures, "2024-H1")
    (finding,) = collection.against_past(table, past)
    sources = [getattr(e, "source", None) for e in finding.evidence]
    assert [getattr(s, "file", None) for s in sources] == ["a.csv", "nam-truoc.md"]
    assert "ô D2" in finding.message
    assert finding.message.endswith(".")
