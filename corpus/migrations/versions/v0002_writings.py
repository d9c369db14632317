"""A model's work at a draft, section by section."""

from alembic import op

from corpus.database import section_writings, writings

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the tables of writings; a database made by 0001 as it first was may have them already."""
    for table in (writings, section_writings):
        table.create(op.get_bind(), checkfirst=True)


def downgrade() -> None:
    """Drop the tables of writings."""
    for table in (section_writings, writings):
        table.drop(op.get_bind())
