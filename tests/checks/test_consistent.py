"""Right texts of many offices are not accused, with their figures and without them."""

from __future__ import annotations

import pytest

import corpus
from drafting import checks
from tests.bench.cases import Case, hand_written
from tests.bench.mutations import past_text

CASES = list(hand_written())


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_a_right_text_is_not_accused(case: Case) -> None:
    past = corpus.parse_text(past_text(case))
    for table in (case.table(), None):
        result = checks.check(
            corpus.parse_text(case.text),
            table,
            precedent=past if table else None,
            period=case.period,
            unit=case.unit,
        )
        assert result.faults == ()
        told = [(f.severity, f.code, f.quote) for f in result.findings if f.severity != "info"]
        known = [t for t in told if table and t[:2] == ("warning", "figure-unsupported")]
        assert told == known


def test_a_percentage_of_a_ratio_comes_from_the_ratio() -> None:
    case = next(c for c in CASES if c.name == "benh-vien-ha-phong")
    result = checks.check(corpus.parse_text(case.text), case.table(), period=case.period)
    number = next(n for n in result.numbers if n.quote == "92,47%")
    assert (number.status, number.expression) == ("derived", "172/186*100")


def test_one_warning_for_a_list_that_no_figure_knows() -> None:
    case = next(c for c in CASES if c.name == "benh-vien-ha-phong")
    result = checks.check(corpus.parse_text(case.text), case.table(), period=case.period)
    quotes = [f.quote for f in result.findings if f.code == "figure-unsupported"]
    assert "186" in quotes
    assert not {"42", "15", "98", "31"} & set(quotes)
