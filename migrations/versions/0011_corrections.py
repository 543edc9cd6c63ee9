"""What editors set right in quotes and speakers.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_TABLES = ("quote", "speaker", "withdrawn_quote")


def upgrade() -> None:
    """Adds the columns, and makes the table of the history."""
    for table in _TABLES:
        op.add_column(table, sa.Column("corrected_fields", sa.String(100), nullable=False, server_default=""))
        op.add_column(table, sa.Column("corrected_at", sa.DateTime(timezone=True)))
    op.add_column("withdrawn_quote", sa.Column("is_rejected", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(20), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(20), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("corrected_by", sa.String(100), nullable=False),
        sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_correction"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_correction_subject_subject_id", "correction", ["subject", "subject_id"])


def downgrade() -> None:
    """Forgets the history; what was set right stays as it is until its article is read again."""
    op.drop_table("correction")
    op.drop_column("withdrawn_quote", "is_rejected")
    for table in reversed(_TABLES):
        op.drop_column(table, "corrected_at")
        op.drop_column(table, "corrected_fields")
