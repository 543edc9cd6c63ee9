"""What editors send to set something right, and what the history of it shows."""

from datetime import datetime
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from app.api.params import Day
from app.api.v1 import examples
from app.api.v1.examples import show
from app.records import QuoteKind, SpeakerKind
from app.store.conditions import LARGEST_ID
from app.store.correcting import LONGEST_RELAY, ContentChoice, SpeakerChoice

# Something to read, and no NUL, which no database keeps.
_WORDS = r"^[^\x00]*[^\s\x00][^\x00]*$"
_SpeakerId = Annotated[int, Field(strict=True, ge=1, le=LARGEST_ID)]
_Name = Annotated[str, Field(min_length=1, max_length=500, pattern=_WORDS)]
_Relay = Annotated[str, Field(min_length=1, max_length=LONGEST_RELAY, pattern=_WORDS)]
_Offset = Annotated[int, Field(strict=True, ge=0, le=LARGEST_ID)]


class _Form(BaseModel):
    """What is not given stays as it is; null is a value only where it says so."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="after")
    def _hold_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("nothing is given")
        return self

    def _given(self, *names: str, nullable: frozenset[str]) -> dict[str, Any]:
        named = {name: getattr(self, name) for name in names if name in self.model_fields_set}
        return {name: value for name, value in named.items() if value is not None or name in nullable}


class SpeakerGiven(BaseModel):
    """Who speaks: somebody who is known, by their id, or anybody, by a name."""

    model_config = ConfigDict(extra="forbid")

    id: _SpeakerId | None = Field(default=None, description="Their id.")
    name: _Name | None = Field(default=None, description="Their name; a speaker is made if nobody has it yet.")
    kind: SpeakerKind = Field(default=SpeakerKind.person, description="What bears the name.")

    @model_validator(mode="after")
    def _be_one(self) -> Self:
        if (self.id is None) == (self.name is None):
            raise ValueError("either id or name")
        return self


class QuoteCorrection(_Form):
    """What is right of a quote; what is not given stays as it is. What is said stays words of the article's body."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [examples.QUOTE_CORRECTION]})

    speaker: SpeakerGiven | None = Field(default=None, description="Who says it.")
    start: _Offset | None = Field(default=None, description="First code point of the content in the article's body.")
    end: _Offset | None = Field(default=None, description="One past the last code point.")
    text: Annotated[str, Field(min_length=1, pattern=_WORDS)] | None = Field(
        default=None,
        description="The content: beside `start` and `end` what has to stand there, alone the nearest such words.",
    )
    kind: QuoteKind | None = Field(default=None, description="direct, mixed or indirect.")
    via: _Relay | None = Field(default=None, description="Who relayed it, in words of the body; null: nobody.")
    said_on: Day | None = Field(default=None, description="The day on which it was said; null: unknown.")
    rejected: bool | None = Field(
        default=None, strict=True, description="true: it is no quote, and leaves all lists; false takes that back."
    )

    @property
    def changes(self) -> dict[str, Any]:
        """What the store is to set right."""
        changes = self._given("kind", "via", "said_on", nullable=frozenset({"via", "said_on"}))
        if self.speaker:
            changes["speaker"] = SpeakerChoice(self.speaker.id, self.speaker.name, self.speaker.kind)
        content = ContentChoice(self.start, self.end, self.text)
        return changes if content == ContentChoice() else {"content": content, **changes}


class SpeakerCorrection(_Form):
    """What is right of a speaker; what is not given stays as it is."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [examples.SPEAKER_CORRECTION]})

    name: _Name | None = Field(default=None, description="Fullest name, without titles.")
    kind: SpeakerKind | None = Field(default=None, description="What bears the name.")
    role: _Name | None = Field(default=None, description="Office or title; null: none.")
    affiliation: _Name | None = Field(default=None, description="State, body or company; null: none.")

    @property
    def changes(self) -> dict[str, Any]:
        """What the store is to set right."""
        given = self._given("name", "kind", "role", "affiliation", nullable=frozenset({"role", "affiliation"}))
        return {name: value.strip() if type(value) is str else value for name, value in given.items()}


class SpeakerMerge(BaseModel):
    """Who is the same."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"speaker": 2}]})

    speaker: _SpeakerId = Field(description="Who is folded into the speaker of the path.")


class SpeakerSplit(BaseModel):
    """Which name is somebody else's."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"alias": "النجار"}]})

    alias: _Name = Field(description="One of the speaker's other names.")
    name: _Name | None = Field(default=None, description="What the new speaker is called; null: as the alias is.")


class EditRead(BaseModel):
    """What became of speakers that were put together or taken apart."""

    model_config = show(examples.EDIT)

    speaker_id: int | None = Field(description="The speaker that there is now; null: nothing bears the name yet.")
    name: str = Field(description="What they are called.")
    quotes: int = Field(ge=0, description="Quotes that are theirs now.")
    mentions: int = Field(ge=0, description="Mentions that are theirs now.")


class CorrectionRead(BaseModel):
    """One thing that an editor set right."""

    model_config = show(examples.CORRECTION)

    field: str = Field(
        description="What: speaker, content, kind, via, said_on, rejected; name, kind, role, affiliation, merge, split."
    )
    before: Any = Field(description="What it was; of a speaker `id` and `name`, of words `start`, `end` and `text`.")
    after: Any = Field(description="What it has been since.")
    corrected_by: str = Field(description="The name of the editor's key.")
    corrected_at: datetime = Field(description="When.")


class CorrectionList(BaseModel):
    """Everything that editors have set right, in the order in which they did."""

    items: list[CorrectionRead]
