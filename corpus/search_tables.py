"""Tables that the search fills from the reports: derived, but for the section keys that people set."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, LargeBinary, String, Table, Text

from corpus.database import metadata

__all__ = [
    "heading_paths",
    "section_keys",
    "vector_syncs",
    "word_blocks",
    "word_postings",
    "word_segments",
    "words",
]

# The lexical search. A segment holds the postings of some reports' chunks, term by term; small segments are
# merged as they add up, never all of them. A block is where a report's chunks stand in their segment.
word_segments = Table(
    "word_segments",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("tier", Integer, nullable=False),
    Column("size", Integer, nullable=False),
    sqlite_autoincrement=True,  # an id never comes back, so that readers may keep what they read
)

word_blocks = Table(
    "word_blocks",
    metadata,
    Column("report", String(32), ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("version", String(32), nullable=False),
    Column("segment", Integer, nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("size", Integer, nullable=False),
    Column("lengths", LargeBinary, nullable=False),
    Column("sections", LargeBinary, nullable=False),
    Column("paths", LargeBinary, nullable=False),
)

word_postings = Table(
    "word_postings",
    metadata,
    Column("segment", Integer, primary_key=True, autoincrement=False),
    # Everywhere in the order of its bytes: segments are merged in it.
    Column("term", String(100).with_variant(String(100, collation="C"), "postgresql"), primary_key=True),
    Column("data", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

words = Table(
    "words",
    metadata,
    Column("word", String(64), primary_key=True),
    Column("count", Integer, nullable=False),
)

heading_paths = Table(
    "heading_paths",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("path", Text, nullable=False),
)

# Which kind of section a heading names, where a person said so.
section_keys = Table(
    "section_keys",
    metadata,
    Column("heading", String(400), primary_key=True),
    Column("key", String(64), nullable=False),
)

# Which version of which report a vector store holds.
vector_syncs = Table(
    "vector_syncs",
    metadata,
    Column("collection", String(64), primary_key=True),
    Column("report", String(32), primary_key=True),
    Column("version", String(32), nullable=False),
)
