"""A table's numbers held against each other, whatever its columns are called; inside.toml holds the tables."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from drafting import figures

DATA = tomllib.loads((Path(__file__).parent / "inside.toml").read_text("utf-8"))


def _told(table: str) -> list[tuple[str, str]]:
    rows = [line.split("|") for line in table.strip().split("\n")]
    return [
        (f.severity, f.quote) for f in figures.read_grid(rows, "bang.csv").findings if f.severity != "info"
    ]


@pytest.mark.parametrize("case", DATA["right"], ids=[c["why"] for c in DATA["right"]])
def test_right_tables_are_left_alone(case: dict[str, str]) -> None:
    assert _told(case["table"]) == []


@pytest.mark.parametrize("case", DATA["wrong"], ids=[c["cell"] for c in DATA["wrong"]])
def test_the_wrong_cell_is_told_once(case: dict[str, str]) -> None:
    assert _told(case["table"]) == [("error", case["cell"])]


@pytest.mark.parametrize("case", DATA["doubted"], ids=[c["why"] for c in DATA["doubted"]])
def test_what_may_be_right_is_a_warning(case: dict[str, str]) -> None:
    assert _told(case["table"]) == [("warning", case["cell"])]
