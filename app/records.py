"""The fields that travel: what ingestion hands to analysis, analysis to the store, the store to the API.

Each field is described once, here. A base has no table and no defaults; `FoundX` leaves analysis, `X` (a
table in `app.store.models`) is stored, `XRead` (in `app.api`) is answered. Offsets count Unicode code points
and are half-open: `body[start:end]`.
"""

from datetime import date
from enum import StrEnum
from typing import Any, Self

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Enum
from sqlmodel import JSON, Field, SQLModel

LONGEST_SOURCE = 200
"""Characters of an outlet's name."""
LONGEST_LANGUAGE = 35
"""Characters of a language's tag, as RFC 5646 advises."""
LONGEST_BODY = 1_000_000
"""Characters of an article: the analysis takes seconds and a gigabyte for some millions."""
LONGEST_URL = 2000
"""Bytes of an article's address: PostgreSQL's index can't hold longer ones."""


def _short_text(choices: type[StrEnum], name: str) -> Enum:
    """How a choice is stored: a short text that the database checks, the same in every database."""
    return Enum(choices, name=name, native_enum=False, create_constraint=True, length=20)


class QuoteKind(StrEnum):
    """How much of the content stands in quote marks: all, a part, nothing."""

    direct = "direct"
    mixed = "mixed"
    indirect = "indirect"


class SpeakerKind(StrEnum):
    """What a speaker is; `group` is plural people, `unnamed` a source that the text keeps unnamed."""

    person = "person"
    organization = "organization"
    group = "group"
    unnamed = "unnamed"


class Marks(StrEnum):
    """State of the quote marks around or inside the content; anything but closed and none was repaired."""

    closed = "closed"
    unclosed = "unclosed"
    inverted = "inverted"
    none = "none"


class Resolution(StrEnum):
    """How the speaker was found: by name, by another form of the name, by role, from context, or unnamed."""

    named = "named"
    alias = "alias"
    role = "role"
    understood = "understood"
    unnamed = "unnamed"


class Precision(StrEnum):
    """The unit of the calendar that a date expression names."""

    day = "day"
    week = "week"
    month = "month"
    season = "season"
    year = "year"
    decade = "decade"
    interval = "interval"


class Tense(StrEnum):
    """Whether the event had happened or was still to come when the article was written."""

    past = "past"
    scheduled = "scheduled"


class AnchorKind(StrEnum):
    """What a date was counted from: nothing (absolute), the article's date, or a date its words betray."""

    none = "none"
    published = "published"
    inferred = "inferred"
    missing = "missing"


class Segment(BaseModel):
    """One unbroken piece of a quote's content."""

    model_config = ConfigDict(extra="forbid")

    start: int = Field(ge=0, description="First code point in the article's body.")
    end: int = Field(ge=0, description="One past the last code point.")
    text: str = Field(description="The words, verbatim.")


class ArticleHead(SQLModel):
    """What stands above an article's body: all that a list of articles needs."""

    external_id: str | None = Field(max_length=200, description="The publisher's own id.")
    url: str | None = Field(max_length=LONGEST_URL, description="Address of the article.")
    title: str = Field(max_length=2000, description="Headline.")
    deck: str | None = Field(max_length=5000, description="Line under the headline.")
    caption: str | None = Field(max_length=5000, description="Caption of the article's picture, without its credit.")
    credit: str | None = Field(max_length=300, description="Whose picture it is.")
    author: str | None = Field(max_length=300, description="Byline.")
    published_at: date | None = Field(description="Day of publication.", schema_extra={"examples": ["2025-07-31"]})


class ArticleBase(ArticleHead):
    """A news article as its reader sees it, without the page's furniture."""

    language: str | None = Field(
        max_length=LONGEST_LANGUAGE,
        description="The language that its page or record says it is in (BCP 47); null where none says so.",
        schema_extra={"examples": ["ar-SY"]},
    )
    modified_at: date | None = Field(description="Day on which the outlet last changed it, as its page or record says.")
    body: str = Field(description="Paragraphs and headings joined by one blank line, otherwise verbatim.")
    headings: list[list[int]] = Field(
        sa_type=JSON, description="Spans of the section headings in the body, each [start, end]."
    )


class SourceDocument(ArticleBase):
    """What ingestion makes of a file, page or record."""

    source: str | None = Field(max_length=LONGEST_SOURCE, description="The outlet's name.")


class Found(SQLModel):
    """What leaves analysis: nothing of it is a row of a table, so it is made without what SQLAlchemy needs of one."""

    def __new__(cls, **_: Any) -> Self:
        """An object whose fields pydantic sets, all of them."""
        return object.__new__(cls)

    __init__ = BaseModel.__init__


class SpeakerBase(SQLModel):
    """Somebody who is reported to have said something."""

    name: str = Field(max_length=500, description="Fullest name found, without titles.")
    kind: SpeakerKind = Field(
        sa_type=_short_text(SpeakerKind, "kind"), description="person, organization, group or unnamed."
    )
    role: str | None = Field(
        max_length=500, description="Office or title, as first printed; an office goes before a mere title."
    )
    affiliation: str | None = Field(max_length=500, description="State, body or company of the role.")


