"""How a report gets its place in the database: which stored report it is a new version of, if any."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Connection, insert, select, update

from corpus.correcting import with_corrections
from corpus.database import corrections, report_versions, reports
from corpus.serial import meta_from_json
from corpus.types import Meta
from corpus.units import fold, parse_unit

_ALIKE = 0.4  # of the lines of the shorter text; a corrected version shares nearly all of them
_IDENTITY_FIELDS = frozenset(("unit", "superior", "kind", "period"))


def identity_of(meta: Meta, content_hash: str = "") -> str:
    """What makes two files the same report: unit, superior, kind and period, folded.

    A report whose unit or period is unknown is the same only as its own content.
    """
    unit = parse_unit(meta.unit)
    name = f"{fold(unit.kind_word)} {fold(unit.name)}".strip() or fold(meta.unit)
    parts = [name, fold(meta.superior), meta.kind, meta.period or ""]
    if not meta.unit or not meta.period:
        parts.append(content_hash or fold(meta.title))
    return "|".join(parts)[:400]


def id_of(identity: str) -> str:
    """The stable id of a report."""
    return hashlib.sha256(identity.encode()).hexdigest()[:16]


def put(
    connection: Connection, parsed: dict[str, Any], data: bytes, content_hash: str
) -> tuple[Literal["added", "unchanged", "replaced"], str]:
    """Store a parsed report; what became of it, and its id."""
    same = connection.execute(select(reports.c.id).where(reports.c.content_hash == content_hash)).first()
    if same is not None:
        return "unchanged", str(same[0])
    meta = meta_from_json(parsed["meta"])
    identity = identity_of(meta, content_hash)
    row = _same_report(connection, parsed, meta, identity)
    if row is None:
        identity = _free_identity(connection, identity, content_hash)
    report_id = str(row.id) if row is not None else _free_id(connection, identity)
    values = {
        "file": parsed["name"][-400:],
        "content_hash": content_hash,
        "original": data,
        "parsed": parsed,
        "added": datetime.now(UTC).isoformat(timespec="seconds"),
        "indexed": 0,
        "notes": None,
        **columns(corrected(connection, report_id, meta)),
    }
    if row is None:
        connection.execute(insert(reports).values(id=report_id, identity=identity, **values))
        return "added", report_id
    keep_version(connection, report_id)
    connection.execute(update(reports).where(reports.c.id == report_id).values(**values))
    return "replaced", report_id


def _same_report(connection: Connection, parsed: dict[str, Any], meta: Meta, identity: str) -> Any | None:
    """The stored report that this is a new version of.

    The same by identity, unless that was guessed or has been corrected and the texts differ; or by what
    a person corrected; or, its unit or period unknown, a file of that name with nearly the same text.
    """
    query = select(reports.c.id, reports.c.parsed)
    row = connection.execute(query.where(reports.c.identity == identity)).first()
    if row is not None:
        fields = {r[0] for r in _corrections(connection, row.id)} & _IDENTITY_FIELDS
        weak = {"unit", "period"} & (meta.uncertain | set(row.parsed["meta"]["uncertain"]))
        if not (fields or weak) or _alike(row.parsed["text"], parsed["text"]):
            return row
        return None
    by_hand = select(corrections.c.report).where(corrections.c.field.in_(sorted(_IDENTITY_FIELDS))).distinct()
    for row in connection.execute(query.where(reports.c.id.in_(by_hand)).order_by(reports.c.id)):
        known = corrected(connection, row.id, meta_from_json(row.parsed["meta"]))
        if known.unit and known.period and identity_of(known) == identity_of(meta):
            return row
    if meta.unit and meta.period:
        return None
    named = query.where(reports.c.file == parsed["name"][-400:]).order_by(reports.c.id)
    return next((r for r in connection.execute(named) if _alike(r.parsed["text"], parsed["text"])), None)


def _alike(one: str, other: str) -> bool:
    """Whether two texts share most of their longer lines."""
    lines = [Counter(fold(x) for x in text.split("\n") if len(x) > 30) for text in (one, other)]
    shorter = min(sum(c.values()) for c in lines)
    return sum((lines[0] & lines[1]).values()) >= _ALIKE * max(1, shorter)


def _free_identity(connection: Connection, identity: str, content_hash: str) -> str:
    """Another report holds the identity, wrongly perhaps: this one gets its own."""
    taken = connection.execute(select(reports.c.id).where(reports.c.identity == identity)).first()
    return identity if taken is None else f"{identity[:330]}|{content_hash}"


def _free_id(connection: Connection, identity: str) -> str:
    report_id = id_of(identity)
    taken = connection.execute(select(reports.c.identity).where(reports.c.id == report_id)).first()
    return report_id if taken is None else id_of(identity + "|2")


def keep_version(connection: Connection, report_id: str) -> None:
    """Put the present version of a report among the old ones."""
    row = connection.execute(select(reports).where(reports.c.id == report_id)).one()
    connection.execute(
        insert(report_versions).values(
            report=row.id,
            file=row.file,
            content_hash=row.content_hash,
            original=row.original,
            replaced=datetime.now(UTC).isoformat(timespec="seconds"),
        )
    )


def columns(meta: Meta) -> dict[str, Any]:
    """The columns of a report that say what it is about."""
    return {
        "title": meta.title,
        "kind": meta.kind,
        "unit": meta.unit[:200],
        "level": meta.level,
        "period": meta.period,
    }


def _corrections(connection: Connection, report_id: str) -> list[tuple[str, Any]]:
    query = select(corrections.c.field, corrections.c.value).where(corrections.c.report == report_id)
    return [(row.field, row.value) for row in connection.execute(query)]


def corrected(connection: Connection, report_id: str, meta: Meta) -> Meta:
    """What a report is about, with what people corrected of it."""
    changed: dict[str, Any] = dict(_corrections(connection, report_id))
    return with_corrections(meta, changed) if changed else meta
