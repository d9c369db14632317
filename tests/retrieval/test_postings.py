"""The lexical index in the database, on SQLite and PostgreSQL: right scores, whatever was merged or removed."""

from __future__ import annotations

import math
import random
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, delete, func, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from corpus.database import open_engine, reports, sqlite_url
from corpus.search_tables import word_blocks, word_postings, word_segments, words
from retrieval import Library, RetrievalSettings, postings
from retrieval.lexical import K1, B
from retrieval.words import terms
from tests.corpus.conftest import postgres_url  # noqa: F401
from tests.retrieval.reports import add, build

WORDS = [
    "khen",
    "thưởng",
    "xã",
    "lúa",
    "chiêm",
    "đường",
    "thôn",
    "hộ",
    "nghèo",
    "trường",
    "trưởng",
    "quỹ",
    "quý",
    "giấy",
    "cờ",
]


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    if request.param == "sqlite":
        opened = open_engine(sqlite_url(tmp_path / "a.db"))
    else:
        opened = open_engine(request.getfixturevalue("postgres_url"))
    yield opened
    with opened.begin() as connection:
        for table in (reports, word_segments, word_postings, words):
            connection.execute(delete(table))
    opened.dispose()


@pytest.fixture
def library(engine: Engine, tmp_path: Path) -> Library:
    return Library(engine, tmp_path / "c", settings=RetrievalSettings(dense=False))


def put(library: Library, engine: Engine, number: int, seed: int, known: bool = False) -> None:
    rng = random.Random(seed)
    lines = [f"# {i}. Mục {rng.choice(WORDS)}\n" + " ".join(rng.choices(WORDS, k=12)) for i in range(1, 5)]
    report = build(f"p{number:03d}", f"UBND xã {number}", "xa", "so-ket", "2024", "\n".join(lines))
    if not known:
        add(engine, report)
    library.index(report)


def scores(library: Library, query: str) -> dict[str, float]:
    """What the index says, by chunk id."""
    searcher = library._searcher()
    found = searcher._lexical.bm25(terms(query))
    places = {searcher.snapshot.place(int(r)): float(found[r]) for r in found.nonzero()[0]}
    chunks = library._store.at({place: searcher.snapshot.versions[place[0]] for place in places})
    return {c.id: round(places[place], 4) for place, (c, _) in chunks.items()}


def plain(library: Library, query: str) -> dict[str, float]:
    """BM25 straight from the texts."""
    texts = {
        c.id: terms(c.full) for r in library._searcher().snapshot.versions for c in library._store.chunks(r)
    }
    mean = sum(len(t) for t in texts.values()) / max(len(texts), 1)
    result: Counter[str] = Counter()
    for term in dict.fromkeys(terms(query)):
        has = {i: t.count(term) for i, t in texts.items() if term in t}
        idf = math.log(1 + (len(texts) - len(has) + 0.5) / (len(has) + 0.5))
        for i, n in has.items():
            result[i] += idf * n / (n + K1 * (1 - B + B * len(texts[i]) / mean))
    return {i: round(s, 4) for i, s in result.items()}


def agree(library: Library) -> None:
    for query in ("khen thưởng", "lúa chiêm xã", "trường", "giấy khen quỹ", "không đâu"):
        assert scores(library, query) == pytest.approx(plain(library, query), abs=2e-4)


def count(engine: Engine, what: object) -> int:
    with engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(what)).scalar_one())  # type: ignore[arg-type]


def test_scores_stay_right_through_every_change(library: Library, engine: Engine) -> None:
    for number in range(5):
        put(library, engine, number, number)
    agree(library)
    for number in range(5, 2 * postings.FAN + 3):
        put(library, engine, number, number)
    assert count(engine, word_segments) < 10  # merged on the way
    agree(library)
    put(library, engine, 3, 99, known=True)  # replaced
    library.remove("p007")
    with engine.begin() as connection:  # removed by the store of reports, without our doing
        connection.execute(delete(reports).where(reports.c.id == "p009"))
    agree(library)
    assert "p007" not in {p.report_id for p in library.search("khen thưởng", 100)}
    assert "p009" not in {p.report_id for p in library.search("khen thưởng", 100)}


def test_what_is_removed_leaves_nothing_behind(library: Library, engine: Engine) -> None:
    for number in range(postings.FAN + 2):
        put(library, engine, number, number)
    for number in range(postings.FAN + 2):
        library.remove(f"p{number:03d}")
    put(library, engine, 0, 1, known=True)
    library._store.tidy()
    assert count(engine, word_blocks) == 1
    assert count(engine, word_segments) == 1
    agree(library)
    with engine.connect() as connection:
        segments = set(connection.execute(select(word_postings.c.segment).distinct()).scalars())
    assert segments == set(library._searcher().snapshot.segments)


def test_adding_writes_only_the_new_segment(library: Library, engine: Engine) -> None:
    for number in range(4):
        put(library, engine, number, number)

    def parts() -> dict[int, int]:
        count_ = select(word_postings.c.segment, func.count()).group_by(word_postings.c.segment)
        with engine.connect() as connection:
            return {int(s): int(n) for s, n in connection.execute(count_)}

    before = parts()
    put(library, engine, 4, 4)
    after = parts()
    assert {s: after[s] for s in before} == before
    assert len(after) == len(before) + 1


def test_searching_while_another_writes_and_merges(engine: Engine, library: Library, tmp_path: Path) -> None:
    for number in range(3):
        put(library, engine, number, number)
    other = open_engine(engine.url.render_as_string(hide_password=False))
    writing = Library(other, tmp_path / "c", settings=RetrievalSettings(dense=False))
    failed: list[BaseException] = []

    def write() -> None:
        try:
            for number in range(100, 100 + postings.FAN + 4):
                put(writing, other, number, number)
        except BaseException as error:  # noqa: BLE001 — told by the test below
            failed.append(error)

    thread = threading.Thread(target=write)
    thread.start()
    asked = 0
    while thread.is_alive():
        assert len(library.search("khen thưởng xã lúa", 3)) == 3
        asked += 1
    thread.join()
    other.dispose()
    assert not failed
    assert asked > 3
    agree(library)


def test_two_writers_at_once_lose_nothing(engine: Engine, tmp_path: Path) -> None:
    failed: list[BaseException] = []

    def write(first: int) -> None:
        opened = open_engine(engine.url.render_as_string(hide_password=False))
        library = Library(opened, tmp_path / "c", settings=RetrievalSettings(dense=False))
        try:
            for number in range(first, first + 12):
                put(library, opened, number, number)
        except BaseException as error:  # noqa: BLE001 — told by the test below
            failed.append(error)
        opened.dispose()

    threads = [threading.Thread(target=write, args=(first,)) for first in (0, 100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    library = Library(engine, tmp_path / "c", settings=RetrievalSettings(dense=False))
    assert len(library._searcher().snapshot.versions) == 24
    agree(library)


def test_terms_are_sorted_by_their_bytes_on_postgresql_too() -> None:
    made = str(CreateTable(word_postings).compile(dialect=postgresql.dialect()))
    assert 'term VARCHAR(100) COLLATE "C"' in made
