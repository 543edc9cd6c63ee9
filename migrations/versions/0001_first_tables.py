"""Articles, speakers, quotes and events: the first tables.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = ("source", "article", "speaker", "speaker_alias", "quote", "event", "event_mention")
SPEAKER_KINDS = ("person", "organization", "group", "unnamed")
SHARED = sa.text("article_id IS NULL")


def upgrade() -> None:
    """Makes the tables, each after those it refers to."""
    create_source()
    create_article()
    create_speaker()
    create_speaker_alias()
    create_quote()
    create_event()
    create_event_mention()


def downgrade() -> None:
    """Drops the tables; their indexes go with them."""
    for table in reversed(TABLES):
        op.drop_table(table)


def create_source() -> None:
    """Outlets."""
    create(
        "source",
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("key", key_type(), nullable=False),
        sa.UniqueConstraint("key", name="uq_source_key"),
    )


def create_article() -> None:
    """Articles, one for one address or one text."""
    create(
        "article",
        sa.Column("external_id", sa.String(200)),
        sa.Column("url", sa.String(2000)),
        sa.Column("title", sa.String(2000), nullable=False),
        sa.Column("deck", sa.String(5000)),
        sa.Column("caption", sa.String(5000)),
        sa.Column("credit", sa.String(300)),
        sa.Column("author", sa.String(300)),
        sa.Column("published_at", sa.Date()),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("headings", sa.JSON(), nullable=False),
        sa.Column("source_id", sa.Integer()),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("sort_day", sa.Date(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        refer("article", "source"),
        sa.UniqueConstraint("url", name="uq_article_url"),
        sa.UniqueConstraint("fingerprint", name="uq_article_fingerprint"),
    )
    index("article", "external_id")
    index("article", "sort_day", "id")
    index("article", "source_id", "sort_day", "id")


def create_speaker() -> None:
    """Speakers; a shared name is unique among the shared, a scoped one in its article."""
    create(
        "speaker",
        sa.Column("name", sa.String(500), nullable=False),
        sa.Column("kind", choice("kind", *SPEAKER_KINDS), nullable=False),
        sa.Column("role", sa.String(500)),
        sa.Column("affiliation", sa.String(500)),
        sa.Column("article_id", sa.Integer()),
        sa.Column("key", key_type(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("quote_count", sa.Integer(), nullable=False),
        sa.Column("first_said", sa.Date()),
        sa.Column("last_said", sa.Date()),
        refer("speaker", "article", on_delete="CASCADE"),
    )
    op.create_index(
        "uq_speaker_shared", "speaker", ["key", "kind"], unique=True, sqlite_where=SHARED, postgresql_where=SHARED
    )
    op.create_index("uq_speaker_scoped", "speaker", ["article_id", "key", "kind"], unique=True)
    index("speaker", "key", "id")
    index("speaker", "kind", "key", "id")
    index("speaker", "quote_count", "id")
    index("speaker", "kind", "quote_count", "id")


def create_speaker_alias() -> None:
    """Other forms of a speaker's name."""
    create(
        "speaker_alias",
        sa.Column("speaker_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(500), nullable=False),
        sa.Column("key", key_type(), nullable=False),
        refer("speaker_alias", "speaker", on_delete="CASCADE"),
    )
    index("speaker_alias", "key")
    op.create_index("uq_speaker_alias_speaker_id_key", "speaker_alias", ["speaker_id", "key"], unique=True)


def create_quote() -> None:
    """Quotes, with an index for each filter in the order of the days."""
    create("quote", *quote_fields(), *quote_links())
    index("quote", "sort_day", "id")
    index("quote", "position", "id")
    index("quote", "article_id", "position", "id")
    for column in ("speaker_id", "article_id", "source_id", "kind", "cue_key", "via_key", "marks", "resolution"):
        index("quote", column, "sort_day", "id")


def quote_fields() -> list[sa.Column[object]]:
    """What analysis found."""
    return [
        sa.Column("kind", choice("kind", "direct", "mixed", "indirect"), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("segments", sa.JSON(), nullable=False),
        sa.Column("prefix", sa.String(64), nullable=False),
        sa.Column("suffix", sa.String(64), nullable=False),
        sa.Column("cue", sa.String(100), nullable=False),
        sa.Column("cue_start", sa.Integer(), nullable=False),
        sa.Column("cue_end", sa.Integer(), nullable=False),
        sa.Column("cue_lemma", sa.String(100), nullable=False),
        sa.Column("mention", sa.String(1000)),
        sa.Column("mention_start", sa.Integer()),
        sa.Column("mention_end", sa.Integer()),
        sa.Column("via", sa.String(300)),
        sa.Column("via_start", sa.Integer()),
        sa.Column("via_end", sa.Integer()),
        sa.Column("marks", choice("marks", "closed", "unclosed", "inverted", "none"), nullable=False),
        sa.Column(
            "resolution",
            choice("resolution", "named", "alias", "role", "understood", "unnamed"),
            nullable=False,
        ),
        sa.Column("rule", sa.String(100), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("said_on", sa.Date()),
    ]


def quote_links() -> list[sa.schema.SchemaItem]:
    """Where a quote belongs, and what serves the queries."""
    return [
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("speaker_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer()),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sort_day", sa.Date(), nullable=False),
        sa.Column("cue_key", key_type(), nullable=False),
        sa.Column("via_key", key_type()),
        sa.Column("folded", sa.Text(), nullable=False),
        refer("quote", "article", on_delete="CASCADE"),
        refer("quote", "speaker"),
        refer("quote", "source"),
    ]


def create_event() -> None:
    """Events, with an index for each filter in the order of the days."""
    create("event", *event_fields(), *event_links())
    index("event", "sort_day", "id")
    index("event", "date_end", "id")
    index("event", "quote_id")
    index("event", "position", "id")
    index("event", "article_id", "position", "id")
    for column in ("article_id", "source_id", "precision", "tense"):
        index("event", column, "sort_day", "id")


def event_fields() -> list[sa.Column[object]]:
    """What analysis found."""
    return [
        sa.Column("text", sa.String(500), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(50)),
        sa.Column("timex", sa.String(50)),
        sa.Column("date_start", sa.Date()),
        sa.Column("date_end", sa.Date()),
        sa.Column(
            "precision",
            choice("precision", "day", "week", "month", "season", "year", "decade", "interval"),
            nullable=False,
        ),
        sa.Column("tense", choice("tense", "past", "scheduled"), nullable=False),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("sentence_start", sa.Integer(), nullable=False),
        sa.Column("sentence_end", sa.Integer(), nullable=False),
        sa.Column("anchor", sa.Date()),
        sa.Column("anchor_kind", choice("anchor_kind", "none", "published", "inferred", "missing"), nullable=False),
        sa.Column("rule", sa.String(100), nullable=False),
    ]


def event_links() -> list[sa.schema.SchemaItem]:
    """Where an event belongs, and what serves the queries."""
    return [
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer()),
        sa.Column("quote_id", sa.Integer()),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sort_day", sa.Date(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        refer("event", "article", on_delete="CASCADE"),
        refer("event", "source"),
        refer("event", "quote", on_delete="SET NULL"),
    ]


def create_event_mention() -> None:
    """Who is named in an event's sentence."""
    create(
        "event_mention",
        sa.Column("name", sa.String(500), nullable=False),
        sa.Column("kind", choice("kind", *SPEAKER_KINDS), nullable=False),
        sa.Column("text", sa.String(1000), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("speaker_id", sa.Integer()),
        refer("event_mention", "event", on_delete="CASCADE"),
        refer("event_mention", "speaker", on_delete="SET NULL"),
    )
    index("event_mention", "event_id")
    index("event_mention", "speaker_id")


def create(table: str, *items: sa.schema.SchemaItem) -> None:
    """A table whose ids are never given twice."""
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        *items,
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sqlite_autoincrement=True,
    )


def index(table: str, *columns: str) -> None:
    """An index named after its columns."""
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def refer(table: str, other: str, *, on_delete: str | None = None) -> sa.ForeignKeyConstraint:
    """A foreign key from `<other>_id` to the other table."""
    return sa.ForeignKeyConstraint(
        [f"{other}_id"], [f"{other}.id"], name=f"fk_{table}_{other}_id_{other}", ondelete=on_delete
    )


def key_type() -> sa.String:
    """A folded text, sorted by code point in every database."""
    return sa.String(500).with_variant(sa.VARCHAR(500, collation="C"), "postgresql")


def choice(name: str, *values: str) -> sa.Enum:
    """A short text that the database checks."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=20)
