"""What stands inside other answers: an article or a speaker in short."""

from datetime import date

from pydantic import BaseModel, Field

from app.records import SpeakerKind


class ArticleShort(BaseModel):
    """The article that a quote or event stands in."""

    id: int = Field(description="Its id.")
    title: str = Field(description="Headline.")
    url: str | None = Field(description="Address of the article.")
    source: str | None = Field(description="The outlet's name.")
    published_at: date | None = Field(description="Day of publication.")


class SpeakerShort(BaseModel):
    """The one who speaks."""

    id: int = Field(description="Their id.")
    name: str = Field(description="Fullest name found, without titles.")
    kind: SpeakerKind = Field(description="person, organization, group or unnamed.")
    role: str | None = Field(description="Office or title, as first printed.")
