"""What is of the genre, what is particular, what is cut; edits keep offsets."""

from __future__ import annotations

import pytest

from drafting.types import Binding, PlannedSection, Profile
from drafting.writers.base import SectionText
from drafting.writers.concessions import concession, passing
from drafting.writers.edits import Edit, render, tidy
from drafting.writers.labels import closed_labels
from drafting.writers.letterhead import recipients, symbol_line
from drafting.writers.names import proper_names
from drafting.writers.numbering import close_up
from drafting.writers.particulars import Deed, deeds, particulars
from drafting.writers.redate import Calendar


@pytest.mark.parametrize("deed", deeds(), ids=lambda d: d.told[:30])
def test_every_deed_has_examples_that_hold(deed: Deed) -> None:
    assert deed.words.search(deed.told)
    assert not deed.words.search(deed.not_told)


GENRE = [
    "Phong trào thi đua được cán bộ, đảng viên và Nhân dân hưởng ứng tích cực.",
    "Hội Nông dân, Hội Cựu chiến binh, Đoàn Thanh niên phối hợp tuyên truyền.",
    "Phát động phong trào “Cả nước chung sức xây dựng nông thôn mới” đến từng thôn.",
    "UBND xã Hà Lâm chỉ đạo các ban, ngành thực hiện nghiêm túc.",
]
PARTICULAR = [
    "Bà con thôn Suối Trong góp công làm đường.",
    "Đồng chí Lê Văn Mẫu được giao phụ trách.",
    "Dịch tả lợn châu Phi làm giảm đàn lợn.",
    "Khánh thành nhà văn hóa mới.",
    "Nâng cấp mặt đường QL47 qua địa bàn.",
]


@pytest.mark.parametrize("sentence", GENRE)
def test_sentences_of_the_genre(sentence: str) -> None:
    assert particulars(sentence, ["Hà Lâm"]) == []


@pytest.mark.parametrize("sentence", PARTICULAR)
def test_particular_sentences_say_why(sentence: str) -> None:
    assert particulars(sentence, ["Hà Lâm"])


def test_names_need_two_capitals_or_a_head() -> None:
    assert proper_names("Các thôn đã hoàn thành. Tổng hợp kết quả.") == []
    assert proper_names("Tại thôn Đoài, nhân dân hiến đất.") == ["Đoài"]


def test_a_concession_goes_with_its_link() -> None:
    said = "Mặc dù chịu ảnh hưởng của đại dịch Covid-19, nhưng chăn nuôi tiếp tục phục hồi và phát triển."
    span = concession(said)
    assert span is not None
    assert said[span[1] :] == "chăn nuôi tiếp tục phục hồi và phát triển."
    assert concession("Mặc dù còn khó khăn, các xã vẫn hoàn thành nhiệm vụ được giao.") is None
    assert passing("Covid - 19") or passing("dịch Covid 19")


def test_edits_keep_bindings_in_place() -> None:
    said = "Đàn lợn có 5 con (tăng 3%), đạt khá."
    piece = render(said, 0, len(said), [Edit(11, 12, "7", figure="F001"), Edit(17, 26)])
    assert piece.text == "Đàn lợn có 7 con, đạt khá."
    (binding,) = piece.bindings
    assert piece.text[binding.start : binding.end] == "7"


def test_tidy_spares_what_is_bound() -> None:
    piece = SectionText("a ,  b", (Binding("b", 5, 6, "F1"),))
    tidied = tidy(piece)
    assert tidied.text == "a, b"
    assert tidied.text[tidied.bindings[0].start : tidied.bindings[0].end] == "b"


def test_numbering_closes_up() -> None:
    rows = [PlannedSection(str(i), f"Thứ {w}:", "", 1) for i, w in enumerate(("nhất", "hai", "ba"), 1)]
    assert [(old, s.label, s.number) for old, s in close_up(rows, ["2"])] == [
        ("1", "Thứ nhất:", "1"),
        ("3", "Thứ hai:", "2"),
    ]
    assert closed_labels(["1.", "2.", "-", "3."], [True, False, True, True])[3] == "2."


def test_children_follow_their_parent_number() -> None:
    rows = [
        PlannedSection("I", "I.", "A", 1),
        PlannedSection("I.2", "2.", "B", 2),
        PlannedSection("I.3", "3.", "C", 2),
        PlannedSection("I.3.1", "3.1.", "D", 3),
    ]
    kept = [s for _, s in close_up(rows, ["I.2"])]
    assert [(s.number, s.label) for s in kept] == [("I", "I."), ("I.2", "2."), ("I.2.1", "2.1.")]


def test_title_block_lines() -> None:
    assert symbol_line("/BC-UBND") == "Số:      /BC-UBND"
    assert symbol_line("05/BC-UBND") == "Số: 05/BC-UBND"
    assert recipients(Profile(unit="")) == ("- Lưu: VT.",)
    assert recipients(Profile(unit="", recipients=("Như trên;", "- Lưu: VT."))) == (
        "- Như trên;",
        "- Lưu: VT.",
    )


def test_districts_end_in_july_2025() -> None:
    from corpus.types import Meta
    from drafting.types import Plan
    from drafting.writers.rename import renamer

    meta = Meta(unit="UBND xã Hà Lâm", superior="huyện Sông Trà", kind="tong-ket", period="2024")
    said = "Thực hiện các văn bản của tỉnh, của huyện; UBND huyện tổ chức hội nghị."
    for period, now in (
        ("2025", "Thực hiện các văn bản của tỉnh; UBND tỉnh tổ chức hội nghị."),
        ("2025-H1", said),
    ):
        above = Profile(unit=meta.unit, report_to="UBND tỉnh Hải Bình" if period == "2025" else "")
        plan = Plan(meta.unit, period, "tong-ket", "", above, "", ())
        edits = renamer(meta, plan).edits(said, 0, len(said))
        assert render(said, 0, len(said), edits).text == now


def test_provinces_merged_in_july_2025() -> None:
    from corpus.types import Meta
    from drafting.types import Plan
    from drafting.writers.rename import renamer

    meta = Meta(unit="UBND xã Hà Lâm", superior="huyện Sông Trà", kind="tong-ket", period="2024")
    said = "Thực hiện chỉ đạo của UBND tỉnh Nam Định về thi đua."
    for period, now in (("2025", said.replace("Nam Định", "Ninh Bình")), ("2025-H1", said)):
        plan = Plan(meta.unit, period, "tong-ket", "", Profile(unit=meta.unit), "", ())
        edits = renamer(meta, plan).edits(said, 0, len(said))
        assert render(said, 0, len(said), edits).text == now


def test_a_half_year_told_of_a_whole_one() -> None:
    said = "Nửa đầu năm 2024, các phong trào thi đua có trọng tâm."
    edits = Calendar("2024-H1", "2025").move(said, 0, len(said)).edits
    assert render(said, 0, len(said), edits).text == "Năm 2025, các phong trào thi đua có trọng tâm."
