"""Editing keeps what was bound where its span survives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from drafting.service.edit import edited, own_body, put
from drafting.types import Binding, Draft, DraftSection, DraftTable, Gap, PrecedentRef, Suggestion

LINES = [
    "I. KẾT QUẢ",
    "Toàn xã gieo trồng 1.250 ha, tăng 4,2% so với cùng kỳ; thu ngân sách 9,3 tỷ đồng.",
    "Có 14 thôn; [tổng số hộ] hộ và 82 đảng viên.",
    "II. PHƯƠNG HƯỚNG",
    "Phấn đấu đạt 95% kế hoạch.",
]
TEXT = "\n".join(LINES)
QUOTES = ("1.250", "4,2%", "9,3 tỷ", "14", "82", "95%")


def _draft() -> Draft:
    second = TEXT.index("II.")
    bindings = tuple(
        Binding(q, TEXT.index(q), TEXT.index(q) + len(q), figure=f"F{i:03d}") for i, q in enumerate(QUOTES)
    )
    gap = Gap(TEXT.index("["), TEXT.index("]") + 1, "tổng số hộ")
    offer = Suggestion(TEXT.index("Phấn đấu"), "Câu cũ.", "việc riêng", PrecedentRef("r", "II"))
    sections = (
        DraftSection("I", "I.", "KẾT QUẢ", 1, 0, second, bindings[:5], (gap,)),
        DraftSection("II", "II.", "PHƯƠNG HƯỚNG", 1, second, len(TEXT), bindings[5:], (), (offer,)),
    )
    return Draft(
        "BÁO CÁO", "UBND xã A", "2025-H1", "so-ket", "precedent", "", TEXT, sections, bindings, (gap,)
    )


@given(st.integers(0, len(TEXT)), st.integers(0, 30), st.text("ab 1,.%\n", max_size=12))
def test_what_stays_bound_still_says_the_same(start: int, length: int, words: str):
    draft = put(_draft(), start, min(start + length, len(TEXT)), words)
    for binding in draft.numbers:
        assert draft.text[binding.start : binding.end] == binding.quote
    for gap in draft.gaps:
        assert draft.text[gap.start : gap.end] == "[tổng số hộ]"
    for section in draft.sections:
        assert 0 <= section.start <= section.end <= len(draft.text)
    assert {b for s in draft.sections for b in s.numbers} == set(draft.numbers)


def test_numbers_far_from_an_edit_stay_bound():
    draft = put(_draft(), TEXT.index("14"), TEXT.index("14") + 2, "15")
    assert [b.quote for b in draft.numbers] == [q for q in QUOTES if q != "14"]
    assert len(draft.gaps) == 1


def test_two_edits_at_once_are_told_apart():
    new = TEXT.replace("1.250", "1.260").replace("82", "83")
    draft = edited(_draft(), new)
    assert [b.quote for b in draft.numbers] == ["4,2%", "9,3 tỷ", "14", "95%"]
    assert all(draft.text[b.start : b.end] == b.quote for b in draft.numbers)


def test_the_next_section_moves_with_the_text_before_it():
    draft = put(_draft(), TEXT.index("Có 14"), TEXT.index("Có 14"), "Thêm một câu mới. ")
    assert draft.text[draft.sections[1].start :].startswith("II.")
    assert draft.text[draft.sections[1].suggestions[0].at :].startswith("Phấn đấu")


def test_own_body_is_without_the_heading_line():
    draft = _draft()
    start, end = own_body(draft, draft.sections[0])
    assert draft.text[start:end] == "\n".join(LINES[1:3])


def test_a_touched_table_is_cut_anew():
    text = "Bảng\nA\tB\n1\t2\nHết"
    table = DraftTable(5, 12, (("A", "B"), ("1", "2")))
    draft = Draft("", "", "", "", "", "", text, tables=(table,))
    changed = put(draft, text.index("2"), text.index("2") + 1, "33")
    (after,) = changed.tables
    assert after.rows == (("A", "B"), ("1", "33"))
    assert changed.text[after.start : after.end] == "A\tB\n1\t33"
