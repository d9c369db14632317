from __future__ import annotations

import io
import re
import unicodedata

import docx
import pytest

import corpus
from corpus.readers.encodings import decode
from corpus.readers.legacy import (
    _TCVN3,
    _TCVN3_LETTERS,
    _VNI_ALONE,
    _VNI_HATS,
    _VNI_MARKS,
    from_tcvn3,
    from_vni,
    legacy_of,
)

UNICODE = (
    "Thực hiện kế hoạch của Ủy ban nhân dân huyện, các thôn đã đẩy mạnh phong trào thi đua sản xuất; tổng diện tích "
    "gieo trồng đạt 412,5 ha, bằng 98% kế hoạch, giảm nghèo bền vững và giữ gìn an ninh trật tự."
)
BACK = {letter: code for code, letter in zip(_TCVN3, _TCVN3_LETTERS, strict=True)}


VNI_ALONE = {**{letter: code for code, letter in _VNI_ALONE.items()}, "ì": "ì", "í": "í"}
VNI_MARKS = {frozenset(marks): code for code, marks in {**_VNI_MARKS, **_VNI_HATS}.items()}


def _tcvn3(text: str) -> str:
    return "".join(BACK.get(c, BACK.get(c.lower(), c)) for c in text)


def _vni(text: str) -> str:
    return "".join(_vni_letter(c.lower()).upper() if c.isupper() else _vni_letter(c) for c in text)


def _vni_letter(char: str) -> str:
    if char in VNI_ALONE:
        return VNI_ALONE[char]
    base, *marks = unicodedata.normalize("NFD", char)
    if "\u031b" in marks:
        base, marks = {"o": "ô", "u": "ö"}[base], [m for m in marks if m != "\u031b"]
    return base + VNI_MARKS[frozenset(marks)] if marks else base


def _cp1258(text: str) -> bytes:
    out = ""
    for char in text:
        parts = unicodedata.normalize("NFD", char)
        tones = "".join(p for p in parts if p in "\u0300\u0301\u0303\u0309\u0323")
        out += unicodedata.normalize("NFC", "".join(p for p in parts if p not in tones)) + tones
    return out.encode("cp1258")


def test_tcvn3_words() -> None:
    assert from_tcvn3("bé kÕ ho¹ch vµ ®Çu t\u00ad") == "bộ kế hoạch và đầu tư"


@pytest.mark.parametrize(
    ("vni", "want"),
    [
        ("thi ñua khen thöôûng", "thi đua khen thưởng"),
        ("UÛy ban nhaân daân xaõ", "Ủy ban nhân dân xã"),
        ("keá hoaïch naêm hoïc", "kế hoạch năm học"),
        ("NHIEÄM VUÏ TROÏNG TAÂM", "NHIỆM VỤ TRỌNG TÂM"),
        ("tæ leä hoä ngheøo, vò trí, nghó, kyõ", "tỉ lệ hộ nghèo, vị trí, nghĩ, kỹ"),
    ],
)
def test_vni_words(vni: str, want: str) -> None:
    assert from_vni(vni) == want


def test_text_files_are_recognised() -> None:
    old = _tcvn3(UNICODE)
    assert legacy_of(old) == "tcvn3"
    assert legacy_of(UNICODE) == ""
    assert corpus.read_bytes(old.encode("latin-1"), "a.txt").text.lower() == UNICODE.lower()
    assert corpus.read_bytes(old.encode("utf-8"), "a.txt").text.lower() == UNICODE.lower()
    assert (
        legacy_of(
            "Thöïc hieän keá hoaïch, caùc thoân ñaõ ñaåy maïnh phong traøo thi ñua saûn xuaát naêm nay."
        )
        == "vni"
    )


def test_english_and_short_texts_are_left_alone() -> None:
    assert legacy_of("Café, naïve, déjà vu") == ""
    assert corpus.parse_text("Covid-19, VietGAP, m², 5°C").text == "Covid-19, VietGAP, m², 5°C"


def test_word_runs_in_an_old_font() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    paragraph.add_run("Phong trào ").font.name = "Times New Roman"
    paragraph.add_run(_tcvn3("thi đua yêu nước")).font.name = ".VnTime"
    document.add_paragraph().add_run(_tcvn3("kết quả")).font.name = ".VnTimeH"
    stream = io.BytesIO()
    document.save(stream)
    assert corpus.read_bytes(stream.getvalue(), "a.docx").text == "Phong trào thi đua yêu nước\nKẾT QUẢ"


SHORT = [
    *re.split(r"(?<=[,;.]) ", UNICODE),
    "Đẩy mạnh phong trào thi đua", "Kết quả đạt được: 5/7 chỉ tiêu", "Tặng giấy khen 12 tập thể, 34 cá nhân",
    "ỦY BAN NHÂN DÂN XÃ BẾN ĐÁ", "Nơi nhận: Lưu VT, Văn phòng",
]  # fmt: skip


@pytest.mark.parametrize("text", SHORT)
@pytest.mark.parametrize("encoding", ["tcvn3", "vni", "cp1258", "utf-8", "twice", "decomposed", "utf-16-le"])
def test_short_files_in_any_encoding(text: str, encoding: str) -> None:
    data = {
        "tcvn3": lambda: _tcvn3(text).encode("latin-1"),
        "vni": lambda: _vni(text).encode("latin-1"),
        "cp1258": lambda: _cp1258(text),
        "twice": lambda: "".join(
            bytes([b]).decode("cp1252", "ignore") or chr(b) for b in text.encode()
        ).encode(),
        "decomposed": lambda: unicodedata.normalize("NFD", text).encode(),
    }.get(encoding, lambda: text.encode(encoding))()
    got = unicodedata.normalize("NFC", decode(data, "a.txt"))
    assert got == text if encoding not in ("tcvn3", "vni") else got.lower() == text.lower()


FOREIGN = [
    "Café, naïve, déjà vu, façade, Zürich, São Paulo and El Niño were mentioned in the annual summary.",
    "L’été dernier, nous avons visité le château où Molière a été reçu; c’était très agréable à tous égards.",
    "Größe, Übung, schön, Straße, für, während, können, müssen, außerdem, größer, höher, länger.",
    "Año, niño, mañana, también, después, aquí, allí, café, según, jamás, fácil, útil, árbol.",
    "Công ty Nestlé, khách sạn Sofitel Métropole, nhà hàng Café Để Trương trao 12 suất quà.",
    "Mô hình VietGAP, m², 5°C, ±2%, 10 µg, §3, ®, ©, « trích »",
]


@pytest.mark.parametrize("text", FOREIGN)
def test_other_languages_and_unicode_are_left_alone(text: str) -> None:
    assert legacy_of(text) == ""
    assert decode(text.encode(), "a.txt") == text
    assert decode(text.encode() + b"\xff", "a.txt").startswith(text)


def test_a_file_cut_inside_a_letter_stays_unicode() -> None:
    data = (UNICODE + " đã").encode()
    assert decode(data[:-1], "a.txt").startswith(UNICODE)
