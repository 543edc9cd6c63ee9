"""Speakers by identity instead of spelling, and what editors decide of them.

What a row's identity is, only the code knows: it stays null here, and is worked out right behind the migrations.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SPEAKER_KINDS = ("person", "organization", "group", "unnamed")
EVERYWHERE = sa.text("article_id IS NULL")


def upgrade() -> None:
    """Adds the columns, makes the identity unique where the key was, and makes the table of decisions."""
    op.add_column("speaker", sa.Column("identity", key_type()))
    op.add_column("speaker", sa.Column("ends", key_type()))
    op.add_column("quote", sa.Column("speaker_name", sa.String(500)))
    make_unique_by("identity")
    op.create_index("ix_speaker_identity", "speaker", ["identity"])
    op.create_index("ix_speaker_ends", "speaker", ["ends"])
    create_speaker_decision()


def downgrade() -> None:
    """Forgets the decisions; names that were put together stay so."""
    op.drop_table("speaker_decision")
    op.drop_index("ix_speaker_ends", "speaker")
    op.drop_index("ix_speaker_identity", "speaker")
    make_unique_by("key")
    op.drop_column("quote", "speaker_name")
    op.drop_column("speaker", "ends")
    op.drop_column("speaker", "identity")


def make_unique_by(column: str) -> None:
    """One row for one value of the column, among the shared and in each article."""
    op.drop_index("uq_speaker_shared", "speaker")
    op.drop_index("uq_speaker_scoped", "speaker")
    op.create_index(
        "uq_speaker_shared",
        "speaker",
        [column, "kind"],
        unique=True,
        sqlite_where=EVERYWHERE,
        postgresql_where=EVERYWHERE,
    )
    op.create_index("uq_speaker_scoped", "speaker", ["article_id", column, "kind"], unique=True)


def create_speaker_decision() -> None:
    """Whose a name is, one decision for one name in one place."""
    op.create_table(
        "speaker_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("verdict", choice("verdict", "same", "apart"), nullable=False),
        sa.Column("article_id", sa.Integer()),
        sa.Column("kind", choice("kind", *SPEAKER_KINDS), nullable=False),
        sa.Column("name", sa.String(500), nullable=False),
        sa.Column("identity", key_type(), nullable=False),
        sa.Column("form", sa.String(500), nullable=False),
        sa.Column("into_article", sa.Boolean(), nullable=False),
        sa.Column("into_kind", choice("into_kind", *SPEAKER_KINDS), nullable=False),
        sa.Column("into_name", sa.String(500), nullable=False),
        sa.Column("into_identity", key_type(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_speaker_decision_article_id_article", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_speaker_decision"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_speaker_decision_into_identity", "speaker_decision", ["into_identity"])
    op.create_index(
        "uq_speaker_decision",
        "speaker_decision",
        ["identity", "kind", "form"],
        unique=True,
        sqlite_where=EVERYWHERE,
        postgresql_where=EVERYWHERE,
    )
    op.create_index(
        "uq_speaker_decision_article", "speaker_decision", ["article_id", "identity", "kind", "form"], unique=True
    )


def key_type() -> sa.String:
    """A folded text, sorted by code point in every database."""
    return sa.String(500).with_variant(sa.VARCHAR(500, collation="C"), "postgresql")


def choice(name: str, *values: str) -> sa.Enum:
    """A short text that the database checks."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=20)
