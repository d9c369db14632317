"""Tables that the search fills from the reports: derived, but for the section keys that people set."""

from __future__ import annotations

from sqlalchemy import BigInteger, Integer, LargeBinary, String, Table, Text

from corpus.database import ID, key, metadata, numbered, of, required

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
    numbered(),
    required("tier", Integer),
    required("size", Integer),
    sqlite_autoincrement=True,  # an id never comes back, so that readers may keep what they read
)

word_blocks = Table(
    "word_blocks",
    metadata,
    of("report", primary_key=True),
    required("version", ID),
    required("segment", Integer, index=True),
    required("start", Integer),
    required("size", Integer),
    required("lengths", LargeBinary),
    required("sections", LargeBinary),
    required("paths", LargeBinary),
)

word_postings = Table(
    "word_postings",
    metadata,
    key("segment", Integer, autoincrement=False),
    # Everywhere in the order of its bytes: segments are merged in it.
    key("term", String(100).with_variant(String(100, collation="C"), "postgresql")),
    required("data", LargeBinary),
    sqlite_with_rowid=False,
)

words = Table(
    "words",
    metadata,
    key("word", String(64)),
    required("count", Integer),
)

heading_paths = Table(
    "heading_paths",
    metadata,
    key("id", BigInteger, autoincrement=False),
    required("path", Text),
)

# Which kind of section a heading names, where a person said so.
section_keys = Table(
    "section_keys",
    metadata,
    key("heading", String(400)),
    required("key", String(64)),
)

# Which version of which report a vector store holds.
vector_syncs = Table(
    "vector_syncs",
    metadata,
    key("collection", String(64)),
    key("report"),
    required("version", ID),
)
