"""Ingestions that run apart from the requests that asked for them, and the files that they read.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_KINDS = ("file", "feed", "sitemap", "urls")
_STATES = ("queued", "running", "done", "failed", "cancelled")


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "ingestion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", choice(*_KINDS, name="kind"), nullable=False),
        sa.Column("state", choice(*_STATES, name="state"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("addresses", sa.JSON(), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("source", sa.String(200)),
        sa.Column("published_at", sa.String(10)),
        sa.Column("size", sa.Integer()),
        sa.Column("progress", sa.Float()),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("errors", sa.JSON(), nullable=False),
        sa.Column("failure", sa.Text()),
        sa.Column("created_by", sa.String(100), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True)),
        sa.Column("finished_at", sa.DateTime(timezone=True)),
        sa.Column("at_address", sa.Integer(), nullable=False),
        sa.Column("at_entry", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(40)),
        sa.Column("lease_until", sa.DateTime(timezone=True)),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ingestion"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_ingestion_state", "ingestion", ["state"])
    op.create_table(
        "ingestion_part",
        sa.Column("ingestion_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ingestion_id"], ["ingestion.id"], name="fk_ingestion_part_ingestion_id_ingestion", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("ingestion_id", "number", name="pk_ingestion_part"),
    )


def downgrade() -> None:
    """Forgets them all."""
    op.drop_table("ingestion_part")
    op.drop_table("ingestion")


def choice(*values: str, name: str) -> sa.Enum:
    """A short text that is one of these."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=20)
