"""Statements of a past report, as a form shows them."""

from __future__ import annotations

from dataclasses import replace

from corpus import parse_text
from drafting.collection.statements import ReportStatement, statements


def _statements(text: str, *members: str) -> list[ReportStatement]:
    parsed = parse_text(text)
    meta = replace(parsed.meta, period="2024-H1", members=members, unit="Cụm thi đua số 9")
    return statements(replace(parsed, meta=meta))


def test_each_number_has_label_scope_unit_period_and_sentence() -> None:
    first, second = _statements("Đàn gia súc có 1.213 con. Đàn lợn của xã An Hòa đạt 800 con.", "An Hòa")
    assert (first.label, first.scope, first.unit, first.period) == (
        "Tổng đàn gia súc",
        None,
        "con",
        "2024-H1",
    )
    assert first.sentence == "Đàn gia súc có 1.213 con."
    assert second.scope == "An Hòa"


def test_computed_numbers_are_told_apart() -> None:
    found = _statements("Thu ngân sách đạt 12 tỷ đồng, đạt 51% kế hoạch, tăng 8% so với cùng kỳ.")
    assert [s.computed for s in found] == [False, True, True]


def test_the_level_before_is_of_the_year_before() -> None:
    found = _statements("Tỷ lệ hộ nghèo giảm từ 4,15% xuống còn 2,6%.")
    assert [s.period for s in found] == ["2023-H1", "2024-H1"]


def test_targets_have_no_period_of_the_past() -> None:
    (found,) = _statements("Phấn đấu thu ngân sách đạt 15 tỷ đồng.")
    assert (found.role, found.period) == ("target", None)
