"""Which stored quotes and events the found ones still are, those among them that had been withdrawn."""

from collections.abc import Sequence

from sqlalchemy import Connection

from app.arabic.normalize import fold_key
from app.pipeline.pairing import Trait, pair
from app.pipeline.seating import Seating
from app.records import Analysis, FoundEvent, FoundQuote
from app.store.findings import (
    CorrectedQuote,
    StoredEvent,
    StoredQuote,
    list_corrected_quotes,
    list_stored_events,
    list_stored_quotes,
    load_body,
)
from app.store.models import make_key
from app.store.placing import find_nearest
from app.store.recording import Kept
from app.store.withdrawal import list_gone_events, list_gone_quotes, list_rejected


def find_kept(connection: Connection, article_id: int, seating: Seating) -> Kept:
    """For each finding of the article the id of the row that it still is; what is there comes before what was."""
    analysis = seating.analysis
    keys = [entrant.seat.identity for entrant in seating.entrants]
    quotes = [_trait_of_found_quote(quote, keys[quote.speaker]) for quote in analysis.quotes]
    events = [_trait_of_found_event(event) for event in analysis.events]
    kept = Kept(
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
    return _keep_corrected(connection, article_id, analysis.quotes, kept)


def drop_rejected(connection: Connection, analysis: Analysis, kept: Kept) -> tuple[Analysis, Kept]:
    """The analysis without quotes that editors have rejected."""
    rejected = list_rejected(connection, [row_id for row_id in kept.quotes if row_id is not None])
    if not rejected:
        return analysis, kept
    left = [place for place, row_id in enumerate(kept.quotes) if row_id not in rejected]
    new_places = {place: n for n, place in enumerate(left)}
    quotes = [analysis.quotes[place] for place in left]
    events = [
        event.model_copy(update={"quote": None if event.quote is None else new_places.get(event.quote)})
        for event in analysis.events
    ]
    found = Analysis(speakers=analysis.speakers, quotes=quotes, events=events)
    return found, Kept([kept.quotes[place] for place in left], kept.events)


def _keep_corrected(connection: Connection, article_id: int, quotes: Sequence[FoundQuote], kept: Kept) -> Kept:
    """A corrected quote goes on in the finding that has its cue or some of its words, wherever it begins and ends.

    One whose words are gone goes on in none: it is withdrawn as it was corrected.
    """
    corrected = list_corrected_quotes(connection, article_id)
    if not corrected:
        return kept
    ids, body = list(kept.quotes), load_body(connection, article_id)
    for stored in corrected:
        start = find_nearest(body, stored.text, near=stored.start)
        if start is None:
            ids = [None if row_id == stored.id else row_id for row_id in ids]
        elif stored.id not in ids:
            place = next((n for n, quote in enumerate(quotes) if ids[n] is None and _is_in(quote, stored, start)), None)
            ids = [stored.id if n == place else row_id for n, row_id in enumerate(ids)]
    return Kept(ids, kept.events)


def _is_in(quote: FoundQuote, stored: CorrectedQuote, start: int) -> bool:
    has_cue = quote.cue_start - stored.cue_start == start - stored.start
    return has_cue or (quote.start < start + len(stored.text) and start < quote.end)


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
