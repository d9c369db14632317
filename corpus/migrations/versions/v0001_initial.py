"""The first schema."""

from alembic import op

from corpus.database import metadata

revision = "0001"
down_revision = None

# A later migration makes what isn't named here. A change of one of these tables must write it out here as it was.
TABLES = (
    "reports",
    "report_versions",
    "corrections",
    "chunks",
    "vectors",
    "drafts",
    "revisions",
    "reviews",
    "states",
    "standing",
    "audit",
)


def upgrade() -> None:
    """Create the first tables."""
    metadata.create_all(op.get_bind(), tables=[metadata.tables[name] for name in TABLES])


def downgrade() -> None:
    """Drop the first tables."""
    metadata.drop_all(op.get_bind(), tables=[metadata.tables[name] for name in TABLES])
