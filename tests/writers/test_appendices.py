"""Appendices stand behind the signature, in the text as in the document; lists of names go where they belong."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import docx

import corpus
from corpus.types import StoredReport
from drafting import export, figures, writers
from drafting.types import Draft, Fact, Plan, Profile
from drafting.writers.reuse import redraft
from tests.writers.test_drafts import spans_hold

UNIT = "UBND xã An Bình"
PAST = """ỦY BAN NHÂN DÂN
XÃ AN BÌNH
Số: 45/BC-UBND
BÁO CÁO
Sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm 2024
I. KẾT QUẢ PHONG TRÀO THI ĐUA
1. Kinh tế
Sản lượng thóc đạt 2.450 tấn, tăng 3,2% so với cùng kỳ.
2. Công tác khen thưởng
Việc xét khen bảo đảm công khai, đúng người.
II. PHƯƠNG HƯỚNG
Giữ vững các phong trào thi đua đã phát động.
Tăng cường kiểm tra việc bình xét ở cơ sở.
Trên đây là báo cáo sơ kết của UBND xã An Bình./.
Nơi nhận:
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lê Văn Ba
Phụ lục I
BIỂU TỔNG HỢP CHỈ TIÊU 6 THÁNG ĐẦU NĂM 2024
TT\tChỉ tiêu\tĐơn vị tính\tThực hiện 6 tháng 2023\tThực hiện 6 tháng 2024
1\tSản lượng thóc\ttấn\t2.374\t2.450
2\tSố hộ nghèo\thộ\t45\t38
Phụ lục II
DANH SÁCH TẬP THỂ ĐƯỢC KHEN THƯỞNG
TT\tTên tập thể\tHình thức khen thưởng
1\tThôn Đông\tGiấy khen
2\tThôn Đoài\tGiấy khen
"""
ROWS = """Chỉ tiêu;Đơn vị tính;Kỳ này;Cùng kỳ
Sản lượng thóc;tấn;2.512;2.450
Số hộ nghèo;hộ;31;38
"""
NAMES = (
    Fact("Tập thể", "| TT | Tên tập thể | Hình thức khen thưởng |", 1, "ds.xlsx"),
    Fact("Tập thể", "| 1 | Thôn Trung | Giấy khen |", 2, "ds.xlsx"),
    Fact("Cá nhân", "| TT | Họ và tên | Hình thức khen thưởng |", 1, "ds.xlsx"),
    Fact("Cá nhân", "| 1 | Trần Thị Sen | Giấy khen |", 2, "ds.xlsx"),
)


def planned() -> tuple[Plan, writers.PrecedentWriter]:
    report = corpus.parse_text(PAST, "truoc.txt")
    table = figures.read_grid([r.split(";") for r in ROWS.strip().split("\n")], "so-lieu.csv", "2025-H1")
    old = StoredReport("old", "truoc.txt", "", report)
    profile = Profile(unit=UNIT, signer="Phạm Thị Lan")
    plan = writers.make_plan(UNIT, "2025-H1", "so-ket", profile, table, [], like=old, facts=NAMES)
    return plan, writers.PrecedentWriter({"old": report})


def drafted() -> Draft:
    plan, writer = planned()
    return writer.write(plan)


def test_appendices_follow_the_signature() -> None:
    draft = drafted()
    spans_hold(draft)
    text = draft.text
    order = [
        text.index(w)
        for w in ("kiểm tra việc bình xét", "./.", "Nơi nhận:", "Phạm Thị Lan", "Phụ lục I\n", "Phụ lục II\n")
    ]
    assert order == sorted(order)
    assert (text.count("Trên đây là"), text.count("./.")) == (1, 1)
    assert not [name for name in ("Lê Văn Ba", "Thôn Đông") if name in text]
    first = next(s for s in draft.sections if s.label == "Phụ lục I")
    assert "2.374" not in text[first.start : first.end]
    assert "2\tSố hộ nghèo\thộ\t38\t31" in text[first.start : first.end]
    tasks = next(s for s in draft.sections if s.label == "II.")
    assert tasks.end == text.index("./.") + 3


def test_lists_stand_in_the_section_that_asks_for_them() -> None:
    draft = drafted()
    awards = next(s for s in draft.sections if "khen thưởng" in s.heading and s.level == 2)
    listed = next(s for s in draft.sections if s.label == "Phụ lục II")
    assert "Danh sách cá nhân được khen thưởng:\nTT\tHọ và tên" in draft.text[awards.start : awards.end]
    assert "1\tThôn Trung\tGiấy khen" in draft.text[listed.start : listed.end]


def test_each_appendix_has_a_page_of_its_own(tmp_path: Path) -> None:
    export.to_docx(drafted(), tmp_path / "a.docx")
    document = docx.Document(str(tmp_path / "a.docx"))
    assert len(document.sections) == 3
    read = corpus.read_file(tmp_path / "a.docx")
    assert [s.label for s in read.sections if s.label.startswith("Phụ lục")] == ["Phụ lục I", "Phụ lục II"]
    assert read.meta.signer.name == "Phạm Thị Lan"


def test_drafting_again_keeps_signature_and_appendices_in_their_places() -> None:
    plan, writer = planned()
    draft = drafted()
    assert redraft(writer, plan, draft, plan).text == draft.text
    fewer = replace(plan, sections=tuple(s for s in plan.sections if s.heading != "Kinh tế"))
    again = redraft(writer, plan, draft, fewer)
    assert "Sản lượng thóc đạt" not in again.text
    assert again.text[again.text.index("Trên đây là") :] == draft.text[draft.text.index("Trên đây là") :]
