"""The section trees of the bundled reports, and of the real ones where they are, heading by heading.

A new sample's tree is looked at and kept by `python -m tests.tools.golden_tree FILE --text`, then `--keep`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import corpus
from corpus.samples import sample_paths
from tests.tools.golden_tree import FOLDER, golden, rows, score

REAL = Path(__file__).parent / "data" / "gold"
REAL_NAMES = sorted(p.stem for p in REAL.glob("*.tsv") if not p.name.endswith(".table.tsv"))


def _compare(path: Path, wanted_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found, wanted = rows(corpus.read_file(path)), golden(wanted_file)
    right, missed, false = score(found, wanted)
    with capsys.disabled():
        print(f"\n{path.name}: {right} headings right, {missed} missed, {false} false", end=" ")
    assert found == wanted


@pytest.mark.parametrize("path", sample_paths(), ids=lambda path: path.name)
def test_tree_of_a_bundled_report(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = FOLDER / f"{path.stem}.tsv"
    assert kept.exists(), f"look at it, then keep it: python -m tests.tools.golden_tree {path} --text, --keep"
    _compare(path, kept, capsys)


@pytest.mark.parametrize("name", REAL_NAMES)
def test_tree_of_a_real_report(name: str, shared_reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = next(p for p in shared_reports.iterdir() if p.stem == name)
    _compare(path, REAL / f"{name}.tsv", capsys)


def test_no_golden_tree_is_left_of_a_report_that_is_gone() -> None:
    assert {p.stem for p in FOLDER.glob("*.tsv")} <= {p.stem for p in sample_paths()}
