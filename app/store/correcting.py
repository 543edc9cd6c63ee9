"""What editors set right in quotes: kept with who and when, and never overwritten by a new reading."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from app.arabic.normalize import fold_key
from app.errors import BrokenLaw, NotFound, RefusedEdit
from app.records import SpeakerKind
from app.store.conditions import LARGEST_ID
from app.store.correctable import held_in
from app.store.corrections import note
from app.store.decisions import take_seat
from app.store.history_models import WithdrawnQuote
from app.store.laws import examine_quote
from app.store.models import UNDATED, Article, Quote, Speaker, make_key
from app.store.placing import cut, find_nearest, pieces_of, place_content, place_words
from app.store.roster import find_or_make, leave_no_trace, recount
from app.store.upholding import find_all, house_events, put_in_order, revive
from app.store.withdrawal import withdraw_quotes

LONGEST_RELAY = 300


@dataclass(frozen=True)
class SpeakerChoice:
    """Who speaks: somebody who is known, or a name."""

    id: int | None = None
    name: str | None = None
    kind: SpeakerKind = SpeakerKind.person


@dataclass(frozen=True)
class ContentChoice:
    """What is said: a span of the body, either end as it was if not given, or words, and both where they agree."""

    start: int | None = None
    end: int | None = None
    text: str | None = None


def correct_quote(session: Session, quote_id: int, changes: Mapping[str, Any], *, by: str) -> None:
    """Sets right what is given: `speaker` and `content` (choices), `kind`, `via` (words or None), `said_on`.

    Raises NotFound, RefusedEdit for a withdrawn quote, and BrokenLaw for what the article does not hold.
    """
    quote = _get(session, quote_id)
    article = session.get_one(Article, quote.article_id)
    speakers = {quote.speaker_id}
    for field, value in changes.items():
        columns = _work_out(session, quote, article.body, field, value)
        if field in held_in(quote) and all(getattr(quote, name) == given for name, given in columns.items()):
            continue
        before = _show(session, quote, field)
        for name, given in columns.items():
            setattr(quote, name, given)
        note(session, quote, field, before, _show(session, quote, field), by=by)
    row = {name: getattr(quote, name) for name in Quote.model_fields}
    broken = "; ".join(examine_quote(row, {"body": article.body, "source_id": article.source_id}))
    if broken:
        raise BrokenLaw(broken)
    _settle(session, article, speakers | {quote.speaker_id})


def reject_quote(session: Session, quote_id: int, *, by: str) -> None:
    """Takes out of all lists what is no quote; no reading brings it back. Raises NotFound and RefusedEdit."""
    if _find_rejected(session, quote_id):
        return
    quote = _get(session, quote_id)
    article = session.get_one(Article, quote.article_id)
    speaker = quote.speaker_id
    note(session, quote, "rejected", False, True, by=by)
    withdraw_quotes(session, [quote], revision=article.revision, is_rejected=True)
    _settle(session, article, {speaker})


def accept_quote(session: Session, quote_id: int, *, by: str) -> None:
    """Takes a rejection back; should the words be gone meanwhile, the quote stays withdrawn. Raises NotFound."""
    gone = _find_rejected(session, quote_id)
    if gone is None:
        _get(session, quote_id)
        return
    gone.is_rejected = False
    note(session, gone, "rejected", True, False, by=by)
    article = session.get_one(Article, gone.article_id)
    quote = revive(session, gone)
    placed = find_all(quote, article)
    if placed is None:
        return
    for name, value in placed.items():
        setattr(quote, name, value)
    session.delete(gone)
    session.add(quote)
    session.flush()
    _settle(session, article, {quote.speaker_id})


def _find_rejected(session: Session, quote_id: int) -> WithdrawnQuote | None:
    gone = session.get(WithdrawnQuote, quote_id) if 0 < quote_id <= LARGEST_ID else None
    return gone if gone is not None and gone.is_rejected else None


def _get(session: Session, quote_id: int) -> Quote:
    quote = session.get(Quote, quote_id) if 0 < quote_id <= LARGEST_ID else None
    if quote is not None:
        return quote
    if 0 < quote_id <= LARGEST_ID and session.get(WithdrawnQuote, quote_id) is not None:
        raise RefusedEdit(f"quote {quote_id} is withdrawn")
    raise NotFound("quote", quote_id)


def _settle(session: Session, article: Article, speakers: set[int]) -> None:
    """Brings everything in step that is worked out of the article's quotes."""
    session.flush()
    put_in_order(session.exec(select(Quote).where(col(Quote.article_id) == article.id)).all())
    session.flush()
    house_events(session, article.id or 0)
    recount(session, speakers)
    leave_no_trace(session, speakers)


def _show(session: Session, quote: Quote, field: str) -> object:
    """What the history says of a field."""
    match field:
        case "speaker":
            return {"id": quote.speaker_id, "name": session.get_one(Speaker, quote.speaker_id).name}
        case "content":
            return {"start": quote.start, "end": quote.end, "text": quote.text}
        case "via":
            return None if quote.via is None else {"start": quote.via_start, "end": quote.via_end, "text": quote.via}
        case "said_on":
            return quote.said_on.isoformat() if quote.said_on else None
        case _:
            return str(getattr(quote, field))


def _work_out(session: Session, quote: Quote, body: str, field: str, value: Any) -> dict[str, Any]:
    """The columns behind a field."""
    match field:
        case "speaker":
            speaker = _choose_speaker(session, quote, value)
            same = speaker == quote.speaker_id
            return {"speaker_id": speaker, "speaker_name": quote.speaker_name if same else None}
        case "content":
            return _choose_content(quote, body, value)
        case "via":
            return _choose_relay(quote, body, value)
        case "said_on":
            day: date | None = value
            return {"said_on": day, "sort_day": day or UNDATED}
        case _:
            return {field: value}


def _choose_speaker(session: Session, quote: Quote, choice: SpeakerChoice) -> int:
    if choice.id is not None:
        found = session.get(Speaker, choice.id)
        if found is None or found.article_id not in {None, quote.article_id}:
            raise BrokenLaw(f"there is no speaker {choice.id} whom this article could quote", name="speaker.id")
        return found.id or 0
    name = (choice.name or "").strip()
    if not make_key(name):
        raise BrokenLaw("a name needs a letter", name="speaker.name")
    return find_or_make(session, take_seat(name, choice.kind, None), name).id or 0


def _choose_content(quote: Quote, body: str, choice: ContentChoice) -> dict[str, Any]:
    start, end = choice.start, choice.end
    if choice.text is not None and start is None and end is None:
        start = find_nearest(body, choice.text, near=quote.start)
        end = None if start is None else start + len(choice.text)
    elif start is None or end is None:
        start, end = (quote.start if start is None else start), (quote.end if end is None else end)
    if start is None or end is None:
        raise BrokenLaw("these words do not stand in the article's body", name="text")
    if not 0 <= start < end <= len(body) or not fold_key(body[start:end]):
        raise BrokenLaw(f"there are no words at {start}–{end} of the article's body", name="start")
    if choice.text not in {None, body[start:end]}:
        raise BrokenLaw(f"this is not what stands at {start}–{end} of the article's body", name="text")
    return place_content(body, cut(start, end, pieces_of(quote.segments)))


def _choose_relay(quote: Quote, body: str, words: str | None) -> dict[str, Any]:
    placed = place_words("via", body, words, near=quote.cue_start)
    if placed is None or (words is not None and not make_key(words)):
        raise BrokenLaw("a relay is named by words of the article's body", name="via")
    return {**placed, "via_key": None if words is None else make_key(words)}
