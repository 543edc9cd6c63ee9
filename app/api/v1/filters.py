"""The filters, each described once; the lists pick theirs. Values of one filter are alternatives."""

from typing import Annotated, Any

from pydantic import Field

from app.api.params import Day, Flag, Id, Name, Search
from app.records import Marks, Precision, QuoteKind, Resolution, SpeakerKind, Tense
from app.store.facets import Facet
from app.store.search.matching import Match

MOST_VALUES = 50
_FACET = "|".join(Facet)
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
_LANGUAGE = """
Words join by *and*, in any spelling and with whatever is written onto them (`القواعد` finds والقواعد, `بموسكو` finds
موسكو). `"وزير الخارجية"` is a phrase, `روسيا OR سوريا` is either, `-أمريكا` is without, `سور*` is a beginning,
`( )` group, and `%s:` looks in one field. %sHits carry `highlights`. `-` alone leaves whatever is without, in the
usual order.
"""
_OF_ARTICLE = "`title:`, `deck:` and `body:` are of the article that quotes and events stand in. "
Words = Annotated[
    Search | None,
    Field(
        default=None, description=f"What is searched for. {_LANGUAGE % ('speaker', _OF_ARTICLE)}", examples=["روسيا"]
    ),
]
NameWords = Annotated[
    Search | None,
    Field(
        default=None,
        description=f"What is searched for in names and offices. {_LANGUAGE % ('role', '')} Beginnings count as words.",
        examples=["الشيباني"],
    ),
]
Matches = Annotated[
    Match,
    Field(
        default=Match.all,
        description="Whether hits hold all words of `q` or any. Where none holds all, those that hold any are "
        "answered, with `relaxed`.",
    ),
]
Exactly = Annotated[
    Flag, Field(default=False, description="Whether the words of `q` are meant letter by letter, as they are typed.")
]
Facets = Annotated[
    Annotated[str, Field(pattern=f"^({_FACET})(,({_FACET}))*$", max_length=100)] | None,
    Field(
        default=None,
        description="Counts within the current filters, as `facets`: any of speaker, kind, via, source, month.",
        examples=["speaker,month"],
    ),
]


def describe_order(usual: str) -> Any:
    """The parameter `sort` of a list whose usual order is that."""
    return Field(
        default=None, description=f"Order; a minus turns it round. Else relevance with a `q`, `{usual}` without."
    )
