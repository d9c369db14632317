"""A Chroma server as the vector store: several processes fill and ask it at the same time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from retrieval.chroma import Collection, connect, guarded
from retrieval.mirror import nearest, outdated, parts
from retrieval.vectors import VectorStore

if TYPE_CHECKING:
    from retrieval.mirror import Matrix
    from retrieval.snapshot import Snapshot


class ServerMirror:
    """One collection of a server.

    What it holds is noted in the database, and read from there at each change, since others change it too. Chunks
    are only ever taken out by their ids, and only those that the database doesn't have at that moment: what another
    process has just added stays.

    Args:
        store: the database's vectors.
        name: of the collection.
        url: of the server.
        alone: no other model's vectors are wanted any more.
    """

    def __init__(self, store: VectorStore, name: str, url: str, *, alone: bool) -> None:
        self._store = store
        self._name = name
        self._url = url
        self._alone = alone
        self._collection: Collection | None = None
        self._held: dict[str, str] = {}
        self._compare = True
        self._counted: tuple[str, dict[str, str], frozenset[str]] | None = None
        self.due = False

    def _reached(self) -> Collection:
        if self._collection is None:
            self._collection, self._compare = Collection(connect(self._url), self._name), True
        return self._collection

    def follow(self, snapshot: Snapshot, closed: Callable[[], bool], *, waited_for: bool) -> None:
        """See `Mirror`."""
        collection = self._reached()
        key = collection.id
        held = self._store.held(key)
        self._tidy(collection, outdated(held, snapshot), key)
        held = {r: v for r, v in held.items() if snapshot.versions.get(r) == v}
        if self._compare and collection.count() != sum(snapshot.sizes[r] for r in held):
            held = self._compared(collection, snapshot)
        new = self._store.whole([r for r in snapshot.versions if r not in held])
        for part in parts(new, snapshot.sizes):
            if closed():
                return
            collection.add(*self._store.matrix(part))
            self._tidy(collection, part, key)
            added = {r: snapshot.versions[r] for r in part}
            self._store.note(key, added)
            held |= added
        if self._compare:
            collection.verify(collection.count())
            if self._alone:
                self._drop_others()
        self._held, self._compare = held, False

    def _drop_others(self) -> None:
        """Delete the library's collections of other models."""
        library = self._name[: len("chunks-12345678-")]
        with guarded():
            client = connect(self._url)
            others = [
                c for c in client.list_collections() if c.name.startswith(library) and c.name != self._name
            ]
            for collection in others:
                client.delete_collection(collection.name)
        self._store.forget_collections([str(c.id) for c in others])

    def _tidy(self, collection: Collection, reports: list[str], key: str) -> None:
        """Take out what the database doesn't have (any more) of these reports."""
        for at in range(0, len(reports), 100):
            part = reports[at : at + 100]
            there = collection.ids(part)
            self._store.forget(key, part)
            present = self._store.ids_by_report(part)
            collection.remove(sorted(set(there).difference(*present.values())))

    def _compared(self, collection: Collection, snapshot: Snapshot) -> dict[str, str]:
        """Compare all ids; the reports of the snapshot that are wholly there, in their versions."""
        there = set(collection.ids())
        known = self._store.ids_by_report()
        collection.remove(sorted(there.difference(*known.values())))
        versions = snapshot.versions.items()
        whole = {r: v for r, v in versions if r in known and known[r] <= there}
        self._store.note(collection.id, whole)
        return whole

    def lacking(self, snapshot: Snapshot) -> int:
        """See `Mirror`."""
        held = self._store.held(self._reached().id)
        return sum(snapshot.sizes[r] for r, v in snapshot.versions.items() if held.get(r) != v)

    def held(self, snapshot: Snapshot) -> int:
        """See `Mirror`."""
        return sum(snapshot.sizes[r] for r in self._valid(snapshot))

    def _valid(self, snapshot: Snapshot) -> frozenset[str]:
        known = self._counted
        if known is None or known[0] != snapshot.stamp or known[1] is not self._held:
            valid = frozenset(r for r, v in self._held.items() if snapshot.versions.get(r) == v)
            self._counted = known = snapshot.stamp, self._held, valid
        return known[2]

    def query(self, vector: Matrix, n: int, snapshot: Snapshot, reports: Sequence[str] | None) -> list[str]:
        """See `Mirror`."""
        assert self._collection is not None
        found = nearest(self._collection, vector, n, self._valid(snapshot), n, reports)
        return [i for _, i in found]

    def reset(self) -> None:
        """See `Mirror`."""
        self.close()
        client = connect(self._url)
        self._store.forget_collections([Collection(client, self._name).id])
        with guarded():
            client.delete_collection(self._name)

    def close(self) -> None:
        """See `Mirror`."""
        self._collection, self._held = None, {}