class FoundSpeaker(Found, SpeakerBase):
    """A speaker as one article shows them."""

    aliases: list[str] = Field(description="Every other form of the name in this article, as printed.")


class QuoteBase(SQLModel):
    """One cue and its content: what one speaker is reported to have said or written."""

    kind: QuoteKind = Field(sa_type=_short_text(QuoteKind, "kind"), description="direct, mixed or indirect.")
    text: str = Field(description="The content from its first to its last code point: body[start:end].")
    start: int = Field(ge=0, description="First code point of the content in the article's body.")
    end: int = Field(ge=0, description="One past the last code point of the content.")
    segments: list[Segment] = Field(
        sa_type=JSON, description="The content's pieces; more than one where a cue interrupts it."
    )
    prefix: str = Field(max_length=64, description="Up to 32 code points before the content (TextQuoteSelector).")
    suffix: str = Field(max_length=64, description="Up to 32 code points after the content (TextQuoteSelector).")
    cue: str = Field(max_length=100, description="The word that reports, as printed.")
    cue_start: int = Field(ge=0, description="First code point of the cue.")
    cue_end: int = Field(ge=0, description="One past the last code point of the cue.")
    cue_lemma: str = Field(max_length=100, description="Dictionary form of the cue: قال for وقالت.")
    mention: str | None = Field(
        max_length=1000, description="The speaker as this quote's sentence names them; null where understood."
    )
    mention_start: int | None = Field(ge=0, description="First code point of the mention.")
    mention_end: int | None = Field(ge=0, description="One past the last code point of the mention.")
    via: str | None = Field(max_length=300, description="The outlet that relayed the words, by its bare name.")
    via_start: int | None = Field(ge=0, description="First code point of the relay's name.")
    via_end: int | None = Field(ge=0, description="One past the last code point of the relay's name.")
    marks: Marks = Field(sa_type=_short_text(Marks, "marks"), description="closed, unclosed, inverted or none.")
    resolution: Resolution = Field(
        sa_type=_short_text(Resolution, "resolution"), description="named, alias, role, understood or unnamed."
    )
    rule: str = Field(max_length=100, description="Id of the rule that found the quote.")
    confidence: float = Field(ge=0, le=1, description="Estimated probability that content and speaker are right.")
    said_on: date | None = Field(description="Day of the saying: the one named beside the cue, else the article's.")


class FoundQuote(Found, QuoteBase):
    """A quote as analysis leaves it."""

    speaker: int = Field(ge=0, description="Place of the speaker in `Analysis.speakers`.")


class MentionBase(SQLModel):
    """A person or organisation named in an event's sentence."""

    name: str = Field(max_length=500, description="Fullest name that the article gives.")
    kind: SpeakerKind = Field(
        sa_type=_short_text(SpeakerKind, "kind"),
        description="person or organization (group and unnamed are not mentioned).",
    )
    text: str = Field(max_length=1000, description="The name as printed here.")
    start: int = Field(ge=0, description="First code point of the name in the article's body.")
    end: int = Field(ge=0, description="One past the last code point.")


class FoundMention(Found, MentionBase):
    """A mention as analysis leaves it."""

    speaker: int | None = Field(ge=0, description="Place in `Analysis.speakers` when the one named also speaks.")


class EventBase(SQLModel):
    """A date in its sentence: something that happened or is to happen on a day that the text names."""

    text: str = Field(max_length=500, description="The expression, verbatim: body[start:end].")
    start: int = Field(ge=0, description="First code point of the expression in the article's body.")
    end: int = Field(ge=0, description="One past the last code point.")
    value: str | None = Field(
        max_length=50,
        description="ISO 8601, as precise as the words (2025-07, 2024-W50, 199X, a/b); null unresolved.",
    )
    timex: str | None = Field(max_length=50, description="The TIMEX3 value.")
    date_start: date | None = Field(description="First day; null when there was nothing to count from.")
    date_end: date | None = Field(description="Last day, inclusive.")
    precision: Precision = Field(
        sa_type=_short_text(Precision, "precision"), description="day, week, month, season, year, decade or interval."
    )
    tense: Tense = Field(sa_type=_short_text(Tense, "tense"), description="past or scheduled.")
    sentence: str = Field(description="The sentence around it, verbatim.")
    sentence_start: int = Field(ge=0, description="First code point of the sentence.")
    sentence_end: int = Field(ge=0, description="One past the last code point of the sentence.")
    anchor: date | None = Field(description="The day that the expression was counted from.")
    anchor_kind: AnchorKind = Field(
        sa_type=_short_text(AnchorKind, "anchor_kind"), description="none, published, inferred or missing."
    )
    rule: str = Field(max_length=100, description="Id of the rule that read the expression.")


class FoundEvent(Found, EventBase):
    """An event as analysis leaves it."""

    quote: int | None = Field(ge=0, description="Place in `Analysis.quotes` of the quote that the date stands in.")
    mentions: list[FoundMention] = Field(description="Who is named in the sentence.")


class Analysis(BaseModel):
    """Everything found in one article; quotes and events in the order of the text."""

    speakers: list[FoundSpeaker]
    quotes: list[FoundQuote]
    events: list[FoundEvent]
