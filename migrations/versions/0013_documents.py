"""What SQLite keeps of a quote as JSON. It fills it in by itself, behind the migrations.

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the column."""
    op.add_column("quote", sa.Column("document", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    """Takes it away."""
    op.drop_column("quote", "document")
