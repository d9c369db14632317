from __future__ import annotations

import time
from pathlib import Path

import pytest

import corpus
from corpus.resources import rows
from corpus.structure.assemble import assemble
from corpus.structure.headings import Numbered, score, title_of
from corpus.structure.labels import parse_label
from corpus.text.pieces import Piece

GOLD = Path(__file__).parent / "data" / "gold"
REAL = sorted(p.stem for p in GOLD.glob("*.tsv") if not p.name.endswith(".table.tsv"))


@pytest.mark.parametrize("name", REAL)
def test_sections_nest_and_begin_with_their_label(name: str, shared_reports: Path) -> None:
    report = corpus.read_file(next(p for p in shared_reports.iterdir() if p.stem == name))
    numbers = [s.number for s in report.sections]
    assert len(set(numbers)) == len(numbers)
    for section in report.sections:
        assert report.text[section.start :].startswith(section.label)
        assert section.start < section.body <= section.end <= len(report.text)
        parent = next((s for s in report.sections if s.number == section.number.rpartition(".")[0]), None)
        if parent is not None:
            assert parent.start < section.start
            assert section.end <= parent.end


@pytest.mark.parametrize("row", rows("heading_examples.tsv"), ids=lambda row: row[2][:40])
def test_heading_examples(row: tuple[str, ...]) -> None:
    want, followed, line = row[:3]
    label = parse_label(line)
    assert label is not None
    text = line[label.end :]
    assert (score(Numbered(label, text, followed=followed)) > 0) == (want == "heading")
    if want == "heading":
        assert title_of(text).text == row[3]


NO_LABELS = [
    "12/2019/TT-BNV ngày 04 tháng 11", "1.460 tấn thóc", "6 tháng đầu năm", "279,63 ha", "1, thôn 2 và thôn 3",
    "34-CT/TW của Bộ Chính trị", "2024, phương hướng", "5tỷ đồng", "145.500.000 đồng", "Phần lớn các thôn",
    "Phần thứ hai của báo cáo nêu", "Điều này cho thấy", "Thứ hai tuần sau xã họp", "28/5/2021 của Ban",
    "Văn hóa, xã hội", "In ấn tài liệu", "100% hộ dân", "Mai A. Lê",
]  # fmt: skip


@pytest.mark.parametrize("line", NO_LABELS)
def test_no_labels(line: str) -> None:
    assert parse_label(line) is None


LABELS = [
    ("Phần thứ nhất", "phan", "P1"), ("PHẦN THỨ HAI: NHIỆM VỤ", "phan", "P2"), ("Phần II. Kết quả", "phan", "P2"),
    ("IV. HẠN CHẾ", "roman", "IV"), ("IX- KHÁC", "roman", "IX"), ("2.1. Thi đua", "arabic", "1"),
    ("1.2 Tiếp tục", "arabic", "2"), ("3) Nguyên nhân", "arabic", "3"), ("đ) Y tế", "letter", "đ"),
    ("Thứ năm: Thi đua", "thu", "T5"), ("Hai là, nâng cao", "thu", "T2"), ("Điều 3. Tổ chức", "dieu", "Đ3"),
    ("Phụ lục 02", "phuluc", "PL2"), ("B. NHIỆM VỤ", "upper", "B"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "kind", "ordinal"), LABELS)
def test_labels(line: str, kind: str, ordinal: str) -> None:
    label = parse_label(line)
    assert label is not None
    assert (label.kind, label.ordinal) == (kind, ordinal)


def test_wrong_marks_do_not_decide() -> None:
    text = "# I. KẾT QUẢ\n\n###### **1. Kinh tế**\n\nLúa đạt 5 tấn.\n\n## *a) Trồng trọt:*\n\nĐủ.\n\n# 2. Văn hóa\n\nVui."
    report = corpus.parse_text(text, "a.md")
    assert [(s.number, s.level) for s in report.sections] == [("I", 1), ("I.1", 2), ("I.1.a", 3), ("I.2", 2)]


def test_same_number_twice_stays_unique() -> None:
    report = corpus.parse_text(
        "I. KẾT QUẢ\n1. Kinh tế\nTốt.\n1. Văn hóa\nTốt.\nI. NHIỆM VỤ\nLàm tiếp việc dở."
    )
    numbers = [s.number for s in report.sections]
    assert len(numbers) == 4
    assert len(set(numbers)) == 4


def test_body_begins_where_text_runs_on() -> None:
    report = corpus.parse_text(
        "III. ĐÁNH GIÁ CHUNG\n1. Ưu điểm: Làm nhanh, làm gọn.\n2. Hạn chế: Còn chậm giấy tờ."
    )
    section = report.sections[1]
    assert (section.heading, report.text[section.body : section.end].strip()) == (
        "Ưu điểm",
        "Làm nhanh, làm gọn.",
    )


