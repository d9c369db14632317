"""`library reindex` killed at random moments: it goes on where it was, and nothing is lost or done twice."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from corpus.database import chunks, open_engine, sqlite_url, vectors
from retrieval import Library
from tests.retrieval.reports import WordEmbedder, add, build, stored_ids

pytestmark = pytest.mark.skipif(os.name == "nt", reason="kills by signal")
REPORTS = 20


class Slow(WordEmbedder):
    """Takes its time, so that a kill finds it at work."""

    def documents(self, texts: list[str]) -> object:  # type: ignore[override]
        time.sleep(0.02 * len(texts) / 16)
        return super().documents(texts)


def _report(number: int) -> object:
    lines = [f"# {i}. Mục {i}\n" + " ".join(f"chữ{number}x{i}x{j}" for j in range(60)) for i in range(1, 9)]
    return build(f"n{number:02d}", f"UBND xã {number}", "xa", "so-ket", "2024", "\n".join(lines))


def _rebuild(folder: str) -> None:
    engine = open_engine(sqlite_url(Path(folder) / "a.db"))
    library = Library(engine, Path(folder), embedder=Slow())
    library.rebuild(lambda done, of: time.sleep(0.005))
    library.close()


def test_killed_while_reindexing_goes_on_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retrieval.indexing.EMBED_AT_ONCE", 16)
    engine = open_engine(sqlite_url(tmp_path / "a.db"))
    for number in range(REPORTS):
        add(engine, _report(number))  # type: ignore[arg-type]

    def stored() -> tuple[str, int]:
        library = Library(engine, tmp_path, embedder=WordEmbedder())
        with engine.connect() as connection:
            return library._store.reindexed(), connection.execute(
                select(func.count()).select_from(vectors)
            ).scalar_one()

    generator = random.Random(5)
    reached = stored()
    for _ in range(4):
        worker = multiprocessing.get_context("spawn").Process(target=_rebuild, args=(str(tmp_path),))
        worker.start()
        deadline = time.monotonic() + 60
        while stored() == reached and worker.is_alive() and time.monotonic() < deadline:
            time.sleep(0.005)
        time.sleep(generator.uniform(0.0, 0.25))
        assert worker.pid is not None
        if worker.is_alive():
            os.kill(worker.pid, signal.SIGKILL)
        worker.join()
        before, reached = reached, stored()
        assert reached[1] >= before[1]
        assert reached[0] >= before[0] or reached[0] == ""
    embedder = WordEmbedder()
    library = Library(engine, tmp_path, embedder=embedder)
    cut: list[str] = []
    monkeypatch.setattr(library._indexer, "cut", lambda report: cut.append(report.id))
    assert library.rebuild() == REPORTS
    assert cut == [f"n{n:02d}" for n in range(REPORTS) if f"n{n:02d}" > reached[0]]
    if reached[0] == f"n{REPORTS - 1:02d}":
        assert cut == []
    monkeypatch.undo()
    assert library.rebuild() == REPORTS
    with engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(chunks)).scalar_one() == REPORTS * 8
    assert library._store.pending(embedder.name) == []
    for number in range(REPORTS):
        assert library.search(f"chữ{number}x3x5", 1)[0].report_id == f"n{number:02d}"
    assert library.open_vectors() == {"engine": "chroma", "count": REPORTS * 8}
    assert len(stored_ids(library)) == len(set(stored_ids(library))) == REPORTS * 8
    library.close()
    engine.dispose()
