"""Findings as a reviewer goes through them: gathered by sentence, settled in one go, what is left first."""

from __future__ import annotations

from drafting.service.findings import names_kept
from drafting.service.review_list import review_list, unsettled_errors
from drafting.types import Finding, Place
from drafting.workspace.store import Review

ONE, OTHER = "Có 12/15 ban đạt danh hiệu, năm trước là 10 ban.", "Khen 61 cá nhân (19 nam, 42 nữ)."


def _finding(code: str, severity: str, quote: str, start: int, sentence: str, *also: str) -> Finding:
    evidence = tuple(Place(q, 0, 0) for q in also)
    return Finding(code, severity, quote, start, start + len(quote), sentence, f"Về {quote}.", None, evidence)  # type: ignore[arg-type]


FINDINGS = (
    _finding("figure-unsupported", "warning", "12/15", 3, ONE),
    _finding("figure-unsupported", "warning", "10", 39, ONE),
    _finding("figure-mismatch", "error", "8.564", 70, "Dân số 8.564 người."),
    _finding("figure-unsupported", "warning", "61", 90, OTHER, "19", "42"),
    _finding("spelling", "warning", "suất sắc", 120, "Hoàn thành suất sắc."),
)


def _said(verdict: str, *findings: Finding) -> dict[str, Review]:
    return {n: Review(n, verdict, "", "Hà", "2025-07-01") for f in findings for n in names_kept(f)}


def test_numbers_that_no_table_has_are_gathered_by_sentence() -> None:
    listed = review_list(FINDINGS, {})
    assert {kind: [i.quotes for i in items] for kind, items in listed.items()} == {
        "error": [("8.564",)],
        "warning": [("suất sắc",)],
        "unsupported": [("12/15", "10"), ("61", "19", "42")],
        "info": [],
    }


def test_a_sentence_is_settled_when_all_its_numbers_are() -> None:
    half = review_list(FINDINGS, _said("accepted", FINDINGS[0]))["unsupported"]
    assert [i.settled for i in half] == [False, False]
    whole = review_list(FINDINGS, _said("accepted", *FINDINGS[:2]))["unsupported"]
    assert [(i.quotes[0], i.settled) for i in whole] == [("61", False), ("12/15", True)]


def test_an_error_found_right_is_still_to_be_mended() -> None:
    error = FINDINGS[2]
    assert [unsettled_errors(FINDINGS, _said(v, error)) for v in ("right", "wrong", "accepted")] == [1, 0, 0]
