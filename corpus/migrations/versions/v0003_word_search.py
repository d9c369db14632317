"""The lexical search in the database: word postings, heading paths, section keys; what a vector store holds.

Reports are marked as not indexed, so that they are cut anew; their vectors stay, by content.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "word_segments",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("tier", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "word_blocks",
        sa.Column("report", sa.String(32), sa.ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("version", sa.String(32), nullable=False),
        sa.Column("segment", sa.Integer(), nullable=False, index=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("lengths", sa.LargeBinary(), nullable=False),
        sa.Column("sections", sa.LargeBinary(), nullable=False),
        sa.Column("paths", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "word_postings",
        sa.Column("segment", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column(
            "term",
            sa.String(100).with_variant(sa.String(100, collation="C"), "postgresql"),
            primary_key=True,
        ),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "words",
        sa.Column("word", sa.String(64), primary_key=True),
        sa.Column("count", sa.Integer(), nullable=False),
    )
    op.create_table(
        "heading_paths",
        sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("path", sa.Text(), nullable=False),
    )
    op.create_table(
        "section_keys",
        sa.Column("heading", sa.String(400), primary_key=True),
        sa.Column("key", sa.String(64), nullable=False),
    )
    op.create_table(
        "vector_syncs",
        sa.Column("collection", sa.String(64), primary_key=True),
        sa.Column("report", sa.String(32), primary_key=True),
        sa.Column("version", sa.String(32), nullable=False),
    )
    op.execute("UPDATE reports SET indexed = 0")


def downgrade() -> None:
    """Drop them."""
    tables = ("word_segments", "word_blocks", "word_postings", "words", "heading_paths")
    for table in (*tables, "section_keys", "vector_syncs"):
        op.drop_table(table)
