"""Chroma embedded in this process: an index that is saved once and only read, and beside it what came since.

The large collection, `base`, is filled in a folder of its own that counts for nothing until it is whole: then its
index is saved, its files' check sums are noted, and it is never written to again, so that it opens in a moment and no
kill can harm it. What is added later goes into `recent`, a small collection that never saves its index: that
survives a kill too, and a small one opens quickly. As it grows, both go into a new folder, made from a copy.
"""

from __future__ import annotations

import hashlib
import logging
import shutil
import threading
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from retrieval.chroma import OFTEN, Collection, StoreBrokenError, connect, guarded
from retrieval.mirror import nearest, outdated, parts
from retrieval.sums import SUMS, checked_sums, write_sums
from retrieval.vectors import VectorStore

if TYPE_CHECKING:
    from retrieval.mirror import Matrix
    from retrieval.snapshot import Snapshot

log = logging.getLogger(__name__)
MAKE_AGAIN_AFTER = 600.0
"""Seconds before a new base is tried again after one that failed."""
Counted = tuple[tuple[str, Path, int], tuple[frozenset[str], int, frozenset[str]]]
RECENT = 2_000
"""Chunks beside the base, or a share of it, from which a new base is made."""
RECENT_SHARE = 0.05
UNFINISHED = ".new"


@dataclass
class Opened:
    """A folder in use: Chroma's client, the collections, and which version of which report each holds."""

    folder: Path
    client: Any
    recent: Collection
    base: Collection | None = None
    in_base: dict[str, str] = field(default_factory=dict)
    in_recent: dict[str, str] = field(default_factory=dict)
    base_count: int = 0

    def close(self) -> None:
        """Let go of the files."""
        with guarded():
            self.client.close()


