from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpus
from corpus.text.chars import clean
from corpus.text.marks import strip_marks
from corpus.types import Report


def digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


@pytest.mark.parametrize(
    ("raw", "want"),
    [
        ("thi đua khen thƣởng, PHƢƠNG HƢỚNG", "thi đua khen thưởng, PHƯƠNG HƯỚNG"),
        ("hòa bình", "hòa bình"),
        ("giảm   1,73%        so\u00a0với", "giảm 1,73% so với"),
        ("\ufeffBÁO CÁO\u200b", "BÁO CÁO"),
        ("“Dạy tốt”, \"học tốt\"", "“Dạy tốt”, \"học tốt\""),
    ],
)  # fmt: skip
def test_characters(raw: str, want: str) -> None:
    assert clean(raw) == want


@pytest.mark.parametrize(
    ("raw", "want", "hint"),
    [
        ("##### **1. Kinh tế**", "1. Kinh tế", True),
        ("*a) Văn hóa:*", "a) Văn hóa:", False),
        ("40.000 m<sup>2</sup>", "40.000 m2", False),
        (r"1\. Tiếp tục, năm 2021\.", "1. Tiếp tục, năm 2021.", False),
        ("5=4/2*100 6=4/3*100", "5=4/2*100 6=4/3*100", False),
        ("(*trong đó xã A 5; xã B 3*).", "(trong đó xã A 5; xã B 3).", False),
        ("*** Về tập thể:**", "* Về tập thể:", True),
        ("* Địa điểm trụ sở", "* Địa điểm trụ sở", False),
    ],
)
def test_marks(raw: str, want: str, hint: bool) -> None:
    assert strip_marks(raw) == (want, hint)


WRAPPED = """I. KẾT QUẢ THỰC HIỆN

1. Công tác lãnh đạo, chỉ đạo phong trào thi đua do Ủy ban nhân dân huyện và các

ngành phát động

Trong kỳ, Đảng ủy xã ban hành nghị quyết chuyên đề về thi đua, giao từng chi bộ một

việc cụ thể; Ủy ban nhân dân xã cụ thể hóa bằng kế hoạch, tổng kinh phí thực hiện là

145.500.000 đồng, trong đó ngân sách xã là phần nhiều, nhân dân góp công làm đường và
 góp vật liệu sẵn có trong vườn nhà.

- Thôn Bến Đá làm xong cống thoát nước, trồng hàng cây bóng mát dọc đường trục chính

của thôn.

- Thôn Cầu Gỗ sửa nhà văn hóa.
"""


def test_broken_lines_are_joined_and_items_are_not() -> None:
    report = corpus.parse_text(WRAPPED)
    lines = report.text.split("\n")
    assert lines[1].endswith("các ngành phát động")
    assert "thực hiện là 145.500.000 đồng" in lines[2]
    assert lines[2].endswith("vườn nhà.")
    assert lines[3].endswith("của thôn.")
    assert lines[4] == "- Thôn Cầu Gỗ sửa nhà văn hóa."


def test_page_seams_in_markdown() -> None:
    text = (
        "## I. KẾT QUẢ\n\nXã đã vận động nhân dân hiến đất mở rộng đường trục thôn, xây rãnh thoát nước và\n\n"
        "chỉnh trang cổng ngõ theo mẫu.\n\nViệc khác làm đều."
    )
    report = corpus.parse_text(text, "a.md")
    assert report.text.split("\n")[1].endswith("thoát nước và chỉnh trang cổng ngõ theo mẫu.")
    assert report.text.endswith("\nViệc khác làm đều.")


def test_offsets_lead_back_to_the_original() -> None:
    report = corpus.parse_text(WRAPPED)
    for at, original in report.original:
        shown, raw = report.text[at : at + 8], WRAPPED[original : original + 30]
        assert clean(raw).startswith(shown.split("\n")[0].strip()[:6])
    assert [a for a, _ in report.original] == sorted(a for a, _ in report.original)


def test_page_numbers_are_dropped_and_no_other_number() -> None:
    pages = "\n".join(
        f"Trang này kể việc thứ {n} của xã trong năm qua, làm xong trước hạn.\n{n}\x0c" for n in range(1, 6)
    )
    text = corpus.parse_text(pages).text
    assert len(text.split("\n")) == 5
    assert digits(text) == "12345"
    kept = corpus.parse_text("Tổng số hộ nghèo của xã hiện nay là:\n15\nhộ, giảm so với đầu năm.").text
    assert "15" in kept


PARTS = st.sampled_from(
    ["1. ", "- ", "a) ", "Lúa đạt ", "4.235,04ha", "12/2019/TT-BNV", "; ", ", ", "\n", "\n\n", " ", "(", ")", "tăng 5,2%",
     "ngày 07/ 4/ 2014", "**", "*", "#", "“", "”", "I. ", "BÁO CÁO", "Số: 12/BC", "TT Chỉ tiêu", "Nơi nhận:", "7", "6/6"]
)  # fmt: skip


@given(st.lists(PARTS, max_size=60).map("".join), st.booleans())
def test_no_digit_is_lost_or_changed(text: str, markdown: bool) -> None:
    report = corpus.parse_text(text, "a.md" if markdown else "a.txt")
    dropped = {line.strip() for line in text.split("\n") if re.fullmatch(r"\s*\d{1,3}\s*", line)}
    if not dropped and "TT Chỉ tiêu" not in text:
        assert digits(report.text) == digits(text)


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    report = corpus.parse_text(text)
    spans = [(b.start, b.end) for b in report.blocks]
    assert all(a <= b for a, b in spans)
    assert "\n".join(report.text[a:b] for a, b in spans) == report.text


