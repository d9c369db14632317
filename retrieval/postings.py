"""Word postings in the database: where each term stands, in segments that are merged as they add up.

A report's chunks make a segment of their own, written in the transaction that stores the chunks. Sixteen
segments of a size are merged into one, up to a limit: adding, replacing and removing a report costs
the same in a large library as in a small one, and nothing is ever made anew. Plain tables, so that SQLite
and PostgreSQL give the same ranking.
"""

from __future__ import annotations

import heapq
import itertools
import uuid
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, delete, func, insert, select, update

from corpus.search_tables import heading_paths, word_blocks, word_postings, word_segments, words
from corpus.upserts import add_up, put_new
from retrieval.types import Chunk
from retrieval.words import counted, loose_terms, path_id, terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

FAN = 16
"""So many segments of a tier are merged into one of the next."""
LARGEST = 20_000
"""Chunks of a segment that is merged no further: what a merge costs stays bounded."""
_WIDE = 65_536


@dataclass(frozen=True, slots=True)
class Block:
    """Where a report's chunks stand: `start` counts in the segment, the rest is a value a chunk.

    `paths` are ids of heading paths.
    """

    report: str
    version: str
    segment: int
    start: int
    size: int
    lengths: bytes
    sections: bytes
    paths: Ints


def add(connection: Connection, report: str, chunks: Sequence[Chunk]) -> None:
    """Write the postings of a report's chunks as a new segment."""
    found: dict[str, tuple[list[int], list[int]]] = {}
    lengths = array("H")
    for local, chunk in enumerate(chunks):
        strict = terms(chunk.full)
        lengths.append(min(len(strict), _WIDE - 1))
        for term, count in Counter([*strict, *loose_terms(chunk.full)]).items():
            ids, counts = found.setdefault(term, ([], []))
            ids.append(local)
            counts.append(min(count, 255))
    segment = _segment(connection, 0, len(chunks))
    kind = "I" if len(chunks) > _WIDE else "H"
    rows = [
        {"segment": segment, "term": t, "data": array(kind, found[t][0]).tobytes() + bytes(found[t][1])}
        for t in sorted(found)
    ]
    if rows:
        connection.execute(insert(word_postings), rows)
    _block(connection, report, segment, chunks, lengths)
    _count_words(connection, chunks)


def _segment(connection: Connection, tier: int, size: int) -> int:
    made = insert(word_segments).values(tier=tier, size=size).returning(word_segments.c.id)
    return int(connection.execute(made).scalar_one())


def _block(
    connection: Connection, report: str, segment: int, chunks: Sequence[Chunk], lengths: array[int]
) -> None:
    order: dict[str, int] = {}
    sections = array("I", (order.setdefault(c.section, len(order)) for c in chunks))
    paths = array("q", (path_id(c.heading) for c in chunks))
    values = {
        "report": report, "version": uuid.uuid4().hex, "segment": segment, "start": 0, "size": len(chunks),
        "lengths": lengths.tobytes(), "sections": sections.tobytes(), "paths": paths.tobytes(),
    }  # fmt: skip
    connection.execute(insert(word_blocks).values(**values))
    headings = sorted({c.heading for c in chunks})
    put_new(connection, heading_paths, [{"id": path_id(p), "path": p} for p in headings])


def _count_words(connection: Connection, chunks: Sequence[Chunk]) -> None:
    """The library's vocabulary, for queries that misspell; sorted, so that two writers don't lock crosswise."""
    rows = [{"word": w, "count": n} for w, n in sorted(counted(c.full for c in chunks).items())]
    add_up(connection, words, "count", rows)


def drop(connection: Connection, report: str) -> None:
    """Forget where a report's chunks stand; their postings go with the next merge."""
    connection.execute(delete(word_blocks).where(word_blocks.c.report == report))


def block_counts(connection: Connection) -> dict[int, int]:
    """How many blocks each segment has; those that have any."""
    query = select(word_blocks.c.segment, func.count()).group_by(word_blocks.c.segment)
    return {int(row[0]): int(row[1]) for row in connection.execute(query)}


def blocks(connection: Connection, wanted: Sequence[int]) -> list[Block]:
    """The blocks of these segments, in their order."""
    import numpy as np

    query = select(word_blocks).where(word_blocks.c.segment.in_(wanted))
    rows = (
        connection.execute(query.order_by(word_blocks.c.segment, word_blocks.c.start)).all() if wanted else []
    )
    return [
        Block(
            r.report, r.version, r.segment, r.start, r.size, r.lengths, r.sections,
            np.frombuffer(r.paths, dtype="<i8"),
        )
        for r in rows
    ]  # fmt: skip


def segments(connection: Connection) -> dict[int, int]:
    """Sizes of the segments, dead chunks included, oldest first."""
    query = select(word_segments.c.id, word_segments.c.size).order_by(word_segments.c.id)
    return {int(r.id): int(r.size) for r in connection.execute(query)}


def read(connection: Connection, wanted: Sequence[int], asked: Sequence[str]) -> list[tuple[int, str, bytes]]:
    """Postings of these terms in these segments: `(segment, term, data)`."""
    columns = (word_postings.c.segment, word_postings.c.term, word_postings.c.data)
    query = select(*columns).where(word_postings.c.segment.in_(wanted), word_postings.c.term.in_(asked))
    return [(row[0], row[1], row[2]) for row in connection.execute(query).all()]


def unpack(data: bytes, size: int) -> tuple[NDArray[np.int32], NDArray[np.uint8]]:
    """Chunks of a posting, counted in its segment of `size` chunks, and how often the term stands in each."""
    import numpy as np

    wide = 4 if size > _WIDE else 2
    count = len(data) // (wide + 1)
    ids = np.frombuffer(data, dtype=f"<u{wide}", count=count).astype(np.int32)
    return ids, np.frombuffer(data, dtype=np.uint8, offset=count * wide)


