"""Chunks and vectors in the database, which is the truth for everything retrieval derives."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, insert, select, update
from sqlalchemy.exc import OperationalError

from corpus.database import chunks, reports, states, vectors
from corpus.errors import InputError
from corpus.search_tables import section_keys, word_blocks
from corpus.upserts import put_new, put_rows
from retrieval import postings
from retrieval.types import Chunk, StaleError
from retrieval.words import folded


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction; where the database can't be written to, that is said and nothing of it stays.

    Raises:
        InputError: the disk is full, or the like.
    """
    try:
        with engine.begin() as connection:
            yield connection
    except OperationalError as error:
        raise InputError(
            f"Không ghi được vào thư viện ({error.orig}): kiểm tra chỗ trống trên đĩa rồi chạy lại; những gì đã có vẫn còn.",
            f"The library can't be written to ({error.orig}): check the disk's free space and run again.",
        ) from error


def stamp(connection: Connection) -> str:
    """What tells one state from the next: the last change, and how many reports there are.

    The count is for reports that are removed without our doing.
    """
    changed = select(states.c.at).where(states.c.owner == "retrieval", states.c.name == "stamp")
    count = select(func.count()).select_from(word_blocks)
    at, blocks = connection.execute(select(changed.scalar_subquery(), count.scalar_subquery())).one()
    return f"{at or ''}:{blocks}"


