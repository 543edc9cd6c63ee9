"""The index that searches look through: full-text tables, what is to be indexed, and by which analyser.

The tables are filled right behind the migrations, by the code: the terms are made in Python.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

FIELDS = {
    "article": ("title", "deck", "body", "speaker"),
    "quote": ("text", "speaker"),
    "event": ("sentence", "speaker"),
    "speaker": ("name", "alias", "role", "affiliation"),
}
SIGNALS = ("stem", "root", "key", "exact")


def upgrade() -> None:
    """Makes the tables, empty."""
    op.create_table(
        "search_queue",
        sa.Column("subject", sa.String(20), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("subject", "row_id", name="pk_search_queue"),
    )
    op.create_table(
        "search_state",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_search_state"),
    )
    for subject, fields in FIELDS.items():
        if op.get_context().dialect.name == "sqlite":
            columns = ", ".join(f"{field}_{signal}" for field in fields for signal in SIGNALS)
            # The analyser has cut and folded: what stands between blanks is a term.
            tokenizer = "tokenize=\"ascii tokenchars '.='\""
            op.execute(f"CREATE VIRTUAL TABLE search_{subject} USING fts5({columns}, {tokenizer})")
        else:
            columns = "id integer PRIMARY KEY, terms tsvector NOT NULL, length integer NOT NULL"
            op.execute(f"CREATE TABLE search_{subject} ({columns})")
            op.execute(f"CREATE INDEX ix_search_{subject}_terms ON search_{subject} USING gin (terms)")


def downgrade() -> None:
    """Nothing is lost that can't be made anew."""
    for table in (*FIELDS, "queue", "state"):
        op.execute(f"DROP TABLE search_{table}")
