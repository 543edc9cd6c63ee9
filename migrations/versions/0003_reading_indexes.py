"""Mentions of an event in the order of its sentence, from the index.

Revision ID: 0003
Revises: 0002
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Widens the index of mentions by their place."""
    op.create_index("ix_event_mention_event_id_start_id", "event_mention", ["event_id", "start", "id"])
    op.drop_index("ix_event_mention_event_id", "event_mention")


def downgrade() -> None:
    """Narrows it again."""
    op.create_index("ix_event_mention_event_id", "event_mention", ["event_id"])
    op.drop_index("ix_event_mention_event_id_start_id", "event_mention")
