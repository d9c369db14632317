"""A guidance document gives the draft's headings; what it tells the writer to do stands as a hint, never as text."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

import corpus
from corpus.types import Report
from drafting import figures, writers
from drafting.types import Draft, Plan, Profile
from drafting.writers.guidance import clean_hint, heading_and_told, is_guidance
from tests.writers.test_standard import ROWS

UNIT = "UBND xã Minh An"
NUMBERED = """ĐỀ CƯƠNG
BÁO CÁO SƠ KẾT CÔNG TÁC THI ĐUA, KHEN THƯỞNG 6 THÁNG ĐẦU NĂM 2024
I. ĐẶC ĐIỂM TÌNH HÌNH
Nêu khái quát tình hình của địa phương, thuận lợi, khó khăn.
II. KẾT QUẢ THỰC HIỆN
1. Công tác lãnh đạo, chỉ đạo (nêu rõ số văn bản đã ban hành, có phụ lục kèm theo)
2. Phong trào thi đua phát triển kinh tế
- Đánh giá kết quả thực hiện các chỉ tiêu kinh tế;
- So sánh với cùng kỳ và kế hoạch năm.
3. Phong trào thi đua trong lĩnh vực văn hóa - xã hội
4. Phong trào thi đua giữ vững quốc phòng - an ninh
5. Xây dựng Đảng, chính quyền
6. Công tác khen thưởng
Thống kê số lượng tập thể, cá nhân được khen theo từng hình thức (có biểu kèm theo).
III. PHƯƠNG HƯỚNG, NHIỆM VỤ 6 THÁNG CUỐI NĂM 2024
IV. KIẾN NGHỊ, ĐỀ XUẤT (nếu có)
Báo cáo gửi về Phòng Nội vụ trước ngày 10/6/2024.
"""
LETTER = """UBND TỈNH HẢI LAM
SỞ NỘI VỤ
Số: 456/SNV-TĐKT
V/v hướng dẫn báo cáo sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm 2025
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hải Lam, ngày 05 tháng 5 năm 2025
Kính gửi: UBND các xã, phường.
Sở Nội vụ đề nghị UBND các xã, phường báo cáo theo đề cương sau:
1. Công tác lãnh đạo, chỉ đạo: nêu rõ việc cụ thể hóa các văn bản của cấp trên.
2. Kết quả phát triển kinh tế - xã hội, quốc phòng - an ninh: số liệu so với cùng kỳ.
3. Công tác khen thưởng: nêu số lượng tập thể, cá nhân được khen thưởng.
4. Phương hướng, nhiệm vụ 6 tháng cuối năm 2025.
Báo cáo gửi về Sở Nội vụ trước ngày 25/5/2025./.
Nơi nhận:
- Lưu: VT.
GIÁM ĐỐC
Nguyễn Văn An
"""
MARKED = """# Đề cương báo cáo 6 tháng đầu năm 2025
## Phần thứ nhất: Kết quả công tác thi đua, khen thưởng 6 tháng đầu năm 2025
### I. Công tác tham mưu, chỉ đạo
*(Nêu các văn bản đã ban hành; tình hình triển khai)*
### II. Kết quả các phong trào thi đua
#### 1. Lĩnh vực kinh tế
*Nêu diện tích, sản lượng.*
#### 2. Lĩnh vực văn hóa - xã hội
### III. Công tác khen thưởng
## Phần thứ hai: Phương hướng, nhiệm vụ 6 tháng cuối năm 2025
"""
DOTTED = """ĐỀ CƯƠNG BÁO CÁO 6 THÁNG ĐẦU NĂM 2025
A. TÌNH HÌNH VÀ KẾT QUẢ
1. Sản xuất nông nghiệp: Diện tích gieo trồng, năng suất, sản lượng các cây trồng chính.
2. Thu, chi ngân sách: ………………
3. Y tế, giảm nghèo: ...
4. Quốc phòng, an ninh
B. CÔNG TÁC KHEN THƯỞNG
C. NHIỆM VỤ 6 THÁNG CUỐI NĂM 2025
Ghi chú: Số liệu lấy đến hết ngày 15/6/2025.
"""


def paragraph(document, text: str, told: str = "", *, bold: bool = True) -> None:
    added = document.add_paragraph()
    added.add_run(text).bold = bold
    added.add_run(told).italic = True


def in_word(path: Path) -> Report:
    document = Document()
    paragraph(document, "ĐỀ CƯƠNG BÁO CÁO")
    paragraph(document, "Sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm 2025")
    paragraph(document, "I. KẾT QUẢ PHONG TRÀO THI ĐUA")
    paragraph(document, "1. Công tác chỉ đạo, triển khai")
    paragraph(document, "", "- Số lượng văn bản; hình thức triển khai.")
    paragraph(document, "2. Phong trào thi đua phát triển kinh tế", " (ghi rõ kết quả so với cùng kỳ)")
    paragraph(document, "3. Phong trào thi đua lĩnh vực văn hóa - xã hội")
    paragraph(document, "", "Yêu cầu: đánh giá cụ thể từng chỉ tiêu.")
    paragraph(document, "II. CÔNG TÁC KHEN THƯỞNG")
    table = document.add_table(2, 3)
    for at, text in enumerate(("Hình thức khen thưởng", "Tập thể", "Cá nhân")):
        table.cell(0, at).text = text
    paragraph(document, "III. PHƯƠNG HƯỚNG, NHIỆM VỤ 6 THÁNG CUỐI NĂM 2025")
    document.save(str(path))
    return corpus.read_file(path)


def in_headings(path: Path) -> Report:
    document = Document()
    document.add_heading("Đề cương báo cáo sơ kết 6 tháng đầu năm 2025", 0)
    document.add_heading("Công tác lãnh đạo, chỉ đạo", 1)
    document.add_paragraph("Trình bày việc ban hành văn bản, phân công nhiệm vụ.")
    for words in ("Kinh tế", "Văn hóa - xã hội", "Quốc phòng - an ninh", "Công tác khen thưởng"):
        document.add_heading(words, 1)
    document.add_heading("Phương hướng, nhiệm vụ", 1)
    document.save(str(path))
    return corpus.read_file(path)


def in_table(path: Path) -> Report:
    document = Document()
    document.add_paragraph("MẪU BÁO CÁO")
    rows = (
        ("Nội dung báo cáo", "Yêu cầu"),
        ("I. Kết quả phong trào thi đua", "Nêu kết quả từng phong trào"),
        ("II. Công tác khen thưởng", "Số lượng theo hình thức"),
        ("III. Nhiệm vụ thời gian tới", "Từ 3 đến 5 nhiệm vụ"),
    )
    table = document.add_table(len(rows), 2)
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
    document.save(str(path))
    return corpus.read_file(path)


def planned(guidance: Report) -> Plan:
    table = figures.read_grid([r.split(";") for r in ROWS], "so-lieu.csv", "2025-H1")
    return writers.make_plan(UNIT, "2025-H1", "", Profile(unit=UNIT), table, outline=guidance)


def drafted(plan: Plan) -> Draft:
    return writers.PrecedentWriter({}).write(plan)


def headings(plan: Plan) -> list[str]:
    return [f"{s.label} {s.heading}" for s in plan.sections]


def hint(plan: Plan, words: str) -> str:
    return next(s.hint for s in plan.sections if words in s.heading.casefold())


def test_numbered_headings_lose_their_instructions_and_carry_this_period() -> None:
    plan = planned(corpus.parse_text(NUMBERED, "de-cuong.txt"))
    assert headings(plan) == [
        "I. ĐẶC ĐIỂM TÌNH HÌNH",
        "II. KẾT QUẢ THỰC HIỆN",
        "1. Công tác lãnh đạo, chỉ đạo",
        "2. Phong trào thi đua phát triển kinh tế",
        "3. Phong trào thi đua trong lĩnh vực văn hóa - xã hội",
        "4. Phong trào thi đua giữ vững quốc phòng - an ninh",
        "5. Xây dựng Đảng, chính quyền",
        "6. Công tác khen thưởng",
        "III. PHƯƠNG HƯỚNG, NHIỆM VỤ 6 THÁNG CUỐI NĂM 2025",
        "IV. KIẾN NGHỊ, ĐỀ XUẤT",
    ]
    assert hint(plan, "lãnh đạo") == "số văn bản đã ban hành, có phụ lục kèm theo"
    assert "so sánh với cùng kỳ" in hint(plan, "phát triển kinh tế")
    assert hint(plan, "kiến nghị") == ""


def test_instructions_are_never_text_of_the_draft() -> None:
    draft = drafted(planned(corpus.parse_text(NUMBERED, "de-cuong.txt")))
    body = draft.text
    for gap in sorted(draft.gaps, key=lambda g: -g.start):
        body = body[: gap.start] + body[gap.end :]
    for words in ("khái quát", "Thống kê", "kèm theo", "nếu có", "gửi về", "So sánh"):
        assert words not in body
    assert "[…: cần nêu số văn bản đã ban hành, có phụ lục kèm theo]" in draft.text
    assert "đàn lợn" in body.casefold()
    assert "Phấn đấu hoàn thành các chỉ tiêu kế hoạch năm 2025" in body


def test_a_letter_with_the_outline_in_it() -> None:
    plan = planned(corpus.parse_text(LETTER, "cong-van.txt"))
    assert headings(plan) == [
        "1. Công tác lãnh đạo, chỉ đạo",
        "2. Kết quả phát triển kinh tế - xã hội, quốc phòng - an ninh",
        "3. Công tác khen thưởng",
        "4. Phương hướng, nhiệm vụ 6 tháng cuối năm 2025",
    ]
    assert hint(plan, "khen thưởng") == "số lượng tập thể, cá nhân được khen thưởng"
    assert "V/v" not in plan.title
    assert drafted(plan).unused == ()


def test_marks_and_dots_go() -> None:
    plan = planned(corpus.parse_text(MARKED, "de-cuong.md"))
    assert plan.sections[0].label == "Phần thứ nhất"
    assert plan.sections[0].heading.isupper()
    assert hint(plan, "tham mưu") == "các văn bản đã ban hành; tình hình triển khai"
    dotted = planned(corpus.parse_text(DOTTED, "de-cuong.txt"))
    assert "2. Thu, chi ngân sách" in headings(dotted)
    assert hint(dotted, "nông nghiệp").startswith("diện tích gieo trồng")
    assert hint(dotted, "nhiệm vụ") == ""


def test_a_word_file_with_instructions_in_italics(tmp_path: Path) -> None:
    plan = planned(in_word(tmp_path / "de-cuong.docx"))
    assert headings(plan)[1:4] == [
        "1. Công tác chỉ đạo, triển khai",
        "2. Phong trào thi đua phát triển kinh tế",
        "3. Phong trào thi đua lĩnh vực văn hóa - xã hội",
    ]
    assert hint(plan, "phát triển kinh tế") == "kết quả so với cùng kỳ"
    assert hint(plan, "văn hóa") == "đánh giá cụ thể từng chỉ tiêu"
    assert "Hình thức khen thưởng" in hint(plan, "khen thưởng")


def test_word_headings_without_numbers_are_numbered(tmp_path: Path) -> None:
    plan = planned(in_headings(tmp_path / "de-cuong.docx"))
    assert headings(plan) == [
        "1. Công tác lãnh đạo, chỉ đạo",
        "2. Kinh tế",
        "3. Văn hóa - xã hội",
        "4. Quốc phòng - an ninh",
        "5. Công tác khen thưởng",
        "6. Phương hướng, nhiệm vụ",
    ]


def test_headings_in_a_table(tmp_path: Path) -> None:
    plan = planned(in_table(tmp_path / "mau.docx"))
    assert [s.heading.casefold() for s in plan.sections] == [
        "kết quả phong trào thi đua",
        "công tác khen thưởng",
        "nhiệm vụ thời gian tới",
    ]
    assert hint(plan, "phong trào") == "kết quả từng phong trào"


def test_a_document_without_headings_leaves_the_standard_outline_and_says_so() -> None:
    plan = planned(corpus.parse_text("Đề cương sẽ gửi sau.", "de-cuong.txt"))
    assert len(plan.sections) > 10
    assert "đề cương chuẩn" in " ".join(plan.notes)


def test_a_report_is_no_guidance() -> None:
    text = "BÁO CÁO\nKết quả thi đua\nI. KẾT QUẢ\nToàn xã gieo trồng 500 ha.\nĐàn lợn có 300 con.\nII. KHEN THƯỞNG\n"
    report = corpus.parse_text(text + "Chủ tịch xã tặng 5 Giấy khen cho nhân dân.\n", "cu.txt")
    assert not is_guidance(report)
    assert all(s.hint == "" for s in planned(report).sections)


@pytest.mark.parametrize(
    ("heading", "bare", "told"),
    [
        ("Công tác chỉ đạo (nêu rõ văn bản)", "Công tác chỉ đạo", "nêu rõ văn bản"),
        ("Kiến nghị (nếu có):", "Kiến nghị", ""),
        ("Thu ngân sách: ……", "Thu ngân sách", ""),
        ("Phong trào “Vì người nghèo”", "Phong trào “Vì người nghèo”", ""),
        ("Công tác khen thưởng: thống kê theo hình thức", "Công tác khen thưởng", "thống kê theo hình thức"),
    ],
)
def test_a_heading_and_what_it_tells(heading: str, bare: str, told: str) -> None:
    assert heading_and_told(heading) == (bare, told)


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("- Nêu rõ số cuộc họp.", "số cuộc họp"),
        ("(Phân tích nguyên nhân)", "phân tích nguyên nhân"),
        ("………………", ""),
        ("Ghi chú: số liệu đến ngày 15/6.", ""),
        ("HĐND, UBND đã ban hành", "HĐND, UBND đã ban hành"),
    ],
)
def test_hints_are_clean(line: str, hint: str) -> None:
    assert clean_hint(line) == hint
