"""Where the processor time of an ingest goes, stage by stage, and which share of it is not the embedding model's.

    python -m tests.bench.ingest_share [--reports 100 200]

The whole way is measured: `soanthao ingest` on a folder of variants of the bundled reports (other units, other
figures), from files to the vector store that answers the first search. Processor seconds are counted, not the clock,
so that a busy machine doesn't change the shares; documents are read by processes of their own, whose time is counted
too. What one thread does (storing, audit, chunks) is that thread's time: the model's other threads spin on for a while
after it has answered, and that is the model's. Printed for each size: seconds a stage, seconds a report, the share
outside the model, the most memory used.
The goal (at most 10% outside the model on 1,000 reports) holds for 1,000 where the seconds a report don't grow.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from drafting.service.audit import audit_pending
from drafting.service.library import open_library
from drafting.service.settings import load_settings
from retrieval.embedding import make_embedder
from retrieval.types import RetrievalSettings
from tests.bench.corpus import variants

STAGES = ("reading", "storing", "audit", "chunks and vectors kept", "vector store and first search", "model")


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Clock:
    """Processor seconds by stage; the model's are taken out of the stage they fall into."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._in_model = 0.0

    @contextmanager
    def stage(self, name: str, *, threads: bool = False) -> Iterator[None]:
        """Count what runs inside under `name`: this thread's time, or with `threads` that of all."""
        read = time.process_time if threads else time.thread_time
        begin, own, children = read(), time.thread_time(), _children()
        inside = self._in_model
        yield
        taken = read() - begin
        if name == "model":
            self._in_model += time.thread_time() - own
        elif not threads:
            taken -= self._in_model - inside
        self.seconds[name] += taken
        self.seconds["reading"] += _children() - children

    def rest_to_model(self, whole: float) -> None:
        """What no stage took of the whole is the model's: its threads at work and spinning."""
        others = sum(taken for name, taken in self.seconds.items() if name not in ("model", "reading"))
        self.seconds["model"] = whole - others


def _counted(clock: Clock, embedder: Any) -> Callable[[list[str]], Any]:
    documents = embedder.documents

    def counted(texts: list[str]) -> Any:
        with clock.stage("model", threads=True):
            return documents(texts)

    return counted


def measure(count: int) -> Clock:
    """Ingest `count` reports into a new library, and search it once."""
    clock = Clock()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "in"
        source.mkdir()
        variants(count, source)
        embedder: Any = make_embedder(RetrievalSettings())
        embedder.documents(["làm nóng"])
        embedder.documents = _counted(clock, embedder)
        begin = time.process_time()
        try:
            with open_library(load_settings(Path(folder) / "library")) as library:
                with clock.stage("storing"):
                    results = library.store.ingest([source])
                assert {r.status for r in results} <= {"added", "replaced"}, Counter(
                    r.status for r in results
                )
                with clock.stage("audit"):
                    audit_pending(library.store)
                with clock.stage("chunks and vectors kept"):
                    library.index.index_pending()
                with clock.stage("vector store and first search", threads=True):
                    assert library.index.search("kết quả khen thưởng", 3)
            clock.rest_to_model(time.process_time() - begin)
        finally:
            del embedder.documents
    return clock


def main(arguments: Sequence[str]) -> None:
    """Measure each size."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.ingest_share")
    parser.add_argument("--reports", type=int, nargs="+", default=[100, 200])
    for count in parser.parse_args(arguments).reports:
        clock = measure(count)
        whole = sum(clock.seconds.values())
        print(f"{count} reports: {whole:.1f} processor seconds, {whole / count:.3f} a report")
        for stage in STAGES:
            taken = clock.seconds[stage]
            print(
                f"    {stage:32} {taken:9.1f} s  {taken / count * 1000:8.1f} ms a report  {taken / whole:6.1%}"
            )
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"    outside the model: {1 - clock.seconds['model'] / whole:.1%}; most memory {most:.0f} MB",
            flush=True,
        )


if __name__ == "__main__":
    main(sys.argv[1:])
