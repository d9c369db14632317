"""Work done without Python's collector of cycles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """The collector stands still meanwhile: for much work that makes many small objects and no cycles.

    It would walk them again and again, with all that the process holds besides. It goes on when the thread that
    stopped it is done.
    """
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()
