"""The indicator table follows the precedent's shape: header, groups, order, computed columns; nothing supplied is lost."""

from __future__ import annotations

import pytest

import corpus
from corpus.types import StoredReport
from drafting import checks, figures, writers
from drafting.types import Draft, FigureTable, Profile
from drafting.writers.table_shape import shape_of
from tests.writers.test_drafts import spans_hold

UNIT = "UBND xã An Bình"
HEAD = """TT\tChỉ tiêu\tĐVT\tTH 6 tháng 2023\tKH năm 2024\tKết quả 6 tháng đầu năm 2024\t\t\tGhi chú
\t\t\t\t\tThực hiện\tTăng, giảm so với cùng kỳ (%)\tSo với kế hoạch (%)\t"""
CODES = "A\tB\tC\t1\t2\t3\t4=3/1*100\t5=3/2*100\t6"
BODY = """A\tKinh tế (4 chỉ tiêu)\t\t\t\t\t\t\t
1\tTổng diện tích gieo trồng\tha\t500\t1.000\t520\t4\t52\t
-\tDiện tích lúa\tha\t400\t800\t410\t2,5\t51,3\t
-\tDiện tích khoai\tha\t50\t100\t55\t10\t55\t
2\tĐàn gia cầm\tcon\t20.000\t45.000\t21.000\t5\t46,7\t
B\tVăn hóa - xã hội\t\t\t\t\t\t\t
1\tTỷ lệ hộ nghèo\t%\t3,2\t2,5\t2,8\t-12,5\t112\t
2\tTỷ lệ lao động qua đào tạo\t%\t60\t65\t62\t3,3\t95,4\t
C\tTài nguyên, môi trường\t\t\t\t\t\t\t
1\tTỷ lệ rác thải được thu gom\t%\t80\t90\t85\t6,3\t94,4\t"""
ROWS = """Chỉ tiêu;Đơn vị tính;Kỳ này;Cùng kỳ;Kế hoạch
Tỷ lệ hộ nghèo;%;2,1;2,8;1,9
Đàn gia cầm;con;23.100;21.000;48.000
Tổng diện tích gieo trồng;ha;530;520;1.010
Tổng diện tích gieo trồng: Diện tích lúa;ha;420;410;805
Tổng diện tích gieo trồng: Diện tích đậu;ha;12;10;30
Sản lượng cá nuôi;tấn;88;80;170
Tỷ lệ trẻ em được tiêm chủng;%;97;96;98
Số thanh niên nhập ngũ;người;9;9;9
"""


def drafted(codes: str = CODES, rows: str = ROWS, body: str = BODY) -> Draft:
    lines = [HEAD, codes, body] if codes else [HEAD, body]
    text = "BÁO CÁO\nSơ kết công tác thi đua, khen thưởng 6 tháng đầu năm 2024\nI. KẾT QUẢ\n"
    text += (
        "1. Kết quả thực hiện các chỉ tiêu\n" + "\n".join(lines) + "\nII. KHEN THƯỞNG\nViệc khen kịp thời.\n"
    )
    report = corpus.parse_text(text, "truoc.txt")
    table = figures.read_grid([r.split(";") for r in rows.strip().split("\n")], "so-lieu.csv", "2025-H1")
    old = StoredReport("old", "truoc.txt", "", report)
    plan = writers.make_plan(UNIT, "2025-H1", "so-ket", Profile(unit=UNIT), table, [], like=old)
    return writers.PrecedentWriter({"old": report}).write(plan)


def lines(draft: Draft) -> list[tuple[str, ...]]:
    (table,) = draft.tables
    return list(table.rows)


def test_the_header_is_the_precedents_brought_to_this_period() -> None:
    draft = drafted()
    spans_hold(draft)
    (table,) = draft.tables
    assert table.header_rows == 3
    assert table.rows[0][3:6] == ("TH 6 tháng 2024", "KH năm 2025", "Kết quả 6 tháng đầu năm 2025")
    assert table.rows[1][5] == "Thực hiện"
    assert table.rows[2] == tuple(CODES.split("\t"))


def test_rows_stand_in_the_precedents_order_and_new_ones_in_their_group() -> None:
    rows = [(r[0], r[1]) for r in lines(drafted())[3:]]
    assert rows == [
        ("A", "Kinh tế (3 chỉ tiêu)"),
        ("1", "Tổng diện tích gieo trồng"),
        ("-", "Diện tích lúa"),
        ("-", "Diện tích đậu"),
        ("2", "Đàn gia cầm"),
        ("3", "Sản lượng cá nuôi"),
        ("B", "Văn hóa - xã hội"),
        ("1", "Tỷ lệ hộ nghèo"),
        ("2", "Tỷ lệ trẻ em được tiêm chủng"),
        ("3", "Số thanh niên nhập ngũ"),
    ]


def test_what_the_precedent_had_and_this_period_lacks_is_said() -> None:
    notes = " ".join(drafted().notes)
    assert "Tỷ lệ lao động qua đào tạo" in notes
    assert "Tỷ lệ rác thải được thu gom" in notes
    assert "Đàn gia cầm" not in notes


def test_columns_are_computed_by_the_printed_formula() -> None:
    poultry = next(r for r in lines(drafted()) if r[1] == "Đàn gia cầm")
    assert poultry[3:] == ("21.000", "48.000", "23.100", "110", "48,1", "")


def test_without_a_formula_the_precedents_own_cells_tell_how() -> None:
    poultry = next(r for r in lines(drafted(codes="")) if r[1] == "Đàn gia cầm")
    assert poultry[6] == "10"
    poor = next(r for r in lines(drafted(codes="")) if r[1] == "Tỷ lệ hộ nghèo")
    assert poor[6] == "-25"


def test_every_number_of_the_table_is_bound_and_right() -> None:
    draft = drafted()
    (table,) = draft.tables
    bound = [b.quote for b in draft.numbers if table.start <= b.start < table.end]
    cells = [c for row in table.rows[3:] for at, c in enumerate(row) if at > 2 and c]
    assert sorted(bound) == sorted(cells)
    found = checks.check(corpus.parse_text(draft.text, "d.txt"), FigureTable(draft.figures), period="2025-H1")
    assert [f.message for f in found.findings if f.severity == "error"] == []
    assert draft.unused == ()


def test_a_table_of_the_clerks_own_groups_keeps_all_its_rows() -> None:
    rows = (
        "TT;Chỉ tiêu;Đơn vị tính;Kế hoạch;Ước thực hiện\nI;Về kinh tế;;;\n1;Đàn gia cầm;con;48.000;23.100\n"
    )
    rows += "II;Về an ninh;;;\n2;Số vụ cháy;vụ;;1\n3;Số buổi tuyên truyền;buổi;;6\n"
    labels = [r[1] for r in lines(drafted(rows=rows))[3:]]
    assert {"Đàn gia cầm", "Số vụ cháy", "Số buổi tuyên truyền"} <= set(labels)


@pytest.mark.parametrize("text", ["1. Ông A\tchủ tịch\n2. Bà B\tthư ký", "TT\tHọ và tên\tChức vụ\n1\tA\tB"])
def test_a_list_of_names_has_no_shape(text: str) -> None:
    report = corpus.parse_text(f"BÁO CÁO\nKết quả\nI. DANH SÁCH\n{text}\n", "d.txt")
    assert all(shape_of(t) is None for t in report.tables)
