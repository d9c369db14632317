"""Lists of names among tables: told from tables of figures, and handed on as lines."""

from __future__ import annotations

import pytest

from drafting import figures
from drafting.figures.rosters import without_rosters

PERSONS = [
    ["DANH SÁCH CÁ NHÂN ĐỀ NGHỊ KHEN THƯỞNG", "", "", ""],
    ["TT", "Họ và tên", "Chức vụ, đơn vị", "Hình thức khen thưởng"],
    ["1", "Lê Thị Bông", "Nông dân thôn Cầu Sen", "Giấy khen của Chủ tịch UBND xã"],
    ["2", "Phạm Văn Mạ", "Trưởng thôn Phú Thịnh", "Bằng khen của Chủ tịch UBND tỉnh"],
    ["", "Tổng cộng: 2 người", "", ""],
]
FIGURES = [
    ["Chỉ tiêu", "Đơn vị tính", "Kỳ này", "Cùng kỳ"],
    ["Cá nhân được tặng Giấy khen", "người", "12", "9"],
]


def test_a_list_of_persons() -> None:
    grid, found = without_rosters(figures.rows_grid(PERSONS, "ds.xlsx"))
    assert [(r.who, len(r.rows), r.lines) for r in found] == [("Cá nhân", 3, (2, 3, 4))]
    assert found[0].rows[1][1] == "Lê Thị Bông"
    assert not any(cell for row in grid.rows[1:] for cell in row)


def test_a_table_of_figures_is_no_list() -> None:
    assert without_rosters(figures.rows_grid(FIGURES, "a.xlsx"))[1] == ()


@pytest.mark.parametrize(
    ("head", "who"),
    [
        (["STT", "Tên tập thể", "Danh hiệu", "Thành tích"], "Tập thể"),
        (["STT", "Họ tên", "Địa chỉ", "Thành tích"], "Cá nhân"),
        (["STT", "Tên hộ gia đình", "Địa chỉ", "Thành tích"], "Hộ gia đình"),
        (["STT", "Tên đơn vị", "Hình thức khen", "Số quyết định"], "Tập thể"),
        (["STT", "Tên đơn vị", "Số lượng", "Thành tích"], None),
        (["STT", "Xã", "Kế hoạch", "Thực hiện"], None),
    ],
)
def test_heads(head: list[str], who: str | None) -> None:
    grid = figures.rows_grid([head, ["1", "Thôn Vân Trung", "8", "giữ sạch đường làng"]], "a.xlsx")
    assert [r.who for r in without_rosters(grid)[1]] == ([who] if who else [])


def test_figures_and_a_list_in_one_file() -> None:
    read = figures.read_grids(
        [figures.rows_grid([*FIGURES[:0], *PERSONS, ["", "", "", ""], *FIGURES], "a.xlsx")], None
    )
    assert [f.written for f in read.table.figures] == ["12", "9"]
    assert [r.who for r in read.rosters] == ["Cá nhân"]
