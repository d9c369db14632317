"""What may go wrong beside the program: a kill while adding, a full disk. Nothing is lost, and it goes on."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from corpus.database import chunks, open_engine, sqlite_url, vectors
from corpus.store import ReportStore
from retrieval import Library, embedded
from tests.retrieval.reports import WordEmbedder, add, build, stored_ids

pytestmark = pytest.mark.skipif(os.name == "nt", reason="kills by signal, limits file sizes")
REPORTS = 24


def _report(number: int) -> object:
    lines = [f"# {i}. Mục {i}\n" + " ".join(f"chữ{number}x{i}x{j}" for j in range(60)) for i in range(1, 15)]
    return build(f"k{number:02d}", f"UBND xã {number}", "xa", "so-ket", "2024", "\n".join(lines))


def _work(folder: str, first: int) -> None:
    """Adds reports and searches after each, so that the vector store is written to all the time, new bases made too."""
    embedded.RECENT, embedded.OFTEN = 40, 50
    engine = open_engine(sqlite_url(Path(folder) / "a.db"))
    library = Library(engine, Path(folder), embedder=WordEmbedder())
    for number in range(first, REPORTS):
        report = _report(number)
        if f"k{number:02d}" not in {r.id for r in ReportStore(engine).listed()}:
            add(engine, report)  # type: ignore[arg-type]
        library.index(report)  # type: ignore[arg-type]
        library.open_vectors()
        library.search(f"chữ{number}x3x5")


def test_killed_again_and_again_while_adding(tmp_path: Path) -> None:
    engine = open_engine(sqlite_url(tmp_path / "a.db"))

    def stored() -> int:
        with engine.connect() as connection:
            return connection.execute(select(func.count(chunks.c.report.distinct()))).scalar_one()

    generator = random.Random(3)
    for wanted in (2, 6, 9, 13):
        worker = multiprocessing.get_context("spawn").Process(target=_work, args=(str(tmp_path), stored()))
        worker.start()
        deadline = time.monotonic() + 90
        while stored() < wanted and worker.is_alive() and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(generator.uniform(0.0, 0.3))
        assert worker.pid is not None
        os.kill(worker.pid, signal.SIGKILL)
        worker.join()
        there = stored()
        assert there >= wanted
        library = Library(engine, tmp_path, embedder=WordEmbedder())
        for number in range(there):
            library.index(_report(number))  # type: ignore[arg-type]
            assert library.search(f"chữ{number}x3x5", 1)[0].report_id == f"k{number:02d}"
        library.index_pending()  # one that was killed between its row and its chunks
        assert library.engine == "chroma"
        assert library._store.pending("hashed-words") == []
        assert library.open_vectors() == {"engine": "chroma", "count": library._searcher().snapshot.count}
        assert sorted(stored_ids(library)) == sorted(
            i for r in library._searcher().snapshot.versions for i in library._store.of_report(r)
        )
        library.close()
    engine.dispose()


FULL = """
import resource, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from corpus.database import open_engine, sqlite_url
from corpus.errors import InputError
from retrieval import Library
from tests.retrieval.reports import WordEmbedder, add
from tests.retrieval.test_faults import _report
folder = Path(sys.argv[1])
engine = open_engine(sqlite_url(folder / "a.db"))
library = Library(engine, folder, embedder=WordEmbedder())
reports = [_report(n) for n in range(12)]
for report in reports:
    add(engine, report)
library.index(reports[0])
library.search("chữ0x3x5")
most = max(f.stat().st_size for f in folder.rglob("*") if f.is_file()) + 150_000
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
try:
    for report in reports[1:]:
        library.index(report)
except InputError as error:
    print(error.vi)
    sys.exit(7)
"""


def test_a_full_disk_is_said_and_loses_nothing(tmp_path: Path) -> None:
    root = str(Path(__file__).parents[2])
    command = [sys.executable, "-c", FULL, str(tmp_path), root]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 7, ran.stderr
    assert "Không ghi được vào thư viện" in ran.stdout
    engine = open_engine(sqlite_url(tmp_path / "a.db"))
    library = Library(engine, tmp_path, embedder=WordEmbedder())
    assert library.search("chữ0x3x5", 1)[0].report_id == "k00"
    for number in range(12):
        library.index(_report(number))  # type: ignore[arg-type]
        assert library.search(f"chữ{number}x3x5", 1)[0].report_id == f"k{number:02d}"
    assert library.engine == "chroma"
    with engine.connect() as connection:
        kept = connection.execute(select(func.count()).select_from(vectors)).scalar_one()
    assert kept >= library._searcher().snapshot.count
    library.close()
    engine.dispose()
