"""Classes of how long events last that fit the calendar.

Revision ID: 0016
Revises: 0015
"""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

BOUNDS = (0, 6, 26, 30, 87, 91, 179, 183, 352, 354, 363, 365, 728, 730, 3650, 3652, 36522, 36524, 3_652_059)


def upgrade() -> None:
    """Sorts all events anew."""
    _sort(BOUNDS)


def downgrade() -> None:
    """Sorts them as before."""
    _sort(tuple(8**number - 1 for number in range(9)))


def _sort(bounds: tuple[int, ...]) -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    days = "julianday(date_end) - julianday(date_start)" if is_sqlite else "date_end - date_start"
    steps = " ".join(f"WHEN {days} <= {longest} THEN {number}" for number, longest in enumerate(bounds))
    op.execute(f"UPDATE event SET reach = CASE {steps} END WHERE date_end IS NOT NULL")  # noqa: S608  # all of it is ours
