"""Where the speakers of an article are seated: by their own names, or where an editor has put them. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.records import Analysis, FoundEvent, FoundMention, FoundQuote, FoundSpeaker
from app.store.decisions import Ruling, Rulings, Seat, bears, take_seat
from app.store.models import make_key
from app.store.roster import Entrant


@dataclass(frozen=True)
class Seating:
    """The analysis as editors have decided it, and who is to be entered in the roster for each of its speakers."""

    analysis: Analysis
    entrants: list[Entrant]


def seat(analysis: Analysis, *, article_id: int, shared: Sequence[bool], rulings: Rulings) -> Seating:
    """Seats each found speaker. Forms that are somebody else's take their quotes and mentions with them."""
    entrants = [
        _seat_one(speaker, article_id=article_id, is_shared=is_shared, rulings=rulings)
        for speaker, is_shared in zip(analysis.speakers, shared, strict=True)
    ]
    forms = [rulings.forms_of(entrant.seat) for entrant in entrants]
    if not any(forms):
        return Seating(analysis, entrants)
    return _split_forms(analysis, entrants, forms, article_id=article_id, rulings=rulings)


def seats_of(analysis: Analysis, *, article_id: int, shared: Sequence[bool]) -> set[Seat]:
    """Every seat that the article's speakers might take, for the question what has been decided of them."""
    return {
        take_seat(speaker.name, speaker.kind, scope)
        for speaker, is_shared in zip(analysis.speakers, shared, strict=True)
        for scope in ((None, article_id) if is_shared else (article_id,))
    }


def _seat_one(speaker: FoundSpeaker, *, article_id: int, is_shared: bool, rulings: Rulings) -> Entrant:
    own = take_seat(speaker.name, speaker.kind, None if is_shared else article_id)
    ruling = rulings.follow(own, article_id=article_id)
    for apart in rulings.forms_of(ruling.into if ruling else own):
        if make_key(apart.form) == make_key(speaker.name):
            ruling = rulings.follow(apart.into, article_id=article_id) or apart
    if ruling is None:
        return Entrant(speaker, own, speaker.name, is_decided=False)
    return Entrant(speaker, ruling.into, ruling.into_name, is_decided=True)


def _split_forms(
    analysis: Analysis,
    entrants: list[Entrant],
    forms: list[list[Ruling]],
    *,
    article_id: int,
    rulings: Rulings,
) -> Seating:
    cast = _Cast(analysis.speakers, entrants, forms, article_id, rulings)
    quotes = [cast.recast_quote(quote) for quote in analysis.quotes]
    events = [cast.recast_event(event) for event in analysis.events]
    speakers = [entrant.found for entrant in cast.entrants]
    return Seating(Analysis(speakers=speakers, quotes=quotes, events=events), cast.entrants)


class _Cast:
    """The speakers of an article while forms of their names are handed to others."""

    def __init__(
        self,
        speakers: Sequence[FoundSpeaker],
        entrants: Sequence[Entrant],
        forms: Sequence[list[Ruling]],
        article_id: int,
        rulings: Rulings,
    ) -> None:
        self.speakers, self.forms = speakers, forms
        self.article_id, self.rulings = article_id, rulings
        self.entrants = [
            _without_forms(entrant, {make_key(ruling.form) for ruling in own})
            for entrant, own in zip(entrants, forms, strict=True)
        ]
        self._places: dict[Ruling, int] = {}
        self._last: dict[Seat, int] = {}

    def recast_quote(self, quote: FoundQuote) -> FoundQuote:
        """The quote with whose it is; one without a mention goes where the one before went."""
        seat_of = self.entrants[quote.speaker].seat
        if quote.mention is None:
            return quote.model_copy(update={"speaker": self._last.get(seat_of, quote.speaker)})
        place = self._last[seat_of] = self._place(quote.speaker, quote.mention)
        return quote.model_copy(update={"speaker": place})

    def recast_event(self, event: FoundEvent) -> FoundEvent:
        """The event with whom its mentions mean."""
        return event.model_copy(update={"mentions": [self._recast_mention(mention) for mention in event.mentions]})

    def _recast_mention(self, mention: FoundMention) -> FoundMention:
        if mention.speaker is None:
            return mention
        return mention.model_copy(update={"speaker": self._place(mention.speaker, mention.text)})

    def _place(self, speaker: int, mention: str) -> int:
        name = self.speakers[speaker].name
        for ruling in self.forms[speaker]:
            if bears(mention, ruling.form, name=name):
                return self._enter(ruling)
        return speaker

    def _enter(self, ruling: Ruling) -> int:
        if ruling not in self._places:
            final = self.rulings.follow(ruling.into, article_id=self.article_id) or ruling
            found = FoundSpeaker(
                name=ruling.into_name, kind=ruling.into.kind, role=None, affiliation=None, aliases=[ruling.form]
            )
            self.entrants.append(Entrant(found, final.into, final.into_name, is_decided=True))
            self._places[ruling] = len(self.entrants) - 1
        return self._places[ruling]


def _without_forms(entrant: Entrant, forms: set[str]) -> Entrant:
    """The speaker without other names that are somebody else's."""
    kept = [name for name in entrant.found.aliases if make_key(name) not in forms]
    return Entrant(
        entrant.found.model_copy(update={"aliases": kept}), entrant.seat, entrant.name, is_decided=entrant.is_decided
    )
