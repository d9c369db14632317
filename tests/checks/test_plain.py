"""Short reports of many units beside the plainest table (`plain/`): none of their numbers is accused, each is accounted for.

Every text was written before the checker had seen it; `tests/bench/plain.py` plants errors in them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import corpus
from drafting import checks, figures

HERE = Path(__file__).with_name("plain")
NAMES = sorted(p.stem for p in HERE.glob("*.txt"))
FACTS = {
    tuple(line.split("\t"))
    for line in (HERE / "facts.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
}


@pytest.mark.parametrize("name", NAMES)
def test_a_right_text_is_accounted_for(name: str) -> None:
    report = corpus.parse_text((HERE / f"{name}.txt").read_text("utf-8"))
    table = figures.read_tables([HERE / f"{name}.csv"], report.meta.period)
    result = checks.check(report, table)
    assert result.faults == ()
    told = [(f.severity, f.code, f.quote) for f in result.findings if f.severity != "info"]
    facts = [quote for text, quote in sorted(FACTS) if text == name]
    assert sorted(told) == [("warning", "figure-unsupported", quote) for quote in sorted(facts)]