@contextmanager
def one_moment(engine: Engine) -> Iterator[Connection]:
    """A connection whose queries all see the library as it was at the first of them, whoever writes meanwhile."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        else:  # the driver opens no transaction for reading
            connection.exec_driver_sql("BEGIN")
        yield connection


class ChunkStore:
    """Reads and writes the tables of chunks, their postings, and vectors.

    Every change renews a stamp in `states`, by which other processes see that theirs is old.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def stamp(self) -> str:
        """See `stamp`, of now."""
        with self._engine.connect() as connection:
            return stamp(connection)

    def library_id(self) -> str:
        """An id that this library keeps, so that two libraries may share a Chroma server."""
        query = select(states.c.at).where(states.c.owner == "retrieval", states.c.name == "library")
        with self._engine.connect() as connection:
            known = connection.execute(query).scalar()
        if known is None:
            new = {"owner": "retrieval", "name": "library", "value": {}, "at": uuid.uuid4().hex}
            with writing(self._engine) as connection:
                put_new(connection, states, [new])
            with self._engine.connect() as connection:  # another process's, where that was first
                known = connection.execute(query).scalar_one()
        return str(known)

    def serving(self) -> dict[str, str] | None:
        """The embedding model whose vectors were last complete: its name, and how to load it."""
        return self._noted("model")

    def set_serving(self, model: Mapping[str, str]) -> None:
        """Remember that a model's vectors are complete."""
        self._note("model", model)

    def reindexed(self) -> str:
        """The last report that a reindexing which was broken off had cut, or nothing."""
        return (self._noted("reindex") or {}).get("after", "")

    def note_reindexed(self, report: str) -> None:
        """Remember how far a reindexing is; nothing when it is done."""
        self._note("reindex", {"after": report})

    def _noted(self, name: str) -> dict[str, str] | None:
        where = (states.c.owner == "retrieval", states.c.name == name)
        with self._engine.connect() as connection:
            value = connection.execute(select(states.c.value).where(*where)).scalar()
        return {str(k): str(v) for k, v in value.items()} if value else None

    def _note(self, name: str, value: Mapping[str, str]) -> None:
        row = {"owner": "retrieval", "name": name, "value": dict(value), "at": ""}
        with writing(self._engine) as connection:
            put_rows(connection, states, [row])
            _renew(connection)

    def replace(self, report: str, new: Sequence[Chunk]) -> None:
        """Put a report's chunks in place of its old ones, in one transaction."""
        with writing(self._engine) as connection:
            # First what locks the report's row: two processes that cut it do so one after the other.
            connection.execute(update(reports).where(reports.c.id == report).values(indexed=0))
            connection.execute(delete(chunks).where(chunks.c.report == report))
            postings.drop(connection, report)
            if new:
                connection.execute(insert(chunks), [_row(c) for c in new])
            postings.add(connection, report, new)
            _renew(connection)

    def tidy(self) -> None:
        """Merge segments as far as it is due, a transaction each."""
        due = True
        while due:
            with self._engine.connect() as connection:
                due = postings.tidy(connection)
                if due:
                    _renew(connection)
                    connection.commit()

    def remove(self, report: str) -> None:
        """Forget a report's chunks; vectors stay, as a cache."""
        with writing(self._engine) as connection:
            connection.execute(delete(chunks).where(chunks.c.report == report))
            postings.drop(connection, report)
            _renew(connection)

    def touch(self) -> None:
        """Renew the stamp: something that search shows was changed."""
        with writing(self._engine) as connection:
            _renew(connection)

    def done(self, report: str) -> None:
        """Say that a report's chunks and vectors are all stored."""
        with writing(self._engine) as connection:
            connection.execute(update(reports).where(reports.c.id == report).values(indexed=1))
            _renew(connection)

    def set_section_key(self, heading: str, key: str | None) -> None:
        """Keep what a person says of a heading, or forget it."""
        words = folded(heading)[:400]
        with writing(self._engine) as connection:
            if key is None:
                connection.execute(delete(section_keys).where(section_keys.c.heading == words))
            else:
                put_rows(connection, section_keys, [{"heading": words, "key": key}])
            _renew(connection)

    def at(self, places: Mapping[tuple[str, int], str]) -> dict[tuple[str, int], tuple[Chunk, str]]:
        """Chunks by their report and position, each with its report's title.

        Args:
            places: with the version of the report that is meant.

        Raises:
            StaleError: one is gone.
        """
        columns = chunks.c
        wanted = columns.report.in_({r for r, _ in places}) & columns.position.in_({p for _, p in places})
        joined = chunks.join(reports, reports.c.id == columns.report).join(
            word_blocks, word_blocks.c.report == columns.report
        )
        query = select(chunks, reports.c.title, word_blocks.c.version).select_from(joined).where(wanted)
        with self._engine.connect() as connection:
            found = {(row.report, row.position): row for row in connection.execute(query)}
        if any(place not in found or found[place].version != v for place, v in places.items()):
            raise StaleError
        return {place: (_chunk(found[place]), str(found[place].title)) for place in places}

    def chunks(self, report: str) -> list[Chunk]:
        """A report's chunks, in order."""
        query = select(chunks).where(chunks.c.report == report).order_by(chunks.c.position)
        with self._engine.connect() as connection:
            return [_chunk(row) for row in connection.execute(query)]

    def unworded(self) -> list[str]:
        """Reports that have chunks without postings: cut by an older version."""
        cut = select(chunks.c.id).where(chunks.c.report == reports.c.id).exists()
        query = select(reports.c.id).where(reports.c.id.not_in(select(word_blocks.c.report)), cut)
        with self._engine.connect() as connection:
            return [str(r) for r in connection.execute(query).scalars()]

    def add_words(self, report: str) -> None:
        """Postings for the chunks that are there."""
        found = self.chunks(report)
        with writing(self._engine) as connection:
            postings.drop(connection, report)
            postings.add(connection, report, found)
            _renew(connection)

    def of_report(self, report: str) -> list[str]:
        """Ids of a report's chunks, in order."""
        query = select(chunks.c.id).where(chunks.c.report == report).order_by(chunks.c.position)
        with self._engine.connect() as connection:
            return [str(i) for i in connection.execute(query).scalars()]

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


def _chunk(row: Any) -> Chunk:
    return Chunk(
        row.id, row.report, row.section, row.heading, row.position, row.start, row.end, row.text,
        row.content_hash, tuple(row.indicators or ()),
    )  # fmt: skip


def _row(c: Chunk) -> dict[str, object]:
    return {
        "id": c.id, "report": c.report, "section": c.section, "heading": c.heading, "position": c.position,
        "start": c.start, "end": c.end, "text": c.text, "content_hash": c.content_hash,
        "indicators": list(c.indicators),
    }  # fmt: skip


def _renew(connection: Connection) -> None:
    row = {"owner": "retrieval", "name": "stamp", "value": {}, "at": uuid.uuid4().hex}
    put_rows(connection, states, [row])
