"""A speaker's quotes in every order, and the articles that they stand in, from indexes.

Revision ID: 0012
Revises: 0011
"""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

INDEXES = (("speaker_id", "position", "id"), ("speaker_id", "id"), ("speaker_id", "article_id"))


def upgrade() -> None:
    """Makes the indexes."""
    for columns in INDEXES:
        op.create_index(f"ix_quote_{'_'.join(columns)}", "quote", list(columns))


def downgrade() -> None:
    """Drops them."""
    for columns in INDEXES:
        op.drop_index(f"ix_quote_{'_'.join(columns)}", "quote")
