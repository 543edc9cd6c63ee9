"""What an editor does to speakers: puts two together, takes a name apart. Kept as decisions, so that it lasts.

`merge` folds one speaker into another. `split` makes one of the speaker's other names a speaker of its own: it
takes along what articles say of that whole name, and the quotes and mentions that print that form of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import update
from sqlmodel import Session, col, select

from app.errors import NotFound, RefusedEdit
from app.store.correctable import held_in
from app.store.corrections import hand_over, note
from app.store.decisions import Ruling, Rulings, Seat, bears, decide, load_all_rulings
from app.store.history_models import WithdrawnQuote
from app.store.models import (
    EventMention,
    Quote,
    Speaker,
    SpeakerAlias,
    Verdict,
    make_identity,
    make_key,
)
from app.store.roles import choose_roles, roles_of, set_roles
from app.store.roster import find_seated, leave_no_trace, make_row, recount, refold, seat_of

HERE = "command line"
"""Who edits where no key tells."""


@dataclass(frozen=True)
class Edited:
    """What became of it: the speaker that there is now (None: nothing bears the name yet), and how much moved."""

    speaker_id: int | None
    name: str
    quotes: int
    mentions: int


def merge(session: Session, into_id: int, other_id: int, *, by: str = HERE) -> Edited:
    """Folds the other speaker into the first. Raises NotFound and RefusedEdit."""
    into, other = _get(session, into_id), _get(session, other_id)
    if into is other:
        raise RefusedEdit(f"speaker {into_id} can't be merged with itself")
    if into.article_id is not None and into.article_id != other.article_id:
        _share(session, into)
    decide(session, _rule(Verdict.same, seat_of(other), other.name, into=seat_of(into), into_name=into.name))
    before = {"id": other.id, "name": other.name}
    edited = fold(session, into, other)
    note(session, into, "merge", before, None, by=by)
    return edited


def fold(session: Session, into: Speaker, other: Speaker) -> Edited:
    """Moves all that is the other's to the first, and deletes the other's row."""
    # What an article called the speaker, it still calls them.
    named = update(Quote).where(col(Quote.speaker_id) == other.id, col(Quote.speaker_name).is_(None))
    session.connection().execute(named.values(speaker_name=other.name))
    back = update(Quote).where(col(Quote.speaker_id) == other.id, col(Quote.speaker_name) == into.name)
    session.connection().execute(back.values(speaker_name=None))
    quotes = session.connection().execute(
        update(Quote).where(col(Quote.speaker_id) == other.id).values(speaker_id=into.id)
    )
    mentions = session.connection().execute(
        update(EventMention).where(col(EventMention.speaker_id) == other.id).values(speaker_id=into.id)
    )
    session.connection().execute(
        update(WithdrawnQuote).where(col(WithdrawnQuote.speaker_id) == other.id).values(speaker_id=into.id)
    )
    names = [other.name, *(alias.name for alias in _list_aliases(session, other))]
    set_roles(into, choose_roles(roles_of(into), other, held=held_in(into)))
    hand_over(session, into, other)
    session.delete(other)
    session.flush()
    refold(session, into, names)
    recount(session, [into.id or 0])
    return Edited(into.id, into.name, quotes.rowcount, mentions.rowcount)


def split(session: Session, speaker_id: int, alias: str, *, name: str | None = None, by: str = HERE) -> Edited:
    """Makes `alias` of the speaker one of its own, called `name` if given. Raises NotFound and RefusedEdit."""
    speaker = _get(session, speaker_id)
    row = _find_alias(session, speaker, alias)
    new_name = (name or row.name).strip()
    into = Seat(speaker.article_id, speaker.kind, make_identity(new_name, speaker.kind))
    if not make_key(new_name):
        raise RefusedEdit("a name needs a letter")
    if into == seat_of(speaker):
        raise RefusedEdit(f"{new_name} is {speaker.name} in another spelling: give the new speaker another --name")
    form = row.name
    _decide_apart(session, speaker, form, into=into, into_name=new_name)
    quotes, mentions = _find_of_form(session, speaker, form), _find_mentions_of_form(session, speaker, form)
    session.delete(row)
    session.flush()
    refold(session, speaker, ())
    target = _move(session, quotes, mentions, into=into, name=new_name, form=form)
    note(session, speaker, "split", form, {"id": target, "name": new_name}, by=by)
    recount(session, [speaker_id])
    leave_no_trace(session, [speaker_id])
    return Edited(target, new_name, len(quotes), len(mentions))


def _decide_apart(session: Session, speaker: Speaker, form: str, *, into: Seat, into_name: str) -> None:
    own = seat_of(speaker)
    whole = replace(into, identity=make_identity(form, speaker.kind))
    if whole != own:
        decide(session, _rule(Verdict.apart, whole, form, into=into, into_name=into_name))
    rulings = load_all_rulings(session.connection())
    for ruling in _lead_to(rulings, own):
        if make_identity(ruling.name, speaker.kind) == whole.identity:
            decide(session, replace(ruling, verdict=Verdict.apart, into=into, into_name=into_name))
    decide(session, replace(_rule(Verdict.apart, own, speaker.name, into=into, into_name=into_name), form=form))


def _lead_to(rulings: Rulings, seat: Seat) -> list[Ruling]:
    found = [(ruling, rulings.follow(ruling.seat)) for ruling in rulings.all if not ruling.form]
    return [ruling for ruling, last in found if last and last.into == seat and ruling.seat != seat]


def _find_of_form(session: Session, speaker: Speaker, form: str) -> list[Quote]:
    """The speaker's quotes under that name, whole or as the mention prints it, with those understood behind them."""
    statement = select(Quote).where(col(Quote.speaker_id) == speaker.id)
    found: list[Quote] = []
    article, moves = None, False
    for quote in session.exec(statement.order_by(col(Quote.article_id), col(Quote.position))):
        if quote.article_id != article:
            article, moves = quote.article_id, False
        name = quote.speaker_name or speaker.name
        if quote.mention is not None:
            moves = bears(quote.mention, form, name=name)
        if moves or _is_whole(speaker, name, form):
            found.append(quote)
    return found


