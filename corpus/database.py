"""The one database engine and all tables.

SQLite by default, PostgreSQL by URL. What must not be lost lives here: original files, parsed
reports, figure tables, drafts, revisions, reviews; also the vectors (by content hash), so that the
vector store can be rebuilt without the embedding model. Migrations are Alembic's, under
`corpus/migrations`, append-only; they run when an engine is opened on an older schema.
"""

from __future__ import annotations

from pathlib import Path

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
    inspect,
    text,
)

from corpus.errors import InputError

HEAD = "0003"

metadata = MetaData()

# A past report in its present version. `identity` is unit, superior, kind and period, folded.
reports = Table(
    "reports",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("identity", String(400), nullable=False, unique=True),
    Column("file", String(400), nullable=False),
    Column("content_hash", String(64), nullable=False, index=True),
    Column("original", LargeBinary, nullable=False),
    Column("parsed", JSON, nullable=False),
    Column("title", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("unit", String(200), nullable=False),
    Column("level", String(16)),
    Column("period", String(16)),
    Column("added", String(32), nullable=False),
    Column("indexed", Integer, nullable=False, default=0),
    Column("notes", JSON, nullable=False, default=list),
)

# Versions that were replaced: nothing a person added is thrown away.
report_versions = Table(
    "report_versions",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("report", String(32), nullable=False, index=True),
    Column("file", String(400), nullable=False),
    Column("content_hash", String(64), nullable=False),
    Column("original", LargeBinary, nullable=False),
    Column("replaced", String(32), nullable=False),
)

# What a person corrected of a report's metadata; stays through re-ingest.
corrections = Table(
    "corrections",
    metadata,
    Column("report", String(32), primary_key=True),
    Column("field", String(32), primary_key=True),
    Column("value", JSON, nullable=False),
)

chunks = Table(
    "chunks",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("report", String(32), ForeignKey("reports.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("section", String(64), nullable=False),
    Column("heading", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("content_hash", String(64), nullable=False, index=True),
    Column("indicators", JSON, nullable=False, default=list),
)

vectors = Table(
    "vectors",
    metadata,
    Column("content_hash", String(64), primary_key=True),
    Column("model", String(200), primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)

drafts = Table(
    "drafts",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("title", Text, nullable=False),
    Column("unit", String(200), nullable=False),
    Column("period", String(16), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("created", String(32), nullable=False),
    Column("changed", String(32), nullable=False),
    Column("status", String(16), nullable=False, default="draft"),
    Column("revision", Integer, nullable=False, default=0),
)

# Append-only: every saved state of a draft, whole.
revisions = Table(
    "revisions",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("draft", String(32), ForeignKey("drafts.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("content", JSON, nullable=False),
    Column("author", String(100), nullable=False, default=""),
    Column("reason", Text, nullable=False, default=""),
    Column("at", String(32), nullable=False),
    UniqueConstraint("draft", "number"),
)

# A model's work at a draft: what it was asked for, and how far it came. `draft` is null for one that no
# screen shows (the command line's); `key` is the hash of all that decides the answers but the model's whim.
writings = Table(
    "writings",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("draft", String(32), ForeignKey("drafts.id", ondelete="CASCADE"), index=True),
    Column("key", String(64), nullable=False, index=True),
    Column("status", String(16), nullable=False),
    Column("plan", JSON, nullable=False),
    Column("base", JSON, nullable=False),
    Column("settings", JSON, nullable=False),
    Column("at", String(32), nullable=False),
    Column("changed", String(32), nullable=False),
)

# Append-only: every section as soon as it is written, with the messages and answers that made it.
section_writings = Table(
    "section_writings",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("writing", String(32), ForeignKey("writings.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("section", String(64), nullable=False),
    Column("wish", Text, nullable=False, default=""),
    Column("content", JSON, nullable=False),
    Column("exchange", JSON, nullable=False),
    Column("at", String(32), nullable=False),
)

# What a reviewer said of a finding: `right`, `wrong` or `accepted`, with a reason.
reviews = Table(
    "reviews",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("draft", String(32), ForeignKey("drafts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("finding", String(64), nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("reason", Text, nullable=False, default=""),
    Column("reviewer", String(100), nullable=False, default=""),
    Column("at", String(32), nullable=False),
)

# Work in progress of the screens (figures entered, choices made): survives reload and restart.
states = Table(
    "states",
    metadata,
    Column("owner", String(100), primary_key=True),
    Column("name", String(100), primary_key=True),
    Column("value", JSON, nullable=False),
    Column("at", String(32), nullable=False),
)

# Figures a person confirmed for a unit (area, telephone, targets), proposed anew each period.
standing = Table(
    "standing",
    metadata,
    Column("unit", String(200), primary_key=True),
    Column("label", String(400), primary_key=True),
    Column("value", JSON, nullable=False),
    Column("confirmed_by", String(100), nullable=False),
    Column("at", String(32), nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", String(32), nullable=False),
    Column("who", String(100), nullable=False, default=""),
    Column("what", String(100), nullable=False),
    Column("about", JSON, nullable=False),
)

Index("ix_reports_unit_kind", reports.c.unit, reports.c.kind)


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
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA busy_timeout=30000")
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
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
