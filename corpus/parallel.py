"""Documents read on all cores, each by a process of its own kind, in the order asked for."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import InputError
from corpus.worker import answer

SECONDS = 600  # for one document; a scan of sixty pages takes half of that on two cores
_FEW = 4  # documents that aren't worth starting processes for
_MOST = 8
_AHEAD = 3  # documents waiting for each process: enough to keep it busy, few enough for the memory


@dataclass(frozen=True, slots=True)
class Job:
    """A document to read; `tag` comes back with its answer. Without data nothing is read."""

    tag: Any
    name: str
    data: bytes | None


def read_all(
    jobs: Iterable[Job], count: int, seconds: float = SECONDS
) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Each job's tag and `worker.answer`, in the jobs' order; memory doesn't grow with their number.

    Args:
        jobs: taken only as fast as they are read.
        count: about how many there are; a few are read in this process.
        seconds: after which a document is given up.
    """
    workers = min(os.cpu_count() or 1, count // 2, _MOST)
    if count < _FEW or workers < 2:
        for job in jobs:
            yield job.tag, answer(job.data, job.name) if job.data is not None else {}
        return
    crew = _Crew(workers, seconds)
    try:
        yield from crew.read(jobs)
    finally:
        crew.close()


def read_alone(data: bytes, name: str, seconds: float = SECONDS) -> dict[str, Any]:
    """`worker.answer` of one document, read in a process of its own."""
    crew = _Crew(1, seconds)
    try:
        return next(crew.read([Job(None, name, data)]))[1]
    finally:
        crew.close()


class _Crew:
    """Threads that own a process each."""

    def __init__(self, workers: int, seconds: float) -> None:
        self._ahead = workers * _AHEAD
        self._seconds = seconds
        self._own = threading.local()
        self._started: list[subprocess.Popen[bytes]] = []
        self._threads = ThreadPoolExecutor(workers)

    def read(self, jobs: Iterable[Job]) -> Iterator[tuple[Any, dict[str, Any]]]:
        waiting: deque[tuple[Any, Future[dict[str, Any]] | None]] = deque()
        for job in jobs:
            reading = self._threads.submit(self._read, job) if job.data is not None else None
            waiting.append((job.tag, reading))
            if len(waiting) >= self._ahead:
                yield _next(waiting)
        while waiting:
            yield _next(waiting)

    def _read(self, job: Job) -> dict[str, Any]:
        process = self._process()
        late = threading.Event()

        def give_up() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self._seconds, give_up)
        timer.start()
        try:
            return _asked(process, job)
        except (OSError, ValueError):
            process.kill()
            # Waited for, so that the next document isn't given to a process that is just ending.
            process.wait()
            error = _too_long(job.name) if late.is_set() else _crashed(job.name)
            return {"vi": error.vi, "en": error.en}
        finally:
            timer.cancel()

    def _process(self) -> subprocess.Popen[bytes]:
        process: subprocess.Popen[bytes] | None = getattr(self._own, "process", None)
        if process is None or process.poll() is not None:
            process = _start()
            self._own.process = process
            self._started.append(process)
        return process

    def close(self) -> None:
        """End the processes."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for process in self._started:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    _close(pipe)


def _close(pipe: Any) -> None:
    try:
        pipe.close()
    except BrokenPipeError:
        return  # what was still to be written is of no use to a process that has ended


def _next(waiting: deque[tuple[Any, Future[dict[str, Any]] | None]]) -> tuple[Any, dict[str, Any]]:
    tag, reading = waiting.popleft()
    return tag, reading.result() if reading else {}


def _start() -> subprocess.Popen[bytes]:
    root = str(Path(__file__).parents[1])
    path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH", ""))))
    flags = int(getattr(subprocess, "CREATE_NO_WINDOW", 0))  # no console window flashes up on Windows
    return subprocess.Popen(
        [sys.executable, "-m", "corpus.worker"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path}, creationflags=flags,
    )  # fmt: skip


def _asked(process: subprocess.Popen[bytes], job: Job) -> dict[str, Any]:
    """Raises OSError or ValueError where the process has ended."""
    if process.stdin is None or process.stdout is None or job.data is None:
        raise ValueError(job.name)
    head = json.dumps({"name": job.name, "size": len(job.data)}).encode()
    process.stdin.write(head + b"\n")
    process.stdin.write(job.data)
    process.stdin.flush()
    found: dict[str, Any] = json.loads(process.stdout.readline())
    return found


def _too_long(name: str) -> InputError:
    return InputError(
        f"Đọc tệp “{name}” mất quá nhiều thời gian nên bỏ qua: mở bằng Word, lưu lại dạng .docx rồi thử lại.",
        f"Reading “{name}” took too long and was given up: open it in Word, save it as .docx and try again.",
    )


def _crashed(name: str) -> InputError:
    return InputError(
        f"Tệp “{name}” làm hỏng trình đọc: mở bằng Word, lưu lại dạng .docx rồi thử lại.",
        f"“{name}” crashed its reader: open it in Word, save it as .docx and try again.",
    )
