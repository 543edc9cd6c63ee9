"""The index that searches look through holds what was withdrawn, too, in tables of its own.

The tables are filled right behind the migrations, by the code: the terms are made in Python.

Revision ID: 0017
Revises: 0016
"""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

FIELDS = {"withdrawn_quote": ("text", "speaker"), "withdrawn_event": ("sentence", "speaker")}
SIGNALS = ("stem", "root", "key", "exact")


def upgrade() -> None:
    """Makes the tables, empty, and the way from a quote to the events in it."""
    op.create_index("ix_withdrawn_event_quote_id", "withdrawn_event", ["quote_id"])
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
    # An index of no version is made anew.
    op.execute("DELETE FROM search_state")


def downgrade() -> None:
    """Nothing is lost that can't be made anew."""
    for subject in FIELDS:
        op.execute(f"DROP TABLE search_{subject}")
    op.drop_index("ix_withdrawn_event_quote_id", "withdrawn_event")
