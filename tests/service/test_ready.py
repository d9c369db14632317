"""The app makes the checker ready in the background."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path


def test_the_checker_is_made_ready_beside_other_work_and_once() -> None:
    code = """
        import sys
        from drafting.service.check import make_ready
        before = set(sys.modules)
        threads = [make_ready(), make_ready()]
        for thread in threads:
            assert thread.daemon
            thread.join()
        from drafting.checks import load, line_search, warming
        from drafting.alignment.pool import catalogue_index
        assert "drafting.checks.engine" not in before
        assert {"drafting.numbers.kinds.date", "drafting.checks.engine"} <= set(sys.modules)
        assert warming.warm.cache_info().currsize == 1
        assert load.rows.cache_info().currsize and catalogue_index.cache_info().currsize
        assert len(line_search._KNOWN) > 20
        heavy = {"pandas", "scipy", "torch", "chromadb", "streamlit"} & set(sys.modules)
        assert not heavy, heavy
    """
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], cwd=root, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
