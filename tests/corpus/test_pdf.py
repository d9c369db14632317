"""Pages as offices print them: columns, running heads, tables without rules, old and broken fonts, scans."""

from __future__ import annotations

import io
import random
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import corpus
from corpus.errors import InputError
from corpus.readers.ocr import find_tesseract
from corpus.readers.office import find_office
from corpus.reading import read_here
from corpus.samples import sample_paths
from tests.corpus.pages import At, column, pdf, width
from tests.corpus.test_legacy import _tcvn3

LEFT = (
    "Trong kỳ, các thôn của xã đã vận động nhân dân hiến đất mở rộng đường trục, xây rãnh thoát nước và trồng hàng cây "
    "bóng mát dọc hai bên đường; tổng số tiền nhân dân đóng góp là 145,5 triệu đồng.\n"
    "Thôn Bến Đá làm xong cổng chào, thôn Cầu Gỗ sửa nhà văn hóa với kinh phí 62 triệu đồng, còn thôn Đồi Chè "
    "nạo vét được 1.250 m kênh mương nội đồng trước mùa mưa."
)
RIGHT = (
    "Về văn hóa, xã giữ được 12 câu lạc bộ thể thao, mỗi tuần tập ba buổi tại sân nhà văn hóa thôn; số hộ gia đình văn "
    "hóa là 1.024 hộ, bằng 91% số hộ đăng ký từ đầu năm.\n"
    "Về giáo dục, ba cấp học đều đạt chuẩn, tỷ lệ học sinh lên lớp thẳng là 99,2%, có 14 em được khen cấp huyện và 3 "
    "em được khen cấp tỉnh trong các kỳ thi học sinh giỏi."
)


def _lines(data: bytes) -> list[str]:
    return read_here(data, "a.pdf").text.split("\n")


def test_columns_are_read_one_after_the_other() -> None:
    title = At(120, 60, "BẢN TIN THI ĐUA CỦA XÃ BẾN ĐÁ")
    foot = list(
        column("Trên đây là kết quả của kỳ, đề nghị các thôn phát huy trong thời gian tới.", 50, 560, 500)
    )
    page = [title, *column(LEFT, 50, 100, 240, 15), *column(RIGHT, 310, 103, 235, 15), *foot]
    want = ["BẢN TIN THI ĐUA CỦA XÃ BẾN ĐÁ", *LEFT.split("\n"), *RIGHT.split("\n")]
    assert _lines(pdf([page])) == [
        *want,
        "Trên đây là kết quả của kỳ, đề nghị các thôn phát huy trong thời gian tới.",
    ]


def test_paragraphs_show_by_their_indents_over_the_page_seam() -> None:
    long = "\n".join([LEFT, RIGHT])
    lines = list(column(long, 80, 100, 440))
    cut = next(n for n, line in enumerate(lines) if n > 4 and line.x == 80)
    again = [At(at.x, at.y - lines[cut].y + 80, at.text) for at in lines[cut:]]
    assert _lines(pdf([lines[:cut], again])) == long.split("\n")


def test_running_heads_and_feet_are_left_out_even_if_they_change() -> None:
    pages = []
    for number, (head, body) in enumerate(
        zip(["Phần một", "Kết quả", "Hạn chế", "Nhiệm vụ"], [LEFT, RIGHT] * 2, strict=True)
    ):
        lines = list(column(body, 80, 90, 440))
        pages.append([At(400, 30, f"Báo cáo xã - {head}"), *lines, At(280, 800, f"Trang {number + 1}/4")])
    shown = _lines(pdf(pages))
    assert shown == "\n".join([LEFT, RIGHT] * 2).split("\n")


def test_first_lines_of_pages_are_no_running_heads() -> None:
    pages = [list(column(f"Trang này kể việc của thôn số {n}.\n{LEFT}", 80, 60, 440)) for n in range(1, 5)]
    assert len([x for x in _lines(pdf(pages)) if x.startswith("Trang này kể")]) == 4


CELLS = [
    ("TT", "Chỉ tiêu", "ĐVT", "Kế hoạch", "Thực hiện", "So sánh (%)"),
    *((str(n), f"Sản lượng cây số {n}", "tấn", f"{n}00,5", f"{n}10,5", f"10{n},0") for n in range(1, 8)),
]
PLACES = (60, 90, 260, 320, 400, 480)


def _table(rows: list[tuple[str, ...]], y: float) -> list[At]:
    return [
        At(x + (0 if c < 3 else 50 - width(cell, 11)), y + 20 * n, cell, 11)
        for n, row in enumerate(rows)
        for c, (x, cell) in enumerate(zip(PLACES, row, strict=True))
    ]


def test_a_table_without_rules_also_over_two_pages() -> None:
    first = [*column(LEFT, 60, 100, 460), *_table(CELLS[:5], 300), At(290, 800, "1", 10)]
    second = [*_table([CELLS[0], *CELLS[5:]], 60), *column(RIGHT, 60, 300, 460), At(290, 800, "2", 10)]
    report = read_here(pdf([first, second]), "a.pdf")
    (table,) = report.tables
    assert table.rows == tuple(CELLS)
    assert table.header_rows == 1


