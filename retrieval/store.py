"""Chunks and vectors in the database, which is the truth for everything retrieval derives."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from corpus.database import chunks, reports, states, vectors
from retrieval.types import Chunk

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

_BATCH = 400


@dataclass(frozen=True, slots=True)
class ReportRow:
    """What search needs to know of a report."""

    id: str
    title: str
    unit: str
    level: str | None
    kind: str
    period: str | None


class ChunkStore:
    """Reads and writes the tables `chunks` and `vectors`.

    Every change renews a stamp in `states`, by which other processes see that theirs is old.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def stamp(self) -> str:
        """The stamp of the last change, empty before the first."""
        query = select(states.c.at).where(states.c.owner == "retrieval", states.c.name == "stamp")
        with self._engine.connect() as connection:
            return str(connection.execute(query).scalar() or "")

    def library_id(self) -> str:
        """An id that this library keeps, so that two libraries may share a Chroma server."""
        where = (states.c.owner == "retrieval", states.c.name == "library")
        with self._engine.begin() as connection:
            known = connection.execute(select(states.c.at).where(*where)).scalar()
            if known is None:
                known = uuid.uuid4().hex
                values = {"owner": "retrieval", "name": "library", "value": {}, "at": known}
                connection.execute(insert(states).values(values))
        return str(known)

    def replace(self, report: str, new: Sequence[Chunk]) -> None:
        """Put a report's chunks in place of its old ones, in one transaction."""
        with self._engine.begin() as connection:
            connection.execute(delete(chunks).where(chunks.c.report == report))
            if new:
                connection.execute(insert(chunks), [_row(c) for c in new])
            connection.execute(update(reports).where(reports.c.id == report).values(indexed=0))
            _renew(connection)

    def remove(self, report: str) -> None:
        """Forget a report's chunks; vectors stay, as a cache."""
        with self._engine.begin() as connection:
            connection.execute(delete(chunks).where(chunks.c.report == report))
            _renew(connection)

    def touch(self) -> None:
        """Renew the stamp: something that search shows was changed."""
        with self._engine.begin() as connection:
            _renew(connection)

    def done(self, report: str) -> None:
        """Say that a report's chunks and vectors are all stored."""
        with self._engine.begin() as connection:
            connection.execute(update(reports).where(reports.c.id == report).values(indexed=1))

    def all(self) -> list[Chunk]:
        """Every chunk, in a stable order."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(chunks).order_by(chunks.c.report, chunks.c.position)).all()
        return [
            Chunk(
                r.id, r.report, r.section, r.heading, r.position, r.start, r.end, r.text, r.content_hash,
                tuple(r.indicators or ()),
            )
            for r in rows
        ]  # fmt: skip

    def of_report(self, report: str) -> list[str]:
        """Ids of a report's chunks, in order."""
        query = select(chunks.c.id).where(chunks.c.report == report).order_by(chunks.c.position)
        with self._engine.connect() as connection:
            return [str(i) for i in connection.execute(query).scalars()]

    def reports(self) -> dict[str, ReportRow]:
        """The library's reports by id."""
        c = reports.c
        with self._engine.connect() as connection:
            rows = connection.execute(select(c.id, c.title, c.unit, c.level, c.kind, c.period)).all()
        return {r.id: ReportRow(r.id, r.title, r.unit, r.level, r.kind, r.period) for r in rows}

    def reports_with_chunks(self, ids: set[str]) -> set[str]:
        """Which of these reports still have chunks."""
        query = select(chunks.c.report).distinct().where(chunks.c.report.in_(ids))
        with self._engine.connect() as connection:
            return set(connection.execute(query).scalars())

    def pending(self, model: str | None) -> list[str]:
        """Reports whose chunks, or whose vectors of `model`, aren't all stored."""
        found = select(reports.c.id).where(reports.c.indexed == 0)
        with self._engine.connect() as connection:
            waiting = set(connection.execute(found).scalars())
            if model is not None:
                made = select(vectors.c.content_hash).where(vectors.c.model == model)
                lacking = select(chunks.c.report).distinct().where(chunks.c.content_hash.not_in(made))
                waiting |= set(connection.execute(lacking).scalars())
        return sorted(waiting)

    def missing(self, hashes: Sequence[str], model: str) -> list[str]:
        """Hashes that have no vector of `model` yet, in order, once each."""
        known = self.vectors(hashes, model)
        return [h for h in dict.fromkeys(hashes) if h not in known]

    def vectors(self, hashes: Sequence[str], model: str) -> dict[str, Matrix]:
        """Cached vectors by content hash."""
        import numpy as np

        found: dict[str, Matrix] = {}
        with self._engine.connect() as connection:
            for part in _batches(list(dict.fromkeys(hashes))):
                query = select(vectors.c.content_hash, vectors.c.vector).where(
                    vectors.c.model == model, vectors.c.content_hash.in_(part)
                )
                for row in connection.execute(query):
                    found[row.content_hash] = np.frombuffer(row.vector, dtype="<f4")
        return found

    def keep(self, rows: Sequence[tuple[str, Matrix]], model: str) -> None:
        """Cache vectors; one that another process stored meanwhile is left as it is."""
        values: list[dict[str, str | bytes]] = [
            {"content_hash": h, "model": model, "vector": v.astype("<f4").tobytes()} for h, v in rows
        ]
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(vectors), values)
        except IntegrityError:
            self._keep_one_by_one(values, model)

    def _keep_one_by_one(self, values: Sequence[dict[str, str | bytes]], model: str) -> None:
        with self._engine.begin() as connection:
            hashes = [v["content_hash"] for v in values]
            query = select(vectors.c.content_hash).where(
                vectors.c.model == model, vectors.c.content_hash.in_(hashes)
            )
            there = set(connection.execute(query).scalars())
            fresh = [v for v in values if v["content_hash"] not in there]
            if fresh:
                connection.execute(insert(vectors), fresh)


def _row(c: Chunk) -> dict[str, object]:
    return {
        "id": c.id, "report": c.report, "section": c.section, "heading": c.heading, "position": c.position,
        "start": c.start, "end": c.end, "text": c.text, "content_hash": c.content_hash,
        "indicators": list(c.indicators),
    }  # fmt: skip


def _renew(connection: Connection) -> None:
    where = (states.c.owner == "retrieval", states.c.name == "stamp")
    stamp = uuid.uuid4().hex
    if connection.execute(update(states).where(*where).values(at=stamp)).rowcount == 0:
        connection.execute(insert(states).values(owner="retrieval", name="stamp", value={}, at=stamp))


def _batches(items: list[str]) -> Iterator[list[str]]:
    for at in range(0, len(items), _BATCH):
        yield items[at : at + _BATCH]
