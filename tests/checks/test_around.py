"""Numbers worked out from rows told around them (`around.txt`): explained where right, told of where a digit is another."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import corpus
from drafting import checks, figures
from drafting.types import CheckResult

ROWS = [
    ["Chỉ tiêu", "Đơn vị tính", "Địa bàn", "Kỳ này", "Cùng kỳ", "Kế hoạch"],
    ["Thu ngân sách", "tỷ đồng", "", "684", "598", "700"],
    ["Chi ngân sách", "tỷ đồng", "", "512", "487", "521"],
    ["Diện tích rừng trồng mới", "ha", "", "318", "276", "300"],
    ["Tỷ lệ hộ dùng nước sạch", "%", "xã An Lâm", "92", "89", "93"],
    ["Tỷ lệ hộ dùng nước sạch", "%", "xã Bình Khê", "85", "86", "88"],
    ["Tỷ lệ hộ dùng nước sạch", "%", "xã Cẩm Sơn", "71", "62", "75"],
    ["Tỷ lệ hộ dùng nước sạch", "%", "xã Đại Hóa", "96", "94", "95"],
]
HEAD = "BÁO CÁO\nKết quả năm 2024\nI. KẾT QUẢ\n"
LINES = [
    line
    for line in Path(__file__).with_name("around.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
_MARK = re.compile(r"\{([^=}]*)=[^}]*\}")


def _checked(line: str) -> CheckResult:
    table = figures.read_grid(ROWS, "bang.csv", "2024")
    return checks.check(corpus.parse_text(HEAD + line), table, period="2024")


@pytest.mark.parametrize("line", LINES)
def test_what_is_told_around_explains_it(line: str) -> None:
    result = _checked(_MARK.sub(r"\1", line))
    assert result.faults == ()
    assert [(f.code, f.quote) for f in result.findings if f.severity != "info"] == []


@pytest.mark.parametrize("line", LINES)
def test_another_digit_is_told_of(line: str) -> None:
    marks = list(_MARK.finditer(line))
    last = marks[-1]
    digit = max(at for at, sign in enumerate(last[1]) if sign.isdigit())
    wrong = last[1][:digit] + str((int(last[1][digit]) + 5) % 10 or 4) + last[1][digit + 1 :]
    text = _MARK.sub(r"\1", line[: last.start()]) + wrong + line[last.end() :]
    result = _checked(text)
    assert [f for f in result.findings if f.severity in ("error", "warning")] != []
