"""The filters, each described once; the lists pick theirs. Values of one filter are alternatives."""

from typing import Annotated

from pydantic import Field

from app.api.params import Day, Flag, Id, Name, Search
from app.records import Marks, Precision, QuoteKind, Resolution, SpeakerKind, Tense

MOST_VALUES = 50
# Texts are longer than ids, and servers take addresses of 64 KB at most.
MOST_TEXTS = 20

ArticleIds = Annotated[list[Id], Field(default=[], max_length=MOST_VALUES, description="In any of these articles.")]
QuoteIds = Annotated[list[Id], Field(default=[], max_length=MOST_VALUES, description="Inside any of these quotes.")]
SpeakerIds = Annotated[
    list[Id], Field(default=[], max_length=MOST_VALUES, description="Said by any of these speakers.")
]
QuotedIds = Annotated[list[Id], Field(default=[], max_length=MOST_VALUES, description="Quoting any of these speakers.")]
ConcernedIds = Annotated[
    list[Id],
    Field(
        default=[],
        max_length=MOST_VALUES,
        description="Names any of these speakers in its sentence, or stands in a quote of theirs.",
    ),
]
Sources = Annotated[
    list[Name],
    Field(
        default=[],
        max_length=MOST_TEXTS,
        description="Published by any of these outlets, in any spelling.",
        examples=[["عنب بلدي"]],
    ),
]
Cues = Annotated[
    list[Name],
    Field(
        default=[],
        max_length=MOST_TEXTS,
        description="Any of these reporting verbs, by dictionary form.",
        examples=[["قال"]],
    ),
]
Relays = Annotated[
    list[Name],
    Field(default=[], max_length=MOST_TEXTS, description="Relayed by any of these outlets.", examples=[["سانا"]]),
]
QuoteKinds = Annotated[
    list[QuoteKind], Field(default=[], max_length=MOST_VALUES, description="Any of these kinds of quote.")
]
MarkStates = Annotated[
    list[Marks], Field(default=[], max_length=MOST_VALUES, description="Any of these states of the quote marks.")
]
Resolutions = Annotated[
    list[Resolution], Field(default=[], max_length=MOST_VALUES, description="Speaker found in any of these ways.")
]
SpeakerKinds = Annotated[
    list[SpeakerKind], Field(default=[], max_length=MOST_VALUES, description="Any of these kinds of speaker.")
]
SpeakerNames = Annotated[
    list[Name],
    Field(
        default=[],
        max_length=MOST_TEXTS,
        description="Any of these names, whole, or other forms of them.",
        examples=[["أسعد الشيباني"]],
    ),
]
Precisions = Annotated[
    list[Precision], Field(default=[], max_length=MOST_VALUES, description="Any of these units of the calendar.")
]
Tenses = Annotated[list[Tense], Field(default=[], max_length=MOST_VALUES, description="Past, scheduled, or both.")]
ExternalIds = Annotated[
    list[Name], Field(default=[], max_length=MOST_TEXTS, description="Any of these ids of the publisher's own.")
]
Addresses = Annotated[
    list[Annotated[str, Field(min_length=1, max_length=2000)]],
    Field(default=[], max_length=MOST_TEXTS, description="At any of these addresses."),
]
Withdrawn = Annotated[
    Flag,
    Field(
        default=False,
        description="Instead of what stands in the articles now, what no longer does, with since when.",
    ),
]
Since = Annotated[Day | None, Field(default=None, description="On this day or later.", examples=["2025-01-01"])]
Until = Annotated[Day | None, Field(default=None, description="On this day or earlier.", examples=["2025-12-31"])]
Words = Annotated[
    Search | None,
    Field(default=None, description="Words that all stand in the text, in any spelling.", examples=["روسيا"]),
]
NameWords = Annotated[
    Search | None,
    Field(default=None, description="Words that all stand in the name, in any spelling.", examples=["الشيباني"]),
]
