"""Chroma as the vector store: embedded in a folder, or a server. Derived from the database, never trusted.

Measured (chromadb 1.5.9): an embedded store with its default settings broke in 4 of 4 runs when killed
while adding; with `sync_threshold` 1 000 000 it survived 42 of 42. Two processes on one folder see each
other's vectors late or not at all, so one process owns it (`FolderLock`).
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlparse

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

ADD_AT_ONCE = 5000  # Chroma takes at most 5461
_CONFIGURATION = {"hnsw": {"space": "cosine", "sync_threshold": 1_000_000}}


class StoreBrokenError(Exception):
    """The vector store failed; whatever it holds can be made again from the database."""


@contextmanager
def _guarded() -> Iterator[None]:
    """Chroma fails with many exceptions, some of them panics of its Rust part (no `Exception`)."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        raise StoreBrokenError(f"{type(error).__name__}: {error}") from error


def collection_name(library: str, model: str) -> str:
    """The collection's name carries the model: its dimensions are fixed."""
    slug = re.sub(r"[^a-zA-Z0-9]+", "-", model).strip("-")[-40:] or "model"
    return f"chunks-{library[:8]}-{slug}-{hashlib.sha256(model.encode()).hexdigest()[:8]}"


class ChromaStore:
    """A collection of chunk vectors.

    Args:
        name: the collection's.
        folder: where the embedded store lives, or None for a server.
        url: of a server, or empty.
    """

    def __init__(self, name: str, folder: Path | None, url: str = "") -> None:
        self._name = name
        self._folder = folder
        self._url = url
        self._client: Any = None
        self._collection: Any = None

    def open(self) -> str:
        """Open, and look whether it answers; the id of the collection, which a new one never has again.

        Raises:
            StoreBrokenError: it doesn't.
        """
        if self._collection is not None:
            return str(self._collection.id)
        with _guarded():
            self._client = self._connect()
            self._collection = self._client.get_or_create_collection(
                self._name, embedding_function=None, configuration=_CONFIGURATION
            )
            self._collection.count()
            return str(self._collection.id)

    def close(self) -> None:
        """Let go of the files."""
        client, self._client, self._collection = self._client, None, None
        if client is not None and self._folder is not None:
            with _guarded():
                client.close()

    def reset(self) -> None:
        """Throw away what is there and begin anew: an own folder, since the old one's files may be held."""
        if self._folder is None:
            self._collection = None
            with _guarded():
                self._client = self._client or self._connect()
                self._client.delete_collection(self._name)
            self.open()
            return
        old = self._generation()
        self.close()
        (self._folder / f"{old + 1:06d}").mkdir(parents=True, exist_ok=True)
        shutil.rmtree(self._folder / f"{old:06d}", ignore_errors=True)
        self.open()

    def drop_others(self) -> list[str]:
        """Delete the library's collections of other models; their ids."""
        library = self._name[: len("chunks-12345678-")]
        gone = []
        with _guarded():
            for collection in self._client.list_collections():
                if collection.name.startswith(library) and collection.name != self._name:
                    gone.append(str(collection.id))
                    self._client.delete_collection(collection.name)
        return gone

    def remove(self, report: str) -> None:
        """Take a report's chunks out."""
        self.remove_all([report])

    def remove_all(self, reports: Sequence[str]) -> None:
        """Take the chunks of these reports out."""
        if reports:
            with _guarded():
                self._collection.delete(where={"report": {"$in": list(reports)}})

    def add(self, ids: Sequence[str], vectors: Matrix) -> None:
        """Add chunks by their ids, each with its vector."""
        with _guarded():
            for at in range(0, len(ids), ADD_AT_ONCE):
                part = list(ids[at : at + ADD_AT_ONCE])
                self._collection.upsert(
                    ids=part,
                    embeddings=vectors[at : at + ADD_AT_ONCE],
                    metadatas=[{"report": i.split(":", 1)[0]} for i in part],
                )

    def verify(self, count: int) -> None:
        """See that it holds so many chunks and finds one of them.

        Raises:
            StoreBrokenError: it doesn't.
        """
        with _guarded():
            there = self._collection.count()
            if there != count:
                raise StoreBrokenError(f"{there} chunks instead of {count}")
            self._probe()

    def query(self, vector: Matrix, n: int, reports: Sequence[str] | None = None) -> list[str]:
        """Ids of the nearest chunks, best first.

        Args:
            vector: of the query, of unit length.
            n: how many.
            reports: only chunks of these.
        """
        where = {"report": {"$in": list(reports)}} if reports is not None else None
        with _guarded():
            found = self._collection.query(query_embeddings=[vector], n_results=n, where=where, include=[])
            return [str(i) for i in found["ids"][0]]

    def _probe(self) -> None:
        """One stored vector must be found again: a broken index still counts right."""
        some = self._collection.get(limit=1, include=["embeddings"])
        if some["ids"]:
            found = self._collection.query(
                query_embeddings=[some["embeddings"][0]], n_results=1, include=["distances"]
            )
            if not found["ids"][0] or found["distances"][0][0] > 0.01:
                raise StoreBrokenError("probe")

    def _generation(self) -> int:
        assert self._folder is not None
        numbers = [int(p.name) for p in self._folder.glob("[0-9]*") if p.is_dir() and p.name.isdigit()]
        return max(numbers, default=0)

    def _connect(self) -> Any:
        os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
        import chromadb
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        if self._folder is not None:
            path = self._folder / f"{self._generation():06d}"
            path.mkdir(parents=True, exist_ok=True)
            return chromadb.PersistentClient(path=str(path), settings=settings)
        address = urlparse(self._url if "//" in self._url else f"http://{self._url}")
        ssl = address.scheme == "https"
        return chromadb.HttpClient(
            host=address.hostname or "localhost",
            port=address.port or (443 if ssl else 8000),
            ssl=ssl,
            settings=settings,
        )
