"""Dense search: Chroma where this process may use it, else the vectors of the database themselves."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from retrieval.chroma import ChromaStore, StoreBrokenError, collection_name
from retrieval.lock import FolderLock
from retrieval.store import ChunkStore
from retrieval.types import Chunk, RetrievalSettings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

log = logging.getLogger(__name__)
RETRY_AFTER = 30.0
"""Seconds before a vector store that failed is tried again."""


class DenseIndex:
    """Nearest chunks to a vector, over one snapshot of the library at a time.

    Args:
        store: where the vectors are kept.
        folder: the embedded vector store's.
        model: name of the embedder whose vectors are searched.
    """

    def __init__(self, store: ChunkStore, folder: Path, model: str, settings: RetrievalSettings) -> None:
        self._store = store
        self._model = model
        self._server = bool(settings.chroma_url)
        self._lock = FolderLock(folder)
        name = collection_name(store.library_id(), model)
        self._chroma = ChromaStore(name, None if self._server else folder, settings.chroma_url)
        self._chunks: Sequence[Chunk] = ()
        self._matrix: tuple[list[str], Matrix] | None = None
        self._synced = False
        self._failed_at: float | None = None
        self._said = False

    @property
    def engine(self) -> str:
        """What answers now: `chroma` or `database`."""
        return "chroma" if self._synced else "database"

    def follow(self, chunks: Sequence[Chunk]) -> None:
        """Search these from now on."""
        self._chunks, self._matrix, self._synced = chunks, None, False

    def search(self, vector: Matrix, n: int, reports: Sequence[str] | None = None) -> list[tuple[str, float]]:
        """Chunk ids with cosine similarities, best first; only of `reports` where given."""
        if not self._chunks:
            return []
        if self._ready():
            try:
                return self._chroma.query(vector, n, reports)
            except StoreBrokenError as error:
                self._fail(error)
        return self._exact(vector, n, reports)

    def rebuild(self) -> None:
        """Make the vector store anew from the database, if this process may."""
        self._synced, self._failed_at = False, None
        if not self._server and not self._lock.acquire():
            return
        try:
            self._chroma.reset()
        except StoreBrokenError as error:
            self._fail(error)

    def close(self) -> None:
        """Let go of the vector store, so that another process may own it."""
        self._synced = False
        try:
            self._chroma.close()
        except StoreBrokenError as error:
            log.warning("vector store did not close: %s", error)
        self._lock.release()

    def _ready(self) -> bool:
        if self._synced:
            return True
        if self._failed_at is not None and time.monotonic() - self._failed_at < RETRY_AFTER:
            return False
        if not self._server and not self._lock.acquire():
            return False
        try:
            self._sync()
        except StoreBrokenError as error:
            if self._server:
                self._fail(error)
                return False
            log.warning("Kho véc-tơ bị hỏng, đang dựng lại từ cơ sở dữ liệu (%s).", error)
            return self._again()
        return True

    def _again(self) -> bool:
        try:
            self._chroma.reset()
            self._sync()
        except StoreBrokenError as error:
            self._fail(error)
        return self._synced

    def _sync(self) -> None:
        self._chroma.sync([c.id for c in self._chunks], self._fetch)
        self._synced, self._failed_at, self._said = True, None, False

    def _fail(self, error: StoreBrokenError) -> None:
        self._synced, self._failed_at = False, time.monotonic()
        if not self._said:
            log.warning("Kho véc-tơ không dùng được (%s); tạm tìm bằng véc-tơ trong cơ sở dữ liệu.", error)
            self._said = True

    def _fetch(self, ids: list[str]) -> list[tuple[str, Matrix]]:
        wanted = set(ids)
        chunks = [c for c in self._chunks if c.id in wanted]
        found = self._store.vectors([c.content_hash for c in chunks], self._model)
        return [(c.id, found[c.content_hash]) for c in chunks if c.content_hash in found]

    def _exact(self, vector: Matrix, n: int, reports: Sequence[str] | None) -> list[tuple[str, float]]:
        import numpy as np

        if self._matrix is None:
            rows = self._fetch([c.id for c in self._chunks])
            self._matrix = [i for i, _ in rows], np.array([v for _, v in rows], dtype=np.float32)
        ids, matrix = self._matrix
        if not ids:
            return []
        similar = matrix @ vector
        order = np.argsort(-similar, kind="stable")
        allowed = set(reports) if reports is not None else None
        found = ((ids[i], float(similar[i])) for i in order)
        kept = (pair for pair in found if allowed is None or pair[0].split(":", 1)[0] in allowed)
        return [pair for pair, _ in zip(kept, range(n), strict=False)]
