"""Lexical search, three ways: bm25s in memory, SQLite's FTS5, and our postings in the database.

    python -m tests.bench.lexical [CHUNKS]

Ranking on the judged free queries over the bundled library (Recall@1, Recall@3, MRR by section; FTS5 with columns of
syllables, pairs and accent-free twins, ranked by its bm25()), then, over so many synthetic chunks (20 000), the time to
build, to add one report's forty chunks, and to answer, in milliseconds of processor time.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import bm25s
import numpy as np

from corpus import samples
from corpus.database import open_engine, sqlite_url
from corpus.store import ReportStore
from retrieval import Library, RetrievalSettings
from retrieval.types import Chunk
from retrieval.words import has_accents, loose_terms, terms
from tests.bench.retrieval import Found, queries, score
from tests.bench.scale import Maker
from tests.retrieval.reports import add

Rows = Callable[[str], list[int]]
DEPTH = 60


def in_memory(texts: Sequence[str]) -> Rows:
    """bm25s: every change builds it anew."""
    indexes: dict[bool, Any] = {}
    for accents, split in ((True, terms), (False, loose_terms)):
        indexes[accents] = bm25s.BM25(k1=1.5, b=0.75, method="lucene")
        indexes[accents].index([split(t) or [""] for t in texts], show_progress=False)

    def rows(query: str) -> list[int]:
        accents = has_accents(query)
        index = indexes[accents]
        asked = [
            t for t in dict.fromkeys((terms if accents else loose_terms)(query)) if t in index.vocab_dict
        ]
        if not asked:
            return []
        scores = index.get_scores(asked)
        return [int(i) for i in np.argsort(-scores, kind="stable")[:DEPTH] if scores[i] > 0]

    return rows


class Fts:
    """FTS5 with a column of accented terms and one of accent-free terms; ranked by bm25()."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path)
        self._db.execute("PRAGMA journal_mode=WAL")
        options = """content='', tokenize="unicode61 remove_diacritics 0 tokenchars '_~'" """
        self._db.execute(f"CREATE VIRTUAL TABLE f USING fts5(strict, loose, {options})")

    def add(self, first: int, texts: Sequence[str]) -> None:
        rows = ((first + i, _joined(terms(t)), _joined(loose_terms(t))) for i, t in enumerate(texts))
        self._db.executemany("INSERT INTO f(rowid, strict, loose) VALUES (?, ?, ?)", rows)
        self._db.commit()

    def rows(self, query: str) -> list[int]:
        accents = has_accents(query)
        asked = (terms if accents else loose_terms)(query)
        match = " OR ".join(f'"{t.replace(" ", "_")}"' for t in dict.fromkeys(asked) if t)
        column = "strict" if accents else "loose"
        wanted = f"{column} : ({match})"
        found = self._db.execute("SELECT rowid FROM f WHERE f MATCH ? ORDER BY rank LIMIT ?", (wanted, DEPTH))
        return [int(r[0]) for r in found]


def _joined(words: Sequence[str]) -> str:
    return " ".join(w.replace(" ", "_") for w in words)


def ranking() -> None:
    with tempfile.TemporaryDirectory() as made:
        engine = open_engine(sqlite_url(Path(made) / "a.db"))
        store = ReportStore(engine)
        store.ingest(samples.sample_paths())
        library = Library(engine, Path(made), settings=RetrievalSettings(dense=False))
        library.index_words()
        stored = list(store.list())
        chunks = [c for s in stored for c in library._store.chunks(s.id)]
        fts = Fts(Path(made) / "fts.db")
        fts.add(0, [c.full for c in chunks])
        memory = in_memory([c.full for c in chunks])
        ways = {
            "bm25s": lambda q: _sections(memory(q.text), chunks),
            "FTS5": lambda q: _sections(fts.rows(q.text), chunks),
            "ours": lambda q: [(p.report_id, p.section) for p in library.search(q.text, 10)],
        }
        asked = [q for q in queries(stored) if q.report is None]
        print(f"{len(chunks)} chunks  " + "  ".join(f"{name:^22}" for name in ways))
        for kind in ("free text", "no accents", "misspelt"):
            those = [q for q in asked if q.kind == kind]
            print(f"{kind:11}  " + "  ".join(score(way, those) for way in ways.values()))
        engine.dispose()


def _sections(rows: Sequence[int], chunks: Sequence[Chunk]) -> Found:
    return list(dict.fromkeys((chunks[r].report, chunks[r].section) for r in rows))[:10]


def speed(size: int) -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        engine = open_engine(sqlite_url(folder / "a.db"))
        store = ReportStore(engine)
        store.ingest(samples.sample_paths())
        stored = list(store.list())
        maker, asked = Maker(stored), [q.text for q in queries(stored) if q.report is None]
        for s in stored:
            store.remove(s.id)
        library = Library(engine, folder, settings=RetrievalSettings(dense=False))
        texts: list[str] = []
        spent = number = 0.0
        while len(texts) < size:
            report = maker.report(int(number))
            add(engine, report)
            started = time.process_time()
            library.index(report)
            spent, number = spent + time.process_time() - started, number + 1
            texts += [c.full for c in library._store.chunks(report.id)]
        report_(f"ours, {len(texts)} chunks", spent, spent / number, lambda q: library.search(q, 5), asked)
        fts, started = Fts(folder / "fts.db"), time.process_time()
        fts.add(0, texts)
        built = time.process_time() - started
        started = time.process_time()
        fts.add(len(texts), texts[:40])
        report_("FTS5", built, time.process_time() - started, fts.rows, asked)
        started = time.process_time()
        memory = in_memory(texts)
        built = time.process_time() - started
        report_("bm25s", built, built, memory, asked)
        engine.dispose()


def report_(what: str, built: float, one: float, ask: Callable[[str], object], asked: Sequence[str]) -> None:
    took = []
    ask(asked[0])
    for query in asked:
        started = time.process_time()
        ask(query)
        took.append((time.process_time() - started) * 1000)
    p50, p95 = np.percentile(took, 50), np.percentile(took, 95)
    print(
        f"{what:24} built {built:6.1f} s   one report {one * 1000:8.0f} ms   query p50 {p50:6.1f}  p95 {p95:6.1f} ms",
        flush=True,
    )


def main() -> int:
    ranking()
    speed(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
    return 0


if __name__ == "__main__":
    sys.exit(main())
