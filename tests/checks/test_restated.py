"""One thing told twice: what of restated.tsv is found, and that nothing which only looks like it is."""

from __future__ import annotations

from pathlib import Path

import corpus
from drafting import checks

LINES = [
    line.split("\t")
    for line in (Path(__file__).parent / "restated.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
REPORT = (
    "BÁO CÁO\nSơ kết công tác thi đua, khen thưởng 6 tháng đầu năm 2025\nUBND xã Hòa Lộc báo cáo như sau:\n\n"
    "I. KẾT QUẢ\n{}\nII. ĐÁNH GIÁ CHUNG\n{}\n"
)


def _told(first: str, second: str) -> list[tuple[str, str]]:
    result = checks.check(corpus.parse_text(REPORT.format(first, second)))
    assert result.faults == ()
    return [(f.severity, f.quote) for f in result.findings if f.code == "restated"]


def test_what_is_told_once_is_left_alone() -> None:
    assert [line for line in LINES if line[0] == "none" and _told(*line[1:])] == []


def test_most_of_what_is_told_twice_is_found() -> None:
    twice = [line for line in LINES if line[0] == "any"]
    missed = [line for line in twice if not _told(*line[1:])]
    assert len(twice) == 28
    assert len(missed) <= 6, missed


def test_equal_values_in_other_words_are_no_restatement() -> None:
    for line in LINES:
        assert _told(line[1], line[1]) == []
