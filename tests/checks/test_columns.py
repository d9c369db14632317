"""Numbers of a wide table's columns (`columns.txt`): explained where right, told of where a digit is another."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import corpus
from drafting import checks, figures
from drafting.types import CheckResult

YEARS = [
    ["Chỉ tiêu", "Đơn vị tính", "Năm 2022", "Năm 2023", "Năm 2024", "Năm 2025"],
    ["Số hộ vay vốn", "hộ", "412", "455", "503", "561"],
]
TEAMS = [
    ["Chỉ tiêu", "Đơn vị tính", "Toàn đơn vị", "Đội Cơ động", "Đội Tuần tra", "Đội Trật tự"],
    ["Số ca trực", "ca", "96", "41", "32", "23"],
]
PLANS = [
    ["Chỉ tiêu", "Đơn vị tính", "Kế hoạch đầu năm", "Kế hoạch điều chỉnh", "Thực hiện"],
    ["Vốn đầu tư", "triệu đồng", "8.400", "7.900", "7.505"],
]
HEAD = "BÁO CÁO\nKết quả năm 2025\nI. KẾT QUẢ\n"
LINES = [
    line
    for line in Path(__file__).with_name("columns.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
_MARK = re.compile(r"\{([^}]*)\}")


def _checked(line: str) -> CheckResult:
    grids = [figures.rows_grid(rows, f"bang-{at}.csv") for at, rows in enumerate((YEARS, TEAMS, PLANS), 1)]
    table = figures.read_grids(grids, "2025").table
    return checks.check(corpus.parse_text(HEAD + line), table, period="2025")


@pytest.mark.parametrize("line", LINES)
def test_a_column_explains_it(line: str) -> None:
    result = _checked(_MARK.sub(r"\1", line))
    assert result.faults == ()
    assert [(f.code, f.quote) for f in result.findings if f.severity != "info"] == []


@pytest.mark.parametrize("line", LINES)
def test_another_digit_is_told_of(line: str) -> None:
    mark = next(_MARK.finditer(line))
    digit = max(at for at, sign in enumerate(mark[1]) if sign.isdigit())
    wrong = mark[1][:digit] + str((int(mark[1][digit]) + 5) % 10 or 4) + mark[1][digit + 1 :]
    result = _checked(line[: mark.start()] + wrong + line[mark.end() :])
    assert [f for f in result.findings if f.severity in ("error", "warning")] != []
