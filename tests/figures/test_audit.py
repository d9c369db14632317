"""Slips planted in right tables: each gives its one finding, on its cell."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path

import pytest

from drafting import figures
from drafting.types import CellSource, FigureRef, Finding
from tests.figures import shapes
from tests.figures.shape_files import Rows, xlsx
from tests.figures.shape_indicators import INDICATOR, INDICATOR_MERGES


def found(rows: Rows, merged: tuple[str, ...] = (), **sheets: Rows) -> list[tuple[str, str, str, str | None]]:
    data = xlsx({"S": rows, **sheets}, merged)
    return [(f.code, f.severity, cell(f), f.expected) for f in figures.read_bytes(data, "a.xlsx").findings]


def cell(finding: Finding) -> str:
    first = finding.evidence[0]
    assert isinstance(first, FigureRef)
    assert isinstance(first.source, CellSource)
    return first.source.cell


def planted(changes: dict[tuple[int, int], object]) -> list[tuple[str, str, str, str | None]]:
    rows = [list(r) + [""] * (10 - len(r)) for r in copy.deepcopy(list(INDICATOR))]
    for (r, c), value in changes.items():
        rows[r - 1][c] = value  # type: ignore[call-overload]
    return found(rows, INDICATOR_MERGES)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({(13, 6): 170.1}, [("table-formula", "error", "G13", "107,1")]),
        ({(13, 7): 45.7}, [("table-formula", "error", "H13", "47,5")]),
        ({(13, 8): 742.5}, [("table-formula", "error", "I13", "724,5")]),
        # One wrong input makes three computed cells wrong: it is named once, where it is wrong.
        ({(13, 5): 565.5}, [("table-formula", "error", "F13", "655,5")]),
        # 612 t may have been 611,6: not certainly wrong.
        ({(13, 6): 107.2}, [("table-formula", "info", "G13", "107,1")]),
        ({(13, 7): "47,4"}, [("table-formula", "error", "H13", "47,5")]),
        # 21700/4820 is 450.207: 450,2 right, 450 too; 140 exact.
        ({(14, 6): "450"}, []),
        ({(14, 2): "%"}, [("unit-scale", "error", "C14", None)]),
        ({(12, 4): 45.7}, [("share-total", "error", "E12", None)]),
        ({(7, 1): "Về kinh tế (6 chỉ tiêu)"}, [("sum-of-parts", "warning", "B7", "5")]),
        ({(15, 5): "4O"}, [("number-format", "error", "F15", None)]),
        ({(14, 8): -6200}, []),
    ],
)  # fmt: skip
def test_planted_in_the_indicator_table(
    changes: dict[tuple[int, int], object], expected: list[tuple[str, str, str, str | None]]
) -> None:
    assert planted(changes) == expected


HEAD = ["Chỉ tiêu", "Đơn vị tính", "Kế hoạch", "Thực hiện", "Cùng kỳ", "So với KH (%)", "So với cùng kỳ (%)"]


ANIMALS = [["- Trâu", "con", 8, 9], ["- Bò", "con", 12, 14]]
LUA, LUA_GROWTH = ["Lúa", "tấn", 200, 150, 120, 75, 125], ["Lúa", "tấn", 200, 150, 120, 75, 25]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([HEAD, LUA, ["Ngô", "tấn", 80, 60, 50, 75, 120]], []),
        ([HEAD, LUA_GROWTH, ["Ngô", "tấn", 80, 60, 50, 75, 20]], []),
        ([HEAD, LUA_GROWTH, ["Ngô", "tấn", 80, 60, 50, 57, 20]], [("table-formula", "error", "F3", "75")]),
        ([HEAD, [*LUA_GROWTH[:6], 52], ["Ngô", "tấn", 80, 60, 50, 75, 20]], [("table-formula", "error", "G2", "25")]),
        ([HEAD, ["Lúa", "tấn", 200, 90, 120, 45, -25]], []),
        ([HEAD, ["Hộ nghèo", "%", 2, 1.5, 2.4, 75, -0.9], ["Ngô", "tấn", 80, 60, 50, 75, 20]], []),
        ([HEAD, ["Hộ nghèo", "%", "", "", 2.4, "", ""], ["Ngô", "tấn", 0, 0, 0, "", ""]], []),
        ([HEAD[:5], ["Thu ngân sách", "triệu đồng", 5200, 4.9, 4700]], [("unit-scale", "warning", "D2", "4.900")]),
        ([HEAD[:5], ["Thu ngân sách", "triệu đồng", 5200, "4,905", "4.700"]], [("number-format", "warning", "D2", "4.905")]),
        ([HEAD[:5], ["Số hộ khá", "hộ", 20, 21, 2]], []),
        ([HEAD[:5], ["Bảo hiểm", "%", 90, "91.5", "6.75%"]], [("number-format", "warning", "D2", None)]),
        ([HEAD[:4], ["Số hộ", "hộ", 20, 21], ["Số hộ", "hộ", 20, 22]], [("restated", "error", "D3", "21")]),
        ([HEAD[:4], ["Số hộ", "hộ", 20, 21], ["Số hộ", "hộ", 20, 21]], []),
        ([HEAD[:4], ["Tổng đàn", "con", 20, 21], *ANIMALS], [("sum-of-parts", "error", "D2", "23")]),
        ([HEAD[:4], ["Tổng đàn", "con", 20, 90], *ANIMALS], []),
        ([HEAD[:4], ["Dân số", "người", 20, 21], ["Trong đó: nữ", "người", 8, 12], ["Trong đó: trẻ em", "người", 12, 14]], []),
    ],
)  # fmt: skip
def test_without_printed_formulas(rows: Rows, expected: list[tuple[str, str, str, str | None]]) -> None:
    assert found(rows) == expected


def test_a_total_of_members() -> None:
    rows = [
        ["Nội dung", "ĐVT", "Tổng", "Xã An Bình", "Xã Hòa Lạc"],
        ["Số lớp", "lớp", 13, 5, 7],
        ["Tỷ lệ", "%", 90, 89, 91],
    ]
    assert found(rows) == [("sum-of-parts", "error", "C2", "12")]
    rows[1][4] = ""
    assert found(rows) == []  # a member is missing: the total may hold it
    rows[1][3] = 14
    assert found(rows) == [("sum-of-parts", "error", "C2", "14")]
    rows[1][3:] = [6, 7]
    rows[2][2] = 95
    assert found(rows) == [("sum-of-parts", "warning", "C3", None)]


def test_a_total_of_places_in_rows() -> None:
    rows = [["Địa bàn", "Số hộ nghèo (hộ)"], ["Thôn Đông", 12], ["Thôn Đoài", 9], ["Tổng cộng", 31]]
    assert found(rows) == [("sum-of-parts", "error", "B4", "21")]


def test_categories() -> None:
    rows = [["Danh hiệu", "Tổng số", "Tập thể", "Cá nhân"], ["Lao động tiên tiến", 30, 4, 27]]
    assert found(rows) == [("sum-of-parts", "error", "B2", "31")]


def test_a_formula_no_row_follows() -> None:
    rows = [
        ["Chỉ tiêu", "Kế hoạch", "Thực hiện", "Tỷ lệ đạt KH (%)"], ["A", 1, 2, "3=1/2*100"],
        ["Lúa", 200, 150, 75], ["Ngô", 80, 60, 75], ["Lạc", 40, 50, 125],
    ]  # fmt: skip
    assert found(rows) == [("table-formula", "error", "D3", None)]


def test_two_files_that_disagree() -> None:
    one = [["Chỉ tiêu", "Kỳ này"], ["Số hộ thoát nghèo", 12]]
    two = [["Chỉ tiêu", "Kỳ này"], ["Số hộ thoát nghèo", 15]]
    assert found(one, Khac=two) == [("restated", "error", "B2", "12")]


def test_a_cluster_and_a_commune_are_two_wholes(tmp_path: Path) -> None:
    wide = "Chỉ tiêu;ĐVT;Tổng số;Xã An Bình;Xã Hòa Lạc\nSố hộ thoát nghèo;hộ;21;12;9\n"
    own = "Chỉ tiêu;ĐVT;Kỳ này\nSố hộ thoát nghèo;hộ;12\n"
    paths = [tmp_path / "cum.csv", tmp_path / "xa.csv"]
    for path, text in zip(paths, (wide, own), strict=True):
        path.write_text(text, encoding="utf-8")
    assert figures.read_tables(paths).findings == ()


def test_a_date_that_was_a_ratio() -> None:
    import datetime

    data = xlsx({"S": [["Chỉ tiêu", "Kỳ này"], ["Thôn đạt chuẩn", datetime.date(2024, 6, 6)]]})  # type: ignore[list-item]
    (finding,) = figures.read_bytes(data, "a.xlsx").findings
    assert (finding.code, finding.severity) == ("number-format", "error")


def test_formulas_without_values_and_hidden_rows() -> None:
    import io

    import openpyxl

    book = openpyxl.Workbook()
    for row in (["Chỉ tiêu", "Kế hoạch", "Kỳ này"], ["Số hộ", 4, "=B2*2"], ["Số lớp", 3, 2]):
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["B"].hidden = True
    out = io.BytesIO()
    book.save(out)
    table = figures.read_bytes(out.getvalue(), "a.xlsx")
    assert [(f.code, f.severity, f.quote) for f in table.findings] == [
        ("table-read", "error", "C2"),
        ("table-read", "info", ""),
    ]
    assert [f.written for f in table.figures] == ["4", "3", "2"]


def test_every_finding_has_a_message_and_a_cell() -> None:
    makers: tuple[Callable[[], tuple[str, bytes]], ...] = shapes.SHAPES
    for maker in makers:
        name, data = maker()
        for finding in figures.read_bytes(data, name).findings:
            assert finding.message.endswith(".")
            assert cell(finding)


def test_parts_in_a_smaller_unit_than_their_whole() -> None:
    head = ["Chỉ tiêu", "Đơn vị tính", "Thực hiện"]
    parts = [["- Thu từ đất", "đồng", "40.300.003"], ["- Thu khác", "đồng", "2.000.000"]]
    assert found([head, ["Tổng thu", "nghìn đồng", "42.300"], *parts]) == []
    assert found([head, ["Tổng thu", "nghìn đồng", "41.300"], *parts]) == [
        ("sum-of-parts", "error", "C2", "42.300")
    ]


def of_plan(*percents: str) -> str:
    rows = (
        ["Chỉ tiêu", "ĐVT", "Tỷ lệ đạt so với kế hoạch (%)"],
        *([f"Việc {n}", "việc", p] for n, p in enumerate(percents)),
    )
    return "\n".join("\t".join(row) for row in rows)


@pytest.mark.parametrize(
    ("percents", "likely"),
    [
        (["101,2", "0,985", "97"], ["98,5"]),
        (["101,2", "0,985", "97", "1,02", "95,5"], ["98,5", "102"]),
        (["101,2", "0,9", "97"], ["90"]),
        # As small as the fellows are, or too few of them to tell; percentages that say so; a whole 1.
        (["2,1", "0,985", "1,7"], []),
        (["101,2", "0,985"], []),
        (["101,2", "0,985%", "97"], []),
        (["101,2", "1", "97"], []),
        (["0,95", "0,985", "97"], []),
        (["5,2", "0,85", "12"], []),
    ],
)
def test_a_part_of_one_pasted_among_percentages(percents: list[str], likely: list[str]) -> None:
    findings = figures.read_text(of_plan(*percents), "dán").findings
    assert [f.expected for f in findings if f.code == "table-read"] == likely
    for finding in findings:
        assert (finding.severity, cell(finding)[0]) == ("warning", "C")
        assert finding.quote in percents
        assert f"có thể là {finding.expected}" in finding.message


def test_a_small_share_that_was_as_small_a_year_ago_is_no_slip() -> None:
    rows = [
        "Tên\tKỳ này (%)\tCùng kỳ (%)",
        "Tỷ lệ dùng nước sạch\t98\t97",
        "Tỷ lệ hộ nghèo\t0,98\t1,2",
        "Tỷ lệ dùng điện\t99\t99",
    ]
    text = "\n".join(rows).replace("Tên", "Chỉ tiêu")
    assert [f.code for f in figures.read_text(text, "dán").findings] == []
    slipped = figures.read_text(text.replace("1,2", "95"), "dán").findings
    assert [(f.code, f.expected) for f in slipped if f.code == "table-read"] == [("table-read", "98")]
