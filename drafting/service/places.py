"""Where the library lies: told without reading all settings, for commands that must start at once."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_dir


def default_library() -> Path:
    """The per-user data folder."""
    return Path(user_data_dir("soanthao", appauthor=False))


def library_folder(given: Path | None = None) -> Path:
    """The folder given, else the environment's (`SOANTHAO_LIBRARY`, as in the settings), else the per-user one."""
    named = os.environ.get("SOANTHAO_LIBRARY")
    return given or (Path(named) if named else default_library())
