"""What Word prints: numbering, changes, boxes, fields, notes, signs, fonts of before Unicode."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import corpus
from tests.corpus.test_legacy import _tcvn3
from tests.corpus.words import abstract, item, level, numbered, para, row, run, word

OUTLINE = abstract(
    1,
    level(0, "upperRoman", "%1."),
    level(1, "decimal", "%2."),
    level(2, "decimal", "%2.%3."),
    level(3, "lowerLetter", "%4)"),
    level(4, "bullet", "+"),
)


def _lines(data: bytes) -> list[str]:
    return corpus.read_bytes(data, "a.docx").text.split("\n")


def test_levels_count_and_begin_anew() -> None:
    body = [item(f"Việc {at}", 1, depth) for at, depth in enumerate((0, 1, 2, 2, 1, 2, 3, 3, 4, 0, 1))]
    parts = {"numbering": OUTLINE + numbered(1, 1)}
    shown = [line.split(" ")[0] for line in _lines(word(*body, parts=parts))]
    assert shown == ["I.", "1.", "1.1.", "1.2.", "2.", "2.1.", "a)", "b)", "+", "II.", "1."]


def test_a_list_may_start_anew_or_go_on() -> None:
    lists = abstract(1, level(0, "decimal", "%1."))
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists += numbered(1, 1) + numbered(2, 1, anew) + numbered(3, 1)
    body = [item("Kết quả nào đó", number) for number in (1, 1, 2, 2, 3, 1)]
    shown = [line.split(" ")[0] for line in _lines(word(*body, parts={"numbering": lists}))]
    assert shown == ["1.", "2.", "1.", "2.", "3.", "4."]


@pytest.mark.parametrize(
    ("form", "text", "more", "want"),
    [
        ("decimal", "Điều %1.", "", "Điều 1. Điều 2. Điều 3."),
        ("decimalZero", "%1.", "", "01. 02. 03."),
        ("upperLetter", "%1.", "", "A. B. C."),
        ("lowerRoman", "(%1)", "", "(i) (ii) (iii)"),
        ("ordinalText", "Thứ %1:", "", "Thứ nhất: Thứ hai: Thứ ba:"),
        ("bullet", "\uf0b7", "", "- - -"),
        ("bullet", "*", "", "* * *"),
        ("none", "", "", ""),
    ],
)
def test_forms_of_numbers(form: str, text: str, more: str, want: str) -> None:
    lists = abstract(1, level(0, form, text, more)) + numbered(1, 1)
    body = [item(f"Việc thứ {at}", 1) for at in "ABC"]
    shown = [line.split("Việc")[0].strip() for line in _lines(word(*body, parts={"numbering": lists}))]
    assert " ".join(shown).strip() == want


def test_numbers_of_upper_levels_in_lower_ones() -> None:
    legal = abstract(1, level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2.", "<w:isLgl/>"))
    kept = abstract(
        2,
        level(0, "upperRoman", "%1."),
        level(1, "decimal", "%2.").replace("<w:numFmt", '<w:lvlRestart w:val="0"/><w:numFmt'),
    )
    parts = {"numbering": legal + kept + numbered(1, 1) + numbered(2, 2)}
    body = [item(f"Mục {at}", number, depth) for number in (1, 2) for at, depth in enumerate((0, 1, 0, 1))]
    shown = [line.split(" ")[0] for line in _lines(word(*body, parts=parts))]
    assert shown == ["I.", "1.1.", "II.", "2.1.", "I.", "1.", "II.", "2."]


def test_numbering_of_a_style() -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="Mục"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Con"><w:name w:val="Con"/><w:basedOn w:val="Muc"/></w:style>'
    )
    lists = abstract(1, level(0, "upperRoman", "%1."), level(1, "decimal", "%2.", '<w:pStyle w:val="Con"/>'))
    body = [para("Kết quả", f'<w:pStyle w:val="{s}"/>') for s in ("Muc", "Con", "Con", "Muc")]
    body.append(para("Không số", '<w:pStyle w:val="Muc"/><w:numPr><w:numId w:val="0"/></w:numPr>'))
    parts = {"numbering": lists + numbered(1, 1), "styles": style}
    assert _lines(word(*body, parts=parts)) == [
        "I. Kết quả",
        "1. Kết quả",
        "2. Kết quả",
        "II. Kết quả",
        "Không số",
    ]


def test_changes_are_accepted() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    body = [
        para("<w:del><w:r><w:delText>9,9</w:delText></w:r></w:del><w:ins>" + run("Lúa 5,5 tấn,") + "</w:ins>", gone),
        para(" ngô 6 tấn."),
        para("<w:moveFrom>" + run("Chỗ cũ.") + "</w:moveFrom>", "<w:rPr><w:moveFrom/></w:rPr>"),
        para("<w:moveTo>" + run("Chỗ mới.") + "</w:moveTo>"),
        "<w:tbl>" + row("TT", "Chỉ tiêu", "Kết quả") + row("1", "Khoai", "7", properties="<w:del/>")
        + row("2", "Sắn", "8", properties="<w:ins/>") + row("3", "Mía", "9") + "</w:tbl>",
    ]  # fmt: skip
    report = corpus.read_bytes(word(*body), "a.docx")
    assert report.text.split("\n")[:2] == ["Lúa 5,5 tấn, ngô 6 tấn.", "Chỗ mới."]
    assert [r[1] for r in report.tables[0].rows] == ["Chỉ tiêu", "Sắn", "Mía"]


def test_a_text_box_stands_once() -> None:
    inside = f"<w:txbxContent>{para('Trong khung có 12 hộ.')}</w:txbxContent>"
    both = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{inside}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><w:pict>{inside}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    only = f"<mc:AlternateContent><mc:Fallback><w:pict>{inside}</w:pict></mc:Fallback></mc:AlternateContent>"
    for box in (both, only, f"<w:pict>{inside}</w:pict>"):
        assert _lines(word(para(run("Ngoài khung.") + f"<w:r>{box}</w:r>"))) == [
            "Ngoài khung.",
            "Trong khung có 12 hộ.",
        ]


def test_footnotes_stand_after_their_paragraph_and_spoil_no_number() -> None:
    notes = (
        f'<w:footnote w:id="-1" w:type="separator">{para("")}</w:footnote>'
        + f'<w:footnote w:id="2">{para(" Xã A 3 ha.")}</w:footnote>'
    )
    body = [
        para(run("Diện tích 12.500") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(" ha.")),
        para("Câu sau."),
    ]
    assert _lines(word(*body, parts={"footnotes": notes})) == [
        "Diện tích 12.500 ha.",
        "(1) Xã A 3 ha.",
        "Câu sau.",
    ]


def test_fields_show_their_result_only() -> None:
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    field = (
        char("begin") + "<w:r><w:instrText>IF 3 = 3</w:instrText></w:r>" + char("begin") + run("77")
        + char("separate") + run("88") + char("end") + char("separate") + run("15") + char("end")
    )  # fmt: skip
    body = [
        para(run("Có ") + field + run(" hộ.")),
        para(run("Mở ") + char("begin") + run("x")),
        para("Còn 4 hộ."),
    ]
    assert _lines(word(*body)) == ["Có 15 hộ.", "Mở", "Còn 4 hộ."]


def test_signs_hyphens_and_hidden_text() -> None:
    body = [
        para(
            run("Đạt ") + '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + run(" 85%, ")
            + run("giấu 99", "<w:vanish/>") + "<w:r><w:t>34</w:t><w:noBreakHyphen/><w:t>CT/TW, ph</w:t><w:softHyphen/>"
            "<w:t>ong trào</w:t></w:r>" + run(" \uf0a3 5 ha", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>')
        ),
        para(run("tổng kết", "<w:caps/>")),
        para("<m:oMath><m:f><m:num><m:r><m:t>3</m:t></m:r></m:num><m:den><m:r><m:t>4</m:t></m:r></m:den></m:f></m:oMath>"),
    ]  # fmt: skip
    assert _lines(word(*body)) == ["Đạt ≥ 85%, 34-CT/TW, phong trào ≤ 5 ha", "TỔNG KẾT", "3/4"]


def test_controls_contents_and_comments() -> None:
    empty = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        + run("Bấm để nhập")
        + "</w:sdtContent></w:sdt>"
    )
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{para('I. KẾT QUẢ 3')}</w:sdtContent></w:sdt>"
    )
    commented = (
        '<w:commentRangeStart w:id="0"/>' + run("Lúa tốt.") + '<w:r><w:commentReference w:id="0"/></w:r>'
    )
    cells = row("TT", "Chỉ tiêu") + "<w:sdt><w:sdtContent>" + row("1", "Lúa 5") + "</w:sdtContent></w:sdt>"
    report = corpus.read_bytes(word(contents, para(commented + empty), f"<w:tbl>{cells}</w:tbl>"), "a.docx")
    assert report.text == "Lúa tốt.\nTT\tChỉ tiêu\n1\tLúa 5"


def test_cells_merged_skipped_and_nested() -> None:
    inner = "<w:tbl>" + row("Thôn", "Số hộ") + row("Bến Đá", "12") + "</w:tbl>"
    table = (
        row("TT", "Chỉ tiêu", "Kết quả")
        + row("1", "Lúa", f"<w:tc>{para('xem bảng')}{inner}{para('')}</w:tc>")
        + row("8", "9", properties='<w:gridBefore w:val="1"/>')
    )
    outer, nested = corpus.read_bytes(word(f"<w:tbl>{table}</w:tbl>"), "a.docx").tables
    assert outer.rows[1:] == (("1", "Lúa", "xem bảng"), ("", "8", "9"))
    assert nested.rows == (("Thôn", "Số hộ"), ("Bến Đá", "12"))


def test_documents_inside_the_document() -> None:
    chunks = {
        "rId9:a.html": b"<html><body><p>Ng\xc3\xb4 6 t\xe1\xba\xa5n.</p></body></html>",
        "rId8:b.docx": word(para("Sắn 7 tấn.")),
    }
    body = [para("Lúa 5 tấn."), '<w:altChunk r:id="rId9"/>', '<w:altChunk r:id="rId8"/>', para("Hết.")]
    assert _lines(word(*body, chunks=chunks)) == ["Lúa 5 tấn.", "Ngô 6 tấn.", "Sắn 7 tấn.", "Hết."]


def test_old_fonts_by_run_and_by_style() -> None:
    def fonts(name: str) -> str:
        return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'

    style = f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts('.VnTime')}</w:rPr></w:rPrDefault></w:docDefaults>"
    style += f'<w:style w:type="character" w:styleId="Hoa"><w:rPr>{fonts(".VnTimeH")}</w:rPr></w:style>'
    body = [
        para(run(_tcvn3("thi đua "), "") + run("yêu nước", fonts("Times New Roman")) + run(" naêm 2024 c", fonts("VNI-Times"))
             + run("u", fonts("VNI-Times")) + run("ûa xaõ", fonts("VNI-Times"))),
        para(run(_tcvn3("kết quả"), '<w:rStyle w:val="Hoa"/>')),
    ]  # fmt: skip
    assert _lines(word(*body, parts={"styles": style})) == ["thi đua yêu nước năm 2024 của xã", "KẾT QUẢ"]


def test_strict_and_macro_files_open() -> None:
    import io
    import zipfile

    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word(para("Lúa 5 tấn.")))) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            strict = old.read(name).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            new.writestr(name, strict)
    assert corpus.read_bytes(made.getvalue(), "a.docm").text == "Lúa 5 tấn."


WORDS = st.sampled_from(
    [
        "Xã có 12 thôn",
        "đạt 4.235,04 ha",
        "87/92",
        "I. KẾT QUẢ",
        "- Thôn 5",
        "1. Lúa",
        "tăng 5,2%,",
        "Số: 12/BC",
        "",
        "6 tháng",
    ]
)
PARAGRAPHS = st.lists(st.lists(WORDS, max_size=4), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(PARAGRAPHS, st.booleans())
def test_every_digit_of_a_word_file_is_in_the_text_in_order(paragraphs: list[list[str]], table: bool) -> None:
    body = [para("".join(run(f"{word} ") for word in words) or run(".")) for words in paragraphs]
    if table:
        body.append("<w:tbl>" + row("TT", "Chỉ tiêu", "Kết quả") + row("1", "Lúa 7", "5,5") + "</w:tbl>")
    shown = corpus.read_bytes(word(*body, para("Hết.")), "a.docx")
    digits = re.sub(r"\D", "", "".join("".join(words) for words in paragraphs) + ("1755" if table else ""))
    assert re.sub(r"\D", "", shown.text) == digits
    places = [place for _, place in shown.original]
    assert places == sorted(places)