LONG = [
    "các thôn trong xã thi đua làm đường giao thông nông thôn và chỉnh trang nhà cửa vườn tược\n" * 3000,
    "Cụm thi đua số 2 các xã: " + "Xã Bến Đá, " * 5000,
    "TT Chỉ tiêu\n" * 2000,
    "(" * 5000,
    "1. Kết quả: đạt 5 ha; \n" * 1500,
]


@pytest.mark.parametrize("text", LONG, ids=range(len(LONG)))
@pytest.mark.timeout(30)
def test_long_and_odd_texts_take_no_longer_than_their_length(text: str) -> None:
    assert digits(corpus.parse_text(text).text) == digits(text)


SEAMS = [
    ("V. NHẬN XÉT\n6 tháng đầu năm, phong trào có nhiều chuyển biến.", 2),
    ("IV. KẾT QUẢ NỔI BẬT\n12 hộ thoát nghèo, 3 hộ làm nhà mới.", 2),
    ("PHẦN THỨ HAI\n5 nhiệm vụ trọng tâm của năm sau như sau:", 2),
    ("III. PHƯƠNG HƯỚNG, NHIỆM VỤ TRỌNG TÂM\n6 THÁNG CUỐI NĂM 2024\nTiếp tục thi đua.", 2),
    ("II. KẾT QUẢ PHONG TRÀO THI ĐUA YÊU NƯỚC NĂM\n2024\nXã có 5 thôn.", 2),
    ("I. TÌNH HÌNH\n1.024 hộ dân sống ở 6 thôn.", 2),
]


@pytest.mark.parametrize(("text", "lines"), SEAMS)
def test_a_heading_takes_no_sentence_that_begins_with_a_number(text: str, lines: int) -> None:
    report = corpus.parse_text(text)
    assert len(report.text.split("\n")) == lines
    assert re.sub(r"\s", "", report.text) == re.sub(r"\s", "", text)


INDENTED = """\
          II. KẾT QUẢ THI ĐUA

          Các thôn trong xã cùng nhau làm đường, trồng cây, dọn vệ sinh mỗi tuần một lần, nhất là
thôn Bến Đá và thôn Cầu Gỗ; số tiền nhân dân đóng góp là 145,5 triệu đồng, tăng 12,4% so với năm trước.
          Xã có thêm 12 hộ thoát nghèo, 3 hộ làm nhà mới, mỗi hộ được giúp từ 20 đến 30 ngày công, 5
triệu đồng tiền mặt và vật liệu sẵn có tại chỗ, bà con chòm xóm thay nhau nấu cơm cho thợ ăn hằng ngày.
          Công tác văn hóa đi vào nền nếp, số gia đình văn hóa là 1.024 hộ, bằng 91% số hộ toàn
xã, riêng thôn Đồi Chè giữ danh hiệu thôn văn hóa 5 năm liền và được Ủy ban nhân dân tỉnh tặng bằng khen.
          Quốc phòng, an ninh được giữ vững, 11 thanh niên lên đường nhập ngũ đủ chỉ tiêu được giao
và đúng thời gian; tổ an ninh ở 6 thôn tuần tra mỗi đêm hai lượt, không để xảy ra vụ việc nào phức tạp cả.
"""


def test_blanks_before_first_lines_show_the_paragraphs() -> None:
    lines = corpus.parse_text(INDENTED).text.split("\n")
    assert [line.split(" ")[0] for line in lines] == ["II.", "Các", "Xã", "Công", "Quốc"]


def test_a_sign_at_the_end_of_a_line_keeps_its_word_whole() -> None:
    text = INDENTED.replace("nhất là\nthôn Bến Đá", "theo Quyết định số 12/QĐ-\nUBND và thôn Bến Đá")
    assert "12/QĐ-UBND" in corpus.parse_text(text).text


SENTENCES = st.lists(
    st.sampled_from(
        ["Xã có 12 thôn, 1.024 hộ", "tăng 5,2% so với cùng kỳ", "đạt 87/92 tiêu chí;", "- Thôn Bến Đá: 45 hộ", "1. Kinh tế",
         "a) Lúa 61,7 tạ/ha.", "II. HẠN CHẾ", "6 tháng đầu năm 2024", "Số: 12/BC-UBND", "| 1 | Lúa | 5,5 |", "1\tLúa\t5,5",
         "theo Quyết định số 34/QĐ-", "UBND ngày 07/4/2014", "", "  ", "**3. Văn hóa**", "## IV. KẾT LUẬN", "\u00a0\u00a07,5 ha"]
    ),
    max_size=40,
)  # fmt: skip


def _mapped(report: Report, raw: str) -> None:
    """Each place of the map begins with the same letters and digits in the text and in what it was read from."""
    assert [at for at, _ in report.original] == sorted(at for at, _ in report.original)
    for at, place in report.original:
        shown = re.sub(r"[\W_]", "", report.text[at : at + 12])
        assert re.sub(r"[\W_]", "", raw[place : place + 60]).startswith(shown[:4])


@given(SENTENCES, st.sampled_from(["a.txt", "a.md"]), st.sampled_from(["\n", "\r\n", "\n\n", "\n\x0c"]))
def test_the_map_leads_back_to_the_original(lines: list[str], name: str, end: str) -> None:
    raw = end.join(lines)
    report = corpus.parse_text(raw, name)
    _mapped(report, raw)
    assert digits(report.text) == digits(raw)


@given(SENTENCES)
def test_no_join_crosses_an_item_or_a_heading(lines: list[str]) -> None:
    shown = corpus.parse_text("\n".join(lines)).text.split("\n")
    starts = ("- Thôn", "1. Kinh", "a) Lúa", "II. HẠN")
    wanted = sum(line.startswith(starts) for line in lines)
    assert sum(line.startswith(starts) for line in shown) == wanted
