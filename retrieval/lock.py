"""One owner for a folder: the embedded vector store must not be written or read by two processes."""

from __future__ import annotations

import os
import sys
from pathlib import Path


class FolderLock:
    """An advisory lock on a folder that the system lifts when its process dies, killed or not."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "owner.lock"
        self._handle: int | None = None

    def acquire(self) -> bool:
        """Take the lock; False where another process has it."""
        if self._handle is not None:
            return True
        self._path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _lock(handle)
        except OSError:
            os.close(handle)
            return False
        self._handle = handle
        return True

    def release(self) -> None:
        """Give the lock up."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
