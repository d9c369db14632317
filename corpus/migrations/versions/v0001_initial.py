"""The first schema.

Written out in full when a second migration comes; until then the tables of `corpus.database` are it.
"""

from alembic import op

from corpus.database import metadata

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table."""
    metadata.create_all(op.get_bind())


def downgrade() -> None:
    """Drop every table."""
    metadata.drop_all(op.get_bind())
