"""Rows that several processes may write at the same time: put in place of what is there, or left as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def put_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert rows; one whose key is there takes its place. Reading first and then inserting fails where two do it.

    Args:
        connection: in a transaction.
        table: with a primary key.
        rows: each with a value for the same columns.
    """
    if rows:
        made = _insert(connection, table)
        keys = [column.name for column in table.primary_key]
        values = {name: made.excluded[name] for name in rows[0] if name not in keys}
        connection.execute(made.on_conflict_do_update(index_elements=keys, set_=values), _plain(rows))


def put_new(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert rows; one whose key is there stays as it is.

    Args:
        connection: in a transaction.
        table: where to.
        rows: each with a value for the same columns.
    """
    if rows:
        connection.execute(_insert(connection, table).on_conflict_do_nothing(), _plain(rows))


def add_up(connection: Connection, table: Table, column: str, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert rows; where one's key is there, its number in `column` is added to the one that is there."""
    if rows:
        made = _insert(connection, table)
        keys = [key.name for key in table.primary_key]
        more = table.c[column] + made.excluded[column]
        connection.execute(made.on_conflict_do_update(index_elements=keys, set_={column: more}), _plain(rows))


def _insert(connection: Connection, table: Table) -> Any:
    """The dialects' inserts are alike in what is used here, but share no type."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def _plain(rows: Sequence[Mapping[str, object]]) -> list[dict[str, object]]:
    return [dict(row) for row in rows]
