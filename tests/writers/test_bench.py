"""The bundled reports drafted again from the ones before them: what must be zero is zero."""

from __future__ import annotations

import pytest

from corpus.types import StoredReport
from tests.bench.drafting import earlier, figures_of, library, measure, own_before

POOL = library()


def targets() -> list[StoredReport]:
    """Reports whose unit has an earlier one."""
    return [s for s in POOL if own_before(POOL, s.report)]


@pytest.mark.parametrize("stored", targets(), ids=lambda s: s.id)
def test_leave_one_out(stored: StoredReport) -> None:
    found = measure(stored.report, figures_of(stored.report), earlier(POOL, stored.report))
    assert found.unbound == []
    assert found.stale_years == []
    assert found.errors == []
    assert found.broken == []
    assert found.stated >= (1 if stored.report.meta.level == "xa" else 0.99)
    assert found.headings >= 0.9
    assert found.kept >= 0.85
