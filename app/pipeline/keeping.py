"""Which stored quotes and events the found ones still are, those among them that had been withdrawn."""

from collections.abc import Sequence

from sqlalchemy import Connection

from app.arabic.normalize import fold_key
from app.pipeline.pairing import Trait, pair
from app.pipeline.seating import Seating
from app.records import FoundEvent, FoundQuote
from app.store.findings import StoredEvent, StoredQuote, list_stored_events, list_stored_quotes
from app.store.models import make_key
from app.store.recording import Kept
from app.store.withdrawal import list_gone_events, list_gone_quotes


def find_kept(connection: Connection, article_id: int, seating: Seating) -> Kept:
    """For each finding of the article the id of the row that it still is; what is there comes before what was."""
    analysis = seating.analysis
    keys = [entrant.seat.identity for entrant in seating.entrants]
    quotes = [_trait_of_found_quote(quote, keys[quote.speaker]) for quote in analysis.quotes]
    events = [_trait_of_found_event(event) for event in analysis.events]
    return Kept(
        _match(
            quotes,
            [(each.id, _trait_of_quote(each)) for each in list_stored_quotes(connection, article_id)],
            [(each.id, _trait_of_quote(each)) for each in list_gone_quotes(connection, article_id)],
        ),
        _match(
            events,
            [(each.id, _trait_of_event(each)) for each in list_stored_events(connection, article_id)],
            [(each.id, _trait_of_event(each)) for each in list_gone_events(connection, article_id)],
        ),
    )


def _match(
    new: Sequence[Trait], there: Sequence[tuple[int, Trait]], gone: Sequence[tuple[int, Trait]]
) -> list[int | None]:
    found = [None if n is None else there[n][0] for n in pair([trait for _, trait in there], new)]
    open_places = [place for place, row_id in enumerate(found) if row_id is None]
    for place, n in zip(
        open_places, pair([trait for _, trait in gone], [new[place] for place in open_places]), strict=True
    ):
        if n is not None:
            found[place] = gone[n][0]
    return found


def _trait_of_found_quote(quote: FoundQuote, speaker: str) -> Trait:
    return _trait_of_quote(StoredQuote(0, fold_key(quote.text), speaker, make_key(quote.cue_lemma)))


def _trait_of_quote(quote: StoredQuote) -> Trait:
    keys = ((quote.text, quote.speaker, quote.cue), (quote.text, quote.speaker), (quote.text,))
    return Trait(keys, (quote.speaker, quote.cue), frozenset(quote.text.split()))


def _trait_of_found_event(event: FoundEvent) -> Trait:
    return _trait_of_event(StoredEvent(0, event.text, fold_key(event.sentence), event.value))


def _trait_of_event(event: StoredEvent) -> Trait:
    keys = ((event.text, event.sentence, event.value), (event.text, event.sentence))
    return Trait(keys, event.text, frozenset(event.sentence.split()))
