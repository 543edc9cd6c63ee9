"""The tables. Fields that travel come from `app.records`; here stand keys, links and what serves the queries.

Columns named `key` or ending in `_key`, and `folded`, hold what `fold_key` makes of another column, so that a
filter meets every spelling. `sort_day` repeats a day and is never null: `UNDATED` stands in, so that a keyset
can go on from any row. Enter a table through `model_validate`: tables do not validate by themselves.
"""

from bisect import bisect_left
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import ClassVar, cast

from sqlalchemy import Enum, String, Table, Text, inspect
from sqlalchemy.dialects.postgresql import VARCHAR
from sqlmodel import Field, Index, SQLModel, text

from app.arabic.normalize import fold_key
from app.arabic.speakers.identity import ends_of, identify
from app.records import ArticleBase, EventBase, MentionBase, QuoteBase, SpeakerBase, SpeakerKind
from app.store.correctable import Correctable

# Names that Alembic can drop again, the same on every database.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

UNDATED = date.min

# SQLite would else give a deleted row's id to the next one; an id that a client kept must never mean another row.
_IDS = {"sqlite_autoincrement": True}

LONGEST_KEY = 500

# Keys are sorted by code point, as SQLite does; PostgreSQL would else sort by its locale.
_KEY = String(LONGEST_KEY).with_variant(VARCHAR(LONGEST_KEY, collation="C"), "postgresql")


def _kind(name: str) -> Enum:
    return Enum(SpeakerKind, name=name, native_enum=False, create_constraint=True, length=20)


_KIND, _INTO_KIND = _kind("kind"), _kind("into_kind")


REACHES = (0, 6, 26, 30, 87, 91, 179, 183, 352, 354, 363, 365, 728, 730, 3650, 3652, 36522, 36524, 3_652_059)
"""Days from the first to the last of what lasts longest in each class of `measure_reach`.

Nearly all that has a date lasts a day, a week, a month, three or six, a year of the sun or the moon, two, ten or a
hundred: those have narrow classes, in which hardly anything is met that ended too early.
"""


def measure_reach(first: date | None, last: date | None) -> int:
    """The class of how long something lasts; 0 for the undated."""
    return 0 if first is None or last is None else bisect_left(REACHES, (last - first).days)


def now() -> datetime:
    """The moment of writing, aware UTC."""
    return datetime.now(UTC)


def make_key(name: str) -> str:
    """What a name is looked up by: the same for every spelling of it."""
    return fold_key(name)[:LONGEST_KEY]


def make_identity(name: str, kind: SpeakerKind) -> str:
    """What the spellings of a speaker's name share: one for one speaker, in every article that shares them."""
    return identify(name, kind)[:LONGEST_KEY]


def make_ends(name: str, kind: SpeakerKind) -> str | None:
    """What a person's name with and without its middle names have in common; None for all others."""
    ends = ends_of(name) if kind is SpeakerKind.person else None
    return ends and ends[:LONGEST_KEY]


class Verdict(StrEnum):
    """What an editor has decided: a name is the same speaker's as another name, or it is one apart."""

    same = "same"
    apart = "apart"


class Source(SQLModel, table=True):
    """An outlet that publishes articles."""

    __tablename__: ClassVar[str] = "source"
    __table_args__ = _IDS

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=200)
    key: str = Field(sa_type=_KEY, unique=True)


class Article(ArticleBase, table=True):
    """A news article; one row for one address or one text."""

    __tablename__: ClassVar[str] = "article"
    __table_args__ = (
        Index("ix_article_sort_day_id", "sort_day", "id"),
        Index("ix_article_source_id_sort_day_id", "source_id", "sort_day", "id"),
        _IDS,
    )

    id: int | None = Field(default=None, primary_key=True)
    source_id: int | None = Field(default=None, foreign_key="source.id")
    url: str | None = Field(max_length=2000, unique=True)
    external_id: str | None = Field(max_length=200, index=True)
    fingerprint: str = Field(max_length=64, unique=True)
    sort_day: date
    folded: str = Field(sa_type=Text)
    revision: int = 1
    revised_at: datetime | None = None
    created_at: datetime = Field(default_factory=now)
    updated_at: datetime = Field(default_factory=now)


