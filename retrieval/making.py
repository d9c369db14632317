"""Makes the vectors that are missing, at once or beside other work, and changes from one model to another."""

from __future__ import annotations

import threading

from corpus.errors import InputError
from retrieval.embedding import Embedder, described
from retrieval.indexing import Indexer
from retrieval.store import ChunkStore
from retrieval.types import Making, Progress, RetrievalSettings
from retrieval.vectors import VectorStore


class Maker:
    """Vectors of one embedder for all chunks of a library.

    Args:
        store: where it is remembered whose vectors are complete.
        indexer: embeds what lacks a vector.
        embedder: whose vectors they are; None where words alone are searched.
        vectors: its vectors.
        settings: what made the embedder.
    """

    def __init__(
        self,
        store: ChunkStore,
        indexer: Indexer,
        embedder: Embedder | None,
        vectors: VectorStore | None,
        settings: RetrievalSettings,
    ) -> None:
        self._store = store
        self._indexer = indexer
        self._embedder = embedder
        self._vectors = vectors
        self._settings = settings
        self._running: threading.Thread | None = None
        self._waiting = threading.Lock()
        self._more = False
        self._closing = threading.Event()

    @property
    def fault(self) -> InputError | None:
        """Why vectors couldn't be made, until they can."""
        return self._indexer.fault

    @property
    def making(self) -> Making | None:
        """How far the vectors are that are being made, or None where none are."""
        made = self._indexer.progress
        if self._embedder is None or self._vectors is None or (made is None and self._running is None):
            return None
        made = made or (0, self._vectors.lacking())
        former = (self._store.serving() or {}).get("name", "")
        return Making(*made, self._embedder.name, former if former != self._embedder.name else "")

    def now(self, progress: Progress | None = None, report: str | None = None) -> None:
        """Make what is missing (of one report); of all of them, what runs in the background does it already."""
        if report is None:
            with self._waiting:
                if self._running is not None:
                    self._more = True
                    return
        self._make(progress, report)

    def beside(self) -> bool:
        """Make what is missing in the background; whether anything is."""
        if self._embedder is None or self._vectors is None:
            return False
        with self._waiting:
            if self._running is None and (self._changed() or self._vectors.lacking()):
                self._running = threading.Thread(target=self._until_done, daemon=True)
                self._running.start()
            return self._running is not None

    def wait(self) -> None:
        """Until nothing runs in the background."""
        running = self._running
        if running is not None:
            running.join()

    def stop(self) -> None:
        """End what runs in the background at its next batch."""
        self._closing.set()
        self.wait()
        self._closing.clear()

    def alone(self, model: str) -> bool:
        """Whether a model's vectors are complete and the wanted ones: nobody needs another's."""
        known = self._store.serving()
        wanted = self._embedder.name if self._embedder is not None else None
        return known is not None and known["name"] == model == wanted

    def _until_done(self) -> None:
        more = True
        while more:
            try:
                self._make()
            finally:
                with self._waiting:
                    more, self._more = self._more, False
                    if not more:
                        self._running = None

    def _make(self, progress: Progress | None = None, report: str | None = None) -> None:
        whole = self._indexer.embed_pending(progress, report, self._closing.is_set)
        if not whole or self._embedder is None or self._vectors is None:
            return
        first = self._store.serving() is None
        if (first or self._changed()) and not self._vectors.lacking():
            self._store.set_serving(described(self._embedder, self._settings))
            self._vectors.forget_other_models()

    def _changed(self) -> bool:
        known = self._store.serving()
        return known is not None and self._embedder is not None and known["name"] != self._embedder.name
