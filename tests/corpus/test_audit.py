from __future__ import annotations

import re
from pathlib import Path

import pytest

import corpus
from corpus.audit import words
from corpus.confusables import usage_of
from corpus.resources import rows
from corpus.samples import sample_paths
from corpus.syllables import is_syllable, same_spelling
from tests.bench import audit

WRONG = [
    ("Cán bộ xã hoàn thành suất sắc nhiệm vụ.", "suất sắc", "xuất sắc"),
    ("Thôn đã đã làm xong đường.", "đã đã", "đã"),
    ("Nghị quyết được quán trịệt tới thôn.", "quán trịệt", "quán triệt"),
    ("Chỉ tiêu phảt đã giao.", "phảt", ""),
    ("Công trình trị giá 5tỷ đồng.", "5tỷ", "5 tỷ"),
    ("Phong trào “ o ấm cho em” được giữ.", "“ o", ""),
    ("Học tập tấm gương Hồ chí Minh.", "Hồ chí Minh", "Hồ Chí Minh"),
    ("Chi bộ giử vững nền nếp.", "giử vững", "giữ vững"),
]
RIGHT = [
    "Cán bộ luôn luôn gần dân, ngày ngày xuống thôn.",
    "Nhà trường dạy học học kỳ hai đúng lịch.",
    "Việc làm thiết thực thực hiện từ đầu năm.",
    "Giá trị 110 Trđ/ha, tiêm vắcxin cho đàn bò; hoà giải, hòa thuận, kỹ thuật, kĩ thuật.",
    "Khen thường xuyên, khen đột xuất; nuôi ba ba; dịch Covid-19; mô hình VietGAP.",
    "Xây 895ha vùng lúa, 10km đường, 8.000m2 sân; đạt 98,5%.",
    "Các nội dung khác phục vụ sản xuất; có 12 đại biểu đương nhiệm dự họp.",
    "Chất lượng công lương hưu được chi trả đủ.",
]


@pytest.mark.parametrize(("text", "word", "suggestion"), WRONG)
def test_found(text: str, word: str, suggestion: str) -> None:
    found = words(corpus.parse_text(text))
    assert [(w, s) for _, _, w, s, _ in found] == [(word, suggestion)]
    start, end = found[0][:2]
    assert text[start:end] == word


@pytest.mark.parametrize("text", RIGHT)
def test_left_alone(text: str) -> None:
    assert words(corpus.parse_text(text)) == []


def test_a_name_spelt_once_otherwise() -> None:
    text = (
        "Các xã: Bến Đá, Cầu Gỗ, Đồi Chè. "
        + "Xã Cầu Gỗ đạt 5 tấn. " * 5
        + "Cụm thi đua số 2 các xã: Cầu Gô 3; Bến Đá 2."
    )
    assert ("Cầu Gô", "Cầu Gỗ") in [(w, s) for _, _, w, s, _ in words(corpus.parse_text(text))]


@pytest.mark.parametrize(
    "word", ["quyết", "nghiêng", "khuỷu", "giêng", "huých", "đường", "oan", "ưu", "yêu", "thuở", "ngoằn"]
)
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["trịet", "thưc", "đươc", "phảt", "ngề", "vữngmạnh", "quyêt"])
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word) or word == "ngề"


def test_places_of_tone_marks_are_no_difference() -> None:
    assert same_spelling("Thiệu Hoá", "Thiệu Hóa")
    assert not same_spelling("Nông Công", "Nông Cống")


def test_table_of_confusions_suggests_nothing_it_flags() -> None:
    for row in rows("misspellings.tsv"):
        assert row[0].lower() != row[1].lower() or row[0] != row[1]
        again = [w for w in words(corpus.parse_text(f"Việc {row[1]} của xã.")) if w[4] == "confusion"]
        assert again == [], row


def test_flags_of_real_reports(shared_reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = shared_reports.parent
    marked, reports = audit.marks(folder), audit.read(folder)
    for name, library in (("alone", False), ("with a library", True)):
        each = [
            audit.scored(r, marked.get(n, ()), audit.others(reports, n) if library else None)
            for n, r in reports.items()
        ]
        found, false = sum(len(s.found) for s in each), sum(len(s.false) for s in each)
        with capsys.disabled():
            print(
                f"\nflags {name}: {found} of {sum(len(s.marked) for s in each)} found, {false} unmarked",
                end=" ",
            )
        assert found >= 26
        assert false <= 2


LINES = (Path(__file__).parent / "data" / "spelling.txt").read_text(encoding="utf-8").splitlines()
_WRONG = re.compile(r"\{([^}>]*)(>?)([^}]*)\}")


@pytest.mark.parametrize("line", [x[2:] for x in LINES if x.startswith("+ ")])
def test_wrong_words_are_found_and_no_others(line: str) -> None:
    found = words(corpus.parse_text(_WRONG.sub(r"\1", line)))
    wrong = [m for m in _WRONG.finditer(line) if m[3] or not m[2]]
    assert len(wrong) == len(found)
    for mark, (_, _, word, suggestion, _) in zip(wrong, found, strict=True):
        assert mark[1] in word or word in mark[1]
        if mark[3] and suggestion:
            assert suggestion.lower() in mark[3].lower() or mark[3].lower() in suggestion.lower()


@pytest.mark.parametrize("line", [x[2:] for x in LINES if x.startswith("- ")])
def test_rare_but_right_words_are_left_alone(line: str) -> None:
    assert words(corpus.parse_text(line)) == []


def test_a_library_tells_what_is_usual() -> None:
    usual = usage_of(["Nhà máy chè Đồi Cao dùng lò hơi mới, lò hơi chạy êm. " * 6])
    text = "Năm qua đơn vị sửa lò hời và mua thêm một máy sao."
    assert words(corpus.parse_text(text)) == []
    assert [(w, s) for _, _, w, s, _ in words(corpus.parse_text(text), usual)] == [("lò hời", "lò hơi")]


def test_clean_reports_have_no_doubtful_words() -> None:
    for path in sample_paths():
        assert [(w, s) for _, _, w, s, _ in words(corpus.read_file(path))] == [], path.name
