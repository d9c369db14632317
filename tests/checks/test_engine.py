"""The checker as a whole: arbitration, faults, lightness, order, the real reports."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import corpus
from corpus import samples
from drafting import checks, figures
from drafting.checks import engine
from drafting.checks.registry import RULES, Rule
from tests.bench import gold

TABLE = [
    ["Chỉ tiêu", "Đơn vị tính", "Địa bàn", "Kỳ này", "Cùng kỳ", "Kế hoạch"],
    ["Số doanh nghiệp thành lập mới", "doanh nghiệp", "", "187", "164", "400"],
    ["Số doanh nghiệp thành lập mới", "doanh nghiệp", "An Sơn", "62", "55", "130"],
    ["Số doanh nghiệp thành lập mới", "doanh nghiệp", "Bắc Lâm", "77", "68", "170"],
    ["Số doanh nghiệp thành lập mới", "doanh nghiệp", "Châu Giang", "48", "41", "100"],
]
TEXT = "Toàn Cụm thành lập mới {} doanh nghiệp (An Sơn {}; Bắc Lâm {}; Châu Giang {})."


def _errors(text: str, table: bool = True) -> list[tuple[str, str]]:
    source = figures.read_grid(TABLE, "bang.csv", "2025-H1") if table else None
    result = checks.check(corpus.parse_text(text), source, period="2025-H1")
    assert result.faults == ()
    return [(f.code, f.quote) for f in result.findings if f.severity == "error"]


def test_right_text_has_no_error() -> None:
    assert _errors(TEXT.format(187, 62, 77, 48)) == []


def test_wrong_part_is_reported_where_it_is_wrong_and_not_again_as_a_sum() -> None:
    assert _errors(TEXT.format(187, 62, 79, 48)) == [("figure-mismatch", "79")]


def test_wrong_total_is_one_error() -> None:
    assert _errors(TEXT.format(189, 62, 77, 48)) == [("figure-mismatch", "189")]


def test_two_swapped_numbers_get_a_finding_each() -> None:
    assert _errors(TEXT.format(187, 77, 62, 48)) == [("figure-misplaced", "77"), ("figure-misplaced", "62")]


def test_without_figures_the_sum_tells() -> None:
    assert _errors(TEXT.format(187, 62, 79, 48), table=False) == [("sum-of-parts", "187")]


def test_crashed_rule_is_a_fault_and_the_rest_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(_document: object) -> list[object]:
        raise ValueError("hỏng")

    monkeypatch.setattr(engine, "RULES", (Rule("broken", crash), *RULES))  # type: ignore[arg-type]
    result = checks.check(corpus.parse_text(TEXT.format(187, 62, 79, 48)))
    assert result.faults == ("broken: ValueError: hỏng",)
    assert [f.code for f in result.findings if f.severity == "error"] == ["sum-of-parts"]


def test_findings_are_in_order_of_place_and_the_same_each_time() -> None:
    text = TEXT.format(187, 77, 62, 48) + "\nKỷ niệm 47 năm ngày giải phóng miền Nam."
    source = figures.read_grid(TABLE, "bang.csv", "2021-H1")
    runs = [checks.check(corpus.parse_text(text), source, period="2021-H1") for _ in range(2)]
    assert runs[0] == runs[1]
    starts = [f.start for f in runs[0].findings if f.start is not None]
    assert starts == sorted(starts)


def test_empty_and_odd_texts() -> None:
    for text in ("", "\n\n", "(((", "1", "a/b %", "))) 5/0 (0%)", "…" * 50, "-" * 1000):
        assert checks.check(corpus.parse_text(text)).faults == ()


def test_checking_loads_nothing_heavy() -> None:
    code = """
        import sys, corpus
        from drafting import checks, figures
        table = figures.read_grid([["Chỉ tiêu", "Kỳ này"], ["Số hộ nghèo", "12"]], "a.csv", "2025-H1")
        checks.check(corpus.parse_text("Số hộ nghèo là 12 hộ."), table)
        heavy = {"pandas", "scipy", "torch", "chromadb", "streamlit", "sqlalchemy"} & set(sys.modules)
        sys.exit(str(sorted(heavy)) if heavy else 0)
    """
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], cwd=root, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(not gold.SHARED.is_dir(), reason="the real reports are not here")
def test_real_reports() -> None:
    tally = gold.measure(gold.SHARED)
    assert tally.missed == []
    assert tally.accused == []
    assert tally.stray == []


def test_library_is_not_accused() -> None:
    for path in samples.sample_paths():
        result = checks.check(corpus.read_file(path))
        assert [f for f in result.findings if f.severity == "error"] == [], path.name
        warned = [(f.code, f.quote) for f in result.findings if f.severity == "warning"]
        assert [w for w in warned if w[0] in gold.CODES] == [], path.name
