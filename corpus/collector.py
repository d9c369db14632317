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
            _age()
            gc.enable()


def _age() -> None:
    """What was made meanwhile is old at once: it is walked by the next full collection, not first as young.

    Freezing and thawing only link lists together. Whoever has frozen objects for good keeps them frozen.
    """
    if not gc.get_freeze_count():
        gc.freeze()
        gc.unfreeze()
