from __future__ import annotations

from dataclasses import replace

import pytest

import corpus
from corpus.samples import sample_paths
from corpus.types import StoredReport
from retrieval.chunking import BUDGET, chunk
from tests.retrieval.reports import HA_VINH_2024, build


def test_sections_with_their_path() -> None:
    chunks = chunk(HA_VINH_2024)
    found = {c.section: c for c in chunks}
    assert found["II.2"].heading == (
        "KẾT QUẢ THỰC HIỆN CÁC PHONG TRÀO > Phong trào chung sức xây dựng nông thôn mới"
    )
    assert found["II.2"].text.startswith("Các thôn chỉnh trang")
    assert "II" not in found  # a heading with nothing of its own
    text = HA_VINH_2024.report.text
    assert text[found["III"].start : found["III"].end].startswith("Đề nghị huyện khen")


def test_chunks_fit_the_model_and_lose_nothing() -> None:
    long = " ".join(f"Thôn số {i} làm xong mương tưới, dọn đường, trồng cây." for i in range(80))
    endless = " ".join(f"từ{i}" for i in range(350))
    report = build("x", "UBND xã A", "xa", "so-ket", "2024", f"# I. CHUNG\n{long}\n{endless}\n")
    chunks = chunk(report)
    assert all(len(c.full.split()) <= BUDGET for c in chunks)
    whole = " ".join(c.text for c in chunks).split()
    assert whole == report.report.text.split()[2:]
    assert [report.report.text[c.start : c.end].split() for c in chunks] == [c.text.split() for c in chunks]


def test_long_table_repeats_its_header() -> None:
    rows = "\n".join(f"| Chỉ tiêu phát triển thứ {i} của toàn xã | ha | {i}" for i in range(40))
    source = f"# I. BẢNG\n| Tên chỉ tiêu | Đơn vị tính | Thực hiện\n{rows}\n"
    chunks = chunk(build("x", "UBND xã A", "xa", "so-ket", "2024", source))
    assert len(chunks) > 3
    assert all(c.text.startswith("Tên chỉ tiêu Đơn vị tính Thực hiện") for c in chunks)
    assert all(len(c.full.split()) <= BUDGET for c in chunks)


def test_ids_follow_content_and_indicators_are_handed_in() -> None:
    at = HA_VINH_2024.report.text.index("3.900")
    one, two = chunk(HA_VINH_2024), chunk(HA_VINH_2024, {at: ["Sản lượng lương thực"]})
    assert [c.id for c in one] == [c.id for c in two]
    assert [c.section for c in two if c.indicators] == ["II.1"]
    assert len({c.id for c in one}) == len(one)


def test_short_siblings_stand_together_under_their_parent() -> None:
    source = """
# I. KHEN THƯỞNG
## 1. Tập thể
Có 14 tập thể.
## 2. Cá nhân
Có 32 cá nhân.
## 3. Khen thưởng đột xuất
Đoàn thanh niên xã có một tổ xung kích cứu người trong trận lũ quét tháng chín, được Chủ tịch huyện khen ngay.
## 4. Hộ gia đình
Không có.
# II. KIẾN NGHỊ
Không.
"""
    chunks = chunk(build("x", "UBND xã A", "xa", "so-ket", "2024", source))
    assert [(c.section, c.heading) for c in chunks] == [
        ("I", "KHEN THƯỞNG"),
        ("I.3", "KHEN THƯỞNG > Khen thưởng đột xuất"),
        ("I.4", "KHEN THƯỞNG > Hộ gia đình"),
        ("II", "KIẾN NGHỊ"),
    ]
    assert chunks[0].text.splitlines() == ["1. Tập thể", "Có 14 tập thể.", "2. Cá nhân", "Có 32 cá nhân."]


def test_no_piece_is_left_with_a_few_words() -> None:
    paragraph = " ".join(f"chữ{i}" for i in range(92))
    lines = "\n".join([paragraph] + [f"Việc thứ {i} đã xong." for i in range(3)])
    chunks = chunk(build("x", "UBND xã A", "xa", "so-ket", "2024", f"# I. CHUNG\n{lines}\n"))
    assert len(chunks) == 2
    endless = " ".join(f"từ{i}" for i in range(103))
    chunks = chunk(build("x", "UBND xã A", "xa", "so-ket", "2024", f"# I. CHUNG\n{endless}\n"))
    assert [len(c.text.split()) for c in chunks] == [52, 51]


def test_the_head_of_a_list_goes_with_its_first_item() -> None:
    lead = " ".join(f"lời{i}" for i in range(80))
    items = "\n".join(f"- Mục {i}: " + "kết quả tốt " * 8 for i in range(4))
    source = f"# I. CHUNG\n{lead}\nKết quả cụ thể như sau:\n{items}\n"
    chunks = chunk(build("x", "UBND xã A", "xa", "so-ket", "2024", source))
    assert chunks[0].text.endswith("lời79")
    assert chunks[1].text.startswith("Kết quả cụ thể như sau:\n- Mục 0:")


def test_a_table_keeps_its_title_and_header_in_every_piece() -> None:
    rows = "\n".join(f"| Chỉ tiêu phát triển thứ {i} của toàn xã | ha | {i}" for i in range(30))
    made = build(
        "x", "UBND xã A", "xa", "so-ket", "2024", f"# I. BẢNG\n| Chỉ tiêu | Đơn vị | Thực hiện\n{rows}\n"
    )
    table = replace(made.report.tables[0], title="Biểu số 1. Kết quả sáu tháng")
    made = replace(made, report=replace(made.report, tables=(table,)))
    assert all(
        c.text.startswith("Biểu số 1. Kết quả sáu tháng Chỉ tiêu Đơn vị Thực hiện\n") for c in chunk(made)
    )


@pytest.mark.parametrize("name", ["cum-thi-dua-so-3-2024", "khen-thuong-binh-khe-2024", "xa-son-tho-2024"])
def test_a_whole_report_loses_nothing_and_fits_the_model(name: str) -> None:
    path = next(p for p in sample_paths() if p.name.startswith(name))
    report = corpus.read_file(path)
    chunks = chunk(StoredReport("r", path.name, "", report))
    covered = {i for c in chunks for i in range(c.start, c.end)}
    headings = {i for s in report.sections for i in range(s.start, s.body)}
    for block in report.blocks:
        if block.kind == "paragraph":
            span = range(block.start, block.end)
            assert all(i in covered or i in headings for i in span if not report.text[i].isspace())
    for table in report.tables:
        rows = [i for i, row in enumerate(table.rows) if i >= table.header_rows and any(row)]
        assert all(table.cell_span(i, 0)[0] in covered for i in rows)
    assert all(len(c.full.split()) <= BUDGET for c in chunks)
    numbers = {s.number for s in report.sections}
    assert all(c.section in numbers and c.heading for c in chunks if c.section)
    assert all(len(c.text.split()) >= 4 for c in chunks)


def test_rows_of_names_and_of_short_words_are_kept_those_of_column_numbers_are_not() -> None:
    source = """
# I. BẢNG
| Chỉ tiêu | Đơn vị tính | Kỳ này | So sánh
| A | B | 1 | 2=1/3*100
| Ngô | tạ | 12 | 104
| 2. Bà Nguyễn Thị Mận | - Chủ tịch Hội | |
"""
    (made,) = chunk(build("x", "UBND xã A", "xa", "so-ket", "2024", source))
    assert made.text.splitlines() == [
        "Chỉ tiêu Đơn vị tính Kỳ này So sánh",
        "Ngô tạ 12 104",
        "2. Bà Nguyễn Thị Mận - Chủ tịch Hội",
    ]
