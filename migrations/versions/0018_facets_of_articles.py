"""What articles are counted by, of the quotes in them, from an index: whole rows of quotes took twice as long.

Revision ID: 0018
Revises: 0017
"""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

COLUMNS = ("article_id", "speaker_id", "kind", "via_key", "via")
NAME = f"ix_quote_{'_'.join(COLUMNS)}"


def upgrade() -> None:
    """Makes the index."""
    op.create_index(NAME, "quote", list(COLUMNS))


def downgrade() -> None:
    """Drops it."""
    op.drop_index(NAME, "quote")
