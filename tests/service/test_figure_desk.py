"""The desk's figures: cells corrected, columns named, standing figures confirmed, series for charts, the unit's own past."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

import corpus
from corpus.database import open_engine, sqlite_url
from corpus.errors import InputError
from corpus.types import StoredReport
from drafting.service import collecting, series, standing
from drafting.service.desk_figures import FigureDesk
from drafting.service.own_past import against_library, last_own, year_before
from drafting.types import CellSource, ConfirmedSource
from drafting.workspace.store import Workspace

TABLE = "Chỉ tiêu;ĐVT;Kế hoạch;Kỳ này;So với kế hoạch (%)\nSản lượng thóc;tấn;2.000;1.500;57\nSố lớp học;lớp;4;3;75\n"


def report(period: str, thoc: str, unit: str = "XÃ AN BÌNH", more: str = "") -> StoredReport:
    text = (
        f"ỦY BAN NHÂN DÂN\n{unit}\n\nBÁO CÁO\nSơ kết phong trào thi đua {period}\n\nI. KẾT QUẢ\n"
        f"Tổng diện tích tự nhiên 312,5 ha. Điện thoại: 0237 386 6051.\nSản lượng thóc đạt {thoc} tấn. {more}\n"
    )
    read = corpus.parse_text(text, f"{period}.txt")
    return StoredReport(f"{unit}-{period}", f"{period}.txt", "2026-01-01", read)


REPORTS = [
    report("6 tháng đầu năm 2023", "1.300"),
    report("6 tháng đầu năm 2024", "1.400"),
    report("năm 2024", "2.950"),
    report("6 tháng đầu năm 2024", "800", "XÃ HÒA LẠC"),
]


NAMES = "STT;Tên tập thể;Hình thức khen thưởng\n1;Thôn Cầu Sen;Giấy khen của Chủ tịch UBND xã\n"


def test_a_list_of_names_is_kept_as_lines(desk: FigureDesk) -> None:
    assert desk.add_pasted(NAMES, "2025-H1").figures == ()
    assert [(f.heading, f.line) for f in desk.lists()] == [("Tập thể", 1), ("Tập thể", 2)]
    assert "Thôn Cầu Sen" in desk.lists()[1].text
    desk.remove(desk.lists()[0].file)
    assert desk.lists() == ()


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    engine = open_engine(sqlite_url(tmp_path / "a.db"))
    yield Workspace(engine)
    engine.dispose()


@pytest.fixture
def desk(workspace: Workspace) -> FigureDesk:
    found = FigureDesk(workspace, "local")
    found.add_file("a.csv", TABLE.encode(), "2025-H1")
    return found


def test_a_corrected_cell_is_checked_again_and_told_of(desk: FigureDesk) -> None:
    (wrong,) = [f for f in desk.table().findings if f.severity == "error"]
    assert wrong.quote == "57"
    desk.correct(CellSource("a.csv", None, "E2"), "75", "Lan")
    table = desk.table()
    assert not [f for f in table.findings if f.severity == "error"]
    (note,) = table.findings
    assert (note.severity, note.quote, note.expected) == ("info", "75", "57")
    assert "Lan" in note.message
    assert next(f for f in table.figures if f.written == "75").source == CellSource("a.csv", None, "E2")
    with pytest.raises(InputError):
        desk.correct(CellSource("khac.csv", None, "E2"), "75", "Lan")


def test_what_is_pasted_twice_is_two_tables(desk: FigureDesk) -> None:
    desk.add_pasted("Chỉ tiêu\tKỳ này\nSố mô hình\t3\n", "2025-H1")
    desk.add_pasted(
        "<table><tr><td>Chỉ tiêu</td><td>Kỳ này</td></tr><tr><td>Số tổ</td><td>4</td></tr></table>", None
    )
    assert desk.sources() == ["a.csv", "Bảng dán vào", "Bảng dán vào 2"]
    assert [f.written for f in desk.table().figures][-2:] == ["3", "4"]
    with pytest.raises(InputError):
        desk.add_pasted("không có bảng nào", None)
    desk.remove("Bảng dán vào")
    assert desk.sources() == ["a.csv", "Bảng dán vào 2"]


def test_the_units_own_last_report() -> None:
    assert last_own(REPORTS, "UBND xã An Bình", "2025-H1") == REPORTS[1]
    assert last_own(REPORTS, "UBND xã An Bình", "2025") == REPORTS[2]
    assert last_own(REPORTS, "UBND xã An Bình", "2024-H1") == REPORTS[0]
    assert last_own(REPORTS, "UBND xã Lạ", "2025-H1") is None
    assert year_before(REPORTS, "xã Hòa Lạc", "2025-H1") == REPORTS[3]


def test_the_table_against_the_library(workspace: Workspace) -> None:
    desk = FigureDesk(workspace, "other")
    desk.add_file(
        "b.csv", "Chỉ tiêu;ĐVT;Kỳ này;Cùng kỳ\nSản lượng thóc;tấn;1.500;1.040\n".encode(), "2025-H1"
    )
    (finding,) = against_library(desk.table(), REPORTS, "UBND xã An Bình", "2025-H1")
    assert (finding.code, finding.quote, finding.expected) == ("restated", "1.040", "1.400")
    assert against_library(desk.table(), REPORTS, "", "2025-H1") == []


def test_standing_figures_are_confirmed_anew_each_period(workspace: Workspace) -> None:
    proposed = standing.proposals(workspace, "UBND xã An Bình", REPORTS[1])
    area = next(s for s in proposed if "diện tích" in s.label.lower())
    phone = next(s for s in proposed if s.label == "Điện thoại")
    assert (area.written, area.unit, area.confirmed_by) == ("312,5", "ha", "")
    assert phone.written == "0237 386 6051"
    standing.confirm(workspace, "UBND xã An Bình", "2025-H1", [area, phone], "Lan")
    table = standing.confirmed_table(workspace, "UBND xã An Bình", "2025-H1")
    values = {f.label: (f.value, f.text, f.period) for f in table.figures}
    assert values[area.label] == (Decimal("312.5"), None, "2025-H1")
    assert values["Điện thoại"] == (None, "0237 386 6051", "2025-H1")
    assert all(
        isinstance(f.source, ConfirmedSource) and f.source.confirmed_by == "Lan" for f in table.figures
    )
    # Next period they are proposals again, with who confirmed them and when.
    assert standing.confirmed_table(workspace, "UBND xã An Bình", "2026-H1").figures == ()
    again = {s.label: s for s in standing.proposals(workspace, "UBND xã An Bình", REPORTS[1])}
    assert (again[area.label].confirmed_by, again[area.label].period) == ("Lan", "2025-H1")
    assert len(again) == len(proposed)
    standing.forget(workspace, "UBND xã An Bình", [phone.key])
    assert len(standing.confirmed_table(workspace, "UBND xã An Bình", "2025-H1").figures) == 1
    with pytest.raises(InputError):
        standing.confirm(workspace, "UBND xã An Bình", "", [area], "Lan")
    with pytest.raises(InputError):
        standing.confirm(
            workspace, "UBND xã An Bình", "2025-H1", [standing.Standing("Diện tích", " ", "ha")], "Lan"
        )


def test_series_over_periods_and_members(desk: FigureDesk) -> None:
    desk.add_file("c.csv", "Chỉ tiêu;ĐVT;Xã A Một;Xã B Hai\nSố hộ nghèo;hộ;12;20\n".encode(), "2025-H1")
    found = {s.label: s for s in series.all_series(REPORTS, "UBND xã An Bình", desk.table(), "2025-H1")}
    rice = found["Sản lượng thóc"].over_periods()
    assert [(p.period, p.value) for p in rice] == [
        ("2023-H1", 1300), ("2024-H1", 1400), ("2024", 2950), ("2025-H1", 1500),
    ]  # fmt: skip
    assert "Sản lượng thóc đạt 1.400 tấn" in rice[1].source
    members = found["Số hộ nghèo"].over_members()
    assert [(p.scope, p.value) for p in members["2025-H1"]] == [("Xã B Hai", 20), ("Xã A Một", 12)]


def test_collecting_in_the_app(workspace: Workspace) -> None:
    form, data = collecting.request_file(REPORTS[1].report, "2025-H1", "one", workspace)
    assert form.endswith(".xlsx")
    assert data.startswith(b"PK")
    lines = {label: who for label, _, who in collecting.asked_lines(REPORTS[1].report, workspace)}
    rice = next(label for label in lines if label.startswith("Sản lượng"))
    assert lines[rice] == "Phòng Kinh tế"
    collecting.assign(workspace, "UBND xã An Bình", {rice: "Hợp tác xã"})
    lines = {label: who for label, _, who in collecting.asked_lines(REPORTS[1].report, workspace)}
    assert lines[rice] == "Hợp tác xã"
    collecting.assign(workspace, "UBND xã An Bình", {rice: ""})
    assert collecting.assignment(workspace, "UBND xã An Bình") == {}
    filled = "Đơn vị báo cáo: Xã An Bình;;\nChỉ tiêu;ĐVT;Kỳ này\nSố hộ nghèo;hộ;12\n".encode()
    done = collecting.consolidate_files(
        [("x.csv", filled), ("x.xlsx", b"PK")], ["Xã Hòa Lạc"], workspace, "2025-H1"
    )
    assert (done.members, done.missing) == (("Xã An Bình",), ("Xã Hòa Lạc",))
    assert done.workbook.startswith(b"PK")


def test_same_period_after_a_merger(workspace: Workspace) -> None:
    line = "Xã Bình Hòa\tXã An Bình|Xã Hòa Lạc\t2025-01-01\tNghị quyết về sắp xếp đơn vị hành chính"
    collecting.keep_mergers(workspace, line)
    merger = collecting.merger_for(workspace, "UBND xã Bình Hòa", "2025-H1")
    assert merger is not None
    made = collecting.after_merger(merger, REPORTS, "2025-H1")
    rice = next(f for f in made.table.figures if f.label.startswith("Sản lượng"))
    assert (rice.value, rice.role, rice.period) == (2200, "same-period", "2024-H1")
    with pytest.raises(InputError):
        collecting.keep_mergers(workspace, "thiếu căn cứ")
