"""What search asks of every report stands in an index: originals aren't read through for it."""

from alembic import op

revision = "0004"
down_revision = "0003"

NAME = "ix_reports_about"


def upgrade() -> None:
    """Create the index; a new library has it from the first schema on."""
    op.create_index(NAME, "reports", ["unit", "level", "kind", "period", "id"], if_not_exists=True)


def downgrade() -> None:
    """Drop it."""
    op.drop_index(NAME, "reports")