PARTY = """PHẦN I: KẾT QUẢ NĂM 2024
I/ Tình hình chung
Năm qua xã được mùa.
II/ Kết quả cụ thể
1/ Lĩnh vực kinh tế:
1.1/ Nông nghiệp: Diện tích lúa 412 ha. Năng suất 58 tạ/ha.
1.2/ Công nghiệp: Có 12 cơ sở.
2/ Khen thưởng
a/ Tập thể
1. Nhân dân và cán bộ thôn Bến
2. Nhân dân và cán bộ thôn Gò
b/ Cá nhân
1. Ông Lê Văn Tám, thôn Bến
PHẦN II: NHIỆM VỤ NĂM 2025
1/ Tăng cường công tác lãnh đạo, chỉ đạo của cấp ủy đối với phong trào thi đua.
2/ Đẩy mạnh tuyên truyền.
Phụ lục I
DANH SÁCH TẬP THỂ"""


def test_other_ways_of_numbering() -> None:
    report = corpus.parse_text(PARTY)
    assert [s.number for s in report.sections] == [
        "P1", "P1.I", "P1.II", "P1.II.1", "P1.II.1.1", "P1.II.1.2", "P1.II.2", "P1.II.2.a", "P1.II.2.b", "P2", "PL1",
    ]  # fmt: skip
    assert report.sections[-1].heading == "DANH SÁCH TẬP THỂ"
    assert report.sections[4].heading == "Nông nghiệp"


def test_a_list_that_begins_anew_under_its_heading() -> None:
    report = corpus.parse_text(
        "II. KHEN THƯỞNG\n1. Tập thể\n1. Nhân dân và cán bộ xã A\n2. Nhân dân và cán bộ xã B\n2. Cá nhân\n1. Ông Lê Văn Tám"
    )
    assert [s.heading for s in report.sections] == ["KHEN THƯỞNG", "Tập thể", "Cá nhân"]


@pytest.mark.parametrize("line", ["1. Kết quả của thôn\nLàm xong.\n", "1. Thôn\na) Về việc này\nLàm xong.\n"])
def test_headings_take_time_by_their_number_not_its_square(line: str) -> None:
    taken = []
    for count in (2000, 16000):
        pieces = [Piece(text, 0) for text in (line * count).splitlines()]
        begin = time.process_time()
        report = assemble(pieces, "a.txt")
        taken.append(time.process_time() - begin)
    assert len(report.sections) >= 16000
    assert taken[1] < 24 * taken[0]  # eight times the lines; a square would take 64 times as long


LONE_TASK = """CỤM THI ĐUA SỐ 8
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
BÁO CÁO
Tổng kết phong trào thi đua năm 2023
I. KẾT QUẢ
Phong trào được Nhân dân hưởng ứng.
II. NHIỆM VỤ
1. {task}
{after}
"""


@pytest.mark.parametrize(
    ("task", "after", "headings"),
    [
        ("Tiếp tục đẩy mạnh các phong trào thi đua.", "Trên đây là báo cáo của Cụm thi đua số 8./.", 2),
        ("Đổi mới cách chấm điểm thi đua.", "Cụm thi đua số 8 trân trọng báo cáo./.", 2),
        ("Công tác tuyên truyền", "Mỗi tháng có một bài về gương tốt.", 3),
    ],
)
def test_a_lone_task_before_the_closing_is_an_item(task: str, after: str, headings: int) -> None:
    report = corpus.parse_text(LONE_TASK.format(task=task, after=after), "a.txt")
    assert len(report.sections) == headings


LETTER = """CỤM THI ĐUA SỐ 8
Số: 12/TĐKT
V/v phát động thi đua năm 2024
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hải Bình, ngày 10 tháng 01 năm 2024
{address}
Năm 2023 đã khép lại.
Thu ngân sách đạt 4.862 tỷ đồng.
Thứ nhất: Đẩy mạnh phong trào thi đua phát triển kinh tế.
Cụm thi đua số 8 kêu gọi cán bộ, Nhân dân hăng hái thi đua./.
"""


@pytest.mark.parametrize(
    "address",
    [
        "Kính gửi: Chủ tịch UBND các huyện trong Cụm.",
        "Kính gửi: Chủ tịch UBND các huyện trong Cụm",
        "Kính gửi:\n- UBND huyện Kiến Nam;\n- UBND huyện Hải Bình.",
        "Kính gửi:\nUBND huyện Kiến Nam;\nUBND huyện Hải Bình.",
    ],
)
def test_a_short_first_paragraph_behind_the_address_is_text(address: str) -> None:
    report = corpus.parse_text(LETTER.format(address=address), "l.txt")
    body = [report.text[b.start : b.end] for b in report.blocks if b.kind != "front"]
    assert body[:2] == ["Năm 2023 đã khép lại.", "Thu ngân sách đạt 4.862 tỷ đồng."]
