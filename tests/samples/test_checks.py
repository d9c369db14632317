"""The samples are right, so the checker has nothing to say of them; a number changed in one, it does."""

from __future__ import annotations

from pathlib import Path

import pytest

import corpus
from corpus.samples import HERE, sample_paths
from drafting.checks import check


@pytest.mark.parametrize("path", sample_paths(), ids=lambda p: p.name)
def test_nothing_is_wrong_in_a_sample(path: Path) -> None:
    result = check(corpus.read_file(path))
    assert result.faults == ()
    assert [(f.code, f.quote, f.sentence) for f in result.findings if f.severity == "error"] == []


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ("(đạt 99,35%)", "(đạt 93,95%)", "ratio-percent"),
        ("vốn ngân sách xã 2.500 triệu đồng", "vốn ngân sách xã 2.900 triệu đồng", "sum-of-parts"),
        ("Cầu Sen 283 cây", "Cầu Sen 238 cây", "sum-of-parts"),
        ("dịch vụ 33,6%", "dịch vụ 36,3%", None),
    ],
)
def test_a_changed_number_is_found(right: str, wrong: str, code: str | None) -> None:
    text = (HERE / "reports" / "xa-dong-van-2024-6-thang.md").read_text(encoding="utf-8")
    assert text.count(right) == 1
    result = check(corpus.parse_text(text.replace(right, wrong), "a.md"))
    found = [f.code for f in result.findings if f.severity == "error"]
    assert len(found) == 1
    assert code is None or found == [code]
