"""A right text with its plain table: nothing is accused; each of many changed numbers is, once, with its code."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import corpus
from drafting import checks, figures
from drafting.types import FigureTable

HERE = Path(__file__).parent / "changed"
CHANGES = [line.split("\t") for line in (HERE / "commune.tsv").read_text("utf-8").splitlines() if line]


@cache
def _table() -> FigureTable:
    return figures.read_tables([HERE / "commune.csv"])


@cache
def _text() -> str:
    return (HERE / "commune.txt").read_text("utf-8")


def test_the_right_text_is_not_accused() -> None:
    result = checks.check(corpus.parse_text(_text()), _table())
    assert [f for f in result.findings if f.severity != "info"] == []
    assert {n.status for n in result.numbers} <= {"matched", "rounded", "derived", "ignored"}


@pytest.mark.parametrize(("right", "wrong", "code"), CHANGES, ids=[c[1] for c in CHANGES])
def test_a_changed_number_is_accused_once(right: str, wrong: str, code: str) -> None:
    assert _text().count(right) == 1
    result = checks.check(corpus.parse_text(_text().replace(right, wrong)), _table())
    assert [f.code for f in result.findings if f.severity == "error"] == [code]
