from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from corpus.database import open_engine, sqlite_url
from retrieval import Library
from tests.retrieval.reports import SMALL_LIBRARY, WordEmbedder, add


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(sqlite_url(tmp_path / "library.db"))
    for report in SMALL_LIBRARY:
        add(engine, report)
    yield engine
    engine.dispose()


@pytest.fixture
def library(engine: Engine, tmp_path: Path) -> Library:
    library = Library(engine, tmp_path / "chroma", embedder=WordEmbedder())
    for report in SMALL_LIBRARY:
        library.index(report)
    return library
