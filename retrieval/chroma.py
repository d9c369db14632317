"""Collections of chunk vectors in Chroma. Derived from the database, never trusted.

Measured (chromadb 1.5.9): a collection that saves its index while it is written to (the default) broke in 4 of 4
runs when killed while adding; one that doesn't (`sync_threshold` 1 000 000) survived 42 of 42, but inserts everything
anew at opening (47 s of processor time for 45 000 vectors), and reads its whole log at each write (0.3 s).

Two processes that add a thousand vectors each to one folder at the same time: nothing fails and all 2000 are counted,
but where the index is saved every 100 writes 25 of 100 aren't found afterwards, not by a process that opens it
anew either (every 1000 writes: 20 of 100 of the other process's, until it is opened anew; never saved: all are found).
So one process owns a folder (`FolderLock`); a second one searches by the database's vectors, or all use a server.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlparse

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

ADD_AT_ONCE = 5000
"""Chroma takes at most 5461."""
NEVER = 1_000_000
"""Writes after which an index is saved, where a kill may come at any time."""
OFTEN = 1_000
"""The same where what is written is thrown away if it isn't finished."""


class StoreBrokenError(Exception):
    """The vector store failed; whatever it holds can be made again from the database."""


@contextmanager
def guarded() -> Iterator[None]:
    """Chroma fails with many exceptions, some of them panics of its Rust part (no `Exception`)."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, GeneratorExit, StoreBrokenError):
        raise
    except BaseException as error:
        raise StoreBrokenError(f"{type(error).__name__}: {error}") from error


def collection_name(library: str, model: str) -> str:
    """The collection's name carries the model: its dimensions are fixed."""
    slug = re.sub(r"[^a-zA-Z0-9]+", "-", model).strip("-")[-40:] or "model"
    return f"chunks-{library[:8]}-{slug}-{hashlib.sha256(model.encode()).hexdigest()[:8]}"


def report_of(chunk_id: str) -> str:
    """The report that a chunk's id names."""
    return chunk_id.split(":", 1)[0]


class Collection:
    """Vectors by the ids of chunks.

    Args:
        client: Chroma's.
        name: of the collection; it is made where it isn't there.
        save_after: writes after which its index is saved.
    """

    def __init__(self, client: Any, name: str, save_after: int = NEVER) -> None:
        configuration = {"hnsw": {"space": "cosine", "sync_threshold": save_after}}
        with guarded():
            self._chroma = client.get_or_create_collection(
                name, embedding_function=None, configuration=configuration
            )
            self.count()

    @property
    def id(self) -> str:
        """A new collection never has it again."""
        return str(self._chroma.id)

    def count(self) -> int:
        """How many chunks it holds."""
        with guarded():
            return int(self._chroma.count())

    def ids(self, reports: Sequence[str] | None = None) -> list[str]:
        """The chunks it holds (of these reports)."""
        where = {"report": {"$in": list(reports)}} if reports is not None else None
        with guarded():
            return [str(i) for i in self._chroma.get(where=where, include=[])["ids"]]

    def vectors(self) -> dict[str, Matrix]:
        """All it holds."""
        with guarded():
            found = self._chroma.get(include=["embeddings"])
            return dict(zip(map(str, found["ids"]), found["embeddings"], strict=True))

    def remove(self, ids: Sequence[str]) -> None:
        """Take chunks out."""
        with guarded():
            for at in range(0, len(ids), ADD_AT_ONCE):
                self._chroma.delete(ids=list(ids[at : at + ADD_AT_ONCE]))

    def remove_reports(self, reports: Sequence[str]) -> None:
        """Take the chunks of these reports out."""
        if reports:
            with guarded():
                self._chroma.delete(where={"report": {"$in": list(reports)}})

    def add(self, ids: Sequence[str], vectors: Matrix) -> None:
        """Put chunks in by their ids, each with its vector; those that are there are replaced."""
        with guarded():
            for at in range(0, len(ids), ADD_AT_ONCE):
                part = list(ids[at : at + ADD_AT_ONCE])
                self._chroma.upsert(
                    ids=part,
                    embeddings=vectors[at : at + ADD_AT_ONCE],
                    metadatas=[{"report": report_of(i)} for i in part],
                )

    def query(self, vector: Matrix, n: int, reports: Sequence[str] | None = None) -> list[tuple[float, str]]:
        """Distances and ids of the nearest chunks, best first.

        Args:
            vector: of the query, of unit length.
            n: how many.
            reports: only chunks of these.
        """
        if n <= 0:
            return []
        where = {"report": {"$in": list(reports)}} if reports is not None else None
        with guarded():
            found = self._chroma.query(
                query_embeddings=[vector], n_results=n, where=where, include=["distances"]
            )
            return list(zip(map(float, found["distances"][0]), map(str, found["ids"][0]), strict=True))

    def verify(self, count: int) -> None:
        """See that it holds so many chunks, and finds one of them: a broken index still counts right.

        Raises:
            StoreBrokenError: it doesn't.
        """
        there = self.count()
        if there != count:
            raise StoreBrokenError(f"{there} chunks instead of {count}")
        with guarded():
            some = self._chroma.get(limit=1, include=["embeddings"])
        if some["ids"]:
            found = self.query(some["embeddings"][0], 1)
            if not found or found[0][0] > 0.01:
                raise StoreBrokenError("a stored vector isn't found again")


def connect(place: Path | str) -> Any:
    """A client of the store in a folder, or of a server by its URL.

    Raises:
        StoreBrokenError: it can't be opened, or doesn't answer.
    """
    os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    with guarded():
        if isinstance(place, Path):
            place.mkdir(parents=True, exist_ok=True)
            return chromadb.PersistentClient(path=str(place), settings=settings)
        address = urlparse(place if "//" in place else f"http://{place}")
        ssl = address.scheme == "https"
        return chromadb.HttpClient(
            host=address.hostname or "localhost",
            port=address.port or (443 if ssl else 8000),
            ssl=ssl,
            settings=settings,
        )
