"""An ingest killed with kill -9 at random moments, again and again: is anything doubled or lost?

    python -m tests.bench.kills [--kills 24] [--reports 8] [--seed 1]

In rounds of eight kills: `soanthao ingest` is started on the same folder and the same library each time and killed
after a random time, its readers with it or it alone; between kills new versions of reports come into the folder. At
last it runs to its end, and the library must hold what one that was never killed holds: the same reports with the
same texts, chunks and audit, no replaced version kept twice, a vector for each chunk, nothing waiting, and a search
that finds. Prints the stage each kill fell into; the exit status is 1 where the libraries differ.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import select

import corpus
from corpus.database import chunks, report_versions, vectors
from drafting.service.library import open_library
from drafting.service.settings import load_settings
from tests.bench.corpus import variants

STAGES = (("lập chỉ mục", "indexing"), ("tự kiểm tra", "audit"), ("] ", "reading"))


def start(source: Path, library: Path, log: Path) -> subprocess.Popen[bytes]:
    """`soanthao ingest` in a session of its own, its progress in a file."""
    command = [sys.executable, "-m", "drafting", "ingest", str(source), "--library", str(library)]
    with log.open("wb") as out:
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=out, start_new_session=True)


def kill(process: subprocess.Popen[bytes], *, alone: bool) -> None:
    """End it at once, with its readers or alone."""
    if process.poll() is None:
        (os.kill if alone else os.killpg)(process.pid, signal.SIGKILL)
    process.wait()


def stage(log: Path) -> str:
    """What it was doing, by the last line of its progress."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    last = next((line for line in reversed(lines) if line.startswith("[")), "")
    return next((name for word, name in STAGES if word in last), "starting")


def held(library: Path) -> dict[str, Any]:
    """What a library holds, to be compared; ids and times left out."""
    with open_library(load_settings(library)) as opened:
        found = {
            s.file: (s.report.text, s.notes, s.figures, opened.index.chunks_of(s.id))
            for s in opened.store.list()
        }
        with opened.store.engine.connect() as connection:
            versions = Counter(connection.execute(select(report_versions.c.content_hash)).scalars())
            cut = Counter(connection.execute(select(chunks.c.content_hash)).scalars())
            made = set(connection.execute(select(vectors.c.content_hash)).scalars())
        return {
            "reports": found,
            "chunks": cut,
            "without a vector": set(cut) - made,
            "versions kept more than once": {h for h, n in versions.items() if n > 1},
            "waiting": [*opened.store.unaudited(), *opened.store.unindexed()],
            "found": len(opened.index.search("kết quả khen thưởng", 3)),
        }


def change(path: Path, generator: random.Random) -> None:
    """A new version of a report: a line more at its end."""
    old = path.read_text(encoding="utf-8")
    path.write_text(
        f"{old}\nPhụ lục I\nBổ sung số liệu lần {generator.randrange(10**6)}.\n", encoding="utf-8"
    )


def as_text(paths: Sequence[Path]) -> None:
    """Each report as plain text, so that new versions of it are easily made."""
    for path in paths:
        text = corpus.read_file(path).text
        path.unlink()
        path.with_suffix(".txt").write_text(text, encoding="utf-8")


def one_round(
    folder: Path, source: Path, kills: int, generator: random.Random
) -> tuple[Counter[str], list[str]]:
    """Kill an ingest into a new library `kills` times, finish it, and compare it with one that was never killed."""
    log, changing = folder / "log", sorted(source.iterdir())
    begin = time.perf_counter()
    assert start(source, folder / "trial", log).wait() == 0, log.read_text(encoding="utf-8")
    whole = time.perf_counter() - begin
    met: Counter[str] = Counter()
    for number in range(kills):
        if number % 2:
            change(generator.choice(changing), generator)
        process = start(source, folder / "killed", log)
        time.sleep(generator.uniform(0.1, 0.9) * whole)
        ended = process.poll() is not None
        kill(process, alone=generator.random() < 0.5)
        met["had ended" if ended else stage(log)] += 1
    for library in ("killed", "whole"):
        assert start(source, folder / library, log).wait() == 0, log.read_text(encoding="utf-8")
    killed, untouched = held(folder / "killed"), held(folder / "whole")
    wrong = [key for key in untouched if killed[key] != untouched[key]]
    print(f"{kills} kills: {dict(met)}; a whole run takes {whole:.1f} s")
    held_now = f"{len(killed['reports'])} reports and {sum(killed['chunks'].values())} chunks"
    print(f"    {held_now}; different from a library never killed: {wrong or 'nothing'}", flush=True)
    return met, wrong


def main(arguments: Sequence[str]) -> int:
    """Kill, finish, compare, in rounds of eight kills."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.kills")
    parser.add_argument("--kills", type=int, default=24)
    parser.add_argument("--reports", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    generator = random.Random(options.seed)
    wrong: list[str] = []
    for at in range(0, options.kills, 8):
        with tempfile.TemporaryDirectory() as name:
            source = Path(name) / "in"
            source.mkdir()
            as_text(variants(options.reports, source))
            wrong += one_round(Path(name), source, min(8, options.kills - at), generator)[1]
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
