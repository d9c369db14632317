"""A crash is a fault in the answer, and costs no more than what crashed: one rule, one pass, one sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import corpus
from drafting import alignment, checks, figures, numbers
from drafting.alignment import passages
from drafting.checks import build, engine, memory
from drafting.checks.registry import RULES, Rule
from drafting.types import CheckResult

GRID = [
    ["Chỉ tiêu", "Đơn vị tính", "Địa bàn", "Kỳ này", "Cùng kỳ", "Kế hoạch"],
    ["Số doanh nghiệp thành lập mới", "doanh nghiệp", "", "187", "164", "400"],
    ["Tổng đàn lợn", "con", "", "5.120", "4.980", "5.500"],
    ["Diện tích lúa xuân", "ha", "", "412,5", "409,3", "415"],
]
# An error in each of the first three lines; the fourth is consistent.
LINES = (
    "Toàn xã thành lập mới 189 doanh nghiệp trong kỳ này.",
    "Tổng đàn lợn đạt 5.210 con, theo số liệu thống kê.",
    "Có 40 hộ, trong đó: 12 hộ nghèo, 20 hộ cận nghèo, 18 hộ khá.",
    "Diện tích lúa xuân gieo cấy được 412,5 ha.",
    "| Thôn | Số hộ |\n|---|---|\n| An Hạ | 120 |\n| Bình Thượng | 98 |\n| Cộng | 218 |",
)
TEXT = "I. KẾT QUẢ\n" + "\n".join(LINES)
BROKEN = "Tổng đàn lợn"


def _check() -> CheckResult:
    table = figures.read_grid(GRID, "bang.csv", "2025-H1")
    past = corpus.parse_text("I. KẾT QUẢ\nTổng đàn lợn đạt 4.980 con.")
    memory.forget()
    return checks.check(corpus.parse_text(TEXT, "a.md"), table, precedent=past, period="2025-H1")


def _quotes(result: CheckResult) -> list[str]:
    return [f.quote for f in result.findings if f.severity == "error"]


def _crash(*_: object, **__: object) -> Any:
    raise ValueError("hỏng")


def _crashes_on(real: Callable[..., Any], words: str) -> Callable[..., Any]:
    """The function, crashing where it is given a text with these words."""

    def run(*given: Any, **named: Any) -> Any:
        return _crash() if any(isinstance(g, str) and words in g for g in given) else real(*given, **named)

    return run


def test_nothing_crashes_at_first() -> None:
    result = _check()
    assert result.faults == ()
    assert _quotes(result) == ["189", "5.210", "40"]


@pytest.mark.parametrize("name", [rule.name for rule in RULES])
def test_each_rule_may_crash(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What all others find stays."""
    without = tuple(rule for rule in RULES if rule.name != name)
    monkeypatch.setattr(engine, "RULES", without)
    expected = checks.check(corpus.parse_text(TEXT, "a.md"), figures.read_grid(GRID, "b.csv", "2025-H1"))
    broken = tuple(Rule(name, _crash) if rule.name == name else rule for rule in RULES)
    monkeypatch.setattr(engine, "RULES", broken)
    result = checks.check(corpus.parse_text(TEXT, "a.md"), figures.read_grid(GRID, "b.csv", "2025-H1"))
    assert result.faults == (f"{name}: ValueError: hỏng",)
    assert result.findings == expected.findings


@pytest.mark.parametrize(
    ("module", "name", "told", "still"),
    [
        (build, "settle_alone", "alignment-alone", ["189", "5.210", "40"]),
        (build, "settle_votes", "alignment-votes", ["189", "5.210", "40"]),
        (build, "settle", "alignment-settled", ["189", "5.210", "40"]),
        (build, "settle_leftovers", "alignment-left", ["189", "5.210", "40"]),
        (build, "settle_lone_slips", "alignment-slips", ["189", "5.210", "40"]),
        (memory, "own_tables", "own-tables", ["189", "5.210", "40"]),
        (engine, "arbitrate", "arbitrate", ["189", "5.210", "40"]),
        (engine, "unused", "unused", ["189", "5.210", "40"]),
        (engine, "_number", "statuses", ["189", "5.210", "40"]),
        (alignment, "align_read", "alignment", ["40"]),
        (alignment, "read", "mentions", ["40"]),
    ],
)
def test_each_pass_beside_the_rules_may_crash(
    module: Any, name: str, told: str, still: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert callable(getattr(module, name))
    monkeypatch.setattr(module, name, _crash)
    result = _check()
    assert f"{told}: ValueError: hỏng" in result.faults
    assert set(still) <= set(_quotes(result))
    assert [n.quote for n in result.numbers][:2] == ["189", "5.210"]


def test_one_sentence_that_cannot_be_aligned(monkeypatch: pytest.MonkeyPatch) -> None:
    choosing = alignment.align_read.__globals__
    real = choosing["Aligner"]

    def aligner(report: object, mentions: tuple[Any, ...], *rest: object) -> Any:
        return _crash() if any(BROKEN in m.subject for m in mentions) else real(report, mentions, *rest)

    monkeypatch.setitem(choosing, "Aligner", aligner)
    memory.forget()
    for _ in range(2):  # a crash isn't remembered as an answer
        result = checks.check(corpus.parse_text(TEXT, "a.md"), figures.read_grid(GRID, "c.csv", "2025-H1"))
        assert result.faults == ("alignment: ValueError: hỏng",)
        assert {"189", "40"} <= set(_quotes(result))
        assert {n.quote: n.status for n in result.numbers}["412,5"] == "matched"


def test_one_line_that_cannot_be_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    real = passages.line_of

    def line_of(text: str, gazetteer: Any, block: Any, readings: Any) -> Any:
        return _crash() if BROKEN in text[block.start : block.end] else real(text, gazetteer, block, readings)

    monkeypatch.setattr(passages, "line_of", line_of)
    result = _check()
    assert result.faults == ("mentions: ValueError: hỏng",)
    assert _quotes(result) == ["189", "40"]


def test_one_stretch_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numbers, "read", _crashes_on(numbers.read, BROKEN))
    result = _check()
    assert result.faults == ("numbers: ValueError: hỏng",)
    assert _quotes(result) == ["189", "40"]
    assert "5.210" not in [n.quote for n in result.numbers]
