"""The text fragment of each quote, kept with it: what leads a browser to the words on their page.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

from app.store.links import make_fragment

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TABLES = ("quote", "withdrawn_quote")
BATCH = 5000


def upgrade() -> None:
    """Adds the column, and works it out."""
    for name in TABLES:
        op.add_column(name, sa.Column("fragment", sa.Text(), server_default="", nullable=False))
        fill(sa.table(name, *(sa.column(each) for each in ("id", "prefix", "text", "suffix", "fragment"))))


def downgrade() -> None:
    """Takes it away."""
    for name in TABLES:
        op.drop_column(name, "fragment")


def fill(table: sa.TableClause) -> None:
    """So many rows at a time, in the order of their ids."""
    connection, columns = op.get_bind(), table.c
    written = table.update().where(columns.id == sa.bindparam("row")).values(fragment=sa.bindparam("made"))
    chosen = sa.select(columns.id, columns.prefix, columns.text, columns.suffix).order_by(columns.id).limit(BATCH)
    rows = connection.execute(chosen).all()
    while rows:
        made = [{"row": row.id, "made": make_fragment(row.prefix, row.text, row.suffix)} for row in rows]
        connection.execute(written, made)
        rows = connection.execute(chosen.where(columns.id > rows[-1].id)).all()
