"""The one database engine and all tables.

SQLite by default, PostgreSQL by URL. What must not be lost lives here: original files, parsed
reports, figure tables, drafts, revisions, reviews; also the vectors (by content hash), so that the
vector store can be rebuilt without the embedding model. Migrations are Alembic's, under
`corpus/migrations`, append-only; they run when an engine is opened on an older schema.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Engine,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    create_engine,
    event,
    func,
    inspect,
    select,
    text,
)

from corpus.errors import InputError

HEAD = "0004"
UPGRADE_LOCK = 20_221_506
"""Number of the lock on PostgreSQL."""

metadata = MetaData()

ID = String(32)
HASH = String(64)
TIME = String(32)
UNIT = String(200)


def required(name: str, type_: Any, **options: Any) -> Column[Any]:
    """A column that is never null."""
    return Column(name, type_, nullable=False, **options)


def key(name: str, type_: Any = ID, **options: Any) -> Column[Any]:
    """A column of the primary key."""
    return Column(name, type_, primary_key=True, **options)


def numbered() -> Column[Any]:
    """The key of rows that are numbered as they come."""
    return key("id", Integer, autoincrement=True)


def of(name: str, *, nullable: bool = False, **options: Any) -> Column[Any]:
    """The id of the report, draft or writing that a row belongs to, and goes with."""
    parent = ForeignKey(f"{name}s.id", ondelete="CASCADE")
    return Column(name, ID, parent, nullable=nullable, **options)


# A past report in its present version. `identity` is unit, superior, kind and period, folded.
reports = Table(
    "reports",
    metadata,
    key("id"),
    required("identity", String(400), unique=True),
    required("file", String(400)),
    required("content_hash", HASH, index=True),
    required("original", LargeBinary),
    required("parsed", JSON),
    required("title", Text),
    required("kind", String(16)),
    required("unit", UNIT),
    Column("level", String(16)),
    Column("period", String(16)),
    required("added", TIME),
    required("indexed", Integer, default=0),
    required("notes", JSON, default=list),
)

# Versions that were replaced: nothing a person added is thrown away.
report_versions = Table(
    "report_versions",
    metadata,
    numbered(),
    required("report", ID, index=True),
    required("file", String(400)),
    required("content_hash", HASH),
    required("original", LargeBinary),
    required("replaced", TIME),
)

# What a person corrected of a report's metadata; stays through re-ingest.
corrections = Table(
    "corrections",
    metadata,
    key("report"),
    key("field"),
    required("value", JSON),
)

chunks = Table(
    "chunks",
    metadata,
    key("id", String(64)),
    of("report", index=True),
    required("section", String(64)),
    required("heading", Text),
    required("position", Integer),
    required("start", Integer),
    required("end", Integer),
    required("text", Text),
    required("content_hash", HASH, index=True),
    required("indicators", JSON, default=list),
)

vectors = Table(
    "vectors",
    metadata,
    key("content_hash", HASH),
    key("model", String(200)),
    required("vector", LargeBinary),
)

drafts = Table(
    "drafts",
    metadata,
    key("id"),
    required("title", Text),
    required("unit", UNIT),
    required("period", String(16)),
    required("kind", String(16)),
    required("created", TIME),
    required("changed", TIME),
    required("status", String(16), default="draft"),
    required("revision", Integer, default=0),
)

# Append-only: every saved state of a draft, whole.
revisions = Table(
    "revisions",
    metadata,
    numbered(),
    of("draft"),
    required("number", Integer),
    required("content", JSON),
    required("author", String(100), default=""),
    required("reason", Text, default=""),
    required("at", TIME),
    UniqueConstraint("draft", "number"),
)

# A model's work at a draft: what it was asked for, and how far it came. `draft` is null for one that no
# screen shows (the command line's); `key` is the hash of all that decides the answers but the model's whim.
writings = Table(
    "writings",
    metadata,
    key("id"),
    of("draft", nullable=True, index=True),
    required("key", HASH, index=True),
    required("status", String(16)),
    required("plan", JSON),
    required("base", JSON),
    required("settings", JSON),
    required("at", TIME),
    required("changed", TIME),
)

# Append-only: every section as soon as it is written, with the messages and answers that made it.
section_writings = Table(
    "section_writings",
    metadata,
    numbered(),
    of("writing", index=True),
    required("section", String(64)),
    required("wish", Text, default=""),
    required("content", JSON),
    required("exchange", JSON),
    required("at", TIME),
)

# What a reviewer said of a finding: `right`, `wrong` or `accepted`, with a reason.
reviews = Table(
    "reviews",
    metadata,
    numbered(),
    of("draft", index=True),
    required("finding", String(64)),
    required("verdict", String(16)),
    required("reason", Text, default=""),
    required("reviewer", String(100), default=""),
    required("at", TIME),
)

# Work in progress of the screens (figures entered, choices made): survives reload and restart.
states = Table(
    "states",
    metadata,
    key("owner", String(100)),
    key("name", String(100)),
    required("value", JSON),
    required("at", TIME),
)

# Figures a person confirmed for a unit (area, telephone, targets), proposed anew each period.
standing = Table(
    "standing",
    metadata,
    key("unit", UNIT),
    key("label", String(400)),
    required("value", JSON),
    required("confirmed_by", String(100)),
    required("at", TIME),
)

audit = Table(
    "audit",
    metadata,
    numbered(),
    required("at", TIME),
    required("who", String(100), default=""),
    required("what", String(100)),
    required("about", JSON),
)

Index("ix_reports_unit_kind", reports.c.unit, reports.c.kind)
# All that search asks of every report, so that it reads no report itself: its original stands before these columns.
Index("ix_reports_about", *(reports.c[name] for name in ("unit", "level", "kind", "period", "id")))


def sqlite_url(path: Path) -> str:
    """The URL of an SQLite file."""
    return f"sqlite:///{path.as_posix()}"


def open_engine(url: str) -> Engine:
    """Open the database at `url`, bringing its schema up to date.

    Raises:
        InputError: the database can't be opened, or was made by a newer version.
    """
    engine = create_engine(url, pool_pre_ping=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _sqlite_settings)
    try:
        found = _revision(engine)
    except Exception as error:
        engine.dispose()
        raise InputError(
            f"Không mở được cơ sở dữ liệu ({type(error).__name__}): kiểm tra đường dẫn và quyền ghi.",
            f"The database can't be opened ({type(error).__name__}): check its path and permissions.",
        ) from error
    if found != HEAD:
        _upgrade(engine)
    return engine


def _sqlite_settings(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA busy_timeout=30000")  # first, so that the others wait
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _revision(engine: Engine) -> str | None:
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        row = connection.execute(text("SELECT version_num FROM alembic_version")).first()
        return str(row[0]) if row else None


def _upgrade(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.begin() as connection:
        # One process at a time: a second one that opens a new library waits, and finds nothing left to do.
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.execute(select(func.pg_advisory_xact_lock(UPGRADE_LOCK)))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
