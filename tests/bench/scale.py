"""How the library's search grows: synthetic libraries of 1 000, 10 000 and 100 000 chunks.

    python -m tests.bench.scale [SIZE ...]

Reports are made of the bundled samples' clauses, shuffled, for 200 invented units; vectors are drawn at random
(384 numbers, as the default model's), so that no embedding is in any figure. Prints, for each size: adding
(chunks a second), disk, opening and first answer of a new process (modules loaded), what Chroma takes to open,
p50 and p95 of queries without filters, with unit, kind and period, with a section, and of planned sections,
replacing and removing one report, memory; then what a million chunks would need, drawn on from the last two sizes.

    python -m tests.bench.scale --measure FOLDER $(date +%s.%N)    measures a library that was kept: its library.db
"""

from __future__ import annotations

import hashlib
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
from sqlalchemy import Engine

from corpus import samples
from corpus.database import open_engine, sqlite_url
from corpus.sentences import sentence_spans
from corpus.store import ReportStore
from corpus.types import StoredReport
from retrieval import Filters, Library, Prefer
from retrieval.words import folded
from tests.retrieval.reports import add, build

SIZES = (1_000, 10_000, 100_000)
UNITS = 200
LEAST = 50_000
"""Chunks of the larger library from which a million is drawn on."""
DIMENSIONS = 384
FIGURES = "figures.json"


class DrawnVectors:
    """A vector drawn by the text's hash: the right shape, no time, no meaning."""

    name = "drawn"

    def documents(self, texts: list[str]) -> np.ndarray:
        rows = np.stack([self._row(t) for t in texts])
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    def query(self, text: str) -> np.ndarray:
        return self.documents([text])

    def _row(self, text: str) -> np.ndarray:
        seed = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")
        return np.random.default_rng(seed).standard_normal(DIMENSIONS).astype(np.float32)


class Maker:
    """Synthetic reports: headings and clauses of the samples, shuffled, with figures of their own."""

    def __init__(self, stored: list[StoredReport]) -> None:
        self._rng = random.Random(7)
        self._headings = [[s for s in r.report.sections if s.level <= 3] for r in stored]
        texts = (line for r in stored for line in r.report.text.splitlines())
        self._clauses = [s for t in texts for s in _sentences(t) if 6 <= len(s.split()) <= 60]

    def report(self, number: int) -> StoredReport:
        unit = f"UBND xã Mẫu {number % UNITS}"
        year = 2000 + number // (2 * UNITS)
        half = number // UNITS % 2
        kind = "so-ket" if half else "tong-ket"
        period = f"{year}-H1" if half else str(year)
        lines = []
        for section in self._rng.choice(self._headings):
            # Headings vary, as they do: a third of them name the period or the unit.
            tail = self._rng.choice(["", "", "", "", f" năm {year}", f" xã Mẫu {number % UNITS}"])
            lines.append(f"{'#' * section.level} {section.number.split('.')[-1]}. {section.heading}{tail}")
            lines += [self._paragraph() for _ in range(self._rng.randint(1, 2))]
        return build(f"s{number:07d}", unit, "xa", kind, period, "\n".join(lines))  # type: ignore[arg-type]

    def _paragraph(self) -> str:
        some = self._rng.sample(self._clauses, self._rng.randint(1, 3))
        return " ".join(some) + f" Thực hiện {self._rng.randint(100, 99999)} lượt."


def _sentences(text: str) -> list[str]:
    return [text[a:b].strip() for a, b in sentence_spans(text, 0, len(text))]


def fill(folder: Path, size: int) -> None:
    """Add reports until there are so many chunks; prints the figures of adding."""
    samples_engine = open_engine(sqlite_url(folder / "samples.db"))
    store = ReportStore(samples_engine)
    store.ingest(samples.sample_paths())
    maker = Maker(list(store.list()))
    samples_engine.dispose()
    engine = open_engine(sqlite_url(folder / "library.db"))
    library = Library(engine, folder, embedder=DrawnVectors())  # type: ignore[arg-type]
    chunks = number = 0
    spent = slowest = 0.0
    while chunks < size:
        report = maker.report(number)
        add(engine, report)
        started = time.perf_counter()
        chunks += library.index(report)
        took = time.perf_counter() - started
        spent, slowest, number = spent + took, max(slowest, took), number + 1
    print(
        f"{chunks} chunks of {number} reports: {chunks / spent:.0f} chunks/s; a report {spent / number * 1000:.0f} ms on average,"
        f" {slowest:.1f} s the slowest (a merge)"
    )
    library.close()
    engine.dispose()


def queries() -> list[str]:
    judged = tomllib.loads(Path(__file__).with_name("retrieval_judgments.toml").read_text("utf-8"))
    typed = [t for topic in judged["topic"] for t in topic["text"]]
    return [*typed, *(folded(t) for t in typed), *(t for topic in judged["topic"] for t in topic["misspelt"])]


def timed(what: str, asked: list[Callable[[], object]]) -> float:
    """p50 and p95 of calls, in milliseconds, and p95 of their processor time; p95 is returned."""
    asked[0]()
    took, worked = [], []
    for ask in asked:
        started, began = time.perf_counter(), time.process_time()
        ask()
        took.append((time.perf_counter() - started) * 1000)
        worked.append((time.process_time() - began) * 1000)
    p50, p95 = np.percentile(took, [50, 95])
    print(f"  {what:42} p50 {p50:7.1f} ms   p95 {p95:7.1f} ms   (processor {np.percentile(worked, 95):.1f})")
    return float(np.percentile(took, 95))


