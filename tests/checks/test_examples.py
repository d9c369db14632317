"""Every rule's own examples: what it must flag, and what it must leave alone."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

import corpus
from drafting import checks, figures
from drafting.checks.registry import RULES

FOLDER = files("drafting.checks") / "examples"


def _examples(rule: str) -> list[dict]:
    file = FOLDER / f"{rule}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))["example"] if file.is_file() else []


CASES = [(r.name, i, e) for r in RULES for i, e in enumerate(_examples(r.name))]


@pytest.mark.parametrize("rule", [r.name for r in RULES])
def test_rule_has_positive_and_negative_examples(rule: str) -> None:
    examples = _examples(rule)
    assert any(e["flag"] for e in examples), f"{rule} has no example of what it flags"
    assert any(not e["flag"] for e in examples), f"{rule} has no example of what it leaves alone"


@pytest.mark.parametrize(("rule", "number", "example"), CASES, ids=[f"{r}-{i}" for r, i, _ in CASES])
def test_example(rule: str, number: int, example: dict) -> None:
    period = example.get("period")
    grid = example.get("figures")
    precedent = example.get("precedent")
    result = checks.check(
        corpus.parse_text(example["text"]),
        figures.read_grid(grid, "bang.csv", period) if grid else None,
        precedent=corpus.parse_text(precedent) if precedent else None,
        period=period,
        unit=example.get("unit"),
        own_places=example.get("own_places", ()),
    )
    assert result.faults == ()
    codes = {example["code"]} if "code" in example else set(example.get("codes", ()))
    flagged = [f.quote for f in result.findings if f.code in codes]
    assert flagged == example["flag"], [(f.code, f.quote, f.message) for f in result.findings]
    for finding in result.findings:
        if finding.start is not None and finding.end is not None:
            assert result.text[finding.start : finding.end] == finding.quote
    if "expected" in example:
        assert [f.expected for f in result.findings if f.code in codes] == example["expected"]
    if "severity" in example:
        assert {f.severity for f in result.findings if f.code in codes} == {example["severity"]}
