"""Drafts, their revisions, reviews of findings, and the screens' work in progress.

A draft is stored whole at every save, as a new revision: nothing is overwritten. `content` is the
draft's JSON, which the service makes and reads.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, Engine, Row, delete, desc, insert, select, update

from corpus.database import audit, drafts, reviews, revisions, standing, states
from corpus.errors import InputError
from corpus.upserts import put_rows

Verdict = Literal["right", "wrong", "accepted"]
ONE_GO = timedelta(minutes=3)


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft in the list: what it is about and when it last changed (ISO times)."""

    id: str
    title: str
    unit: str
    period: str
    kind: str
    created: str
    changed: str
    status: str
    revision: int


@dataclass(frozen=True, slots=True)
class Review:
    """What a reviewer said of a finding."""

    finding: str
    verdict: str
    reason: str
    reviewer: str
    at: str


def now() -> str:
    """The present time, ISO, in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class Workspace:
    """What people made, in the database.

    Args:
        engine: an engine opened by `corpus.database.open_engine`.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def create(self, content: Mapping[str, Any], author: str = "") -> str:
        """Store a new draft and return its id."""
        draft_id, at = uuid.uuid4().hex, now()
        with self._engine.begin() as connection:
            connection.execute(
                insert(drafts).values(
                    id=draft_id,
                    title=content["title"],
                    unit=content["unit"],
                    period=content["period"],
                    kind=content["kind"],
                    created=at,
                    changed=at,
                    revision=1,
                    status="draft",
                )
            )
            connection.execute(
                insert(revisions).values(
                    draft=draft_id, number=1, content=dict(content), author=author, reason="", at=at
                )
            )
            connection.execute(
                insert(audit).values(at=at, who=author, what="draft-created", about={"draft": draft_id})
            )
        return draft_id

    def save(
        self,
        draft_id: str,
        content: Mapping[str, Any],
        author: str = "",
        reason: str = "",
        *,
        amend: bool = False,
    ) -> int:
        """Store a new revision of a draft; returns its number.

        With `amend`, the last revision is written over where the same author made it a moment ago for the
        same reason: what is typed in one go is one revision.
        """
        at = now()
        with self._engine.begin() as connection:
            row = connection.execute(
                select(drafts.c.revision).where(drafts.c.id == draft_id).with_for_update()
            ).first()
            if row is None:
                raise _no_draft(draft_id)
            number = int(row[0]) + 1
            if amend and _one_go(connection, draft_id, number - 1, author, reason):
                number -= 1
                last = (revisions.c.draft == draft_id) & (revisions.c.number == number)
                connection.execute(delete(revisions).where(last))
            connection.execute(
                insert(revisions).values(
                    draft=draft_id, number=number, content=dict(content), author=author, reason=reason, at=at
                )
            )
            connection.execute(
                update(drafts)
                .where(drafts.c.id == draft_id)
                .values(revision=number, changed=at, title=content["title"])
            )
        return number

    def drafts(self) -> list[DraftRow]:
        """All drafts, the last changed first."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(drafts).order_by(desc(drafts.c.changed), drafts.c.id)).all()
        return [_draft_row(row) for row in rows]

    def load(self, draft_id: str, number: int | None = None) -> dict[str, Any]:
        """The content of a draft's revision, the last one by default."""
        query = select(revisions.c.content).where(revisions.c.draft == draft_id)
        query = (
            query.where(revisions.c.number == number) if number else query.order_by(desc(revisions.c.number))
        )
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        if row is None:
            raise _no_draft(draft_id)
        return dict(row[0])

    def history(self, draft_id: str) -> list[tuple[int, str, str, str]]:
        """Revisions of a draft, newest first: number, time, author, reason."""
        query = (
            select(revisions.c.number, revisions.c.at, revisions.c.author, revisions.c.reason)
            .where(revisions.c.draft == draft_id)
            .order_by(desc(revisions.c.number))
        )
        with self._engine.connect() as connection:
            return [(int(r[0]), str(r[1]), str(r[2]), str(r[3])) for r in connection.execute(query)]

    def remove(self, draft_id: str) -> None:
        """Delete a draft with its revisions and reviews."""
        with self._engine.begin() as connection:
            connection.execute(delete(drafts).where(drafts.c.id == draft_id))
            connection.execute(
                insert(audit).values(at=now(), who="", what="draft-removed", about={"draft": draft_id})
            )

    def review(self, draft_id: str, finding: str, verdict: Verdict, reason: str, reviewer: str = "") -> None:
        """Remember what a reviewer said of a finding; the last word counts."""
        with self._engine.begin() as connection:
            connection.execute(
                insert(reviews).values(
                    draft=draft_id,
                    finding=finding,
                    verdict=verdict,
                    reason=reason,
                    reviewer=reviewer,
                    at=now(),
                )
            )

    def reviews(self, draft_id: str) -> dict[str, Review]:
        """The last review of each finding of a draft."""
        query = select(reviews).where(reviews.c.draft == draft_id).order_by(reviews.c.id)
        with self._engine.connect() as connection:
            return {
                row.finding: Review(row.finding, row.verdict, row.reason, row.reviewer, row.at)
                for row in connection.execute(query)
            }

    def keep(self, owner: str, name: str, value: Any) -> None:
        """Remember a value (JSON) of the screens' work in progress."""
        with self._engine.begin() as connection:
            put_rows(connection, states, [{"owner": owner, "name": name, "value": value, "at": now()}])

    def kept(self, owner: str, name: str) -> Any:
        """A value kept earlier, or None."""
        query = select(states.c.value).where(states.c.owner == owner, states.c.name == name)
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        return row[0] if row else None

    def all_kept(self, owner: str, prefix: str) -> dict[str, Any]:
        """All values kept under names that begin so, by name."""
        query = select(states.c.name, states.c.value).where(
            states.c.owner == owner, states.c.name.startswith(prefix, autoescape=True)
        )
        with self._engine.connect() as connection:
            return {row.name: row.value for row in connection.execute(query)}

    def forget(self, owner: str, name: str) -> None:
        """Drop a value kept earlier."""
        with self._engine.begin() as connection:
            connection.execute(delete(states).where(states.c.owner == owner, states.c.name == name))

    def confirm(self, unit: str, label: str, value: Mapping[str, str], by: str) -> None:
        """Remember a standing figure of a unit that a person confirmed."""
        with self._engine.begin() as connection:
            row = {"unit": unit, "label": label, "value": dict(value), "confirmed_by": by, "at": now()}
            put_rows(connection, standing, [row])

    def unconfirm(self, unit: str, label: str) -> None:
        """Drop a standing figure."""
        with self._engine.begin() as connection:
            connection.execute(delete(standing).where(standing.c.unit == unit, standing.c.label == label))

    def confirmed(self, unit: str) -> dict[str, dict[str, str]]:
        """The standing figures of a unit, by label."""
        query = select(standing).where(standing.c.unit == unit).order_by(standing.c.label)
        with self._engine.connect() as connection:
            return {
                row.label: {**row.value, "confirmed_by": row.confirmed_by, "at": row.at}
                for row in connection.execute(query)
            }


def _draft_row(row: Row[Any]) -> DraftRow:
    return DraftRow(
        row.id, row.title, row.unit, row.period, row.kind, row.created, row.changed, row.status, row.revision
    )


def _one_go(connection: Connection, draft_id: str, number: int, author: str, reason: str) -> bool:
    query = select(revisions.c.author, revisions.c.reason, revisions.c.at)
    row = connection.execute(query.where(revisions.c.draft == draft_id, revisions.c.number == number)).first()
    if row is None or (row.author, row.reason) != (author, reason):
        return False
    return datetime.now(UTC) - datetime.fromisoformat(row.at) < ONE_GO


def _no_draft(draft_id: str) -> InputError:
    return InputError(
        f"Không có bản dự thảo “{draft_id}”: nó có thể đã bị xóa; mở lại danh sách.",
        f"There is no draft “{draft_id}”: it may have been removed; open the list again.",
    )
