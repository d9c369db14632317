from __future__ import annotations

import io

import docx
import pytest

import corpus
from corpus.readers.legacy import _TCVN3, _TCVN3_LETTERS, from_tcvn3, from_vni, legacy_of

UNICODE = (
    "Thực hiện kế hoạch của Ủy ban nhân dân huyện, các thôn đã đẩy mạnh phong trào thi đua sản xuất; tổng diện tích "
    "gieo trồng đạt 412,5 ha, bằng 98% kế hoạch, giảm nghèo bền vững và giữ gìn an ninh trật tự."
)
BACK = {letter: code for code, letter in zip(_TCVN3, _TCVN3_LETTERS, strict=True)}


def _tcvn3(text: str) -> str:
    return "".join(BACK.get(c, BACK.get(c.lower(), c)) for c in text)


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
