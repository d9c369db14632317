"""Dense search: Chroma where this process may use it, else the vectors of the database themselves."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from retrieval.chroma import StoreBrokenError, collection_name, report_of
from retrieval.embedded import EmbeddedMirror
from retrieval.embedding import installed
from retrieval.lock import FolderLock
from retrieval.mirror import Mirror
from retrieval.server import ServerMirror
from retrieval.types import RetrievalSettings
from retrieval.vectors import VectorStore

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from retrieval.snapshot import Snapshot

    Matrix = NDArray[np.float32]

log = logging.getLogger(__name__)
RETRY_AFTER = 30.0
"""Seconds before a vector store that failed is tried again."""
LARGE = 20_000
"""Chunks from which vectors are opened beside the search, which answers by words meanwhile."""
OPEN_AFTER = 2.0
"""Seconds before that begins: a command that asks once is done by then and opens nothing."""
FEW = 2_000
"""So many chunks are put into Chroma, or compared one by one, while a search waits."""


class DenseIndex:
    """Nearest chunks to a vector.

    Args:
        store: where the vectors are kept.
        folder: the embedded vector store's.
        library: id of the library, part of the collection's name.
        settings: whether a server holds them.
        warm: loads the embedder of the queries.
        alone: no other model's vectors are wanted any more.
    """

    def __init__(
        self,
        store: VectorStore,
        folder: Path,
        library: str,
        settings: RetrievalSettings,
        warm: Callable[[], object],
        *,
        alone: bool = False,
    ) -> None:
        self._store = store
        self._warm = warm
        self._server = bool(settings.chroma_url)
        self._lock = FolderLock(folder)
        name = collection_name(library, store.model)
        self._mirror: Mirror = (
            ServerMirror(store, name, settings.chroma_url, alone=alone)
            if self._server
            else EmbeddedMirror(store, name, folder, alone=alone)
        )
        self._synced: str | None = None  # the stamp of the state that Chroma was last brought to
        self._matrix: tuple[str, list[str], Matrix] | None = None
        self._failed_at: float | None = None
        self._said = False
        self._chroma_there = installed("chromadb")
        self._busy = threading.RLock()
        self._timer: threading.Timer | None = None
        self._closed = False
        self.engine = "database"

    def ready(self, snapshot: Snapshot) -> bool:
        """Whether vectors can be asked now; those of a large library open, and are made, in the background.

        What is open serves on meanwhile, without the few chunks that came since.
        """
        if self._synced == snapshot.stamp:
            return True
        if self.opening:
            return self.engine == "chroma"
        if snapshot.count <= FEW or (self._may_wait(snapshot) and self._soon(snapshot)):
            found = self.open_now(snapshot, waited_for=True) > 0
            if self._mirror.due:
                self._later(snapshot, 0.0)
            return found
        if self._matrix is not None and self._matrix[0] == snapshot.stamp and not self._retry_due:
            return True
        self._later(snapshot, 0.0 if self._may_wait(snapshot) else OPEN_AFTER)
        return self.engine == "chroma"

    def _later(self, snapshot: Snapshot, seconds: float) -> None:
        self._timer = threading.Timer(seconds, self._open, (snapshot,))
        self._timer.daemon = True
        self._timer.start()

    def open_now(self, snapshot: Snapshot, *, waited_for: bool = False) -> int:
        """Open what there is, and bring it up to date; how many chunks can be found by vectors.

        Args:
            snapshot: of the database.
            waited_for: a search waits: what takes long is left for later.
        """
        self._prepare(snapshot, waited_for=waited_for)
        if self.engine == "chroma":
            return self._mirror.held(snapshot)
        return len(self._everything(snapshot)[0])

    def _soon(self, snapshot: Snapshot) -> bool:
        """Whether Chroma may be used, and lacks little."""
        if not self._chroma_there or (self._failed_at is not None and not self._retry_due):
            return False
        if not self._server and not self._lock.acquire():
            return False
        try:
            return self._mirror.lacking(snapshot) <= FEW
        except StoreBrokenError as error:
            self._fail(error)
            return False

    def _may_wait(self, snapshot: Snapshot) -> bool:
        """Whether a search waits until it is open: not the first one in a large library."""
        return snapshot.count <= LARGE or self._synced is not None

    @property
    def _retry_due(self) -> bool:
        return self._failed_at is not None and time.monotonic() - self._failed_at >= RETRY_AFTER

    @property
    def opening(self) -> bool:
        """Vectors aren't open yet: search goes by words alone."""
        return self._timer is not None and self._timer.is_alive()

    def search(self, vector: Matrix, n: int, snapshot: Snapshot, reports: Sequence[str] | None) -> list[str]:
        """Ids of the nearest chunks, best first; only of `reports` where given.

        Raises:
            InputError: the vector has other dimensions than those that are searched.
        """
        if not snapshot.count:
            return []
        self._store.refuse_a_mix(vector)
        if reports is not None and sum(snapshot.sizes[r] for r in reports) <= FEW:
            return _nearest(vector, n, *self._store.matrix(reports))
        if self.engine == "chroma":
            try:
                return self._mirror.query(vector, n, snapshot, reports)
            except StoreBrokenError as error:
                self._fail(error)
        ids, matrix = self._everything(snapshot)
        return _nearest(vector, n, ids, matrix, None if reports is None else set(reports))

    def rebuild(self) -> None:
        """Throw the vector store away, if this process may; it is filled from the database again."""
        with self._busy:
            self._synced, self._failed_at, self.engine = None, None, "database"
            if not self._chroma_there or (not self._server and not self._lock.acquire()):
                return
            try:
                self._mirror.reset()
            except StoreBrokenError as error:
                self._fail(error)

    def close(self) -> None:
        """Let go of the vector store, so that another process may own it."""
        self._closed = True
        if self._timer is not None:
            self._timer.cancel()
            self._timer.join()
        with self._busy:
            self._synced, self._matrix, self.engine = None, None, "database"
            self._leave()
            self._lock.release()

    def _leave(self) -> None:
        try:
            self._mirror.close()
        except StoreBrokenError as error:
            log.warning("vector store did not close: %s", error)

    def _open(self, snapshot: Snapshot) -> None:
        self._warm()
        self._prepare(snapshot)
        if self.engine == "database" and not self._closed:
            self._everything(snapshot)

    def _prepare(self, snapshot: Snapshot, *, waited_for: bool = False) -> None:
        """Open Chroma and make it hold what the snapshot holds, or say why the database answers."""
        with self._busy:
            if self._synced == snapshot.stamp and (waited_for or not self._mirror.due):
                return
            if self._failed_at is not None and not self._retry_due:
                return
            if not self._chroma_there or (not self._server and not self._lock.acquire()):
                return
            try:
                self._follow(snapshot, waited_for=waited_for)
            except StoreBrokenError as error:
                if self._server:
                    self._fail(error)
                    return
                log.warning("Kho véc-tơ bị hỏng, đang dựng lại từ cơ sở dữ liệu (%s).", error)
                self._again(snapshot, waited_for=waited_for)

    def _again(self, snapshot: Snapshot, *, waited_for: bool) -> None:
        try:
            self._leave()
            self._mirror.reset()
            self._follow(snapshot, waited_for=waited_for)
        except StoreBrokenError as error:
            self._fail(error)

    def _follow(self, snapshot: Snapshot, *, waited_for: bool) -> None:
        self._mirror.follow(snapshot, lambda: self._closed, waited_for=waited_for)
        if not self._closed:
            self._synced, self.engine = snapshot.stamp, "chroma"
            self._failed_at, self._said, self._matrix = None, False, None

    def _fail(self, error: StoreBrokenError) -> None:
        self._synced, self._failed_at, self.engine = None, time.monotonic(), "database"
        self._leave()
        if not self._said:
            log.warning("Kho véc-tơ không dùng được (%s); tạm tìm bằng véc-tơ trong cơ sở dữ liệu.", error)
            self._said = True

    def _everything(self, snapshot: Snapshot) -> tuple[list[str], Matrix]:
        if self._matrix is None or self._matrix[0] != snapshot.stamp:
            self._matrix = snapshot.stamp, *self._store.matrix(None)
        return self._matrix[1:]


def _nearest(
    vector: Matrix, n: int, ids: Sequence[str], matrix: Matrix, allowed: set[str] | None = None
) -> list[str]:
    import numpy as np

    if not ids:
        return []
    similar = matrix @ vector
    found = []
    for i in np.argsort(-similar, kind="stable"):
        if allowed is None or report_of(ids[i]) in allowed:
            found.append(ids[i])
            if len(found) == n:
                break
    return found
