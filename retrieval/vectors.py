"""Vectors of one model in the database: by content, so that nothing is embedded twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Engine, delete, func, select

from corpus.database import chunks, vectors
from corpus.errors import InputError
from corpus.search_tables import vector_syncs
from corpus.upserts import put_new, put_rows
from retrieval.store import writing
from retrieval.types import content_hash, full_text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

_BATCH = 400


class VectorStore:
    """Reads and writes the vectors of a model, and what a vector store is known to hold of them.

    Args:
        engine: the database.
        model: the embedder's name.
    """

    def __init__(self, engine: Engine, model: str) -> None:
        self._engine = engine
        self.model = model
        self._dimensions: int | None = None

    def missing(self, hashes: Sequence[str]) -> list[str]:
        """Hashes that have no vector yet, in order, once each."""
        wanted = list(dict.fromkeys(hashes))
        known: set[str] = set()
        with self._engine.connect() as connection:
            for part in _batches(wanted):
                query = select(vectors.c.content_hash).where(
                    vectors.c.model == self.model, vectors.c.content_hash.in_(part)
                )
                known.update(connection.execute(query).scalars())
        return [h for h in wanted if h not in known]

    def get(self, hashes: Sequence[str]) -> dict[str, Matrix]:
        """Vectors by content hash; those that are there."""
        import numpy as np

        found: dict[str, Matrix] = {}
        with self._engine.connect() as connection:
            for part in _batches(list(dict.fromkeys(hashes))):
                query = select(vectors.c.content_hash, vectors.c.vector).where(
                    vectors.c.model == self.model, vectors.c.content_hash.in_(part)
                )
                for row in connection.execute(query):
                    found[row.content_hash] = np.frombuffer(row.vector, dtype="<f4")
        return found

    def of_headings(self, headings: Sequence[str]) -> dict[str, Matrix]:
        """Vectors of headings; of those that have one."""
        hashes = {h: content_hash("", h) for h in headings}
        found = self.get(list(hashes.values()))
        return {h: found[key] for h, key in hashes.items() if key in found}

    def matrix(self, reports: Sequence[str] | None) -> tuple[list[str], Matrix]:
        """Ids and vectors of the chunks of these reports (None: of all) that have one."""
        import numpy as np

        joined = chunks.join(vectors, chunks.c.content_hash == vectors.c.content_hash)
        query = select(chunks.c.id, vectors.c.vector).select_from(joined).where(vectors.c.model == self.model)
        if reports is not None:
            query = query.where(chunks.c.report.in_(reports))
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(chunks.c.report, chunks.c.position)).all()
        if not rows:
            return [], np.zeros((0, 0), dtype=np.float32)
        whole = np.frombuffer(b"".join(r.vector for r in rows), dtype="<f4")
        return [str(r.id) for r in rows], whole.reshape(len(rows), -1)

    def ids_by_report(self, reports: Sequence[str] | None = None) -> dict[str, set[str]]:
        """Ids of the chunks there are now, by report (of these)."""
        found: dict[str, set[str]] = {}
        query = select(chunks.c.report, chunks.c.id)
        if reports is not None:
            query = query.where(chunks.c.report.in_(reports))
        with self._engine.connect() as connection:
            for report, chunk in connection.execute(query):
                found.setdefault(report, set()).add(chunk)
        return found

    def whole(self, reports: Sequence[str]) -> list[str]:
        """Those of the reports whose chunks all have a vector."""
        known = (vectors.c.content_hash == chunks.c.content_hash) & (vectors.c.model == self.model)
        lacking: set[str] = set()
        with self._engine.connect() as connection:
            for part in _batches(list(reports)):
                query = select(chunks.c.report).distinct().select_from(chunks.outerjoin(vectors, known))
                query = query.where(chunks.c.report.in_(part), vectors.c.content_hash.is_(None))
                lacking.update(connection.execute(query).scalars())
        return [r for r in reports if r not in lacking]

    def texts_without(self, report: str | None = None) -> dict[str, tuple[str, str]]:
        """Of the chunks (of one report) that lack a vector: heading path and full text by content hash."""
        known = (vectors.c.content_hash == chunks.c.content_hash) & (vectors.c.model == self.model)
        columns = (chunks.c.content_hash, chunks.c.heading, chunks.c.text)
        query = select(*columns).select_from(chunks.outerjoin(vectors, known))
        query = query.where(vectors.c.content_hash.is_(None))
        if report is not None:
            query = query.where(chunks.c.report == report)
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        return {str(key): (str(heading), full_text(heading, text)) for key, heading, text in rows}

    def lacking(self) -> int:
        """How many chunks have no vector."""
        known = (vectors.c.content_hash == chunks.c.content_hash) & (vectors.c.model == self.model)
        query = select(func.count()).select_from(chunks.outerjoin(vectors, known))
        with self._engine.connect() as connection:
            return int(connection.execute(query.where(vectors.c.content_hash.is_(None))).scalar_one())

    def keep(self, rows: Sequence[tuple[str, Matrix]]) -> None:
        """Store vectors; one that another process stored meanwhile is left as it is.

        Raises:
            InputError: they have other dimensions than those that are there.
        """
        for _, vector in rows:
            self.refuse_a_mix(vector)
        values = [
            {"content_hash": h, "model": self.model, "vector": v.astype("<f4").tobytes()}
            for h, v in sorted(rows, key=lambda row: row[0])  # in one order: two writers don't lock crosswise
        ]
        with writing(self._engine) as connection:
            put_new(connection, vectors, values)

    def forget_other_models(self) -> None:
        """Delete the vectors of models that aren't searched any more."""
        with writing(self._engine) as connection:
            connection.execute(delete(vectors).where(vectors.c.model != self.model))

    def forget_collections(self, collections: Sequence[str]) -> None:
        """Note that these collections are gone."""
        with writing(self._engine) as connection:
            for part in _batches(list(collections)):
                connection.execute(delete(vector_syncs).where(vector_syncs.c.collection.in_(part)))

    def refuse_a_mix(self, vector: Matrix) -> None:
        """See that a vector has as many dimensions as those that are there.

        Raises:
            InputError: it has others.
        """
        if self._dimensions is None:
            query = select(vectors.c.vector).where(vectors.c.model == self.model).limit(1)
            with self._engine.connect() as connection:
                known = connection.execute(query).scalar()
            self._dimensions = len(known) // 4 if known else len(vector)
        if len(vector) != self._dimensions:
            had, new = self._dimensions, len(vector)
            raise InputError(
                f"Mô hình nhúng «{self.model}» nay cho véc-tơ {new} chiều, chỉ mục có véc-tơ {had} chiều: đó là mô hình khác,"
                " hãy đặt tên khác cho nó trong SOANTHAO_EMBEDDING_MODEL.",
                f"The embedding model “{self.model}” now gives {new} dimensions, the index has {had}: it is another model,"
                " give it another name in SOANTHAO_EMBEDDING_MODEL.",
            )

    def held(self, collection: str) -> dict[str, str]:
        """Which version of which report a collection of the vector store is known to hold."""
        query = select(vector_syncs.c.report, vector_syncs.c.version)
        with self._engine.connect() as connection:
            rows = connection.execute(query.where(vector_syncs.c.collection == collection))
            return {str(r.report): str(r.version) for r in rows}

    def forget(self, collection: str, reports: Sequence[str]) -> None:
        """Note that a collection's reports are about to go."""
        with writing(self._engine) as connection:
            for part in _batches(list(reports)):
                where = (vector_syncs.c.collection == collection) & vector_syncs.c.report.in_(part)
                connection.execute(delete(vector_syncs).where(where))

    def note(self, collection: str, versions: Mapping[str, str]) -> None:
        """Note what a collection holds now."""
        rows = [{"collection": collection, "report": r, "version": v} for r, v in sorted(versions.items())]
        with writing(self._engine) as connection:
            put_rows(connection, vector_syncs, rows)


def _batches(items: list[str]) -> Iterator[list[str]]:
    for at in range(0, len(items), _BATCH):
        yield items[at : at + _BATCH]
