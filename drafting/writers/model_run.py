"""Writing many sections at once, in the outline's order, until all are done or somebody stops it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")
_SPARE = 1
"""Threads more than questions allowed at once: while one reads its answer, another's question is on its way."""


@dataclass
class _State(Generic[T, R]):
    left: list[T]
    results: list[R] = field(default_factory=list)
    error: BaseException | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def next(self) -> T | None:
        with self.lock:
            return self.left.pop(0) if self.left and self.error is None else None


def side_by_side(
    jobs: Sequence[T], work: Callable[[T], R], workers: int, stop: threading.Event, patience: float = 0.1
) -> list[R]:
    """Results of the jobs as they were finished; no new job begins once `stop` is set.

    A job that hangs doesn't hold up whoever stopped the work: its thread is left behind, and its result is lost.

    Args:
        jobs: in the order in which they begin.
        work: called from several threads.
        workers: jobs whose questions are out at once.
        stop: set to end early.
        patience: seconds between two looks at `stop`.
    """
    state: _State[T, R] = _State(list(jobs))

    def loop() -> None:
        while not stop.is_set() and (job := state.next()) is not None:
            try:
                result = work(job)
            except BaseException as error:  # noqa: BLE001 - handed on to the caller's thread below
                with state.lock:
                    state.error = state.error or error
                return
            with state.lock:
                state.results.append(result)

    threads = [threading.Thread(target=loop, daemon=True) for _ in range(min(workers + _SPARE, len(jobs)))]
    for thread in threads:
        thread.start()
    for thread in threads:
        while thread.is_alive() and not stop.is_set():
            thread.join(patience)
    with state.lock:
        if state.error is not None:
            raise state.error
        return list(state.results)
