"""What stands inside other answers: an article or a speaker in short, highlights, facets."""

from datetime import date, datetime
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, Field

from app.api.paging import Page
from app.api.params import hide_default
from app.records import SpeakerKind

Item = TypeVar("Item")


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


class SpanRead(BaseModel):
    """A half-open range of Unicode code points."""

    start: int = Field(ge=0, description="Its first code point.")
    end: int = Field(ge=0, description="The code point behind its last.")


class SnippetRead(SpanRead):
    """The stretch of a field that holds most of what was searched for, at most 160 code points."""

    text: str = Field(description="The stretch, as it stands in the field from `start` to `end`.")
    spans: list[SpanRead] = Field(description="What was searched for, counted from the snippet's beginning.")


class HighlightRead(BaseModel):
    """What of a field was searched for, in its own letters."""

    field: str = Field(description="Name of the field, as `speaker.name`.")
    spans: list[SpanRead] = Field(description="What was searched for, counted from the field's beginning.")
    snippet: SnippetRead = Field(description="Where most of it stands.")


class Hit(BaseModel):
    """What a row of a list shows where something was searched for."""

    highlights: list[HighlightRead] = Field(
        default=[],
        description="Only there with `q`: what of the row was searched for, field by field.",
        json_schema_extra=hide_default,
    )


class FacetRead(BaseModel):
    """How many rows have one value."""

    value: int | str = Field(description="What to filter by, in the parameter of the facet's name.")
    label: str = Field(description="How to show it.")
    count: int = Field(ge=1, description="How many rows the filters leave with it.")


class FacetedPage(Page[Item], Generic[Item]):
    """A page with counts."""

    facets: dict[str, list[FacetRead]] = Field(
        default={},
        description="Only there with `facets=`: for each its most frequent values.",
        json_schema_extra=hide_default,
    )
