"""An edit is offered only where making it leaves nothing wrong; all that findings name is where they say it is."""

from __future__ import annotations

import pytest

import corpus
from drafting import checks, figures
from drafting.checks.proved import edited
from drafting.types import CheckResult, FigureRef, Fix, Place

HEAD = "BÁO CÁO\nSơ kết công tác thi đua, khen thưởng 6 tháng đầu năm 2025\nUBND xã Hòa Lộc báo cáo:\n\nI. KẾT QUẢ\n"
GRID = [
    ["Chỉ tiêu", "ĐVT", "Kỳ này", "Kế hoạch"],
    ["Thuế ngoài quốc doanh", "tỷ đồng", "76,2", "72"],
    ["Lệ phí trước bạ", "tỷ đồng", "31,5", "30"],
    ["Chiều dài tuyến ống mới", "m", "46,7", "50"],
]
TABLE = "Khoản thu\tDự toán\tThực hiện\tTỷ lệ (%)\nThuế ngoài quốc doanh\t72\t76,2\t105,8\nLệ phí trước bạ\t30\t31,5\t{}\n"


def told(line: str, *, table: bool = False) -> CheckResult:
    result = checks.check(
        corpus.parse_text(HEAD + line), figures.read_grid(GRID, "bang.csv") if table else None
    )
    assert result.faults == ()
    return result


def errors(result: CheckResult) -> list[tuple[str, str, str | None]]:
    return [
        (f.code, f.quote, f.fix.text if f.fix else None) for f in result.findings if f.severity == "error"
    ]


def test_no_edit_where_another_number_speaks_for_the_wrong_one() -> None:
    """The growth is counted from 846: either it or a part is wrong."""
    line = "Khen thưởng 846 trường hợp, gồm 251 tập thể và 593 cá nhân, tăng 61 trường hợp so với cùng kỳ (785 trường hợp)."
    assert errors(told(line)) == [("sum-of-parts", "846", None)]


def test_an_edit_that_sets_all_right_stays() -> None:
    line = "Khen thưởng 846 trường hợp, gồm 253 tập thể và 595 cá nhân."
    assert errors(told(line)) == [("sum-of-parts", "846", "848")]


def test_a_cell_is_corrected_in_the_scale_of_its_table() -> None:
    text = TABLE.format("105").replace("\t72\t", "\t27\t")
    assert errors(told(text, table=True)) == [("figure-mismatch", "27", "72")]


def test_the_plan_behind_a_stroke_is_no_result() -> None:
    found = errors(told("Chiều dài tuyến ống mới: 46,7 km/50 m, đạt 93,4%.", table=True))
    assert found == [("unit-scale", "46,7", None)]


def test_cells_of_the_text_bear_no_key_of_a_figure() -> None:
    result = told(TABLE.format("115"), table=True)
    finding = next(f for f in result.findings if f.quote == "115")
    assert finding.code in ("table-formula", "figure-mismatch")
    own = told(TABLE.format("115")).findings[0]
    assert all(e.figure is None for e in own.evidence if isinstance(e, FigureRef))
    assert [e.quote for e in own.evidence if isinstance(e, Place)] == ["31,5", "30"]


@pytest.mark.parametrize(
    ("old", "new"), [("31,5", "1.031,55"), ("Lệ phí", "Phí"), ("báo cáo:", "xin báo cáo:")]
)
def test_an_edited_report_is_the_edited_text_read(old: str, new: str) -> None:
    text = HEAD + TABLE.format("105") + "II. TỒN TẠI\nKhông có.\n"
    report = corpus.parse_text(text)
    at = report.text.index(old)
    after = edited(report, Fix(at, at + len(old), new))
    fresh = corpus.parse_text(report.text.replace(old, new, 1))
    assert after is not None
    assert (after.text, after.tables, after.sections, after.blocks) == (
        fresh.text, fresh.tables, fresh.sections, fresh.blocks,
    )  # fmt: skip
