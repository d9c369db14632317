"""The search's own tests once more, on a Chroma server and on PostgreSQL; several processes on one library."""

from __future__ import annotations

import multiprocessing
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

from corpus.database import open_engine, sqlite_url
from retrieval import Library, RetrievalSettings
from tests.corpus.conftest import postgres_url  # noqa: F401
from tests.retrieval.chroma_server import CHROMA, Server
from tests.retrieval.reports import SMALL_LIBRARY, WordEmbedder, add, build, stored_ids
from tests.retrieval.test_library import (  # noqa: F401
    test_another_process_changes_the_library,
    test_filters,
    test_free_text,
    test_nothing_asked_or_nothing_there,
    test_planned_section_prefers_the_units_last_report,
    test_removed_and_replaced_reports,
    test_stale_vector_store_follows_the_database,
)

EACH = 4
"""Reports that each of two processes adds."""


@pytest.fixture(scope="module")
def chroma_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if not CHROMA:
        pytest.skip("no chroma command")
    server = Server(tmp_path_factory.mktemp("server"))
    server.start()
    yield server.url
    server.stop()


@pytest.fixture(params=["server, SQLite", "embedded, PostgreSQL", "server, PostgreSQL"])
def engines(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, str]:
    """URLs of the database and of the Chroma server, the latter empty for the embedded store."""
    chroma, database = request.param.split(", ")
    url = request.getfixturevalue("chroma_url") if chroma == "server" else ""
    if database == "SQLite":
        return sqlite_url(tmp_path / "library.db"), url
    base = request.getfixturevalue("postgres_url")
    name = f"e{time.monotonic_ns()}"
    admin = create_engine(base, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    admin.dispose()
    return f"{base.rsplit('/', 1)[0]}/{name}", url


@pytest.fixture
def engine(engines: tuple[str, str]) -> Iterator[Engine]:
    engine = open_engine(engines[0])
    for report in SMALL_LIBRARY:
        add(engine, report)
    yield engine
    engine.dispose()


@pytest.fixture
def library(
    engine: Engine, engines: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Library]:
    """What the tests open anew besides uses the same store."""
    settings = RetrievalSettings(chroma_url=engines[1])
    monkeypatch.setattr("retrieval.library.RetrievalSettings", lambda: settings)
    library = Library(engine, tmp_path / "chroma", embedder=WordEmbedder())
    for report in SMALL_LIBRARY:
        library.index(report)
    assert library.open_vectors()["engine"] == "chroma"
    yield library
    library.close()


def test_many_write_the_same_at_the_same_moment(engines: tuple[str, str], tmp_path: Path) -> None:
    """Each of eight does what the others do, step by step: nobody fails, and all agree."""
    database, _ = engines
    open_engine(database).dispose()
    report = _report(0, 0)
    step = threading.Barrier(8, timeout=60)
    seen: list[tuple[str, str]] = []

    def work(number: int) -> None:
        own = create_engine(database) if "postgresql" in database else open_engine(database)
        library = Library(own, tmp_path / f"l{number}", embedder=WordEmbedder())
        step.wait()
        if number == 0:
            add(own, report)  # type: ignore[arg-type]
        step.wait()
        library.index(report)  # type: ignore[arg-type]
        step.wait()
        library.set_section_key("Phong trào thi đua", "thi-dua")
        library._store.note_reindexed("p0n00")
        step.wait()
        best = library.search("chữ0x0x1x3x5", 1)[0]
        seen.append((library._store.library_id(), best.report_id))
        library.close()
        own.dispose()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    assert len(seen) == 8
    assert len(set(seen)) == 1
    assert seen[0][1] == "p0n00"


def _report(process: int, number: int, version: int = 1) -> object:
    words = [" ".join(f"chữ{process}x{number}x{version}x{i}x{j}" for j in range(60)) for i in range(6)]
    lines = "\n".join(f"# {i}. Mục {i}\n{w}" for i, w in enumerate(words, 1))
    return build(f"p{process}n{number:02d}", f"UBND xã {number}", "xa", "so-ket", "2024", lines)


def _work(database: str, chroma: str, folder: str, process: int) -> None:
    """Add reports, replace every third, and find each as soon as it is there."""
    engine = open_engine(database)
    library = Library(
        engine, Path(folder), settings=RetrievalSettings(chroma_url=chroma), embedder=WordEmbedder()
    )
    for number in range(EACH):
        report = _report(process, number)
        add(engine, report)  # type: ignore[arg-type]
        for version in (1, 2) if number % 3 == 0 else (1,):
            library.index(_report(process, number, version))  # type: ignore[arg-type]
            best = library.search(f"chữ{process}x{number}x{version}x3x5", 1)[0]
            assert best.report_id == f"p{process}n{number:02d}"
            assert f"x{version}x3x5" in best.text
    library.close()
    engine.dispose()


@pytest.mark.slow
def test_two_processes_add_and_search_at_the_same_time(engines: tuple[str, str], tmp_path: Path) -> None:
    database, chroma = engines
    open_engine(database).dispose()
    spawn = multiprocessing.get_context("spawn")
    folder = str(tmp_path / "both")
    workers = [spawn.Process(target=_work, args=(database, chroma, folder, p)) for p in (0, 1)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
    assert [worker.exitcode for worker in workers] == [0, 0]
    engine = open_engine(database)
    settings = RetrievalSettings(chroma_url=chroma)
    library = Library(engine, Path(folder), settings=settings, embedder=WordEmbedder())
    reports = [f"p{p}n{n:02d}" for p in (0, 1) for n in range(EACH)]
    there = [i for r in reports for i in library._store.of_report(r)]
    assert len(there) == 2 * EACH * 6
    assert library.open_vectors() == {"engine": "chroma", "count": len(there)}
    assert sorted(stored_ids(library)) == sorted(there)
    for process in (0, 1):
        for number in range(EACH):
            version = 2 if number % 3 == 0 else 1
            best = library.search(f"chữ{process}x{number}x{version}x3x5", 1)[0]
            assert best.report_id == f"p{process}n{number:02d}"
    library.close()
    engine.dispose()
