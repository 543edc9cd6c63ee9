"""What of its rows an answer shows: all fields or some, and whole records where else short ones stand."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from sqlalchemy import select

from app.store.articles import ARTICLES
from app.store.documents import Columns, gather_documents
from app.store.events import EVENTS
from app.store.models import ARTICLE, EVENT, QUOTE, SOURCE, SPEAKER
from app.store.quotes import QUOTES, WITHDRAWN_QUOTES
from app.store.shapes import Listing
from app.store.speakers import SPEAKERS


def _under(outer: str, listing: Listing) -> Columns:
    return {f"{outer}.{name}": column for name, column in listing.columns.items()}


_QUOTES_OF_ARTICLE = gather_documents(
    QUOTES.columns,
    select(QUOTE)
    .select_from(QUOTE.join(SPEAKER, SPEAKER.c.id == QUOTE.c.speaker_id))
    .where(QUOTE.c.article_id == ARTICLE.c.id)
    .order_by(QUOTE.c.position, QUOTE.c.id)
    .correlate(SOURCE),
    of=ARTICLE,
)
_EVENTS_OF_ARTICLE = gather_documents(
    EVENTS.columns,
    select(EVENT).where(EVENT.c.article_id == ARTICLE.c.id).order_by(EVENT.c.position, EVENT.c.id).correlate(SOURCE),
    of=ARTICLE,
)
# A withdrawn quote keeps its speaker's name as it was; the other fields are the speaker's own, who may be gone.
_FORMER_SPEAKER = {
    name: column for name, column in _under("speaker", SPEAKERS).items() if name not in WITHDRAWN_QUOTES.columns
}
INCLUSIONS: Mapping[Listing, Mapping[str, Columns]] = {
    QUOTES: {"speaker": _under("speaker", SPEAKERS), "article": _under("article", ARTICLES)},
    WITHDRAWN_QUOTES: {"speaker": _FORMER_SPEAKER, "article": _under("article", ARTICLES)},
    ARTICLES: {"quotes": {"quotes": _QUOTES_OF_ARTICLE}, "events": {"events": _EVENTS_OF_ARTICLE}},
}


def list_fields(listing: Listing, *, details: bool = False) -> list[str]:
    """The names that a list's `fields` may take: of fields, and of objects as a whole; `details` those of a row."""
    columns = {**listing.columns, **(listing.details if details else {})}
    return list(dict.fromkeys(name for full in columns for name in (full.partition(".")[0], full)))


@lru_cache(maxsize=512)
def look_at(listing: Listing, fields: frozenset[str], include: frozenset[str]) -> Listing:
    """The list with only these fields of each row (all if none is named), and with whole records included."""
    added = {name: column for one in include for name, column in INCLUSIONS[listing][one].items()}

    def choose(columns: Columns) -> Columns:
        return {
            name: column
            for name, column in columns.items()
            if not fields or name in added or name in fields or name.partition(".")[0] in fields
        }

    return replace(listing, columns={**choose(listing.columns), **added}, details=choose(listing.details), kept=None)