def ask(library: Library, label: str) -> dict[str, float]:
    """All kinds of queries; p95 of those without and with filters."""
    typed = queries()
    some = [
        Filters(unit=f"xã Mẫu {i * 7 % UNITS}", kind="so-ket", period="2000-H1") for i in range(len(typed))
    ]
    wide = Filters(kind="so-ket")
    plain = timed(f"{label}: no filter", [partial(library.search, q, 5) for q in typed])
    filtered = timed(
        f"{label}: unit, kind, period",
        [partial(library.search, q, 5, f) for q, f in zip(typed, some, strict=True)],
    )
    timed(f"{label}: kind (half of all)", [partial(library.search, q, 5, wide) for q in typed])
    section = Filters(section="Công tác khen thưởng")
    timed(f"{label}: section", [partial(library.search, q, 5, section) for q in typed])
    prefer = Prefer("UBND xã Mẫu 11", "xa", "so-ket", "2030-H1")
    planned = [("Kết quả", q) for q in typed]
    timed(f"{label}: planned section", [partial(library.sections, p, [], 5, None, prefer) for p in planned])
    return {"p95 without filters, ms": plain, "p95 with unit, kind, period, ms": filtered}


def measure(folder: Path, started: float) -> None:
    """In a new process: first answer, queries by words and with vectors, changes, memory."""
    engine = open_engine(sqlite_url(folder / "library.db"))
    library = Library(engine, folder, embedder=DrawnVectors())  # type: ignore[arg-type]
    opened = time.perf_counter()
    assert library.search("khen thưởng tập thể, cá nhân", 5)
    now = time.perf_counter()
    print(f"  first answer {now - started:.2f} s after the process began, {now - opened:.2f} s after opening")
    if library.opening:
        print(f"  memory, words only: {memory():.0f} MB")
    waited = time.perf_counter()
    while library.opening:
        time.sleep(0.2)
        library.search("khen thưởng")
    library.search("khen thưởng")
    print(f"  vectors there after {time.perf_counter() - waited:.1f} s ({library.engine})")
    figures = ask(library, "words and vectors")
    change(library, engine)
    print(f"  memory: {memory():.0f} MB")
    figures |= {"memory, MB": memory(), "first answer, s": now - started}
    (folder / FIGURES).write_text(json.dumps(figures), encoding="utf-8")
    library.close()
    engine.dispose()


def change(library: Library, engine: Engine) -> None:
    """Replace and remove one report, and search again."""
    library.search("khen thưởng tập thể", 5)
    for what, act in changes(engine, library):
        started = time.perf_counter()
        act()
        acted = time.perf_counter()
        library.search("khen thưởng tập thể", 5)
        done = time.perf_counter()
        print(f"  {what}: {(acted - started) * 1000:.0f} ms; the next search {(done - acted) * 1000:.0f} ms")


def changes(engine: Engine, library: Library) -> Iterator[tuple[str, Callable[[], object]]]:
    source = "\n".join(f"# {i}. Mục thay đổi {i}\nNội dung mới của mục thứ {i}." for i in range(1, 30))
    new = build("s0000003", "UBND xã Mẫu 3", "xa", "tong-ket", "2000", source)
    yield "one report replaced", partial(library.index, new)
    yield "one report removed", partial(library.remove, "s0000005")
    added = build(f"t{time.time_ns() % 10**12}", "UBND xã Mẫu 3", "xa", "tong-ket", "2031", source)
    add(engine, added)
    yield "one report added", partial(library.index, added)


def memory() -> float:
    """The most this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def disk(folder: Path) -> dict[str, float]:
    """Megabytes of the database and of the vector store."""
    database = sum(f.stat().st_size for f in folder.glob("library.db*"))
    vectors = sum(f.stat().st_size for f in (folder / "vectors").rglob("*") if f.is_file())
    return {"database, MB": database / 1e6, "vector store, MB": vectors / 1e6}


def main() -> int:
    if sys.argv[1:2] == ["--measure"]:
        measure(Path(sys.argv[2]), time.perf_counter() - (time.time() - float(sys.argv[3])))
        return 0
    sizes = [int(a) for a in sys.argv[1:]] or list(SIZES)
    found: dict[int, dict[str, float]] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            fill(folder, size)
            for turn in ("first opening, the vector store is empty", "second opening"):
                print(f" {turn}:", flush=True)
                command = [sys.executable, "-m", "tests.bench.scale", "--measure", made, str(time.time())]
                subprocess.run(command, check=True)
            found[size] = disk(folder) | json.loads((folder / FIGURES).read_text(encoding="utf-8"))
            print(f"  disk: {json.dumps({k: round(v) for k, v in disk(folder).items()})}", flush=True)
    if len(sizes) > 1 and max(sizes) >= LEAST:
        (a, small), (b, large) = sorted(found.items())[-2:]
        grown = {k: large[k] + (large[k] - small[k]) / (b - a) * (1_000_000 - b) for k in large}
        print(
            f"1 000 000 chunks, drawn on in a straight line: {json.dumps({k: round(v) for k, v in grown.items()})}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