def unpack_all(found: Sequence[tuple[int, int, bytes]]) -> tuple[NDArray[np.int32], NDArray[np.uint8]]:
    """Rows of a term's postings, and how often it stands in each.

    Args:
        found: the first row and the size of each segment, and the posting.
    """
    import numpy as np

    rows, counts = [], []
    for wide, kind in ((2, "<u2"), (4, "<u4")):
        those = [(base, data) for base, size, data in found if (size > _WIDE) == (wide == 4)]
        if those:
            sizes = [len(data) // (wide + 1) for _, data in those]
            ids = b"".join(data[: wide * n] for (_, data), n in zip(those, sizes, strict=True))
            often = b"".join(data[wide * n :] for (_, data), n in zip(those, sizes, strict=True))
            first = np.repeat(np.array([base for base, _ in those], dtype=np.int32), sizes)
            rows.append(np.frombuffer(ids, dtype=kind).astype(np.int32) + first)
            counts.append(np.frombuffer(often, dtype=np.uint8))
    if not rows:
        return np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.uint8)
    return np.concatenate(rows), np.concatenate(counts)


def tidy(connection: Connection) -> bool:
    """Merge one group of small segments, or rewrite one that is mostly dead; False where nothing is due.

    The segments' rows go first: that takes the database's write lock, and shows whether another process
    has merged them meanwhile. The caller commits, or leaves all as it was where the answer is False.
    """
    group, tier = _due(connection)
    if not group:
        return False
    gone = connection.execute(delete(word_segments).where(word_segments.c.id.in_(group)))
    if gone.rowcount != len(group):
        return False
    _merge(connection, group, tier)
    return True


def _due(connection: Connection) -> tuple[dict[int, int], int]:
    """Segments to put together, with their sizes, and the tier of the result; one query, one moment."""
    alive = func.coalesce(func.sum(word_blocks.c.size), 0).label("alive")
    held = func.count(word_blocks.c.report).label("held")
    columns = (word_segments.c.id, word_segments.c.tier, word_segments.c.size)
    joined = word_segments.outerjoin(word_blocks, word_blocks.c.segment == word_segments.c.id)
    query = select(*columns, alive, held).select_from(joined).group_by(*columns)
    tiers: dict[int, list[Any]] = {}
    for row in connection.execute(query.order_by(word_segments.c.tier, word_segments.c.id)).all():
        if row.size > 2 * row.alive or not row.held:
            return {int(row.id): int(row.size)}, int(row.tier)
        tiers.setdefault(int(row.tier), []).append(row)
    for tier, rows in tiers.items():
        for at in range(0, len(rows) - FAN + 1, FAN):
            group = rows[at : at + FAN]
            if sum(row.alive for row in group) <= LARGEST:
                return {int(row.id): int(row.size) for row in group}, tier + 1
    return {}, 0


def _merge(connection: Connection, sizes: Mapping[int, int], tier: int) -> None:
    """Put the segments of these ids and sizes together, without what is dead in them."""
    import numpy as np

    group = list(sizes)
    places = {i: np.full(size, -1, dtype=np.int64) for i, size in sizes.items()}
    moved: list[tuple[str, int, int]] = []
    new_size = 0
    old = connection.execute(
        select(word_blocks.c.report, word_blocks.c.segment, word_blocks.c.start, word_blocks.c.size)
        .where(word_blocks.c.segment.in_(group))
        .order_by(word_blocks.c.segment, word_blocks.c.start)
    ).all()
    for row in old:
        places[row.segment][row.start : row.start + row.size] = np.arange(new_size, new_size + row.size)
        moved.append((row.report, row.segment, new_size))
        new_size += row.size
    if moved:
        segment = _segment(connection, tier, new_size)
        rows = _merged(connection, group, places, new_size)
        while part := list(itertools.islice(rows, 5000)):
            connection.execute(insert(word_postings), [{"segment": segment, **r} for r in part])
        for report, old_segment, start in moved:
            # Unless the report was replaced meanwhile.
            where = (word_blocks.c.report == report) & (word_blocks.c.segment == old_segment)
            connection.execute(update(word_blocks).where(where).values(segment=segment, start=start))
    connection.execute(delete(word_postings).where(word_postings.c.segment.in_(group)))


def _merged(
    connection: Connection, group: Sequence[int], places: dict[int, Ints], new_size: int
) -> Iterator[dict[str, object]]:
    """The terms of all segments in order, each with its postings of all of them, the dead left out."""
    kind = "<u4" if new_size > _WIDE else "<u2"
    streams = [_terms_of(connection, i) for i in group]
    for term, same in itertools.groupby(heapq.merge(*streams), key=lambda r: r[0]):
        found, counts = [], []
        for _, segment, data in same:
            ids, often = unpack(data, len(places[segment]))
            at = places[segment][ids]
            if at.min() < 0:
                at, often = at[at >= 0], often[at >= 0]
            found.append(at.astype(kind).tobytes())
            counts.append(often.tobytes())
        if any(found):
            yield {"term": term, "data": b"".join([*found, *counts])}


def _terms_of(connection: Connection, segment: int) -> Iterator[tuple[str, int, bytes]]:
    """A segment's postings in the order of the terms' bytes, read in parts."""
    after = ""
    while True:
        columns = (word_postings.c.term, word_postings.c.data)
        query = (
            select(*columns)
            .where(word_postings.c.segment == segment, word_postings.c.term > after)
            .order_by(word_postings.c.term)
            .limit(4000)
        )
        rows = connection.execute(query).all()
        for row in rows:
            yield str(row.term), segment, bytes(row.data)
        if len(rows) < 4000:
            return
        after = str(rows[-1].term)
