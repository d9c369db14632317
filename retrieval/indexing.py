"""Brings reports into the index: words first, for all of them, then vectors; resumable at any point."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import Engine

from corpus.errors import InputError
from corpus.types import StoredReport
from retrieval.chunking import chunk
from retrieval.embedding import Embedder
from retrieval.store import ChunkStore
from retrieval.types import Progress, content_hash
from retrieval.vectors import VectorStore

log = logging.getLogger(__name__)
EMBED_AT_ONCE = 128
"""Texts of one transaction; sorted by length inside, across reports, so that little is padded."""

Indicators = Callable[[StoredReport], Mapping[int, Sequence[str]]]
"""Labels of indicators by the offset where a report states them."""


class Indexer:
    """Cuts reports, and embeds what has no vector yet.

    Args:
        engine: the database.
        store: its chunks.
        embedder: makes the vectors, or None for words alone.
        vectors: where they are kept; of the embedder's model.
        indicators: of a report, for its chunks.
    """

    def __init__(
        self,
        engine: Engine,
        store: ChunkStore,
        embedder: Embedder | None,
        vectors: VectorStore | None,
        indicators: Indicators | None,
    ) -> None:
        self._engine = engine
        self._store = store
        self._embedder = embedder
        self._vectors = vectors
        self._indicators = indicators
        self.fault: InputError | None = None
        """Why the embedder failed; it is asked again when all that is pending is."""
        self.progress: tuple[int, int] | None = None
        """Vectors made and to be made, while they are being made."""

    def cut(self, report: StoredReport, indicators: Mapping[int, Sequence[str]] | None = None) -> int:
        """Store a report's chunks and their words, unless they are there; their number."""
        if indicators is None and self._indicators is not None:
            indicators = self._indicators(report)
        chunks = chunk(report, indicators)
        if [c.id for c in chunks] != self._store.of_report(report.id):
            self._store.replace(report.id, chunks)
            self._store.tidy()
        else:
            self._store.touch()
        return len(chunks)

    def cut_pending(self, progress: Progress | None = None) -> int:
        """Cut every report that isn't wholly indexed; the number of them."""
        waiting = self._store.pending(None)
        self._cut_all(waiting, 0, progress, lambda report: None)
        return len(waiting)

    def cut_everything(self, progress: Progress | None = None) -> int:
        """Cut all reports anew, going on where this was broken off; the number of them.

        How far it is stays noted until `ChunkStore.note_reindexed` is told that all is done.
        """
        from corpus.store import ReportStore

        everything = sorted(r.id for r in ReportStore(self._engine).listed())
        last = self._store.reindexed()
        self._cut_all(everything, sum(r <= last for r in everything), progress, self._store.note_reindexed)
        return len(everything)

    def _cut_all(
        self, reports: Sequence[str], begun: int, progress: Progress | None, note: Callable[[str], None]
    ) -> None:
        from corpus.store import ReportStore

        store = ReportStore(self._engine)
        for done, report in enumerate(reports[begun:], begun + 1):
            self.cut(store.get(report))
            note(report)
            if progress:
                progress(done, len(reports))

    def embed_pending(
        self,
        progress: Progress | None = None,
        report: str | None = None,
        stop: Callable[[], bool] = lambda: False,
    ) -> bool:
        """Embed what lacks a vector, a batch a transaction; whether all have one now.

        Where the embedder fails, words are searched, and it is said once.

        Args:
            progress: called with (vectors made, vectors to make).
            report: only this one's.
            stop: asked between batches.
        """
        if report is None:
            self.fault = None
        try:
            whole = self.fault is None and self._embed(progress, report, stop)
        except InputError as error:
            log.warning("%s", error.vi)
            self.fault, whole = error, False
        finally:
            self.progress = None
        if whole:
            for done in [report] if report else self._store.pending(None):
                self._store.done(done)
        return whole

    def _embed(self, progress: Progress | None, report: str | None, stop: Callable[[], bool]) -> bool:
        if self._embedder is None or self._vectors is None:
            return True
        texts = self._vectors.texts_without(report)
        headings = {part for full in texts.values() for part in full[0].split(" > ") if part}
        wanted = {key: full[1] for key, full in texts.items()}
        wanted |= {content_hash("", h): h for h in headings}
        missing = self._vectors.missing(sorted(wanted, key=lambda key: (len(wanted[key]), key)))
        for at in range(0, len(missing), EMBED_AT_ONCE):
            self.progress = (at, len(missing))
            if stop():
                return False
            part = missing[at : at + EMBED_AT_ONCE]
            rows = self._embedder.documents([wanted[key] for key in part])
            self._vectors.keep(list(zip(part, rows, strict=True)))
            if progress:
                progress(at + len(part), len(missing))
        return True
