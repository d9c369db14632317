"""The same search against a real Chroma server that goes away and returns."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from retrieval import Library, RetrievalSettings
from retrieval.chroma import StoreBrokenError, connect
from tests.retrieval.reports import SMALL_LIBRARY, WordEmbedder

CHROMA = shutil.which("chroma") or shutil.which("chroma", path=str(Path(sys.executable).parent))


class Server:
    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        assert CHROMA
        command = [
            CHROMA,
            "run",
            "--path",
            str(self._folder),
            "--host",
            "127.0.0.1",
            "--port",
            str(self.port),
        ]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 40
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise TimeoutError("chroma run")

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


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

    server.start()
    assert library.search("khen thưởng tập thể") == expected
    assert library._dense.engine == "chroma"
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
