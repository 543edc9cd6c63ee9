"""Articles with all their addresses and earlier texts, what has been withdrawn, and what finds texts that are alike.

Keys of addresses and bands of texts, only the code can work out: an address of an article that was there before has
`?` and the article's id for its key, until they are worked out right behind the migrations.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

SPEAKER_KINDS = ("person", "organization", "group", "unnamed")


def upgrade() -> None:
    """Adds the columns, makes the tables, and enters every article's address."""
    op.add_column("article", sa.Column("revision", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("article", sa.Column("revised_at", sa.DateTime(timezone=True)))
    create_article_address()
    create_article_revision()
    create_withdrawn_quote()
    create_withdrawn_event()
    create_story_band()
    op.execute(
        "INSERT INTO article_address (article_id, url, key, source, added_at)"
        " SELECT article.id, article.url, '?' || CAST(article.id AS VARCHAR(20)), source.name, article.created_at"
        " FROM article LEFT JOIN source ON source.id = article.source_id ORDER BY article.id"
    )


def downgrade() -> None:
    """Forgets earlier texts and what was withdrawn; the first address of each article stays."""
    for table in ("story_band", "withdrawn_event", "withdrawn_quote", "article_revision", "article_address"):
        op.drop_table(table)
    op.drop_column("article", "revised_at")
    op.drop_column("article", "revision")


def create_article_address() -> None:
    """Where texts have been published."""
    op.create_table(
        "article_address",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("url", sa.String(2000)),
        sa.Column("key", sa.String(64).with_variant(sa.VARCHAR(64, collation="C"), "postgresql")),
        sa.Column("source", sa.String(200)),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        refer("article_address", "article", on_delete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_article_address"),
        sa.UniqueConstraint("key", name="uq_article_address_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_article_address_article_id", "article_address", ["article_id"])


def create_article_revision() -> None:
    """Texts that articles had."""
    op.create_table(
        "article_revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(2000), nullable=False),
        sa.Column("deck", sa.String(5000)),
        sa.Column("caption", sa.String(5000)),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        refer("article_revision", "article", on_delete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_article_revision"),
        sqlite_autoincrement=True,
    )
    op.create_index("uq_article_revision_article_id_number", "article_revision", ["article_id", "number"], unique=True)


def create_withdrawn_quote() -> None:
    """Quotes that their articles no longer hold."""
    op.create_table(
        "withdrawn_quote",
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
            "resolution", choice("resolution", "named", "alias", "role", "understood", "unnamed"), nullable=False
        ),
        sa.Column("rule", sa.String(100), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("said_on", sa.Date()),
        sa.Column("speaker_id", sa.Integer(), nullable=False),
        sa.Column("speaker_name", sa.String(500), nullable=False),
        sa.Column("speaker_kind", choice("speaker_kind", *SPEAKER_KINDS), nullable=False),
        sa.Column("speaker_role", sa.String(500)),
        sa.Column("cue_key", sa.String(500), nullable=False),
        sa.Column("via_key", sa.String(500)),
        *withdrawn("withdrawn_quote"),
    )
    for column in ("article_id", "speaker_id"):
        op.create_index(f"ix_withdrawn_quote_{column}_sort_day_id", "withdrawn_quote", [column, "sort_day", "id"])
    op.create_index("ix_withdrawn_quote_sort_day_id", "withdrawn_quote", ["sort_day", "id"])


def create_withdrawn_event() -> None:
    """Events that their articles no longer hold."""
    op.create_table(
        "withdrawn_event",
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
        sa.Column("quote_id", sa.Integer()),
        sa.Column("mentions", sa.JSON(), nullable=False),
        *withdrawn("withdrawn_event"),
    )
    op.create_index("ix_withdrawn_event_article_id_sort_day_id", "withdrawn_event", ["article_id", "sort_day", "id"])
    op.create_index("ix_withdrawn_event_sort_day_id", "withdrawn_event", ["sort_day", "id"])


def withdrawn(table: str) -> list[sa.schema.SchemaItem]:
    """Where it stood, and since when it does no longer; the id is the one that it had."""
    return [
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer()),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sort_day", sa.Date(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=False),
        refer(table, "article", on_delete="CASCADE"),
        refer(table, "source"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    ]


def create_story_band() -> None:
    """What finds texts that are alike."""
    op.create_table(
        "story_band",
        sa.Column("band", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        refer("story_band", "article", on_delete="CASCADE"),
        sa.PrimaryKeyConstraint("band", "article_id", name="pk_story_band"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_story_band_article_id", "story_band", ["article_id"])


def refer(table: str, other: str, *, on_delete: str | None = None) -> sa.ForeignKeyConstraint:
    """A foreign key from `<other>_id` to the other table."""
    return sa.ForeignKeyConstraint(
        [f"{other}_id"], [f"{other}.id"], name=f"fk_{table}_{other}_id_{other}", ondelete=on_delete
    )


def choice(name: str, *values: str) -> sa.Enum:
    """A short text that the database checks."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=20)
