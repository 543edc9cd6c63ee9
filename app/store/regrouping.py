"""Brings speakers in step with what makes names one: after a migration, and when those rules have changed."""

from collections import defaultdict
from collections.abc import Sequence
from operator import itemgetter

from sqlalchemy import Connection, delete, exists, insert, select, update
from sqlmodel import Session

from app.store.db import Database
from app.store.decisions import Seat
from app.store.editing import fold
from app.store.models import SPEAKER, SPEAKER_DECISION, Speaker, make_ends, make_identity

_S = SPEAKER.c
_D = SPEAKER_DECISION.c


def catch_up_speakers(database: Database) -> None:
    """Works out what a migration has left open, if it has."""
    with database.read() as connection:
        if not connection.execute(select(exists().where(_S.identity.is_(None)))).scalar():
            return
    regroup(database)


def regroup(database: Database) -> int:
    """Works out every identity anew; shared rows that turn out to be one are folded. How many rows went away."""
    with database.write() as session:
        _restate_decisions(session.connection())
        rows = session.connection().execute(select(_S.id, _S.name, _S.kind, _S.article_id, _S.identity, _S.ends)).all()
        seats: dict[Seat, list[int]] = defaultdict(list)
        changed = []
        for row in rows:
            identity, ends = make_identity(row.name, row.kind), make_ends(row.name, row.kind)
            seats[Seat(row.article_id, row.kind, identity)].append(row.id)
            if (identity, ends) != (row.identity, row.ends):
                changed.append({"row": row.id, "identity": identity, "ends": ends})
        folded = sum(_fold_all(session, sorted(ids)) for ids in seats.values() if len(ids) > 1)
        _restate(session.connection(), changed)
        return folded


def _fold_all(session: Session, ids: Sequence[int]) -> int:
    """Folds rows of one seat into the one that says most, the oldest among equals."""
    rows = [session.get_one(Speaker, row_id) for row_id in ids]
    into, *others = sorted(rows, key=lambda row: -row.quote_count)
    for other in others:
        fold(session, into, other)
    return len(others)


def _restate(connection: Connection, changed: Sequence[dict[str, object]]) -> None:
    # First all are taken from their places: one's new place may still be another's old one.
    for row in changed:
        connection.execute(update(SPEAKER).where(_S.id == row["row"]).values(identity=None))
    for row in changed:
        connection.execute(
            update(SPEAKER).where(_S.id == row["row"]).values(identity=row["identity"], ends=row["ends"])
        )


def _restate_decisions(connection: Connection) -> None:
    """The newest decision on a name stays, should two names have become one."""
    rows = connection.execute(select(SPEAKER_DECISION).order_by(_D.id.desc())).mappings().all()
    kept: dict[tuple[object, ...], dict[str, object]] = {}
    for row in rows:
        place = (row["article_id"], row["kind"], make_identity(row["name"], row["kind"]), row["form"])
        into_identity = make_identity(row["into_name"], row["into_kind"])
        kept.setdefault(place, {**row, "identity": place[2], "into_identity": into_identity})
    if list(kept.values()) != [dict(row) for row in rows]:
        connection.execute(delete(SPEAKER_DECISION))
        connection.execute(insert(SPEAKER_DECISION), sorted(kept.values(), key=itemgetter("id")))
