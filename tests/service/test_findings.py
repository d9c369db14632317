"""A reviewer's mark stays with its finding while the text around it is edited."""

from __future__ import annotations

from dataclasses import replace

import pytest

import corpus
from drafting import checks, figures
from drafting.service.findings import finding_id, marks, names_kept
from drafting.types import CellSource, FigureRef, Finding
from drafting.workspace.store import Review

HEAD = ["Chỉ tiêu", "Đơn vị tính", "Địa bàn", "Kỳ này", "Cùng kỳ", "Kế hoạch"]
TABLE = [HEAD, ["Dân số", "người", "", "8.561", "8.506", ""], ["Tổng số hộ", "hộ", "", "2.230", "2.212", ""]]
TEXT = (
    "I. KẾT QUẢ\nToàn xã có 2.230 hộ với {} người, sống chủ yếu bằng nghề nông.\nĐời sống Nhân dân ổn định."
)


def _errors(text: str) -> list[Finding]:
    result = checks.check(
        corpus.parse_text(text), figures.read_grid(TABLE, "b.csv", "2025-H1"), period="2025-H1"
    )
    return [f for f in result.findings if f.severity == "error"]


def test_a_mark_survives_edits_around_it() -> None:
    marks = {finding_id(f): "accepted" for f in _errors(TEXT.format("8.564"))}
    assert len(marks) == 1
    for old, new in (
        ("I. KẾT QUẢ", "I. KẾT QUẢ ĐẠT ĐƯỢC\nMột đoạn mới."),
        ("sống chủ yếu bằng nghề nông", "phần lớn làm nông nghiệp"),
        ("Đời sống Nhân dân ổn định.", ""),
    ):
        found = _errors(TEXT.format("8.564").replace(old, new))
        assert [finding_id(f) for f in found] == list(marks), new


def test_another_wrong_number_is_another_finding() -> None:
    first, second = (_errors(TEXT.format(n)) for n in ("8.564", "8.651"))
    assert finding_id(first[0]) != finding_id(second[0])


def test_findings_without_a_place_are_told_apart() -> None:
    unused = [
        Finding("figure-unused", "info", "", None, None, "", f"Số liệu {label} chưa dùng.")
        for label in ("dân số", "số hộ")
    ]
    assert len({finding_id(f) for f in unused}) == 2


def _mark(finding: Finding) -> dict[str, str]:
    return dict.fromkeys(names_kept(finding), "accepted")


def test_a_mark_survives_words_changed_right_before_it() -> None:
    (first,) = _errors(TEXT.format("8.564"))
    found = _errors(TEXT.format("8.564").replace("2.230 hộ với", "tổng dân số là"))
    assert finding_id(first) != finding_id(found[0])
    assert marks(found, _mark(first)) == ("accepted",)


@pytest.mark.parametrize(
    "other",
    [
        {"message": "Câu chữ của phiên bản sau.", "severity": "warning"},
        {"code": "figure-misplaced"},
        {"expected": "8.561 người"},
        {"expected": None},
        {"sentence": "Toàn xã có 2.230 hộ với 8.564 người, làm ruộng."},
    ],
)
def test_a_mark_survives_another_version_of_the_rules(other: dict[str, str]) -> None:
    (first,) = _errors(TEXT.format("8.564"))
    assert marks([replace(first, **other)], _mark(first)) == ("accepted",)


@pytest.mark.parametrize("other", [{"expected": "8.999"}, {"quote": "8.565"}, {"code": "restated"}])
def test_a_mark_is_not_taken_over_by_another_finding(other: dict[str, str]) -> None:
    (first,) = _errors(TEXT.format("8.564"))
    sentence = first.sentence.replace(first.quote, other.get("quote", first.quote))
    assert marks([replace(first, sentence=sentence, **other)], _mark(first)) == (None,)


def test_a_number_told_twice_keeps_its_marks_apart() -> None:
    (first,) = _errors(TEXT.format("8.564"))
    twice = [replace(first, sentence=f"Một câu khác {n} nói đến 8.564 người.") for n in ("đầu", "sau")]
    assert marks(twice, _mark(first)) == (None, None)


