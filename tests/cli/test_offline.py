"""With the network cut, the whole job runs."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.samples import demo
from tests.conftest import script

CUT = ["unshare", "--map-root-user", "--net"]
JOB = demo()


def _can_cut() -> bool:
    if shutil.which("unshare") is None:
        return False
    return subprocess.run([*CUT, "true"], capture_output=True).returncode == 0


@pytest.mark.skipif(not _can_cut(), reason="the network can't be cut here")
def test_draft_and_search_without_any_network(copy_of_samples: Callable[[], Path], tmp_path: Path):
    library = copy_of_samples()
    out = tmp_path / "a.docx"
    environment = {**os.environ, "SOANTHAO_LIBRARY": str(library)}
    for args in (
        ["search", "khen thưởng", "--json"],
        [
            "draft",
            "--figures",
            str(JOB.figures[0]),
            "--unit",
            JOB.unit,
            "--period",
            JOB.period,
            "-o",
            str(out),
        ],
        ["check", str(out), "--figures", str(JOB.figures[0])],
    ):
        done = subprocess.run([*CUT, script(), *args], capture_output=True, env=environment, timeout=240)
        assert done.returncode in (0, 1), done.stderr.decode()
        assert b"Traceback" not in done.stderr
    assert out.exists()
