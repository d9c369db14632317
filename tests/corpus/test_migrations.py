"""A library of an older version is brought up to date, and loses nothing."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, func, insert, select, text

import corpus.database as database
from corpus.database import metadata, open_engine, sqlite_url, vectors
from corpus.search_tables import word_blocks


def test_the_migrations_make_the_tables(tmp_path: Path) -> None:
    engine = open_engine(sqlite_url(tmp_path / "new.db"))
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_many_open_a_new_library_at_the_same_moment(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = sqlite_url(tmp_path / "new.db")
    if kind == "postgresql":
        server = request.getfixturevalue("postgres_url")
        admin = create_engine(server, isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(text("CREATE DATABASE opened_at_once"))
        admin.dispose()
        url = f"{server.rsplit('/', 1)[0]}/opened_at_once"
    ready = threading.Barrier(6, timeout=60)

    def opened(_: int) -> int:
        ready.wait()
        engine = open_engine(url)
        with engine.connect() as connection:
            count = connection.execute(select(func.count()).select_from(vectors)).scalar_one()
        engine.dispose()
        return count

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(opened, range(6))) == [0] * 6


def test_an_older_library_keeps_what_it_holds(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "old.db")
    config = Config()
    config.set_main_option("script_location", str(Path(database.__file__).parent / "migrations"))
    old = create_engine(url)
    with old.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(insert(vectors).values(content_hash="h", model="m", vector=b"1234"))
    old.dispose()
    engine = open_engine(url)
    with engine.connect() as connection:
        assert connection.execute(select(vectors.c.vector)).scalar_one() == b"1234"
        assert connection.execute(select(func.count()).select_from(word_blocks)).scalar_one() == 0
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_search_reads_no_report_for_what_it_is_about(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "old.db")
    old = open_engine(url)
    with old.begin() as connection:  # as a library of the version before has it
        connection.execute(text("DROP INDEX ix_reports_about"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0003'"))
    old.dispose()
    engine = open_engine(url)
    query = "EXPLAIN QUERY PLAN SELECT id, unit, level, kind, period FROM reports"
    with engine.connect() as connection:
        plan = " ".join(str(row[-1]) for row in connection.execute(text(query)))
    assert "COVERING INDEX ix_reports_about" in plan
