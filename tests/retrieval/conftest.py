from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from corpus.database import open_engine, sqlite_url
from tests.retrieval.reports import SMALL_LIBRARY, add


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(sqlite_url(tmp_path / "library.db"))
    for report in SMALL_LIBRARY:
        add(engine, report)
    yield engine
    engine.dispose()
