"""A model's work at a draft: what it was asked for, and each section as soon as it is written.

`plan`, `base`, `content` and `exchange` are JSON that the service makes and reads; a key is in none of them.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Engine, Row, delete, desc, insert, select, update

from corpus.database import section_writings, writings
from drafting.workspace.store import now

KEPT = timedelta(days=14)
"""How long an unfinished writing of the command line is kept for going on with it."""
Status = Literal["writing", "stopped", "done"]


@dataclass(frozen=True, slots=True)
class WritingRow:
    """One writing.

    Attributes:
        draft: the draft it is for, None for the command line's.
        key: of all that decides the answers.
        status: `writing` also where a process was killed at it.
    """

    id: str
    draft: str | None
    key: str
    status: Status
    plan: dict[str, Any]
    base: dict[str, Any]
    settings: dict[str, Any]
    at: str


@dataclass(frozen=True, slots=True)
class SectionRow:
    """One section as written, with the wish it was written with."""

    id: int
    section: str
    wish: str
    content: dict[str, Any]
    exchange: dict[str, Any]
    at: str


class Writings:
    """The writings in the database.

    Args:
        engine: an engine opened by `corpus.database.open_engine`.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def begin(
        self,
        key: str,
        plan: Mapping[str, Any],
        base: Mapping[str, Any],
        settings: Mapping[str, Any],
        draft: str | None = None,
        status: Status = "writing",
    ) -> str:
        """Note that a draft is being written; returns the writing's id. Forgotten ones of no draft go."""
        writing, at = uuid.uuid4().hex, now()
        old = (datetime.now(UTC) - KEPT).isoformat(timespec="seconds")
        with self._engine.begin() as connection:
            connection.execute(delete(writings).where(writings.c.draft.is_(None), writings.c.changed < old))
            connection.execute(
                insert(writings).values(
                    id=writing,
                    draft=draft,
                    key=key,
                    status=status,
                    plan=dict(plan),
                    base=dict(base),
                    settings=dict(settings),
                    at=at,
                    changed=at,
                )
            )
        return writing

    def add(
        self,
        writing: str,
        section: str,
        content: Mapping[str, Any],
        exchange: Mapping[str, Any],
        wish: str = "",
    ) -> None:
        """Store a section as soon as it is written."""
        with self._engine.begin() as connection:
            connection.execute(
                insert(section_writings).values(
                    writing=writing,
                    section=section,
                    wish=wish,
                    content=dict(content),
                    exchange=dict(exchange),
                    at=now(),
                )
            )

    def set_status(self, writing: str, status: Status, settings: Mapping[str, Any] | None = None) -> None:
        """Note how far a writing is, and with which settings it goes on."""
        values: dict[str, Any] = {"status": status, "changed": now()}
        if settings is not None:
            values["settings"] = dict(settings)
        with self._engine.begin() as connection:
            connection.execute(update(writings).where(writings.c.id == writing).values(**values))

    def of_draft(self, draft: str) -> WritingRow | None:
        """The last writing of a draft."""
        return self._last(writings.c.draft == draft)

    def of_key(self, key: str) -> WritingRow | None:
        """The last writing that no draft of the screens has, by its key."""
        return self._last((writings.c.key == key) & writings.c.draft.is_(None))

    def _last(self, condition: Any) -> WritingRow | None:
        query = select(writings).where(condition).order_by(desc(writings.c.at), desc(writings.c.changed))
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        return _writing(row) if row else None

    def all_of_draft(self, draft: str) -> list[WritingRow]:
        """Every writing of a draft, oldest first: one more after each change of its plan."""
        query = select(writings).where(writings.c.draft == draft).order_by(writings.c.at, writings.c.changed)
        with self._engine.connect() as connection:
            return [_writing(row) for row in connection.execute(query)]

    def sections(self, writing: str) -> list[SectionRow]:
        """Every section written, oldest first; one that was written again is there again."""
        query = select(section_writings).where(section_writings.c.writing == writing)
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(section_writings.c.id)).all()
        return [SectionRow(r.id, r.section, r.wish, r.content, r.exchange, r.at) for r in rows]

    def remove(self, writing: str) -> None:
        """Forget a writing and its sections."""
        with self._engine.begin() as connection:
            connection.execute(delete(writings).where(writings.c.id == writing))


def _writing(row: Row[Any]) -> WritingRow:
    return WritingRow(row.id, row.draft, row.key, row.status, row.plan, row.base, row.settings, row.at)
