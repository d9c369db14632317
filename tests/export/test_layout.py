"""The official layout, read from the document's XML."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from drafting.export import to_docx
from tests.export.drafts import small_draft, with_appendix


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("export") / "a.docx"
    to_docx(small_draft(), target)
    return target


@pytest.fixture(scope="module")
def document(path: Path) -> Document:
    return docx.Document(str(path))


def paragraph(document: Document, words: str) -> Paragraph:
    tables = [p for t in document.tables for row in t.rows for cell in row.cells for p in cell.paragraphs]
    return next(p for p in [*document.paragraphs, *tables] if words in p.text)


def looks(document: Document, words: str) -> tuple[float | None, bool, bool]:
    run = next(r for r in paragraph(document, words).runs if r.text.strip())
    return run.font.size and run.font.size.pt, bool(run.bold), bool(run.italic)


def test_paper_and_margins(document: Document) -> None:
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert round(section.left_margin.mm) == 30
    assert 15 <= round(section.right_margin.mm) <= 20
    assert 20 <= round(section.top_margin.mm) <= 25
    assert 20 <= round(section.bottom_margin.mm) <= 25


def test_one_font_for_all_scripts_and_vietnamese(document: Document) -> None:
    for properties in document.styles.element.iter(qn("w:rPr")):
        fonts = properties.find(qn("w:rFonts"))
        assert fonts is None or not [a for a in fonts.attrib if a.endswith("Theme")]
    fonts = document.styles["Normal"].element.rPr.find(qn("w:rFonts"))
    assert {fonts.get(qn(f"w:{face}")) for face in ("ascii", "hAnsi", "eastAsia", "cs")} == {
        "Times New Roman"
    }
    assert document.styles["Normal"].element.rPr.find(qn("w:lang")).get(qn("w:val")) == "vi-VN"


def test_page_number_centred_above_but_not_on_the_first_page(document: Document) -> None:
    section = document.sections[0]
    assert section.different_first_page_header_footer
    assert not section.first_page_header.paragraphs[0].text
    number = section.header.paragraphs[0]
    assert number.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert "PAGE" in "".join(e.text or "" for e in number._p.iter(qn("w:instrText")))


@pytest.mark.parametrize(
    ("words", "look"),
    [
        ("ỦY BAN NHÂN DÂN", (12, True, False)),
        ("XÃ BẠCH THẠCH", (12, True, False)),
        ("CỘNG HÒA XÃ HỘI", (12, True, False)),
        ("Độc lập - Tự do", (13, True, False)),
        ("/BC-UBND", (13, False, False)),
        ("tháng      năm 2025", (13, False, True)),
        ("BÁO CÁO", (14, True, False)),
        ("Sơ kết công tác", (14, True, False)),
        ("Căn cứ Kế hoạch", (14, False, True)),
        ("Phần thứ nhất", (14, True, False)),
        ("KẾT QUẢ THỰC HIỆN", (14, True, False)),
        ("I. KINH TẾ", (14, True, False)),
        ("1. Sản xuất nông nghiệp", (14, True, False)),
        ("a) Chăn nuôi", (14, False, False)),
        ("- Diện tích gieo trồng đạt", (14, False, False)),
        ("Nơi nhận:", (12, True, True)),
        ("- Lưu: VT.", (11, False, False)),
        ("CHỦ TỊCH", (14, True, False)),
        ("Lò Văn Sáng", (14, True, False)),
    ],
)
def test_sizes_and_weights(document: Document, words: str, look: tuple[float, bool, bool]) -> None:
    assert looks(document, words) == look


def test_body_is_justified_and_indented(document: Document) -> None:
    form = paragraph(document, "- Diện tích gieo trồng đạt").paragraph_format
    assert form.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert form.first_line_indent == Cm(1.27)
    assert form.space_after == Pt(6)
    assert 1 <= form.line_spacing <= 1.5


def test_headings_of_a_part_are_centred_and_levels_are_set(document: Document) -> None:
    assert paragraph(document, "Phần thứ nhất").alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert paragraph(document, "KẾT QUẢ THỰC HIỆN").alignment == WD_ALIGN_PARAGRAPH.CENTER
    level = paragraph(document, "1. Sản xuất nông nghiệp")._p.pPr.find(qn("w:outlineLvl"))
    assert level.get(qn("w:val")) == "2"


def test_text_after_a_heading_is_not_bold(document: Document) -> None:
    runs = paragraph(document, "2. Kiến nghị").runs
    assert [(r.text, bool(r.bold)) for r in runs] == [("2. Kiến nghị:", True), (" Không có.", False)]


def test_three_lines_in_the_title_block(document: Document) -> None:
    """Under the issuing body, the motto and the subject."""
    tops = [p for p in document.element.body.iter(qn("w:pBdr")) if p.find(qn("w:top")) is not None]
    assert len(tops) == 3


def test_layout_tables_have_no_borders_and_the_report_table_has(document: Document) -> None:
    head, figures, back = document.tables
    assert (head.style.name, back.style.name) == ("Normal Table", "Normal Table")
    assert figures.style.name == "Table Grid"


def test_header_rows_repeat_and_merge(document: Document) -> None:
    table = document.tables[1]
    repeated = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert repeated == [True, True, True, False, False]
    assert table.cell(0, 0)._tc is table.cell(1, 0)._tc
    assert table.cell(0, 3)._tc is table.cell(0, 4)._tc
    assert table.cell(1, 3)._tc is not table.cell(1, 4)._tc


def test_gaps_are_yellow_and_nothing_else(document: Document) -> None:
    marked = [
        r.find(qn("w:t")).text
        for r in document.element.body.iter(qn("w:r"))
        if list(r.iter(qn("w:highlight")))
    ]
    assert marked == ["[…: địa danh]", "[…: số con]"]


def test_bookmarks_hold_exactly_the_bound_numbers(document: Document) -> None:
    found = {}
    for mark in document.element.body.iter(qn("w:bookmarkStart")):
        run = mark.getnext()
        found[mark.get(qn("w:name"))] = "".join(t.text for t in run.iter(qn("w:t")))
        assert run.getnext().tag == qn("w:bookmarkEnd")
    assert found == {"so_1_F001": "412,5", "so_2": "3,1%", "so_3_F001": "412,5"}
    assert not list(document.element.body.iter(qn("w:sdt")))


def test_an_appendix_has_a_page_and_numbers_of_its_own(tmp_path: Path) -> None:
    target = tmp_path / "b.docx"
    to_docx(with_appendix(small_draft()), target)
    document = docx.Document(str(target))
    assert len(document.sections) == 2
    assert document.sections[1]._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
    assert paragraph(document, "Phụ lục I").alignment == WD_ALIGN_PARAGRAPH.CENTER


def test_two_appendices_and_the_proof_each_count_from_one(tmp_path: Path) -> None:
    draft = with_appendix(small_draft())
    target = tmp_path / "c.docx"
    to_docx(replace(draft, text=draft.text + "\nPhụ lục II\nBIỂU SỐ LIỆU\nKhông có."), target, proof=True)
    sections = docx.Document(str(target)).sections
    assert len(sections) == 4
    for section in sections[1:]:
        numbers = section._sectPr.findall(qn("w:pgNumType"))
        assert [n.get(qn("w:start")) for n in numbers] == ["1"]
        assert section._sectPr.index(numbers[0]) < section._sectPr.index(section._sectPr.find(qn("w:cols")))
    assert sections[3].page_width > sections[3].page_height


def test_the_same_draft_gives_the_same_bytes(path: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.docx"
    to_docx(small_draft(), again)
    assert again.read_bytes() == path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None


def test_number_and_date_are_on_one_height(document: Document) -> None:
    """Each column has as many lines above them."""
    left, right = (cell.paragraphs for cell in document.tables[0].rows[0].cells)
    before = [
        next(i for i, p in enumerate(c) if words in p.text) for c, words in ((left, "/BC-"), (right, "tháng"))
    ]
    assert before[0] == before[1]
