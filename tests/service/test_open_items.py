"""Gaps are filled, confirmed or dropped; offered sentences are kept or dropped."""

from __future__ import annotations

from decimal import Decimal

import pytest

from corpus.errors import InputError
from drafting.service import open_items
from drafting.types import ConfirmedSource, Draft, DraftSection, Gap, PrecedentRef, Suggestion

LINES = [
    "I. ĐẶC ĐIỂM",
    "- Xã có diện tích […: diện tích] ha. Xã có 12 thôn.",
    "- Điện thoại: […: điện thoại].",
    "II. KẾT QUẢ",
    "Đã tổ chức tổng kết.",
]
TEXT = "\n".join(LINES)


def _draft() -> Draft:
    area = Gap(TEXT.index("[…: diện"), TEXT.index("] ha") + 1, "diện tích", "279,63")
    phone = Gap(TEXT.index("[…: điện"), TEXT.index("].\nII") + 1, "điện thoại", "0237 000 000")
    offer = Suggestion(
        TEXT.index("Đã tổ"), "Đã trồng 200 cây.", "việc riêng của kỳ trước", PrecedentRef("r", "II")
    )
    second = TEXT.index("II.")
    sections = (
        DraftSection("I", "I.", "ĐẶC ĐIỂM", 1, 0, second, (), (area, phone)),
        DraftSection("II", "II.", "KẾT QUẢ", 1, second, len(TEXT), (), (), (offer,)),
    )
    return Draft(
        "BÁO CÁO", "UBND xã A", "2025-H1", "so-ket", "precedent", "", TEXT, sections, gaps=(area, phone)
    )


def test_a_confirmed_gap_becomes_a_figure_with_its_source():
    draft = _draft()
    filled = open_items.fill_gaps(draft, [(draft.gaps[0], "280,10")], "Lan")
    assert "diện tích 280,10 ha" in filled.text
    assert [g.message for g in filled.gaps] == ["điện thoại"]
    (figure,) = filled.figures
    assert (figure.value, figure.unit) == (Decimal("280.10"), "ha")
    assert isinstance(figure.source, ConfirmedSource)
    assert figure.source.confirmed_by == "Lan"
    (binding,) = filled.numbers
    assert filled.text[binding.start : binding.end] == binding.quote == "280,10"
    assert binding.figure == figure.key


def test_all_proposals_are_confirmed_together():
    draft = _draft()
    filled = open_items.fill_gaps(draft, [(g, g.proposal or "") for g in draft.gaps], "Lan")
    assert filled.gaps == ()
    assert "279,63 ha" in filled.text
    assert "0237 000 000" in filled.text
    assert len(filled.figures) == 1


def test_an_empty_answer_is_said():
    draft = _draft()
    with pytest.raises(InputError, match="diện tích"):
        open_items.fill_gaps(draft, [(draft.gaps[0], "  ")], "Lan")


def test_dropping_a_gap_takes_its_sentence_or_its_line():
    draft = _draft()
    dropped = open_items.drop_gaps(draft, draft.gaps)
    assert dropped.gaps == ()
    assert "Xã có 12 thôn." in dropped.text
    assert "diện tích" not in dropped.text
    assert "Điện thoại" not in dropped.text
    assert dropped.text[dropped.sections[1].start :].startswith("II.")


def test_an_offered_sentence_is_kept_as_changed_at_its_place():
    draft = _draft()
    ((item),) = open_items.sentences(draft)
    kept = open_items.keep_sentences(draft, [(item.suggestion, "Đã trồng 300 cây.")])
    assert kept.text.split("\n")[-2:] == ["Đã trồng 300 cây.", "Đã tổ chức tổng kết."]
    assert open_items.sentences(kept) == []


def test_an_offered_sentence_can_be_dropped():
    draft = _draft()
    dropped = open_items.drop_sentences(draft, [i.suggestion for i in open_items.sentences(draft)])
    assert dropped.text == draft.text
    assert open_items.sentences(dropped) == []


@pytest.mark.parametrize(
    ("typed", "proposal", "stands"),
    [
        ("280", "279,63 ha", "280 ha"),
        ("280 ha", "279,63 ha", "280 ha"),
        ("5", "4", "5"),
        ("đủ", "4 thôn", "đủ"),
        ("7", None, "7"),
    ],
)
def test_a_bare_number_takes_the_proposals_unit(typed: str, proposal: str | None, stands: str):
    text = "I. ĐẶC ĐIỂM\nCó […: số]."
    gap = Gap(text.index("["), text.index("]") + 1, "số", proposal)
    draft = Draft("", "UBND xã A", "2025-H1", "so-ket", "precedent", "", text, gaps=(gap,))
    assert open_items.fill_gaps(draft, [(gap, typed)], "Lan").text.endswith(f"Có {stands}.")
