"""Dense search: Chroma where this process may use it, else the vectors of the database themselves."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from retrieval.chroma import ADD_AT_ONCE, ChromaStore, StoreBrokenError, collection_name
from retrieval.embedding import installed
from retrieval.lock import FolderLock
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
FEW = 3_000
"""So many chunks are compared one by one sooner than Chroma filters them."""
OVERFETCH = 4


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
        self._alone = alone
        self._server = bool(settings.chroma_url)
        self._lock = FolderLock(folder)
        name = collection_name(library, store.model)
        self._chroma = ChromaStore(name, None if self._server else folder, settings.chroma_url)
        self._held: dict[str, str] | None = None
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
        """Whether vectors can be asked now; those of a large library open in the background."""
        if snapshot.count <= LARGE or self._soon(snapshot):
            return self.open_now(snapshot) > 0
        if self.opening:
            return False
        if self._matrix is not None and self._matrix[0] == snapshot.stamp and not self._retry_due:
            return True
        self._timer = threading.Timer(OPEN_AFTER if self._synced is None else 0.0, self._open, (snapshot,))
        self._timer.daemon = True
        self._timer.start()
        return False

    def open_now(self, snapshot: Snapshot) -> int:
        """Open what there is, and bring it up to date; how many chunks can be found by vectors."""
        self._prepare(snapshot)
        if self.engine == "chroma":
            return sum(snapshot.sizes[r] for r in self._held or ())
        return len(self._everything(snapshot)[0])

    def _soon(self, snapshot: Snapshot) -> bool:
        """Whether Chroma is open and lacks little."""
        held = self._held
        if held is None or self.engine != "chroma":
            return False
        return sum(snapshot.sizes[r] for r, v in snapshot.versions.items() if held.get(r) != v) <= FEW

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
                return self._by_chroma(vector, n, snapshot, reports)
            except StoreBrokenError as error:
                self._fail(error)
        ids, matrix = self._everything(snapshot)
        return _nearest(vector, n, ids, matrix, None if reports is None else set(reports))

    def rebuild(self) -> None:
        """Make the vector store anew from the database, if this process may."""
        with self._busy:
            self._held, self._synced, self._failed_at, self.engine = None, None, None, "database"
            if not self._chroma_there or (not self._server and not self._lock.acquire()):
                return
            try:
                self._chroma.reset()
            except StoreBrokenError as error:
                self._fail(error)

    def close(self) -> None:
        """Let go of the vector store, so that another process may own it."""
        self._closed = True
        if self._timer is not None:
            self._timer.cancel()
            self._timer.join()
        with self._busy:
            self._held, self._synced, self._matrix, self.engine = None, None, None, "database"
            try:
                self._chroma.close()
            except StoreBrokenError as error:
                log.warning("vector store did not close: %s", error)
            self._lock.release()

    def _open(self, snapshot: Snapshot) -> None:
        self._warm()
        self._prepare(snapshot)
        if self.engine == "database" and not self._closed:
            self._everything(snapshot)

    def _prepare(self, snapshot: Snapshot) -> None:
        """Open Chroma and make it hold what the snapshot holds, or say why the database answers."""
        with self._busy:
            if self._synced == snapshot.stamp:
                return
            if self._failed_at is not None and not self._retry_due:
                return
            if not self._chroma_there or (not self._server and not self._lock.acquire()):
                return
            try:
                self._sync(snapshot)
            except StoreBrokenError as error:
                if self._server:
                    self._fail(error)
                    return
                log.warning("Kho véc-tơ bị hỏng, đang dựng lại từ cơ sở dữ liệu (%s).", error)
                self._again(snapshot)

    def _again(self, snapshot: Snapshot) -> None:
        try:
            self._chroma.reset()
            self._held = None
            self._sync(snapshot)
        except StoreBrokenError as error:
            self._fail(error)

    def _sync(self, snapshot: Snapshot) -> None:
        """Take away what is gone, add what is new; what is noted as held is verified at opening."""
        opened = self._held is None
        collection = self._chroma.open()
        held = self._store.held(collection) if self._held is None else self._held
        stale = [r for r, v in held.items() if snapshot.versions.get(r) != v]
        new = self._store.whole([r for r, v in snapshot.versions.items() if held.get(r) != v])
        self._store.forget(collection, stale)
        for report in stale:
            self._chroma.remove(report)
            held.pop(report)
        for part in _parts(new, snapshot.sizes):
            if self._closed:
                return
            ids, vectors = self._store.matrix(part)
            self._chroma.remove_all(part)
            self._chroma.add(ids, vectors)
            added = {r: snapshot.versions[r] for r in part}
            self._store.note(collection, added)
            held.update(added)
        if opened and self._alone and (gone := self._chroma.drop_others()):
            self._store.forget_collections(gone)
        if opened or new:
            self._chroma.verify(sum(snapshot.sizes[r] for r in held))
        self._held, self._synced, self.engine = held, snapshot.stamp, "chroma"
        self._failed_at, self._said, self._matrix = None, False, None

    def _fail(self, error: StoreBrokenError) -> None:
        self._held, self._synced, self._failed_at, self.engine = None, None, time.monotonic(), "database"
        if not self._said:
            log.warning("Kho véc-tơ không dùng được (%s); tạm tìm bằng véc-tơ trong cơ sở dữ liệu.", error)
            self._said = True

    def _by_chroma(
        self, vector: Matrix, n: int, snapshot: Snapshot, reports: Sequence[str] | None
    ) -> list[str]:
        """A filter costs Chroma more than the search does, so more is fetched first and sifted here."""
        if reports is None:
            return self._chroma.query(vector, min(n, snapshot.count))
        allowed = set(reports)
        found = self._chroma.query(vector, min(n * OVERFETCH, snapshot.count))
        kept = [i for i in found if _report(i) in allowed]
        if len(kept) < n and len(found) < snapshot.count:
            return self._chroma.query(vector, n, reports)
        return kept[:n]

    def _everything(self, snapshot: Snapshot) -> tuple[list[str], Matrix]:
        if self._matrix is None or self._matrix[0] != snapshot.stamp:
            self._matrix = snapshot.stamp, *self._store.matrix(None)
        return self._matrix[1:]


def _report(chunk_id: str) -> str:
    return chunk_id.split(":", 1)[0]


def _parts(reports: Sequence[str], sizes: dict[str, int]) -> list[list[str]]:
    """Reports in groups that Chroma takes at once; one that is larger alone makes a group."""
    parts: list[list[str]] = []
    room = 0
    for report in reports:
        if not parts or sizes[report] > room:
            parts.append([])
            room = ADD_AT_ONCE
        parts[-1].append(report)
        room -= sizes[report]
    return parts


def _nearest(
    vector: Matrix, n: int, ids: Sequence[str], matrix: Matrix, allowed: set[str] | None = None
) -> list[str]:
    import numpy as np

    if not ids:
        return []
    similar = matrix @ vector
    found = []
    for i in np.argsort(-similar, kind="stable"):
        if allowed is None or _report(ids[i]) in allowed:
            found.append(ids[i])
            if len(found) == n:
                break
    return found
