"""What all rooms' tests share: where the real reports are, running the real console script."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

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


def script() -> str:
    """The installed console script, beside the interpreter that runs the tests."""
    name = "soanthao.exe" if os.name == "nt" else "soanthao"
    return str(Path(sys.executable).with_name(name))


@pytest.fixture
def soanthao(tmp_path: Path) -> Callable[..., Ran]:
    """Runs `soanthao` with a library of its own."""

    def run(*args: object, stdin: str | bytes = "", library: Path | None = None, **env: str) -> Ran:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("OPENAI", "SOANTHAO"))}
        environment |= {"SOANTHAO_LIBRARY": str(library or tmp_path / "library"), **env}
        done = subprocess.run(
            [script(), *map(str, args)],
            input=data,
            capture_output=True,
            env=environment,
            cwd=tmp_path,
            timeout=240,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run