def test_old_fonts_are_told_by_their_names() -> None:
    text = _tcvn3("Các thôn thi đua yêu nước, đạt 12,5 ha.")
    assert (
        _lines(pdf([[At(80, 100, text)]], font=".VnTime", codes="latin"))[0]
        == "Các thôn thi đua yêu nước, đạt 12,5 ha."
    )
    head = _tcvn3("kết quả")
    assert _lines(
        pdf([[At(80, 100, f"{head} thi ®ua n¨m 2024 cña x· BÕn §¸")]], font=".VnTimeH", codes="latin")
    )[0].startswith("KẾT QUẢ")
    vni = "thi ñua khen thöôûng naêm 2024 cuûa xaõ mieàn nuùi"
    assert _lines(pdf([[At(80, 100, vni)]], font="VNI-Times", codes="latin")) == [
        "thi đua khen thưởng năm 2024 của xã miền núi"
    ]


def test_old_letters_in_a_font_of_another_name() -> None:
    lines = [
        At(80, 100 + 16 * n, _tcvn3(x))
        for n, x in enumerate(LEFT.lower()[i : i + 60] for i in range(0, 240, 60))
    ]
    assert "vận động nhân dân hiến đất" in " ".join(_lines(pdf([lines], codes="latin")))


def test_letters_that_no_table_tells_are_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.readers.ocr.find_tesseract", lambda: None)
    plain = (
        "Cac thon cua xa thi dua lam duong giao thong va trong cay xanh trong ky nay dat nhieu ket qua tot "
    )
    broken = pdf([[At(60, 100 + 20 * n, plain) for n in range(5)]], codes="latin", shift=-29)
    with pytest.raises(InputError, match="không có bảng mã"):
        read_here(broken, "a.pdf")
    assert "giao thong" in _lines(pdf([[At(60, 100 + 20 * n, plain) for n in range(5)]], codes="latin"))[0]


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6))
def test_words_anywhere_on_a_page_are_all_read(seed: int) -> None:
    choose = random.Random(seed)
    places = choose.sample([(x, y) for x in range(40, 480, 110) for y in range(60, 760, 20)], 60)
    words = [At(x + choose.randrange(40), y, f"từ{n} có") for n, (x, y) in enumerate(places, 10)]
    read = read_here(pdf([words]), "a.pdf").text
    assert sorted(re.findall(r"từ\d+", read)) == sorted(at.text.split()[0] for at in words)


def printed(path: Path, folder: Path) -> bytes:
    """The PDF that LibreOffice makes of a document; skips the test where there is none."""
    office = find_office()
    if office is None:
        pytest.skip("no LibreOffice here")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    return (folder / f"{path.stem}.pdf").read_bytes()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("printed")


PRINTED = ["cum-thi-dua-so-3-2024", "thu-phat-dong-2024", "xa-dong-van-2023", "xa-son-tho-2024-6-thang"]


@pytest.mark.parametrize("name", PRINTED)
def test_printed_samples_read_as_their_word_files(name: str, folder: Path) -> None:
    source = next(path for path in sample_paths() if path.name == f"{name}.docx")
    word, page = corpus.read_file(source), read_here(printed(source, folder), "a.pdf")
    front = next(b.end for b in word.blocks if b.kind != "front")
    # In the title block the left column comes first on paper, row by row in the file.
    assert sorted(page.text[:front].split("\n")) == sorted(word.text[:front].split("\n"))
    assert page.text[front:].split("\n") == word.text[front:].split("\n")
    assert [t.rows for t in page.tables] == [t.rows for t in word.tables]
    assert page.sections == word.sections
    assert page.meta == word.meta


@pytest.fixture(scope="module")
def scan(folder: Path) -> bytes:
    """The first two pages of a sample as pictures."""
    import pypdfium2

    if find_tesseract() is None:
        pytest.skip("no Tesseract with Vietnamese here")
    source = next(path for path in sample_paths() if path.name == "xa-son-tho-2024-6-thang.docx")
    document = pypdfium2.PdfDocument(printed(source, folder))
    pictures = [document[at].render(scale=200 / 72, grayscale=True).to_pil() for at in range(2)]
    made = io.BytesIO()
    pictures[0].save(made, "PDF", save_all=True, append_images=pictures[1:], resolution=200)
    return made.getvalue()


def test_a_scan_is_recognised(scan: bytes) -> None:
    source = next(path for path in sample_paths() if path.name == "xa-son-tho-2024-6-thang.docx")
    word, read = corpus.read_file(source), read_here(scan, "a.pdf")
    assert read.meta.unit == word.meta.unit
    assert read.meta.period == word.meta.period
    words = re.findall(r"\w+", read.text)
    right = set(re.findall(r"\w+", word.text))
    assert sum(w in right for w in words) > 0.95 * len(words)
    headings = {s.heading for s in read.sections}
    known = {s.heading for s in word.sections}
    assert len(headings & known) > 0.7 * len(headings)


def test_a_scanned_page_among_others(scan: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    import pypdfium2

    text = pdf([list(column(f"{LEFT}\n{RIGHT}", 80, 100, 440))])
    mixed = pypdfium2.PdfDocument.new()
    mixed.import_pages(pypdfium2.PdfDocument(text))
    mixed.import_pages(pypdfium2.PdfDocument(scan), pages=[0])
    made = io.BytesIO()
    mixed.save(made)
    read = read_here(made.getvalue(), "a.pdf").text
    assert read.startswith("Trong kỳ, các thôn")
    assert "SƠN THỌ" in read
    monkeypatch.setattr("corpus.readers.ocr.find_tesseract", lambda: None)
    assert read_here(made.getvalue(), "a.pdf").text.endswith("ảnh quét, chưa đọc được chữ]")


def test_a_scan_without_tesseract_is_said_to_be_one(scan: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.readers.ocr.find_tesseract", lambda: None)
    with pytest.raises(InputError, match="bản quét"):
        read_here(scan, "a.pdf")
