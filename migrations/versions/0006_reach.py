"""How long events last, in rough classes: to find what reaches into a range without a look at all that began before.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

CLASSES = 9
INDEX = "ix_event_reach_sort_day_id_date_end"


def upgrade() -> None:
    """Adds the class, works it out, and makes the index that leads with it."""
    op.add_column("event", sa.Column("reach", sa.Integer(), server_default="0", nullable=False))
    is_local = op.get_context().dialect.name == "sqlite"
    days = "julianday(date_end) - julianday(date_start)" if is_local else "date_end - date_start"
    steps = " ".join(f"WHEN {days} < {8**number} THEN {number}" for number in range(CLASSES))
    op.execute(f"UPDATE event SET reach = CASE {steps} END WHERE date_end > date_start")  # noqa: S608  # all of it is ours
    op.create_index(INDEX, "event", ["reach", "sort_day", "id", "date_end"])


def downgrade() -> None:
    """Takes both away."""
    op.drop_index(INDEX, "event")
    op.drop_column("event", "reach")
