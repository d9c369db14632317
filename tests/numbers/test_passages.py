"""Passages of reports of many kinds: nearly every figure right, hardly a name or a date taken for one."""

from __future__ import annotations

import pytest

from drafting import numbers
from drafting.numbers import plainly
from tests.numbers.corpus import lines
from tests.numbers.passages import Passage, passages, score

# what stays wrong: a party organisation numbered before a verb (`Đảng bộ 12 tổ chức …`), and `chiếu sáng trên 54 tuyến`
ALLOWED = {"quan-su": 1, "giao-thong-xay-dung": 1}


@pytest.mark.parametrize("passage", passages(), ids=lambda p: p.name)
def test_passage(passage: Passage) -> None:
    result = score(passage, numbers.read(passage.text))
    assert len(result.faults) <= ALLOWED.get(passage.name, 0), "\n".join(result.faults)


def test_shares() -> None:
    results = [score(p, numbers.read(p.text)) for p in passages()]
    figures, others = sum(r.figures for r in results), sum(r.others for r in results)
    assert figures >= 500
    assert sum(r.right for r in results) >= 0.995 * figures
    assert sum(r.taken for r in results) <= 0.01 * others


def test_the_short_way_reads_what_the_long_way_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [p.text for p in passages()] + [line.text for line in lines()]
    short = [numbers.read(text) for text in texts]
    monkeypatch.setattr(plainly, "counted", lambda spot: False)
    assert short == [numbers.read(text) for text in texts]