def test_a_mark_of_an_unused_figure_survives_another_wording() -> None:
    source = CellSource("b.csv", "", "D7")
    kept = Finding(
        "figure-unused", "info", "", None, None, "", "Số liệu A là 12.", None, (FigureRef("F1", source),)
    )
    assert marks([replace(kept, message="Chưa dùng A (12).")], _mark(kept)) == ("accepted",)
    assert marks([replace(kept, message="Số liệu B là 13.")], _mark(kept)) == (None,)


PLACES = [
    HEAD,
    *(["Số mô hình", "mô hình", p, n, "10", ""] for p, n in (("xã An Lý", "12"), ("xã Bình Tân", "15"))),
]


def _told(text: str, table: list[list[str]] = PLACES) -> tuple[Finding, ...]:
    source = figures.read_grid([list(row) for row in table], "b.csv", "2025-H1")
    found = checks.check(corpus.parse_text(text), source, period="2025-H1").findings
    return tuple(f for f in found if f.severity == "error")


SAME = "I. KẾT QUẢ\nXã An Lý có 19 mô hình.\nII. ĐÁNH GIÁ\nXã An Lý có 19 mô hình."


def test_one_sentence_in_two_places_has_two_marks() -> None:
    both = _told(SAME)
    assert len(both) == 2
    for at, finding in enumerate(both):
        kept = dict.fromkeys(names_kept(finding, both), "wrong")
        assert [m is not None for m in marks(both, kept)] == [at == 0, at == 1]
    kept = dict.fromkeys(names_kept(both[0], both), "wrong")
    mended = _told(SAME.replace("19", "12", 1))
    assert marks(mended, kept) == (
        None,
    )  # the one that was marked is gone, the other is still to be looked at


def test_a_mark_moves_with_its_paragraph() -> None:
    text = "I. KẾT QUẢ\nĐời sống ổn định.\nXã An Lý có 19 mô hình.\nII. ĐÁNH GIÁ\nXã Bình Tân có 18 mô hình."
    first, second = _told(text)
    kept = dict.fromkeys(names_kept(first, (first, second)), "accepted")
    moved = text.replace("Xã An Lý có 19 mô hình.\n", "") + "\nXã An Lý có 19 mô hình."
    assert [(f.quote, m) for f, m in zip(_told(moved), marks(_told(moved), kept), strict=True)] == [
        ("18", None),
        ("19", "accepted"),
    ]


@pytest.mark.parametrize(
    "words", ["Xã An Lý đã có 19 mô hình", "Đến nay, xã An Lý xây dựng được 19 mô hình hay"]
)
def test_a_mark_of_a_short_number_survives_words_changed_on_one_side(words: str) -> None:
    (first,) = _told("I. KẾT QUẢ\nXã An Lý có 19 mô hình hay.")
    changed = _told(f"I. KẾT QUẢ\n{words}.")
    assert marks(changed, dict.fromkeys(names_kept(first), "accepted")) == ("accepted",)


def test_the_last_word_counts_though_an_edit_is_taken_back() -> None:
    (first,) = _errors(TEXT.format("8.564"))
    kept = {n: Review(n, "wrong", "", "Hà", "2025-07-01T08:00:00") for n in names_kept(first, (first,))}
    (edited,) = _errors(TEXT.format("8.564").replace("2.230 hộ với", "tổng dân số là"))
    assert [m and m.verdict for m in marks((edited,), kept)] == ["wrong"]
    kept |= {n: Review(n, "right", "", "Hà", "2025-07-01T09:00:00") for n in names_kept(edited, (edited,))}
    assert [m and m.verdict for m in marks((first,), kept)] == ["right"]


def test_a_number_told_twice_is_not_marked_by_its_number_alone() -> None:
    (first,) = _errors(TEXT.format("8.564"))
    twice = [
        replace(first, sentence=f"Một câu khác {n} nói đến 8.564 người.", start=at)
        for at, n in enumerate("ab")
    ]
    kept = dict.fromkeys(names_kept(twice[0], twice), "wrong")
    assert marks(twice, kept) == ("wrong", None)
    assert marks(twice[1:], kept) == (None,)
