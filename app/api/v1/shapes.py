"""What stands inside other answers: an article or a speaker in short."""

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, Field

from app.api.params import hide_default
from app.records import SpeakerKind


def _included(description: str, by: str) -> Any:
    """A field that is only there where the whole record was asked for."""
    said = f"{description} Only there with `include={by}`."
    return Field(default=None, description=said, json_schema_extra=hide_default)


class ArticleShort(BaseModel):
    """The article that a quote or event stands in."""

    id: int = Field(description="Its id.")
    title: str = Field(description="Headline.")
    url: str | None = Field(description="Address of the article.")
    source: str | None = Field(description="The outlet's name.")
    published_at: date | None = Field(description="Day of publication.")
    external_id: str | None = _included("The publisher's own id.", "article")
    deck: str | None = _included("Line under the headline.", "article")
    caption: str | None = _included("Caption of the picture.", "article")
    credit: str | None = _included("Whose picture it is.", "article")
    author: str | None = _included("Byline.", "article")
    quote_count: int = _included("How many quotes stand in it.", "article")
    event_count: int = _included("How many events stand in it.", "article")
    created_at: datetime = _included("When it was first stored.", "article")
    updated_at: datetime = _included("When it was last changed.", "article")


class SpeakerShort(BaseModel):
    """The one who speaks."""

    id: int = Field(description="Their id.")
    name: str = Field(description="Fullest name found, without titles.")
    kind: SpeakerKind = Field(description="person, organization, group or unnamed.")
    role: str | None = Field(description="Office or title, as first printed.")
    affiliation: str | None = _included("State, body or company of the role.", "speaker")
    quote_count: int | None = _included("How many quotes are theirs.", "speaker")
    first_said: date | None = _included("Day of the earliest dated quote.", "speaker")
    last_said: date | None = _included("Day of the latest dated quote.", "speaker")
