from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

import corpus
from corpus.errors import InputError
from corpus.readers import limits
from corpus.readers.office import find_office
from corpus.reading import read_here
from corpus.types import Report

FILES = Path(__file__).parent / "data" / "files"
WORD = (FILES / "ben-da.docx").read_bytes()
PDF = (FILES / "ben-da.pdf").read_bytes()


def _outline(report: Report) -> list[tuple[str, str]]:
    return [(s.number, s.heading) for s in report.sections]


def _bytes(document: object) -> bytes:
    stream = io.BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def test_word() -> None:
    report = corpus.read_bytes(WORD, "ben-da.docx")
    assert [n for n, _ in _outline(report)] == ["P1", "P1.I", "P1.II", "P1.II.1", "P1.II.2", "P2"]
    (table,) = report.tables
    assert table.rows[1] == ("1", "Sản lượng lúa", "tấn", "2.400", "1.310,5")
    assert (table.header_rows, table.section) == (1, "P1.II.2")
    assert "Mẫu báo cáo nội bộ" not in report.text
    kinds = {b.kind for b in report.blocks}
    assert {"front", "heading", "paragraph", "item", "table", "back"} == kinds
    assert report.meta.signer.name == "Nguyễn Văn An"


def test_pdf_gives_the_same_report_as_word() -> None:
    word, pdf = corpus.read_bytes(WORD, "a.docx"), corpus.read_bytes(PDF, "a.pdf")
    assert _outline(word) == _outline(pdf)
    assert [t.rows for t in word.tables] == [t.rows for t in pdf.tables]
    assert word.meta == pdf.meta
    assert "Mẫu báo cáo nội bộ" not in pdf.text


def test_old_word_through_office() -> None:
    if find_office() is None:
        pytest.skip("no LibreOffice here")
    old = corpus.read_file(FILES / "ben-da.doc")
    assert _outline(old) == _outline(corpus.read_bytes(WORD, "a.docx"))


def test_old_word_without_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("corpus.readers.office._PLACES", ())
    with pytest.raises(InputError, match=r"lưu lại dạng \.docx"):
        corpus.read_file(FILES / "ben-da.doc")


def test_automatic_numbering_is_resolved() -> None:
    document = docx.Document()
    document.add_paragraph("I. KẾT QUẢ")
    for text in ("Kinh tế", "Văn hóa"):
        document.add_paragraph(text, style="List Number")
        document.add_paragraph("việc làm tốt trong kỳ", style="List Bullet")
    report = corpus.read_bytes(_bytes(document), "a.docx")
    assert report.text.split("\n")[1:] == [
        "1. Kinh tế",
        "- việc làm tốt trong kỳ",
        "2. Văn hóa",
        "- việc làm tốt trong kỳ",
    ]
    assert [n for n, _ in _outline(report)] == ["I", "I.1", "I.2"]


def test_tracked_changes_controls_and_boxes() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Lúa đạt ")
    w = nsdecls("w")
    paragraph._p.append(parse_xml(f"<w:ins {w}><w:r><w:t>5,5</w:t></w:r></w:ins>"))
    paragraph._p.append(parse_xml(f"<w:del {w}><w:r><w:delText>4,4</w:delText></w:r></w:del>"))
    control = (
        f"<w:sdt {w}><w:sdtContent><w:r><w:t xml:space='preserve'> tấn</w:t></w:r></w:sdtContent></w:sdt>"
    )
    paragraph._p.append(parse_xml(control))
    block = f"<w:sdt {w}><w:sdtContent><w:p><w:r><w:t>Ngô 6 tấn.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    document.element.body.insert(1, parse_xml(block))
    report = corpus.read_bytes(_bytes(document), "a.docx")
    assert report.text == "Lúa đạt 5,5 tấn\nNgô 6 tấn."


def test_merged_cells_stand_once() -> None:
    document = docx.Document()
    table = document.add_table(rows=4, cols=4)
    for at, row in enumerate(
        [
            ["TT", "Chỉ tiêu", "Kết quả", ""],
            ["", "", "Năm trước", "Năm nay"],
            ["1", "Lúa", "5", "6"],
            ["2", "Ngô", "3", "4"],
        ]
    ):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
    table.cell(0, 2).merge(table.cell(0, 3))
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(1, 1))
    (read,) = corpus.read_bytes(_bytes(document), "a.docx").tables
    assert read.rows[0] == ("TT", "Chỉ tiêu", "Kết quả", "")
    assert read.rows[1] == ("", "", "Năm trước", "Năm nay")
    assert read.header_rows == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(encoding: str) -> None:
    text = "I. KẾT QUẢ\nLúa đạt 5,5 tấn, bằng 98% kế hoạch của xã."
    assert corpus.read_bytes(text.encode(encoding), "a.txt").text == text