class Speaker(SpeakerBase, Correctable, table=True):
    """Somebody who speaks. With `article_id` the row belongs to that article alone, else all articles share it.

    Rows with one `identity` in one place are one; it is null until `app.store.regrouping` has worked it out.
    `document` is what SQLite itself keeps of the row as JSON, see `app.store.fragments`.
    """

    __tablename__: ClassVar[str] = "speaker"
    __table_args__ = (
        Index(
            "uq_speaker_shared",
            "identity",
            "kind",
            unique=True,
            sqlite_where=text("article_id IS NULL"),
            postgresql_where=text("article_id IS NULL"),
        ),
        Index("uq_speaker_scoped", "article_id", "identity", "kind", unique=True),
        Index("ix_speaker_identity", "identity"),
        Index("ix_speaker_ends", "ends"),
        Index("ix_speaker_key_id", "key", "id"),
        Index("ix_speaker_kind_key_id", "kind", "key", "id"),
        Index("ix_speaker_quote_count_id", "quote_count", "id"),
        Index("ix_speaker_kind_quote_count_id", "kind", "quote_count", "id"),
        _IDS,
    )

    id: int | None = Field(default=None, primary_key=True)
    article_id: int | None = Field(default=None, foreign_key="article.id", ondelete="CASCADE")
    key: str = Field(sa_type=_KEY)
    identity: str | None = Field(default=None, sa_type=_KEY)
    ends: str | None = Field(default=None, sa_type=_KEY)
    folded: str = Field(sa_type=Text)
    quote_count: int = 0
    first_said: date | None = None
    last_said: date | None = None
    document: str = Field(default="", sa_type=Text, sa_column_kwargs={"server_default": ""})


class SpeakerAlias(SQLModel, table=True):
    """Another form of a speaker's name."""

    __tablename__: ClassVar[str] = "speaker_alias"
    __table_args__ = (Index("uq_speaker_alias_speaker_id_key", "speaker_id", "key", unique=True), _IDS)

    id: int | None = Field(default=None, primary_key=True)
    speaker_id: int = Field(foreign_key="speaker.id", ondelete="CASCADE")
    name: str = Field(max_length=500)
    key: str = Field(sa_type=_KEY, index=True)


class SpeakerDecision(SQLModel, table=True):
    """What an editor has decided of a name, in one article or in all: whose it is. Outlives the speakers' rows.

    With a `form`, only quotes whose mention bears it are meant; with `into_article`, whose it is belongs to the
    article alone. `identity` and `into_identity` hold what `make_identity` makes of `name` and `into_name`.
    """

    __tablename__: ClassVar[str] = "speaker_decision"
    __table_args__ = (
        Index(
            "uq_speaker_decision",
            "identity",
            "kind",
            "form",
            unique=True,
            sqlite_where=text("article_id IS NULL"),
            postgresql_where=text("article_id IS NULL"),
        ),
        Index("uq_speaker_decision_article", "article_id", "identity", "kind", "form", unique=True),
        _IDS,
    )

    id: int | None = Field(default=None, primary_key=True)
    verdict: Verdict = Field(
        sa_type=Enum(Verdict, name="verdict", native_enum=False, create_constraint=True, length=20)
    )
    article_id: int | None = Field(default=None, foreign_key="article.id", ondelete="CASCADE")
    kind: SpeakerKind = Field(sa_type=_KIND)
    name: str = Field(max_length=500)
    identity: str = Field(sa_type=_KEY)
    form: str = Field(default="", max_length=500)
    into_article: bool
    into_kind: SpeakerKind = Field(sa_type=_INTO_KIND)
    into_name: str = Field(max_length=500)
    into_identity: str = Field(sa_type=_KEY, index=True)
    decided_at: datetime = Field(default_factory=now)


