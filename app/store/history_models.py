"""The tables of what an article has been: its addresses, its earlier texts, what is no longer said in it.

What vanished from a text leaves the tables of `app.store.models` for one of its own, so that no list meets it by
chance; it keeps its id. Its offsets count in the text of `revision`.
"""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import BigInteger, Enum, String, Text, false
from sqlalchemy.dialects.postgresql import VARCHAR
from sqlmodel import JSON, Field, Index, SQLModel

from app.records import LONGEST_SOURCE, EventBase, QuoteBase, SpeakerKind
from app.store.correctable import Correctable
from app.store.models import now, table_of

_IDS = {"sqlite_autoincrement": True}
# Sorted by code point in every database, for those that are still open.
_ADDRESS_KEY = String(64).with_variant(VARCHAR(64, collation="C"), "postgresql")
_SPEAKER_KIND = Enum(SpeakerKind, name="speaker_kind", native_enum=False, create_constraint=True, length=20)


class ArticleAddress(SQLModel, table=True):
    """Where an article's text has been published: at an address, or by an outlet that gave none.

    `key` is what `app.store.addresses.make_address_key` makes of the address.
    """

    __tablename__: ClassVar[str] = "article_address"
    __table_args__ = _IDS

    id: int | None = Field(default=None, primary_key=True)
    article_id: int = Field(foreign_key="article.id", ondelete="CASCADE", index=True)
    url: str | None = Field(default=None, max_length=2000)
    key: str | None = Field(default=None, sa_type=_ADDRESS_KEY, unique=True)
    source: str | None = Field(default=None, max_length=LONGEST_SOURCE)
    added_at: datetime = Field(default_factory=now)


class ArticleRevision(SQLModel, table=True):
    """A text that the article had until `replaced_at`; `changes` holds ids of what its successor added and dropped."""

    __tablename__: ClassVar[str] = "article_revision"
    __table_args__ = (Index("uq_article_revision_article_id_number", "article_id", "number", unique=True), _IDS)

    id: int | None = Field(default=None, primary_key=True)
    article_id: int = Field(foreign_key="article.id", ondelete="CASCADE")
    number: int = Field(ge=1)
    title: str = Field(max_length=2000)
    deck: str | None = Field(max_length=5000)
    caption: str | None = Field(max_length=5000)
    body: str = Field(sa_type=Text)
    recorded_at: datetime
    replaced_at: datetime = Field(default_factory=now)
    changes: dict[str, list[int]] = Field(sa_type=JSON)


class WithdrawnQuote(QuoteBase, Correctable, table=True):
    """A quote that its article no longer holds, or an editor rejected, with the speaker as they were."""

    __tablename__: ClassVar[str] = "withdrawn_quote"
    __table_args__ = (
        Index("ix_withdrawn_quote_sort_day_id", "sort_day", "id"),
        Index("ix_withdrawn_quote_article_id_sort_day_id", "article_id", "sort_day", "id"),
        Index("ix_withdrawn_quote_speaker_id_sort_day_id", "speaker_id", "sort_day", "id"),
    )

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    article_id: int = Field(foreign_key="article.id", ondelete="CASCADE")
    source_id: int | None = Field(default=None, foreign_key="source.id")
    speaker_id: int
    speaker_name: str = Field(max_length=500)
    speaker_kind: SpeakerKind = Field(sa_type=_SPEAKER_KIND)
    speaker_role: str | None = Field(default=None, max_length=500)
    position: int
    sort_day: date
    cue_key: str = Field(max_length=500)
    via_key: str | None = Field(default=None, max_length=500)
    folded: str = Field(sa_type=Text)
    fragment: str = Field(sa_type=Text, sa_column_kwargs={"server_default": ""})
    is_rejected: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    revision: int = Field(ge=1)
    withdrawn_at: datetime = Field(default_factory=now)


class WithdrawnEvent(EventBase, table=True):
    """An event that its article no longer holds, with who was named in it."""

    __tablename__: ClassVar[str] = "withdrawn_event"
    __table_args__ = (
        Index("ix_withdrawn_event_sort_day_id", "sort_day", "id"),
        Index("ix_withdrawn_event_article_id_sort_day_id", "article_id", "sort_day", "id"),
        Index("ix_withdrawn_event_quote_id", "quote_id"),
    )

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    article_id: int = Field(foreign_key="article.id", ondelete="CASCADE")
    source_id: int | None = Field(default=None, foreign_key="source.id")
    quote_id: int | None = None
    mentions: list[dict[str, Any]] = Field(sa_type=JSON)
    position: int
    sort_day: date
    folded: str = Field(sa_type=Text)
    revision: int = Field(ge=1)
    withdrawn_at: datetime = Field(default_factory=now)


class StoryBand(SQLModel, table=True):
    """One of the values that texts of one story are likely to share: see `app.store.stories`."""

    __tablename__: ClassVar[str] = "story_band"
    __table_args__ = {"sqlite_with_rowid": False}

    band: int = Field(sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False})
    article_id: int = Field(foreign_key="article.id", ondelete="CASCADE", primary_key=True, index=True)


ARTICLE_ADDRESS = table_of(ArticleAddress)
ARTICLE_REVISION = table_of(ArticleRevision)
WITHDRAWN_QUOTE = table_of(WithdrawnQuote)
WITHDRAWN_EVENT = table_of(WithdrawnEvent)
STORY_BAND = table_of(StoryBand)