def _zip(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return stream.getvalue()


SCAN = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
)
PROTECTED_WORD = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le") + bytes(512)
)
BAD = [
    ("empty.docx", b"", "trống"),
    ("blank.txt", b"  \n\n ", "không có chữ"),
    ("scan.pdf", SCAN, "bản quét"),
    ("locked.pdf", (FILES / "mat-khau.pdf").read_bytes(), "mật khẩu"),
    ("locked.docx", PROTECTED_WORD, "mật khẩu"),
    ("half.docx", WORD[: len(WORD) // 2], "hỏng"),
    ("half.pdf", PDF[:200], "hỏng|quét"),
    ("table.xlsx", _zip(xl__workbook_xml=b"<a/>"), "bảng tính"),
    ("bomb.docx", _zip(word__document_xml=b" " * 60_000_000), "nén bất thường"),
    ("other.zip", _zip(readme=b"x"), "không phải văn bản|hỏng"),
    ("photo.docx", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "là ảnh"),
    ("no.docx", _zip(word__document_xml=b"<broken"), "hỏng"),
]


@pytest.mark.parametrize(("name", "data", "says"), BAD, ids=[b[0] for b in BAD])
def test_bad_files_say_what_is_wrong(name: str, data: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says) as error:
        corpus.read_bytes(data, name)
    assert error.value.en
    assert name in error.value.vi


def test_missing_and_huge_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="Không mở được"):
        corpus.read_file(tmp_path / "none.docx")
    with pytest.raises(InputError, match="thư mục"):
        corpus.read_file(tmp_path)
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as stream:
        stream.truncate(limits.LARGEST + 1)  # sparse: takes no room
    with pytest.raises(InputError, match="quá lớn"):
        corpus.read_file(huge)


def test_wrong_extension_is_read_by_content(tmp_path: Path) -> None:
    path = tmp_path / "really-word.txt"
    path.write_bytes(WORD)
    assert corpus.read_file(path).meta.unit == "UBND xã Bến Đá"
    text = tmp_path / "really-text.docx"
    text.write_text("I. KẾT QUẢ\nTốt.", encoding="utf-8")
    assert [n for n, _ in _outline(corpus.read_file(text))] == ["I"]


def _survives(data: bytes, name: str) -> None:
    """Read, or refused with a sentence; any other exception fails the test."""
    try:
        said = read_here(data, name).text
    except InputError as error:
        said = error.vi
    assert said


@settings(max_examples=25, deadline=None)
@given(st.integers(0, len(WORD)), st.binary(max_size=20))
def test_cut_and_mangled_word(at: int, junk: bytes) -> None:
    _survives(WORD[:at] + junk, "a.docx")
    _survives(WORD[:at] + junk + WORD[at + len(junk) :], "a.docx")


@settings(max_examples=12, deadline=None)
@given(st.integers(0, len(PDF)), st.binary(max_size=20))
def test_cut_and_mangled_pdf(at: int, junk: bytes) -> None:
    _survives(PDF[:at] + junk, "a.pdf")
    _survives(PDF[:at] + junk + PDF[at + len(junk) :], "a.pdf")


def _document_xml() -> bytes:
    with zipfile.ZipFile(io.BytesIO(WORD)) as archive:
        return archive.read("word/document.xml")


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 30000), st.binary(max_size=12))
def test_mangled_xml_inside_word(at: int, junk: bytes) -> None:
    source = io.BytesIO()
    xml = _document_xml()
    with zipfile.ZipFile(io.BytesIO(WORD)) as archive, zipfile.ZipFile(source, "w") as out:
        for item in archive.infolist():
            data = archive.read(item.filename)
            out.writestr(
                item.filename,
                xml[:at] + junk + xml[at + len(junk) :] if item.filename == "word/document.xml" else data,
            )
    _survives(source.getvalue(), "a.docx")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.md", "a.docx", "a.pdf"]))
def test_any_bytes(data: bytes, name: str) -> None:
    _survives(data, name)


def test_json_round_trip() -> None:
    report = corpus.read_bytes(WORD, "a.docx")
    assert corpus.from_json(corpus.to_json(report)) == report


def test_import_is_quick_and_light() -> None:
    import sys

    heavy = "('docx', 'sqlalchemy', 'pdfplumber', 'pydantic', 'pandas')"
    code = f"import sys, corpus; corpus.parse_text; print(','.join(m for m in {heavy} if m in sys.modules))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == ""


def test_what_takes_too_long_or_too_much_memory_is_given_up(tmp_path: Path) -> None:
    import sys

    from corpus.parallel import read_alone

    long = ("Thôn đạt 12,5 ha, " * 200_000).encode()
    assert "quá nhiều thời gian" in read_alone(long, "dai.txt", seconds=0.2)["vi"]
    if sys.platform != "win32":
        code = (
            "import sys; from corpus import worker; worker.limit_memory(200 * 2**20);"
            "print(worker.answer(('Thôn đạt 5 ha.\\n' * 2_000_000).encode(), 'to.txt', here=True).get('en', 'read'))"
        )
        said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert "too large" in said.stdout, said


def test_a_document_apart_is_the_same() -> None:
    assert corpus.read_bytes(PDF, "a.pdf") == read_here(PDF, "a.pdf")
