"""One cause, one error: which of several findings stay."""

from __future__ import annotations

from drafting.checks.arbitrate import arbitrate
from drafting.types import Finding, Place, Severity


def _finding(
    code: str, start: int | None, *cited: int, severity: Severity = "error", message: str = ""
) -> Finding:
    quote = "" if start is None else "12"
    evidence = tuple(Place("34", at, at + 2) for at in cited)
    end = None if start is None else start + 2
    return Finding(code, severity, quote, start, end, "", message or f"{code} {start}", None, evidence)


def _kept(*findings: Finding) -> list[tuple[str, int | None]]:
    return [(f.code, f.start) for f in arbitrate(findings)]


def test_what_an_accused_number_spoils_is_not_told_again() -> None:
    accused = _finding("figure-mismatch", 10)
    assert _kept(accused, _finding("sum-of-parts", 40, 10, 20)) == [("figure-mismatch", 10)]
    assert _kept(accused, _finding("table-formula", 40, 10)) == [("figure-mismatch", 10)]
    assert _kept(accused, _finding("table-formula", 14, 90)) == [
        ("figure-mismatch", 10),
        ("table-formula", 14),
    ]


def test_an_error_is_the_cause_of_what_rests_on_it_a_warning_is_not() -> None:
    later = _finding("sum-of-parts", 40, 10)
    assert _kept(_finding("ratio-percent", 10), later) == [("ratio-percent", 10)]
    assert _kept(_finding("ratio-percent", 10, severity="warning"), later) == [
        ("ratio-percent", 10),
        ("sum-of-parts", 40),
    ]


def test_of_several_findings_about_one_number_the_most_telling_stays() -> None:
    assert _kept(_finding("figure-unsupported", 10, severity="warning"), _finding("restated", 10)) == [
        ("restated", 10)
    ]
    assert _kept(_finding("figure-mismatch", 10), _finding("unit-scale", 10)) == [("unit-scale", 10)]
    assert _kept(_finding("restated", 10), _finding("sum-of-parts", 10)) == [("sum-of-parts", 10)]
    assert _kept(_finding("unit-scale", 10, severity="info"), _finding("restated", 10)) == [("restated", 10)]


def test_an_info_about_a_number_blames_it_for_nothing() -> None:
    info = _finding("figure-mismatch", 10, severity="info")
    assert _kept(info, _finding("sum-of-parts", 40, 10)) == [("figure-mismatch", 10), ("sum-of-parts", 40)]


def test_leaks_are_told_once_a_place_and_findings_without_a_place_all() -> None:
    assert _kept(_finding("period-leak", 10, message="a"), _finding("period-leak", 10, message="b")) == [
        ("period-leak", 10)
    ]
    assert (
        _kept(_finding("spelling", 10, message="a"), _finding("spelling", 10, message="b"))
        == [("spelling", 10)] * 2
    )
    unused = [_finding("figure-unused", None, severity="info", message=m) for m in "ab"]
    assert _kept(*unused, _finding("restated", 10)) == [
        ("restated", 10),
        ("figure-unused", None),
        ("figure-unused", None),
    ]
