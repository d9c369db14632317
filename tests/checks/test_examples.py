"""Every rule's own examples: what it must flag, and what it must leave alone."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

import corpus
from drafting import checks, figures
from drafting.checks import engine
from drafting.checks.registry import RULES, Rule
from drafting.types import CheckResult, Finding

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


def _checked(example: dict) -> CheckResult:
    grid, precedent = example.get("figures"), example.get("precedent")
    return checks.check(
        corpus.parse_text(example["text"]),
        figures.read_grid(grid, "bang.csv", example.get("period")) if grid else None,
        precedent=corpus.parse_text(precedent) if precedent else None,
        period=example.get("period"),
        unit=example.get("unit"),
        own_places=example.get("own_places", ()),
    )


def _flagged(example: dict, result: CheckResult) -> list[Finding]:
    codes = {example["code"]} if "code" in example else set(example.get("codes", ()))
    return [f for f in result.findings if f.code in codes]


@pytest.mark.parametrize(("rule", "number", "example"), CASES, ids=[f"{r}-{i}" for r, i, _ in CASES])
def test_example(rule: str, number: int, example: dict) -> None:
    result = _checked(example)
    assert result.faults == ()
    found = _flagged(example, result)
    assert [f.quote for f in found] == example["flag"], [
        (f.code, f.quote, f.message) for f in result.findings
    ]
    for finding in result.findings:
        if finding.start is not None and finding.end is not None:
            assert result.text[finding.start : finding.end] == finding.quote
    if "expected" in example:
        assert [f.expected for f in found] == example["expected"]
    if "severity" in example:
        assert {f.severity for f in found} == {example["severity"]}


@pytest.mark.parametrize("rule", RULES, ids=[r.name for r in RULES])
def test_the_rule_itself_flags_its_examples(rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "RULES", (rule,))
    for example in (e for e in _examples(rule.name) if e["flag"]):
        quotes = {f.quote for f in _flagged(example, _checked(example))}
        assert quotes & set(example["flag"]), example["text"]


@pytest.mark.parametrize("rule", RULES, ids=[r.name for r in RULES])
def test_without_the_rule_an_example_fails(rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "RULES", tuple(r for r in RULES if r is not rule))
    assert any(not _as_told(e, _checked(e)) for e in _examples(rule.name) if e["flag"])


def _as_told(example: dict, result: CheckResult) -> bool:
    found = _flagged(example, result)
    severity = example.get("severity")
    return [f.quote for f in found] == example["flag"] and all(severity in (None, f.severity) for f in found)
