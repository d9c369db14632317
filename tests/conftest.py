"""What all rooms' tests share: where the real reports are, running the real console script."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from corpus.samples import demo

if TYPE_CHECKING:
    from tests.retrieval.embedding_service import Service

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
REAL = sorted((SHARED / "reports").glob("*")) if (SHARED / "reports").is_dir() else []


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture(autouse=True)
def main_module() -> Iterator[None]:
    """Streamlit's test runner leaves the app as `__main__`, which a spawned process would then run first."""
    module = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = module


def script() -> str:
    """The installed console script, beside the interpreter that runs the tests."""
    name = "soanthao.exe" if os.name == "nt" else "soanthao"
    return str(Path(sys.executable).with_name(name))


def run_script(
    folder: Path, *args: object, stdin: str | bytes = "", library: Path | None = None, **env: str
) -> Ran:
    """Run the real console script in `folder`, with a library of its own."""
    data = stdin.encode() if isinstance(stdin, str) else stdin
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("OPENAI", "SOANTHAO"))}
    # A defect of ours must not pass for a user's error.
    environment |= {"SOANTHAO_LIBRARY": str(library or folder / "library"), "SOANTHAO_DEBUG": "1", **env}
    done = subprocess.run(
        [script(), *map(str, args)], input=data, capture_output=True, env=environment, cwd=folder, timeout=280
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def soanthao(tmp_path: Path) -> Callable[..., Ran]:
    """Runs `soanthao` in a folder of its own."""
    return partial(run_script, tmp_path)


@pytest.fixture(scope="session")
def samples_ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with the samples of communes, made once by the console script; tests work on copies."""
    folder = tmp_path_factory.mktemp("samples")
    ran = run_script(folder, "ingest", *demo().reports, "--json")
    assert ran.status == 0, ran.err
    assert {r["status"] for r in ran.json["reports"]} == {"added"}
    assert all(r["chunks"] for r in ran.json["reports"])
    return folder / "library"


@pytest.fixture(scope="session")
def copy_of_samples(samples_ingested: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Copies the library with the samples."""

    def copy() -> Path:
        return Path(shutil.copytree(samples_ingested, tmp_path_factory.mktemp("copy") / "library"))

    return copy


@pytest.fixture
def service() -> Iterator[Service]:
    """An OpenAI-compatible embedding service."""
    from tests.retrieval.embedding_service import Service

    made = Service()
    yield made
    made.held.set()
    made.server.shutdown()
    made.server.server_close()
