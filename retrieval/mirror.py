"""What a vector store holds of the database's vectors, and how it is brought to hold what a snapshot has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from retrieval.chroma import ADD_AT_ONCE, Collection, report_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from retrieval.snapshot import Snapshot

    Matrix = NDArray[np.float32]

OVERFETCH = 4
"""A filter costs Chroma more than the search does, so that much more is fetched first and sifted here."""


class Mirror(Protocol):
    """A vector store that follows the database."""

    due: bool
    """Whether it has work that may take long."""

    def follow(self, snapshot: Snapshot, closed: Callable[[], bool], *, waited_for: bool) -> None:
        """Open it where it isn't open, and bring it to hold what the snapshot has.

        Args:
            snapshot: of the database.
            closed: asked between parts: whether to leave off.
            waited_for: a search waits for it: what takes long is for later.

        Raises:
            StoreBrokenError: it fails.
        """

    def lacking(self, snapshot: Snapshot) -> int:
        """How many of the snapshot's chunks it is known to lack; asks the database, not the store."""

    def held(self, snapshot: Snapshot) -> int:
        """How many of the snapshot's chunks it holds."""

    def query(self, vector: Matrix, n: int, snapshot: Snapshot, reports: Sequence[str] | None) -> list[str]:
        """Ids of the snapshot's nearest chunks, best first; only of `reports` where given."""

    def reset(self) -> None:
        """Throw away what is there; the next `follow` begins anew."""

    def close(self) -> None:
        """Let go of it."""


def parts(reports: Iterable[str], sizes: Mapping[str, int]) -> Iterator[list[str]]:
    """Reports in groups that Chroma takes at once; one that is larger alone makes a group."""
    part: list[str] = []
    room = ADD_AT_ONCE
    for report in reports:
        if part and sizes[report] > room:
            yield part
            part, room = [], ADD_AT_ONCE
        part.append(report)
        room -= sizes[report]
    if part:
        yield part


def outdated(held: Mapping[str, str], snapshot: Snapshot) -> list[str]:
    """Reports that are held in another version than the snapshot's, or that it hasn't."""
    return [r for r, v in held.items() if snapshot.versions.get(r) != v]


def nearest(
    collection: Collection,
    vector: Matrix,
    n: int,
    valid: frozenset[str],
    dead: int,
    reports: Sequence[str] | None,
) -> list[tuple[float, str]]:
    """Distances and ids of a collection's nearest chunks, best first.

    Args:
        collection: is asked.
        vector: of the query.
        n: how many.
        valid: reports whose chunks count.
        dead: how many chunks of other reports it may hold.
        reports: only chunks of these, or None.
    """
    allowed = valid if reports is None else valid & set(reports)
    if not allowed:
        return []
    wanted = n + min(dead, n) if reports is None else n * OVERFETCH
    found = collection.query(vector, wanted)
    kept = [(d, i) for d, i in found if report_of(i) in allowed]
    if len(kept) < n and len(found) >= wanted:
        if reports is None:
            found = collection.query(vector, n + dead)
        else:
            found = collection.query(vector, n, sorted(allowed))
        kept = [(d, i) for d, i in found if report_of(i) in allowed]
    return kept[:n]