def _find_mentions_of_form(session: Session, speaker: Speaker, form: str) -> list[EventMention]:
    mentions = session.exec(select(EventMention).where(col(EventMention.speaker_id) == speaker.id))
    return [
        mention
        for mention in mentions
        if _is_whole(speaker, mention.name, form) or bears(mention.text, form, name=mention.name)
    ]


def _is_whole(speaker: Speaker, name: str, form: str) -> bool:
    """Whether an article calls the speaker by that very name, in this spelling or, if it is another's, in any."""
    identity = make_identity(form, speaker.kind)
    if identity == speaker.identity:
        return make_key(name) == make_key(form)
    return make_identity(name, speaker.kind) == identity


def _move(
    session: Session,
    quotes: Sequence[Quote],
    mentions: Sequence[EventMention],
    *,
    into: Seat,
    name: str,
    form: str,
) -> int | None:
    target = find_seated(session, into)
    if target is None and (quotes or mentions):
        target = make_row(session, into, name)
    if target is None:
        return None
    for quote in quotes:
        whole = quote.speaker_name and make_identity(quote.speaker_name, into.kind) == make_identity(form, into.kind)
        called = quote.speaker_name if whole else name
        quote.speaker_id, quote.speaker_name = target.id or 0, None if called == target.name else called
    for mention in mentions:
        mention.speaker_id = target.id
    session.flush()
    refold(session, target, [form])
    recount(session, [target.id or 0])
    return target.id


def _share(session: Session, speaker: Speaker) -> None:
    """Lets all articles share a speaker who belonged to one."""
    everywhere = replace(seat_of(speaker), article_id=None)
    known = find_seated(session, everywhere)
    if known is not None:
        raise RefusedEdit(f"{speaker.name} is also speaker {known.id}, whom all articles share: merge into that one")
    decide(session, _rule(Verdict.same, seat_of(speaker), speaker.name, into=everywhere, into_name=speaker.name))
    speaker.article_id = None
    session.flush()


def _rule(verdict: Verdict, seat: Seat, name: str, *, into: Seat, into_name: str) -> Ruling:
    return Ruling(verdict=verdict, seat=seat, name=name, form="", into=into, into_name=into_name)


def _get(session: Session, speaker_id: int) -> Speaker:
    speaker = session.get(Speaker, speaker_id)
    if speaker is None:
        raise NotFound("speaker", speaker_id)
    return speaker


def _list_aliases(session: Session, speaker: Speaker) -> Sequence[SpeakerAlias]:
    return session.exec(select(SpeakerAlias).where(col(SpeakerAlias.speaker_id) == speaker.id)).all()


def _find_alias(session: Session, speaker: Speaker, alias: str) -> SpeakerAlias:
    aliases = _list_aliases(session, speaker)
    for known in aliases:
        if known.key == make_key(alias):
            return known
    others = "، ".join(known.name for known in aliases) or "none"
    raise RefusedEdit(f"{alias} is no other name of speaker {speaker.id}, {speaker.name}; there are: {others}")
