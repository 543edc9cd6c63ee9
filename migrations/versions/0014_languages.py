"""The language of an article, and the day on which its outlet last changed it.

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds both; of articles that are there, nobody knows them."""
    op.add_column("article", sa.Column("language", sa.String(35)))
    op.add_column("article", sa.Column("modified_at", sa.Date()))


def downgrade() -> None:
    """Takes them away."""
    op.drop_column("article", "modified_at")
    op.drop_column("article", "language")
