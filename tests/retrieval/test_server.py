"""The same search against a real Chroma server that goes away and returns."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from retrieval import Library, RetrievalSettings
from retrieval.chroma import StoreBrokenError, connect
from tests.retrieval.chroma_server import CHROMA, Server
from tests.retrieval.reports import SMALL_LIBRARY, WordEmbedder, add, build, stored_ids


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    if not CHROMA:
        pytest.skip("no chroma command")
    server = Server(tmp_path / "server")
    server.start()
    yield server
    server.stop()


@pytest.mark.slow
def test_server_goes_away_and_returns(
    server: Server, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retrieval.dense.RETRY_AFTER", 0.0)
    settings = RetrievalSettings(chroma_url=server.url)
    library = Library(engine, tmp_path / "c", settings=settings, embedder=WordEmbedder())
    for report in SMALL_LIBRARY:
        library.index(report)
    expected = library.search("khen thưởng tập thể")
    assert library._dense is not None
    assert library._dense.engine == "chroma"
    assert not (tmp_path / "c").exists()

    server.stop()
    assert library.search("khen thưởng tập thể") == expected
    assert library._dense.engine == "database"
    late = build("x24", "UBND xã Lạc Trung", "xa", "so-ket", "2024", "# I. ĐIỆN\nĐiện áp mái ở thôn Đoài.\n")
    add(engine, late)
    library.index(late)
    library.remove("c23")
    assert library.search("điện áp mái", 1)[0].report_id == "x24"

    server.start()
    assert library.search("điện áp mái", 1)[0].report_id == "x24"
    assert library._dense.engine == "chroma"
    there = [i for r in ("r23", "r24", "x24") for i in library._store.of_report(r)]
    assert sorted(stored_ids(library)) == sorted(there)
    library.index(SMALL_LIBRARY[-1])
    library.remove("x24")
    assert library.search("khen thưởng tập thể") == expected
    library.rebuild_vector_store()
    assert library.search("khen thưởng tập thể") == expected
    assert library._dense.engine == "chroma"


def test_no_server_is_said_not_raised(engine: Engine, tmp_path: Path) -> None:
    settings = RetrievalSettings(chroma_url="http://127.0.0.1:9")
    library = Library(engine, tmp_path / "c", settings=settings, embedder=WordEmbedder())
    for report in SMALL_LIBRARY:
        library.index(report)
    assert library.search("giấy khen", 1)[0].section == "III"
    with pytest.raises(StoreBrokenError):
        connect("http://127.0.0.1:9")
