"""Judged queries over the bundled library: dense only, lexical only, plain fusion, and ours.

    python -m tests.bench.retrieval [FOLDER] [-v]

Over the bundled library, and over the four real reports where they are beside the project (the judgments of both stand
in `retrieval_judgments.toml`). Prints Recall@1, Recall@3 and MRR for planned sections (across reports) and for free text
as typed, without accents, and misspelt. A passage is right where its section treats the matter asked for.

The weights were chosen on one half of the judged topics (`tuned`), the other half (`held out`) only tells what they
are worth; both are printed. FOLDER keeps what was embedded for the next run; `-v` prints what wasn't first.
"""

from __future__ import annotations

import sys
import tempfile
import time
import tomllib
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus import samples
from corpus.database import open_engine, sqlite_url
from corpus.store import ReportStore
from corpus.types import StoredReport
from retrieval import Filters, Library, Passage, Prefer, RetrievalSettings
from retrieval.embedding import make_embedder
from retrieval.ranking import Preferences
from retrieval.words import folded
from tests.conftest import REAL

RANK_BASE = 10
Found = list[tuple[str, str]]
Way = Callable[[Library, "Query", bool], Found]
Matrix = NDArray[np.float32]
GROUPS = {
    "dv": "xa-dong-van",
    "st": "xa-son-tho",
    "cum": "cum-thi-dua-so-3",
    "cum1": "cum-thi-dua-so-1",
    "lh": "huyen-lam-hoa",
    "bk": "khen-thuong-binh-khe",
    "hl": "tinh-hai-lam",
    "rx": "xa-6-thang-2024",
    "rc": "cum-xa-nam-2022",
    "rh": "cum-huyen-6-thang-2021",
}


@dataclass(frozen=True)
class Query:
    kind: str
    text: str
    right: frozenset[tuple[str, str]]
    topic: str
    path: tuple[str, ...] = ()
    report: StoredReport | None = None


def queries(stored: Sequence[StoredReport]) -> Iterator[Query]:
    """The judged queries: free text for topics and matters, planned sections for topics."""
    judged = tomllib.loads(Path(__file__).with_name("retrieval_judgments.toml").read_text("utf-8"))
    for topic in [*judged["topic"], *judged["matter"]]:
        right = frozenset(
            (s.id, section)
            for key, stem in GROUPS.items()
            for s in stored
            if Path(s.file).name.startswith(stem)
            for section in topic.get(key, [])
        )
        if right:
            name = topic["name"]
            yield from (Query("free text", text, right, name) for text in topic["text"])
            yield from (Query("no accents", folded(text), right, name) for text in topic["text"])
            yield from (Query("misspelt", text, right, name) for text in topic["misspelt"])
            if topic in judged["topic"]:
                yield from _planned(stored, right, name)


def _planned(
    stored: Sequence[StoredReport], right: frozenset[tuple[str, str]], topic: str
) -> Iterator[Query]:
    """Each of the sections as the plan of its own report would ask for the others."""
    for report in stored:
        others = frozenset(p for p in right if p[0] != report.id)
        for place in sorted(right - others):
            path = report.report.heading_path(place[1])
            if others and path:
                yield Query("planned section", " ".join(path[-2:]), others, topic, path, report)


def rank_of(found: Found, right: frozenset[tuple[str, str]]) -> int:
    return next((i for i, place in enumerate(found, 1) if place in right), 0)


def places(passages: list[Passage]) -> Found:
    return list(dict.fromkeys((p.report_id, p.section) for p in passages))


def single(library: Library, query: Query, lexical: float, dense: float, elsewhere: bool = False) -> Found:
    """One ranking, or the plain fusion of both by reciprocal ranks, without headings' likeness or preferences."""
    searcher = library._searcher()
    filters = Filters(without=_own_unit(library, query) if elsewhere else _itself(query))
    ranked = searcher.rank(query.text, searcher.snapshot.mask(filters), filters)
    scores: dict[int, float] = {}
    for weight, ranking in ((lexical, ranked.lexical), (dense, ranked.dense)):
        for row, place in ranking.items() if weight else ():
            scores[row] = scores.get(row, 0.0) + weight / (RANK_BASE + place)
    rows = searcher.one_a_section(scores)[:10]
    liked = Preferences(searcher.snapshot, Prefer())
    return places(searcher._passages(((r, 0.0, 0.0) for r in rows), ranked, liked))


def _itself(query: Query) -> tuple[str, ...]:
    return (query.report.id,) if query.report else ()


def _own_unit(library: Library, query: Query) -> tuple[str, ...]:
    """All reports of the unit that the query's section is of: as if it had none yet."""
    unit = query.report.report.meta.unit if query.report else ""
    return tuple(sorted(r.id for r in library._searcher().snapshot.reports if r.unit == unit))


def ours(library: Library, query: Query, elsewhere: bool = False) -> Found:
    if query.report is None:
        return places(library.search(query.text, 10))
    meta = query.report.report.meta
    prefer = Prefer("" if elsewhere else meta.unit, meta.level, meta.kind, meta.period)
    filters = Filters(without=_own_unit(library, query) if elsewhere else _itself(query))
    return places(library.sections(query.path, [], 10, filters, prefer))


