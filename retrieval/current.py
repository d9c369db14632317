"""What search holds of the library in memory: read whole once, then only what was written since."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, select

from corpus.database import chunks, reports
from corpus.search_tables import heading_paths, section_keys, words
from retrieval import postings
from retrieval.dense import LARGE, OPEN_AFTER
from retrieval.heading_texts import HeadingTexts
from retrieval.lexical import Vocabulary
from retrieval.postings import Block
from retrieval.snapshot import Snapshot
from retrieval.store import one_moment, stamp
from retrieval.types import ReportRow, full_text
from retrieval.vectors import VectorStore
from retrieval.words import counted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

AT_ONCE = 400
"""Values of one query's list."""
FEW = 40
"""So many new reports' words are looked up one by one; of more, all words are read."""


class Current:
    """Reads snapshots of a database, each from what the one before it held.

    A segment's blocks are never added to, only taken away: one that has as many as before is as before.

    Args:
        engine: the database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._texts = HeadingTexts()
        self._numbers: dict[int, int] = {}
        self._blocks: dict[int, list[Block]] = {}
        self._last: Snapshot | None = None
        self._vocabulary: Vocabulary | None = None
        self._lock = threading.Lock()
        self._later: threading.Timer | None = None

    def read(self, vectors: VectorStore | None) -> tuple[Snapshot, Vocabulary]:
        """Where everything stands now, and the words there are.

        Args:
            vectors: the headings' are what section keys are learned by.
        """
        heading_vectors = vectors.of_headings if vectors else lambda _: {}
        with self._lock, one_moment(self._engine) as connection:
            segments = postings.segments(connection)
            new = self._read_blocks(connection, segments)
            keys = {str(r.heading): str(r.key) for r in connection.execute(select(section_keys))}
            snapshot = Snapshot(
                stamp(connection), segments, [*itertools.chain.from_iterable(self._blocks[s] for s in segments)],
                _reports(connection), self._texts, keys, heading_vectors,
            )  # fmt: skip
            if self._last is not None:
                snapshot.inherit(self._last, learned=snapshot.count > LARGE)
            self._vocabulary = _vocabulary(connection, self._vocabulary, new)
            self._last = snapshot
            self._look_at_headings(snapshot)
            return snapshot, self._vocabulary

    def _look_at_headings(self, snapshot: Snapshot) -> None:
        """A large library's headings are looked at beside the first answers, which don't wait for them."""
        waits = self._later is not None and self._later.is_alive()
        if snapshot.count > LARGE and "headings" not in snapshot.__dict__ and not waits:
            self._later = threading.Timer(OPEN_AFTER, lambda: snapshot.headings)
            self._later.daemon = True
            self._later.start()

    def close(self) -> None:
        """What is done beside the answers ends."""
        if self._later is not None:
            self._later.cancel()
            self._later.join()
            self._later = None

    def _read_blocks(self, connection: Connection, segments: Iterable[int]) -> list[str]:
        """Bring the blocks up to date; the reports that are new or were replaced."""
        counts = postings.block_counts(connection)
        known = {b.report: b.version for blocks in self._blocks.values() for b in blocks}
        kept = {s: b for s, b in self._blocks.items() if s in counts and len(b) == counts[s]}
        fresh = postings.blocks(connection, [s for s in counts if s not in kept])
        numbers = self._number_paths(connection, [b.paths for b in fresh])
        self._blocks = {s: kept.get(s, []) for s in segments}
        for block, paths in zip(fresh, numbers, strict=True):
            if block.segment in self._blocks:
                self._blocks[block.segment].append(replace(block, paths=paths))
        return [b.report for b in fresh if known.get(b.report) != b.version]

    def _number_paths(self, connection: Connection, ids: Sequence[Ints]) -> list[Ints]:
        """The paths' numbers in place of their ids."""
        import numpy as np

        distinct, back = np.unique(np.concatenate([*ids, np.zeros(0, np.int64)]), return_inverse=True)
        lacking = [int(i) for i in distinct if int(i) not in self._numbers]
        for number, path in _paths(connection, lacking, everything=not self._numbers).items():
            self._numbers[number] = self._texts.number(tuple(path.split(" > ")) if path else ())
        for lost in set(lacking) - set(self._numbers):
            self._numbers[lost] = self._texts.number(())
        numbers = np.array([self._numbers[int(i)] for i in distinct], dtype=np.int64)[back]
        return np.split(numbers, np.cumsum([len(i) for i in ids])[:-1]) if ids else []


def _paths(connection: Connection, ids: Sequence[int], *, everything: bool) -> dict[int, str]:
    query = select(heading_paths.c.id, heading_paths.c.path)
    if everything:
        return {int(r[0]): str(r[1]) for r in connection.execute(query)} if ids else {}
    found: dict[int, str] = {}
    for at in range(0, len(ids), AT_ONCE):
        rows = connection.execute(query.where(heading_paths.c.id.in_(ids[at : at + AT_ONCE])))
        found |= {int(r[0]): str(r[1]) for r in rows}
    return found


def _reports(connection: Connection) -> dict[str, ReportRow]:
    """The library's reports by id; an index has these columns, so that no report itself is read."""
    c = reports.c
    rows = connection.execute(select(c.id, c.unit, c.level, c.kind, c.period)).all()
    return {row[0]: ReportRow(*row) for row in rows}


def _vocabulary(connection: Connection, known: Vocabulary | None, new: Sequence[str]) -> Vocabulary:
    """All words, or the known ones and those of new reports."""
    query = select(words.c.word, words.c.count)
    if known is None or len(new) > FEW:
        return Vocabulary({str(r[0]): int(r[1]) for r in connection.execute(query)})
    texts = select(chunks.c.heading, chunks.c.text).where(chunks.c.report.in_(new))
    seen = sorted(counted(full_text(*row) for row in connection.execute(texts)))
    found: dict[str, int] = {}
    for at in range(0, len(seen), AT_ONCE):
        rows = connection.execute(query.where(words.c.word.in_(seen[at : at + AT_ONCE])))
        found |= {str(r[0]): int(r[1]) for r in rows}
    return known.with_counts(found) if found else known
