"""Several processes on one library; one that is killed while it indexes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from corpus.database import chunks, open_engine, sqlite_url, vectors
from retrieval import Library
from retrieval.lock import FolderLock
from tests.retrieval.reports import WordEmbedder, build


def test_two_processes_one_owner(library: Library, engine: Engine, tmp_path: Path) -> None:
    expected = library.search("khen thưởng tập thể", 5)
    library.close()
    holder = multiprocessing.get_context("spawn").Process(
        target=_own, args=(str(tmp_path / "chroma" / "vectors"), str(tmp_path / "ready"))
    )
    holder.start()
    while not (tmp_path / "ready").exists():
        time.sleep(0.05)
    second = Library(engine, tmp_path / "chroma", embedder=WordEmbedder())
    assert second.search("khen thưởng tập thể", 5) == expected
    assert second._dense is not None
    assert second._dense.engine == "database"
    holder.kill()
    holder.join()
    second.index(
        build("c23", "Cụm thi đua số 4", "cum-xa", "tong-ket", "2023", "# I. ĐIỆN\nĐiện áp mái nhà.\n")
    )
    assert second.search("điện áp mái", 1)[0].section == "I"
    assert second._dense.engine == "chroma"


def _own(folder: str, ready: str) -> None:
    lock = FolderLock(Path(folder))
    assert lock.acquire()
    Path(ready).touch()
    time.sleep(60)


class SlowEmbedder(WordEmbedder):
    def documents(self, texts: list[str]) -> object:  # type: ignore[override]
        time.sleep(0.4)
        return super().documents(texts)


def _index_slowly(url: str, folder: str) -> None:
    library = Library(open_engine(url), Path(folder), embedder=SlowEmbedder())
    long = "\n".join(f"Đoạn {i}: " + " ".join(f"chữ{i}x{j}" for j in range(90)) for i in range(400))
    library.index(build("r23", "UBND xã Hà Vinh", "xa", "so-ket", "2023-H1", f"# I. DÀI\n{long}\n"))


@pytest.mark.skipif(os.name == "nt", reason="kills by signal")
def test_killed_while_indexing_is_finished_later(engine: Engine, tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "library.db")
    worker = multiprocessing.get_context("spawn").Process(
        target=_index_slowly, args=(url, str(tmp_path / "c"))
    )
    worker.start()
    count = 0
    while count < 64:
        time.sleep(0.05)
        with engine.connect() as connection:
            count = connection.execute(select(func.count()).select_from(vectors)).scalar_one()
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGKILL)
    worker.join()
    embedder = WordEmbedder()
    library = Library(engine, tmp_path / "c", embedder=embedder)
    assert "r23" in library._store.pending(embedder.name)
    long = "\n".join(f"Đoạn {i}: " + " ".join(f"chữ{i}x{j}" for j in range(90)) for i in range(400))
    library.index(build("r23", "UBND xã Hà Vinh", "xa", "so-ket", "2023-H1", f"# I. DÀI\n{long}\n"))
    assert 0 < embedder.embedded < 400
    assert "r23" not in library._store.pending(embedder.name)
    with engine.connect() as connection:
        stored = connection.execute(select(func.count()).select_from(chunks)).scalar_one()
    assert stored == 400