class Remembering:
    """The default embedder; a query is embedded once, however often it is asked."""

    def __init__(self, folder: Path) -> None:
        embedder = make_embedder(RetrievalSettings())
        assert embedder is not None
        self._embedder = embedder
        self.name = embedder.name
        self._file = folder / "queries.npz"
        self._known = dict(np.load(self._file)) if self._file.exists() else {}

    def documents(self, texts: list[str]) -> Matrix:
        return self._embedder.documents(texts)

    def query(self, text: str) -> Matrix:
        if text not in self._known:
            self.learn([text])
        return self._known[text][None, :]

    def learn(self, texts: list[str]) -> None:
        """Embed many queries at once, and keep them in the folder."""
        new = [t for t in dict.fromkeys(texts) if t not in self._known]
        if new:
            self._known |= dict(zip(new, self._embedder.documents(new), strict=True))
            np.savez(self._file, **self._known)


def main() -> int:
    keep = next((a for a in sys.argv[1:] if not a.startswith("-")), "")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(keep or made)
        bench("the bundled library", samples.sample_paths(), folder / "bundled")
        if REAL:
            bench("four real reports", REAL, folder / "real")
        else:
            print("the real reports aren't here")
    return 0


def bench(what: str, files: Sequence[Path], folder: Path) -> None:
    """Index the files, ask all judged queries in every way, print what came first."""
    folder.mkdir(parents=True, exist_ok=True)
    engine = open_engine(sqlite_url(folder / "library.db"))
    store = ReportStore(engine)
    store.ingest(files)
    embedder = Remembering(folder)
    library = Library(engine, folder, embedder=embedder)
    started = time.perf_counter()
    library.index_pending()
    indexed = time.perf_counter() - started
    stored = list(store.list())
    asked = list(queries(stored))
    embedder.learn([q.text for q in asked])
    library.search("khởi động")
    chunks = library._searcher().snapshot.count
    print(f"{what}: {len(stored)} reports, {chunks} chunks, indexed in {indexed:.0f} s; {len(asked)} queries")
    print(f"{'':25} {'n':>4}  " + "  ".join(f"{n:^22}" for n in WAYS) + "   (Recall@1, Recall@3, MRR)")
    for kind in ("free text", "no accents", "misspelt", "planned section"):
        table(library, kind, [q for q in asked if q.kind == kind])
    table(library, "other units only", [q for q in asked if q.report and _elsewhere(q, store)], True)
    diversity(library, [q for q in asked if q.report])
    for query in asked if "-v" in sys.argv else []:
        rank = rank_of(ours(library, query), query.right)
        if rank != 1:
            half = "held out" if held_out(query) else "tuned"
            print(rank, half, query.kind, query.path or query.text, query.report.file if query.report else "")
    library.close()
    engine.dispose()


def held_out(query: Query) -> bool:
    """Whether a query is of the half that nothing was chosen by; all about one topic are of one half."""
    return zlib.crc32(query.topic.encode()) % 2 == 1


def table(library: Library, kind: str, those: list[Query], elsewhere: bool = False) -> None:
    """A line for each half of the judgments."""
    for held in (False, True):
        half = [q for q in those if held_out(q) == held]
        scores = "  ".join(
            score([rank_of(way(library, q, elsewhere), q.right) for q in half]) for way in WAYS.values()
        )
        print(f"{kind:16} {'held out' if held else 'tuned':8} {len(half):4}  {scores}", flush=True)


def diversity(library: Library, planned: list[Query]) -> None:
    """How many reports the first five sections come from, and whether every passage says why it came."""
    counts, silent = [], 0
    for query in planned:
        assert query.report is not None
        meta = query.report.report.meta
        prefer = Prefer(meta.unit, meta.level, meta.kind, meta.period)
        found = library.sections(query.path, [], 5, Filters(without=(query.report.id,)), prefer)
        counts.append(len({p.report_id for p in found}))
        silent += sum(not p.why for p in found)
    mean = sum(counts) / max(len(counts), 1)
    print(
        f"planned sections: the first five come from {mean:.1f} reports on average; {silent} passages don't say why"
    )


def _elsewhere(query: Query, store: ReportStore) -> bool:
    assert query.report is not None
    unit = query.report.report.meta.unit
    return any(store.get(report).report.meta.unit != unit for report, _ in query.right)


def score(ranks: Sequence[int]) -> str:
    n = max(len(ranks), 1)
    first, three = sum(r == 1 for r in ranks) / n, sum(0 < r <= 3 for r in ranks) / n
    mrr = sum(1 / r for r in ranks if r) / n
    return f"{first:6.2f} {three:6.2f} {mrr:7.3f} "


WAYS: dict[str, Way] = {
    "dense": lambda library, q, elsewhere: single(library, q, 0, 1, elsewhere),
    "lexical": lambda library, q, elsewhere: single(library, q, 1, 0, elsewhere),
    "fused by rank 3:1": lambda library, q, elsewhere: single(library, q, 3, 1, elsewhere),
    "ours": ours,
}
if __name__ == "__main__":
    sys.exit(main())
