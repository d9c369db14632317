"""Every example line is read as it says, and no rule goes without examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafting import numbers
from tests.numbers.corpus import FOLDER, Line, faults, lines

KINDS = Path(numbers.__file__).parent / "kinds"


@pytest.mark.parametrize("line", lines(), ids=lambda line: f"{line.file}-{line.number}")
def test_line(line: Line) -> None:
    assert faults(line, numbers.read(line.text)) == ""


def test_every_rule_has_examples() -> None:
    rules = {p.stem for p in KINDS.glob("*.py")} - {"__init__"}
    assert rules <= {p.stem for p in FOLDER.glob("*.tsv")}


def test_the_corpus_is_large_enough() -> None:
    found = lines()
    positive = sum(line.positive for line in found)
    print(f"{positive} positive lines, {len(found) - positive} negative ones")
    assert sum(line.positive for line in found) >= 600
    assert sum(not line.positive for line in found) >= 300
