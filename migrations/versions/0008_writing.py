"""Keys to the writing side, articles deleted for good, and answers that are given again.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "api_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("prefix", sa.String(20), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True)),
        sa.Column("revoked_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_api_key"),
        sa.UniqueConstraint("name", name="uq_api_key_name"),
        sa.UniqueConstraint("prefix", name="uq_api_key_prefix"),
        sqlite_autoincrement=True,
    )
    create_tombstones()
    op.create_table(
        "kept_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("api_key_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(200), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("location", sa.String(200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        refer("kept_answer", "api_key"),
        sa.PrimaryKeyConstraint("id", name="pk_kept_answer"),
        sqlite_autoincrement=True,
    )
    op.create_index("uq_kept_answer_api_key_id_token", "kept_answer", ["api_key_id", "token"], unique=True)
    op.create_index("ix_kept_answer_created_at", "kept_answer", ["created_at"])


def downgrade() -> None:
    """Forgets them all."""
    for table in ("kept_answer", "tombstone_mark", "tombstone", "api_key"):
        op.drop_table(table)


def create_tombstones() -> None:
    """Deleted articles, and what they are known by."""
    op.create_table(
        "tombstone",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("deleted_by", sa.String(100), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tombstone"),
    )
    op.create_table(
        "tombstone_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tombstone_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(64), nullable=False),
        refer("tombstone_mark", "tombstone"),
        sa.PrimaryKeyConstraint("id", name="pk_tombstone_mark"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_tombstone_mark_tombstone_id", "tombstone_mark", ["tombstone_id"])
    op.create_index("ix_tombstone_mark_mark", "tombstone_mark", ["mark"])


def refer(table: str, other: str) -> sa.ForeignKeyConstraint:
    """A foreign key from `<other>_id` to the other table, gone with the row that it refers to."""
    return sa.ForeignKeyConstraint(
        [f"{other}_id"], [f"{other}.id"], name=f"fk_{table}_{other}_id_{other}", ondelete="CASCADE"
    )
