"""What must hold on the real reports, where they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafting import numbers

REPORTS = Path(__file__).parents[2].parent / "shared" / "reports"
FILES = sorted(REPORTS.glob("*")) if REPORTS.exists() else []


@pytest.mark.skipif(not FILES, reason="the real reports are not here")
@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_invariants(path: Path) -> None:
    text = path.read_text("utf-8")
    end = 0
    for reading in numbers.read(text):
        assert end <= reading.start < reading.end
        end = reading.end
        assert text[reading.start : reading.end] == reading.quote
        if reading.figure and reading.kind != "range":
            assert reading.value is not None
            assert reading.low is not None
            assert reading.high is not None
            assert reading.low <= reading.value <= reading.high
        if reading.quote in ("2020", "2021", "2022", "2023", "2024"):
            assert not reading.figure
