"""What SQLite keeps as JSON of speakers and articles. It fills it in by itself, behind the migrations.

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the column and the table."""
    op.add_column("speaker", sa.Column("document", sa.Text(), server_default="", nullable=False))
    op.create_table(
        "article_card",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("page", sa.Text()),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["article.id"], "fk_article_card_id_article", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_article_card"),
    )


def downgrade() -> None:
    """Takes them away."""
    op.drop_table("article_card")
    op.drop_column("speaker", "document")
