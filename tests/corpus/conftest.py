from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

from corpus.database import open_engine, sqlite_url

SHARED = Path(__file__).parents[2].parent / "shared"


@pytest.fixture(scope="session")
def shared_reports() -> Path:
    folder = SHARED / "reports"
    if not folder.is_dir():
        pytest.skip("the real reports are not here")
    return folder


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL of our own in a temporary folder; its programs refuse to run as root."""
    initdb, server = shutil.which("initdb"), shutil.which("postgres")
    if not initdb or not server:
        pytest.skip("no PostgreSQL here")
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if as_root and not shutil.which("setpriv"):
        pytest.skip("can't start PostgreSQL as root")
    folder = Path(tempfile.mkdtemp(prefix="soanthao-pg-"))
    prefix: list[str] = []
    if as_root:
        shutil.chown(folder, "nobody")
        prefix = ["setpriv", "--reuid=nobody", "--clear-groups"]
    port = _free_port()
    data = folder / "data"
    made = subprocess.run(
        [*prefix, initdb, "-D", str(data), "-U", "test", "-A", "trust", "-E", "UTF8", "--no-sync"],
        capture_output=True,
        cwd=folder,
        check=False,
    )
    if made.returncode:
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip("PostgreSQL can't be set up here")
    process = subprocess.Popen(
        [*prefix, server, "-D", str(data), "-p", str(port), "-k", str(folder), "-c", "fsync=off"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
    )
    url = f"postgresql+psycopg://test@127.0.0.1:{port}/postgres"
    try:
        _wait(url)
        yield url
    finally:
        process.send_signal(signal.SIGINT)  # doesn't wait for connections that a failed test left open
        process.wait(60)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(url: str) -> None:
    engine = create_engine(url)
    for attempt in range(100):
        try:
            with engine.connect():
                break
        except Exception:
            if attempt == 99:
                raise
            time.sleep(0.1)
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    if request.param == "sqlite":
        opened = open_engine(sqlite_url(tmp_path / "library.db"))
        yield opened
        opened.dispose()
        return
    base = request.getfixturevalue("postgres_url")
    name = f"t{time.monotonic_ns()}"
    admin = create_engine(base, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    admin.dispose()
    opened = open_engine(base.rsplit("/", 1)[0] + f"/{name}")
    yield opened
    opened.dispose()
