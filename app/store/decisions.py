"""What editors have decided of speakers' names, and whom a name leads to by it.

A decision is about a name, not about a row: it holds for articles that are still to come, and for the same
article read again. Decisions follow one another: B is A's, and A is C's, so B is C's until one is taken back.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, or_, select
from sqlmodel import Session

from app.arabic.normalize import fold_key
from app.records import SpeakerKind
from app.store.models import SPEAKER, SPEAKER_DECISION, SpeakerDecision, Verdict, make_identity
from app.store.statements import Statement

_D = SPEAKER_DECISION.c
_DECIDED = select(SPEAKER_DECISION).where(_D.identity.in_(bindparam("identities", expanding=True)))
# Most have decided nothing, and every article asks.
_ANY = Statement.of(select(_D.id).limit(1))


@dataclass(frozen=True)
class Seat:
    """Where a speaker is found: by kind and identity, in one article or, without one, in all that share them."""

    article_id: int | None
    kind: SpeakerKind
    identity: str


@dataclass(frozen=True)
class Ruling:
    """One decision: `name` at `seat` (or what bears `form` of it) is the speaker at `into`, called `into_name`."""

    verdict: Verdict
    seat: Seat
    name: str
    form: str
    into: Seat
    into_name: str


def take_seat(name: str, kind: SpeakerKind, article_id: int | None) -> Seat:
    """The seat that a name has by itself."""
    return Seat(article_id, kind, make_identity(name, kind))


class Rulings:
    """The decisions that concern some names."""

    def __init__(self, rulings: Iterable[Ruling]) -> None:
        self.all = tuple(rulings)
        self._whole = {ruling.seat: ruling for ruling in self.all if not ruling.form}

    def follow(self, seat: Seat, *, article_id: int | None = None) -> Ruling | None:
        """The last ruling on the way from `seat`; None where nothing has been decided of it.

        A name that all articles share may have been decided of in the one article that it was read in.
        """
        in_article = Seat(article_id, seat.kind, seat.identity)
        found = self._whole.get(in_article) or self._whole.get(seat)
        passed: set[Seat] = set()
        while found and found.into not in passed and (further := self._whole.get(found.into)):
            passed.add(found.into)
            found = further
        return found

    def forms_of(self, seat: Seat) -> list[Ruling]:
        """The forms of that speaker's name that are somebody else's, longest first."""
        forms = [ruling for ruling in self.all if ruling.form and ruling.seat == seat]
        return sorted(forms, key=lambda ruling: len(ruling.form), reverse=True)

    def find_circles(self) -> list[Seat]:
        """Seats that lead back to themselves over others: a broken law."""
        return [seat for seat in self._whole if self._returns(seat)]

    def _returns(self, start: Seat) -> bool:
        at, steps = self._whole[start].into, 0
        while at in self._whole and self._whole[at].into != at and steps <= len(self._whole):
            if at == start:
                return True
            at, steps = self._whole[at].into, steps + 1
        return False


def bears(mention: str, form: str, *, name: str) -> bool:
    """Whether a mention shows that form and not, with it, the name that the article gives the speaker."""
    printed, shown, own = f" {fold_key(mention)} ", fold_key(form), fold_key(name)
    return f" {shown} " in printed and (own in shown or f" {own} " not in printed)


def load_rulings(connection: Connection, seats: Collection[Seat]) -> Rulings:
    """Every decision on those seats, and on those that they lead to."""
    found: dict[int, Ruling] = {}
    wanted = {seat.identity for seat in seats} if _ANY.run(connection, {}) else set()
    asked: set[str] = set()
    while wanted:
        rows = connection.execute(_DECIDED, {"identities": list(wanted)}).mappings().all()
        asked |= wanted
        found |= {row["id"]: _read(row) for row in rows}
        wanted = {ruling.into.identity for ruling in found.values()} - asked
    return Rulings(found[key] for key in sorted(found))


def load_all_rulings(connection: Connection) -> Rulings:
    """Every decision there is."""
    rows = connection.execute(select(SPEAKER_DECISION).order_by(_D.id)).mappings().all()
    return Rulings(_read(row) for row in rows)


def decide(session: Session, ruling: Ruling) -> None:
    """Keeps the decision, in place of an older one on the same name."""
    seat, article = ruling.seat, _D.article_id
    same_place = article.is_(None) if seat.article_id is None else article == seat.article_id
    same_name = (_D.kind == seat.kind) & (_D.identity == seat.identity) & (_D.form == ruling.form)
    session.connection().execute(delete(SPEAKER_DECISION).where(same_place, same_name))
    session.add(SpeakerDecision.model_validate(_columns(ruling)))
    session.flush()


def _columns(ruling: Ruling) -> dict[str, Any]:
    return {
        "verdict": ruling.verdict,
        "article_id": ruling.seat.article_id,
        "kind": ruling.seat.kind,
        "name": ruling.name,
        "identity": ruling.seat.identity,
        "form": ruling.form,
        "into_article": ruling.into.article_id is not None,
        "into_kind": ruling.into.kind,
        "into_name": ruling.into_name,
        "into_identity": ruling.into.identity,
    }


def _read(row: Mapping[Any, Any]) -> Ruling:
    article_id = row["article_id"]
    return Ruling(
        verdict=Verdict(row["verdict"]),
        seat=Seat(article_id, SpeakerKind(row["kind"]), row["identity"]),
        name=row["name"],
        form=row["form"],
        into=Seat(article_id if row["into_article"] else None, SpeakerKind(row["into_kind"]), row["into_identity"]),
        into_name=row["into_name"],
    )


def list_verdicts(connection: Connection, speaker_id: int) -> list[Row[Any]]:
    """The decisions on the speaker's own name and those that lead to it, in the order in which they were taken."""
    speaker = SPEAKER.c
    own = (_D.kind == speaker.kind) & (_D.identity == speaker.identity)
    into = (_D.into_kind == speaker.kind) & (_D.into_identity == speaker.identity)
    here = or_(speaker.article_id.is_(None), speaker.article_id == _D.article_id)
    joined = select(SPEAKER_DECISION).join_from(SPEAKER_DECISION, SPEAKER, or_(own, into) & here)
    return list(connection.execute(joined.where(speaker.id == speaker_id).order_by(_D.id)).all())