class EmbeddedMirror:
    """The vector store in a folder that this process owns.

    Args:
        store: the database's vectors.
        name: of the collections in the database's notes; says which model's they are.
        folder: where the folders are made.
        alone: no other model's vectors are wanted any more.
    """

    def __init__(self, store: VectorStore, name: str, folder: Path, *, alone: bool) -> None:
        self._store = store
        self._folder = folder
        self._alone = alone
        self._model = hashlib.sha256(name.encode()).hexdigest()[:10]
        self._opened: Opened | None = None
        self._using = threading.RLock()
        self._make_from = 0.0
        self.due = False
        self._counted: Counted | None = None

    def follow(self, snapshot: Snapshot, closed: Callable[[], bool], *, waited_for: bool) -> None:
        """See `Mirror`."""
        if self._opened is None:
            self._opened = self._open(self._present(), snapshot)
        opened = self._opened
        self._drop(opened, outdated(opened.in_recent, snapshot))
        held = {**_valid(opened.in_base, snapshot), **opened.in_recent}
        new = self._store.whole([r for r in snapshot.versions if r not in held])
        dead = opened.base_count - _size(_valid(opened.in_base, snapshot), snapshot)
        beside = _size(opened.in_recent, snapshot) + sum(snapshot.sizes[r] for r in new) + dead
        self.due = (
            beside > max(RECENT, RECENT_SHARE * opened.base_count) and time.monotonic() >= self._make_from
        )
        if self.due and not waited_for and self._made(opened, snapshot, new, closed):
            self.due = False
            return
        for part in parts(new, snapshot.sizes):
            if closed():
                return
            opened.recent.add(*self._store.matrix(part))
            added = {r: snapshot.versions[r] for r in part}
            self._store.note(_key(opened.folder, "recent"), added)
            opened.in_recent |= added

    def _drop(self, opened: Opened, reports: Sequence[str]) -> None:
        if reports:
            self._store.forget(_key(opened.folder, "recent"), reports)
            opened.recent.remove_reports(reports)
            for report in reports:
                opened.in_recent.pop(report)

    def _present(self) -> Path:
        """The folder of this model, or the name of a new one; what is unfinished or of an older kind goes."""
        found = sorted(p for p in self._folder.glob(f"{self._model}-*") if p.suffix != UNFINISHED)
        whole = [p for p in found if (p / SUMS).exists()]
        keep = (whole or found)[-1] if found else self._folder / f"{self._model}-{uuid.uuid4().hex[:12]}"
        mine = "*-*" if self._alone else f"{self._model}-*"
        for path in [*self._folder.glob(mine), *self._folder.glob("[0-9]" * 6)]:
            if path != keep:
                self._forget(path)
                shutil.rmtree(path, ignore_errors=True)
        return keep

    def _open(self, folder: Path, snapshot: Snapshot) -> Opened:
        sums = checked_sums(folder)
        in_base = self._store.held(_key(folder, "base"))
        client = connect(folder)
        opened = Opened(folder, client, Collection(client, "recent"))
        if sums is not None:
            opened.base = Collection(client, "base", OFTEN)
            opened.base_count = sums.count
            opened.in_base = in_base
            opened.base.verify(opened.base_count)
        self._open_recent(opened, snapshot)
        return opened

    def _open_recent(self, opened: Opened, snapshot: Snapshot) -> None:
        """See that what came since is what is noted: a kill may have come between the two."""
        import numpy as np

        key = _key(opened.folder, "recent")
        held = self._store.held(key)
        there = opened.recent.vectors()
        stale = outdated(held, snapshot)
        self._store.forget(key, stale)
        held = {r: v for r, v in held.items() if r not in set(stale)}
        ids, vectors = self._store.matrix(list(held))
        known = dict(zip(ids, vectors, strict=True))
        opened.recent.remove([i for i in there if i not in known])
        if any(i not in there or not np.allclose(there[i], known[i], atol=1e-4) for i in known):
            raise StoreBrokenError("vectors in the store differ from the database's")
        opened.recent.verify(len(known))
        opened.in_recent = held

    def _made(self, old: Opened, snapshot: Snapshot, new: Sequence[str], closed: Callable[[], bool]) -> bool:
        """A new base of all there is; False where that failed, as on a full disk: the old one serves on."""
        place = self._folder / f"{self._model}-{uuid.uuid4().hex[:12]}"
        try:
            self._make(place, old, snapshot, new, closed)
        except StoreBrokenError as error:
            log.warning("Chưa dựng được kho véc-tơ mới, vẫn dùng kho cũ (%s).", error)
            self._make_from, self.due = time.monotonic() + MAKE_AGAIN_AFTER, False
            shutil.rmtree(place.with_suffix(UNFINISHED), ignore_errors=True)
            return False
        return True

    def _make(
        self, place: Path, old: Opened, snapshot: Snapshot, new: Sequence[str], closed: Callable[[], bool]
    ) -> None:
        """Begun with a copy of the old one, where most of that still holds."""
        making = place.with_suffix(UNFINISHED)
        kept = _valid(old.in_base, snapshot)
        if old.base is not None and old.base_count < 2 * _size(kept, snapshot):
            with guarded():
                shutil.copytree(old.folder, making)
        else:
            kept = {}
        client = connect(making)
        base = Collection(client, "base", OFTEN)
        base.remove_reports(outdated(old.in_base, snapshot) if kept else [])
        held = dict(kept)
        for part in parts([*new, *(r for r in old.in_recent if r not in kept)], snapshot.sizes):
            if closed():
                with guarded():
                    client.close()
                return
            base.add(*self._store.matrix(part))
            held |= {r: snapshot.versions[r] for r in part}
        count = _size(held, snapshot)
        base.verify(count)
        with guarded():
            if kept:
                client.delete_collection("recent")
            client.close()
        self._store.note(_key(place, "base"), held)
        with guarded():
            self._finish(making, place, count)
        self._swap(old, self._open(place, snapshot))

    def _finish(self, making: Path, place: Path, count: int) -> None:
        """Note the check sums of the saved index, which is never written again; give the folder its name."""
        write_sums(making, count)
        making.rename(place)

    def _swap(self, old: Opened, new: Opened) -> None:
        with self._using:
            self._opened = new
            old.close()
        self._forget(old.folder)
        shutil.rmtree(old.folder, ignore_errors=True)

    def _forget(self, folder: Path) -> None:
        self._store.forget_collections([_key(folder, part) for part in ("base", "recent")])

    def lacking(self, snapshot: Snapshot) -> int:
        """See `Mirror`."""
        held: dict[str, str] = {}
        if (opened := self._opened) is not None:
            held = {**opened.in_base, **opened.in_recent}
            held |= {r: v for r, v in opened.in_base.items() if snapshot.versions.get(r) == v}
        else:
            for folder in self._folder.glob(f"{self._model}-*"):
                held |= self._store.held(_key(folder, "base")) | self._store.held(_key(folder, "recent"))
        return snapshot.count - _size(_valid(held, snapshot), snapshot)

    def held(self, snapshot: Snapshot) -> int:
        """See `Mirror`."""
        return snapshot.count - self.lacking(snapshot) if self._opened is not None else 0

    def query(self, vector: Matrix, n: int, snapshot: Snapshot, reports: Sequence[str] | None) -> list[str]:
        """See `Mirror`."""
        with self._using:
            opened = self._opened
            assert opened is not None
            base, dead, recent = self._counting(opened, snapshot)
            found = nearest(opened.recent, vector, n, recent, RECENT, reports)
            if opened.base is not None:
                found += nearest(opened.base, vector, n, base, dead, reports)
        return [chunk for _, chunk in sorted(found)[:n]]

    def _counting(self, opened: Opened, snapshot: Snapshot) -> tuple[frozenset[str], int, frozenset[str]]:
        """Reports of the base that count, how many of its chunks don't, and those beside it that count."""
        state = (snapshot.stamp, opened.folder, len(opened.in_recent))
        if self._counted is None or self._counted[0] != state:
            base = _valid(opened.in_base, snapshot)
            dead = opened.base_count - _size(base, snapshot)
            recent = frozenset(_valid(opened.in_recent, snapshot))
            self._counted = state, (frozenset(base), dead, recent)
        return self._counted[1]

    def reset(self) -> None:
        """See `Mirror`."""
        self.close()
        for folder in self._folder.glob("*-*"):
            self._forget(folder)
            shutil.rmtree(folder, ignore_errors=True)

    def close(self) -> None:
        """See `Mirror`."""
        with self._using:
            opened, self._opened = self._opened, None
            if opened is not None:
                opened.close()


def _key(folder: Path, part: str) -> str:
    return f"{folder.stem}:{part}"


def _valid(held: Mapping[str, str], snapshot: Snapshot) -> dict[str, str]:
    return {r: v for r, v in held.items() if snapshot.versions.get(r) == v}


def _size(reports: Mapping[str, str], snapshot: Snapshot) -> int:
    return sum(snapshot.sizes[r] for r in reports)
