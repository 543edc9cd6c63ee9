"""What is searched of each list: its fields, how much each counts, and the rows that its texts are read from."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, func, select

from app.store.history_models import WITHDRAWN_EVENT, WITHDRAWN_QUOTE
from app.store.models import ARTICLE, EVENT, QUOTE, SPEAKER, SPEAKER_ALIAS

# How much a word counts that agrees by stem, by root, by a key, letter by letter. Tuned on questions over encyclopedia
# paragraphs, alone and among news: stems alone find less, roots alone too much, whole words decide between equals.
WEIGHTS: Mapping[str, float] = {"stem": 1.0, "root": 1.5, "key": 1.0, "exact": 1.0}
SIGNALS = tuple(WEIGHTS)


@dataclass(frozen=True, eq=False)
class Field:
    """One field: its names in a query, its weight, its label in a tsvector, and what of answers it holds."""

    name: str
    weight: float
    label: str
    names: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Subject:
    """One list that can be searched. `texts` yields `id` and the text of each field, for the ids it is asked for.

    `parent` is the list whose fields are asked for beside its own: that of the articles that its rows stand in.
    """

    name: str
    base: Table
    fields: tuple[Field, ...]
    texts: Select[Any]
    completes: bool = False
    parent: "Subject | None" = None

    @cached_property
    def index(self) -> str:
        """The table of its terms."""
        return f"search_{self.key}"

    @property
    def key(self) -> str:
        """What tells it from every other, also from those that are called alike: the table that its rows are in."""
        return self.base.name

    @cached_property
    def shown(self) -> tuple[tuple[Field, str], ...]:
        """What can be marked in answers, each with the field that is looked through for it."""
        return tuple((field, name) for field in self.fields for name in field.shown)

    def find_field(self, name: str) -> Field | None:
        """The field that a query calls so."""
        return next((field for field in self.fields if name == field.name or name in field.names), None)


def _names_of_the_quoted() -> ColumnElement[Any]:
    names = (
        select(SPEAKER.c.name)
        .join_from(QUOTE, SPEAKER, SPEAKER.c.id == QUOTE.c.speaker_id)
        .where(QUOTE.c.article_id == ARTICLE.c.id)
        .distinct()
        .order_by(SPEAKER.c.name)
        .correlate(ARTICLE)
        .subquery()
    )
    return select(func.aggregate_strings(names.c.name, " . ")).scalar_subquery()


def _other_names() -> ColumnElement[Any]:
    names = (
        select(SPEAKER_ALIAS.c.name)
        .where(SPEAKER_ALIAS.c.speaker_id == SPEAKER.c.id)
        .order_by(SPEAKER_ALIAS.c.id)
        .correlate(SPEAKER)
        .subquery()
    )
    return select(func.aggregate_strings(names.c.name, " . ")).scalar_subquery()


_A, _Q, _E, _S = ARTICLE.c, QUOTE.c, EVENT.c, SPEAKER.c
_GONE_Q, _GONE_E = WITHDRAWN_QUOTE.c, WITHDRAWN_EVENT.c

ARTICLES = Subject(
    "article",
    ARTICLE,
    (
        Field("title", 4.0, "A", shown=("title",)),
        Field("deck", 2.0, "B", shown=("deck",)),
        Field("body", 1.0, "C", ("text",), shown=("body",)),
        Field("speaker", 0.5, "D"),
    ),
    select(_A.id, _A.title, _A.deck, _A.body, _names_of_the_quoted().label("speaker")),
)
QUOTES = Subject(
    "quote",
    QUOTE,
    (Field("text", 1.0, "C", shown=("text",)), Field("speaker", 0.5, "D", shown=("speaker.name", "mention"))),
    select(
        _Q.id,
        _Q.text,
        (func.coalesce(_Q.speaker_name, "") + " . " + _S.name + " . " + func.coalesce(_Q.mention, "")).label("speaker"),
    ).join_from(QUOTE, SPEAKER, _S.id == _Q.speaker_id),
    parent=ARTICLES,
)
EVENTS = Subject(
    "event",
    EVENT,
    (Field("sentence", 1.0, "C", ("text",), shown=("sentence",)), Field("speaker", 0.5, "D")),
    select(_E.id, _E.sentence, _S.name.label("speaker"))
    .join_from(EVENT, QUOTE, _Q.id == _E.quote_id, isouter=True)
    .outerjoin(SPEAKER, _S.id == _Q.speaker_id),
    parent=ARTICLES,
)
SPEAKERS = Subject(
    "speaker",
    SPEAKER,
    (
        Field("name", 2.0, "A", ("speaker",), shown=("name",)),
        Field("alias", 1.0, "B"),
        Field("role", 0.5, "C", shown=("role",)),
        Field("affiliation", 0.25, "D", shown=("affiliation",)),
    ),
    select(_S.id, _S.name, _other_names().label("alias"), _S.role, _S.affiliation),
    completes=True,
)
WITHDRAWN_QUOTES = replace(
    QUOTES,
    base=WITHDRAWN_QUOTE,
    texts=select(
        _GONE_Q.id,
        _GONE_Q.text,
        (_GONE_Q.speaker_name + " . " + func.coalesce(_GONE_Q.mention, "")).label("speaker"),
    ),
)
WITHDRAWN_EVENTS = replace(
    EVENTS,
    base=WITHDRAWN_EVENT,
    texts=select(_GONE_E.id, _GONE_E.sentence, func.coalesce(_S.name, _GONE_Q.speaker_name).label("speaker"))
    .outerjoin_from(WITHDRAWN_EVENT, WITHDRAWN_QUOTE, _GONE_Q.id == _GONE_E.quote_id)
    .outerjoin(QUOTE, _Q.id == _GONE_E.quote_id)
    .outerjoin(SPEAKER, _S.id == _Q.speaker_id),
)
SUBJECTS: Mapping[str, Subject] = {
    subject.key: subject for subject in (ARTICLES, QUOTES, EVENTS, SPEAKERS, WITHDRAWN_QUOTES, WITHDRAWN_EVENTS)
}