class Quote(QuoteBase, Correctable, table=True):
    """What one speaker said in one article; `source_id` repeats the article's, for its index.

    `speaker_name` is what the article calls the speaker where their row has another name, spelling included.
    `fragment` is what `app.store.links.make_fragment` makes of the words and what stands around them; `document` is
    what SQLite itself keeps of the row as JSON, see `app.store.fragments`.
    """

    __tablename__: ClassVar[str] = "quote"
    __table_args__ = (
        Index("ix_quote_sort_day_id", "sort_day", "id"),
        Index("ix_quote_position_id", "position", "id"),
        Index("ix_quote_article_id_position_id", "article_id", "position", "id"),
        Index("ix_quote_speaker_id_position_id", "speaker_id", "position", "id"),
        *(Index(f"ix_quote_speaker_id_{name}", "speaker_id", name) for name in ("id", "article_id")),
        Index("ix_quote_article_id_speaker_id_kind_via_key_via", "article_id", "speaker_id", "kind", "via_key", "via"),
        *(
            Index(f"ix_quote_{name}_sort_day_id", name, "sort_day", "id")
            for name in ["speaker_id", "article_id", "source_id", "kind", "cue_key", "via_key", "marks", "resolution"]
        ),
        _IDS,
    )

    id: int | None = Field(default=None, primary_key=True)
    article_id: int = Field(foreign_key="article.id", ondelete="CASCADE")
    speaker_id: int = Field(foreign_key="speaker.id")
    source_id: int | None = Field(default=None, foreign_key="source.id")
    speaker_name: str | None = Field(default=None, max_length=500)
    position: int = Field(ge=0)
    sort_day: date
    cue_key: str = Field(sa_type=_KEY)
    via_key: str | None = Field(default=None, sa_type=_KEY)
    folded: str = Field(sa_type=Text)
    fragment: str = Field(sa_type=Text, sa_column_kwargs={"server_default": ""})
    document: str = Field(default="", sa_type=Text, sa_column_kwargs={"server_default": ""})


class Event(EventBase, table=True):
    """A dated happening of one article; `source_id` repeats the article's, and `reach` tells the days, for indexes."""

    __tablename__: ClassVar[str] = "event"
    __table_args__ = (
        Index("ix_event_sort_day_id", "sort_day", "id"),
        Index("ix_event_date_end_id", "date_end", "id"),
        Index("ix_event_reach_sort_day_id_date_end", "reach", "sort_day", "id", "date_end"),
        Index("ix_event_position_id", "position", "id"),
        Index("ix_event_article_id_position_id", "article_id", "position", "id"),
        *(
            Index(f"ix_event_{name}_sort_day_id", name, "sort_day", "id")
            for name in ("article_id", "source_id", "precision", "tense")
        ),
        _IDS,
    )

    id: int | None = Field(default=None, primary_key=True)
    article_id: int = Field(foreign_key="article.id", ondelete="CASCADE")
    source_id: int | None = Field(default=None, foreign_key="source.id")
    quote_id: int | None = Field(default=None, foreign_key="quote.id", ondelete="SET NULL", index=True)
    position: int = Field(ge=0)
    sort_day: date
    reach: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    folded: str = Field(sa_type=Text)


class EventMention(MentionBase, table=True):
    """Who is named in an event's sentence."""

    __tablename__: ClassVar[str] = "event_mention"
    __table_args__ = (Index("ix_event_mention_event_id_start_id", "event_id", "start", "id"), _IDS)

    id: int | None = Field(default=None, primary_key=True)
    event_id: int = Field(foreign_key="event.id", ondelete="CASCADE")
    speaker_id: int | None = Field(default=None, foreign_key="speaker.id", ondelete="SET NULL", index=True)


def table_of(model: type[SQLModel]) -> Table:
    """The Core table behind a model, for statements that yield plain rows."""
    return cast(Table, inspect(model).local_table)


SOURCE = table_of(Source)
ARTICLE = table_of(Article)
SPEAKER = table_of(Speaker)
SPEAKER_ALIAS = table_of(SpeakerAlias)
SPEAKER_DECISION = table_of(SpeakerDecision)
QUOTE = table_of(Quote)
EVENT = table_of(Event)
EVENT_MENTION = table_of(EventMention)
