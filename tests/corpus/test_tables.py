from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

import corpus

DATA = Path(__file__).parent / "data"
GOLD = DATA / "gold" / "xa-6-thang-2024.table.tsv"
HEADER = [
    "TT",
    "Chỉ tiêu",
    "Đơn vị tính",
    "Cùng kỳ",
    "Kế hoạch",
    "Ước thực hiện",
    "So với cùng kỳ",
    "So với kế hoạch",
    "Ghi chú",
]
NUMBERS = ["A", "B", "1", "2", "3", "4", "5=4/2*100", "6=4/3*100", "7"]


def test_real_table(shared_reports: Path) -> None:
    report = corpus.read_file(shared_reports / "xa-6-thang-2024.txt")
    (table,) = report.tables
    gold = [tuple(line.split("\t")) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    assert list(table.rows) == gold
    assert table.header_rows == 3
    assert sum(row[0].isdigit() for row in table.rows) == 23
    assert table.section == "P1.II.2.3"
    for at, row in enumerate(table.rows):
        for column, cell in enumerate(row):
            start, end = table.cell_span(at, column)
            assert report.text[start:end] == cell


def test_one_cell_a_line_placed_by_formulas() -> None:
    cells = [
        *HEADER, *NUMBERS, "I", "Kinh tế (3 chỉ tiêu)",
        "1", "Sản lượng thóc", "tấn", "500", "1.000", "600", "120", "60",
        "2", "Thu ngân sách xã", "Trđ", "2.000", "1.500", "75",
        "3", "Diện tích rau an toàn", "ha", "40", "Đánh giá cuối năm",
    ]  # fmt: skip
    text = (
        "I. KẾT QUẢ\nBảng chỉ tiêu:\n"
        + "\n".join(cells)
        + "\nII. NHIỆM VỤ\nLàm tiếp những việc còn dở dang trong năm nay."
    )
    report = corpus.parse_text(text)
    (table,) = report.tables
    assert table.header_rows == 2
    rows = {row[0]: row for row in table.rows}
    assert rows["1"][2:] == ("tấn", "500", "1.000", "600", "120", "60", "")
    assert rows["2"][2:] == ("Trđ", "", "2.000", "1.500", "", "75", "")
    assert rows["3"][2:] == ("ha", "", "40", "", "", "", "Đánh giá cuối năm")
    assert [s.number for s in report.sections] == ["I", "II"]


def test_several_cells_a_line_and_repeated_header() -> None:
    header = " ".join(HEADER) + "\n" + " ".join(NUMBERS)
    text = (
        f"Bảng chỉ tiêu như sau:\n{header}\n1 Sản lượng thóc tấn 500 1.000 600 120 60\n"
        f"{header}\n2 Số hộ thoát nghèo hộ 4 10 5 125 50\nTrên đây là toàn bộ số liệu của kỳ báo cáo này, xã gửi huyện xem xét."
    )
    report = corpus.parse_text(text)
    (table,) = report.tables
    assert [row[1] for row in table.rows[table.header_rows :]] == ["Sản lượng thóc", "Số hộ thoát nghèo"]
    assert table.rows[-1][2:8] == ("hộ", "4", "10", "5", "125", "50")
    assert report.text.endswith("xem xét.")


def test_markdown_table() -> None:
    text = "## **I. Kết quả**\n\n| TT | Chỉ tiêu | Kết quả |\n|---|:---:|---|\n| 1 | **Lúa** | 5,5 tấn|\n| 2 | Ngô|6<br>tấn|\nH."
    report = corpus.parse_text(text, "a.md")
    (table,) = report.tables
    assert table.rows == (("TT", "Chỉ tiêu", "Kết quả"), ("1", "Lúa", "5,5 tấn"), ("2", "Ngô", "6 tấn"))
    assert (table.header_rows, table.section) == (1, "I")


def test_tabbed_table_of_our_own_text() -> None:
    report = corpus.parse_text("Bảng 1\nTT\tChỉ tiêu\tKết quả\n1\tLúa\t5,5\n2\tNgô\t\nHết.")
    (table,) = report.tables
    assert table.rows[2] == ("2", "Ngô", "")
    again = corpus.parse_text(report.text)
    assert again.text == report.text


def test_prose_is_no_table() -> None:
    text = "TT Huyện ủy giao chỉ tiêu cho xã từ đầu năm, xã giao lại cho thôn.\n1. Lúa đạt 5 tấn.\n2. Ngô đạt 6 tấn."
    assert corpus.parse_text(text).tables == ()


ALIGNED = """\
                                            Kế      Ước      So với
TT   Chỉ tiêu                     ĐVT      hoạch    thực       kế      Còn    Ghi
                                            năm     hiện     hoạch    phải    chú
                                                             3=2/1    4=1-
A    B                            C          1        2                        5
                                                             *100      2
I    Kinh tế
1    Sản lượng thóc               tấn      1.000     600       60      400
2    Diện tích rau an toàn        ha         40       30       75       10
3    Số hộ thoát nghèo trong      hộ         10       12      120
     năm của cả xã
"""


def test_an_aligned_table_with_broken_formulas_and_an_empty_column() -> None:
    (table,) = corpus.parse_text("Bảng chỉ tiêu của xã như sau:\n" + ALIGNED).tables
    numbers = table.rows[table.header_rows - 1]
    assert numbers == ("A", "B", "C", "1", "2", "3=2/1*100", "4=1-2", "5")
    assert table.rows[-1] == ("3", "Số hộ thoát nghèo trong năm của cả xã", "hộ", "10", "12", "120", "", "")
    assert table.rows[-3] == ("1", "Sản lượng thóc", "tấn", "1.000", "600", "60", "400", "")


def _flattened() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in (DATA / "flat.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            found[line[3:]] = []
        elif not line.startswith("#"):
            found[next(reversed(found))].append(line)
    return found


@pytest.mark.parametrize("name", _flattened())
def test_flattened_tables_of_other_shapes(name: str) -> None:
    file, header_rows = name.split(" ")
    path = DATA / "flat" / file
    report = corpus.read_file(path)
    (table,) = report.tables
    assert [" | ".join(row).rstrip() for row in table.rows] == _flattened()[name]
    assert table.header_rows == int(header_rows)
    assert [s.heading for s in report.sections] == ["KẾT QUẢ", "NHIỆM VỤ"]
    # The page's number and the header that comes again are all that is left out.
    again = 2 if file == "trang.txt" else 1
    head = "".join("".join(row) for row in table.rows[: table.header_rows])
    left = Counter(re.sub(r"\D", "", path.read_text(encoding="utf-8"))) - Counter(
        re.sub(r"\D", "", head) * (again - 1)
    )
    assert Counter(re.sub(r"\D", "", report.text)) == left - Counter("2" * (again - 1))


def test_a_row_of_more_figures_than_heads_loses_none() -> None:
    text = "STT Nội dung ĐVT\n1 Hộ nghèo hộ 18 24 133,3\n2 Hộ cận nghèo hộ 40 50 125\n"
    assert re.sub(r"\D", "", corpus.parse_text(text).text) == re.sub(r"\D", "", text)
