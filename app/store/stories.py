"""Articles that tell one story in nearly the same words: an agency's text in several papers, edited here and there.

Each text has a MinHash over runs of three words, cut into bands: texts that share most runs share a band almost
surely (97 in 100 where half of the runs are shared, all from 60 up), others almost never. Bands stand in an index, so
that a text's candidates are found without looking at others; which of them are alike is counted exactly.
"""

import hashlib
import struct
from collections.abc import Sequence
from typing import Any

from rensa import RMinHash
from sqlalchemy import Connection, bindparam, select
from sqlmodel import Session

from app.store.fingerprints import fold_body
from app.store.history_models import STORY_BAND
from app.store.models import ARTICLE, SOURCE
from app.store.statements import Entry

BANDS = 16
VALUES_IN_BAND = 3
# Stored bands are worth nothing under another seed.
_SEED = 20250731
RUN = 3
ALIKE = 0.5
"""Share of runs that two texts of one story have in common, of all runs of both."""
MOST_CANDIDATES = 200


def make_bands(body: str) -> list[int]:
    """The text's bands, each a whole number of 64 bits."""
    values = RMinHash(num_perm=BANDS * VALUES_IN_BAND, seed=_SEED)
    values.update(sorted(_runs(body)))
    digest = values.digest()
    return [_make_band(n, digest[n * VALUES_IN_BAND : (n + 1) * VALUES_IN_BAND]) for n in range(BANDS)]


def _make_band(number: int, values: Sequence[int]) -> int:
    packed = struct.pack(f">B{VALUES_IN_BAND}Q", number, *values)
    return int.from_bytes(hashlib.blake2b(packed, digest_size=8).digest(), signed=True)


def _runs(body: str) -> set[str]:
    words = fold_body(body).split()
    return {" ".join(words[n : n + RUN]) for n in range(max(1, len(words) - RUN + 1))}


def record_bands(session: Session, article_id: int, body: str) -> None:
    """Keeps the bands of the article's text, in place of those of its former text."""
    connection = session.connection()
    connection.execute(_REMOVAL, {"article": article_id})
    enter_bands(connection, article_id, make_bands(body))


def enter_bands(connection: Connection, article_id: int, bands: Sequence[int]) -> None:
    """Keeps the bands of an article that has none."""
    _ENTRY.run(connection, [{"band": band, "article_id": article_id} for band in sorted(set(bands))])


_REMOVAL = STORY_BAND.delete().where(STORY_BAND.c.article_id == bindparam("article"))
_ENTRY = Entry(STORY_BAND)

_own = STORY_BAND.alias("own")
_CANDIDATES = (
    select(STORY_BAND.c.article_id)
    .join(_own, _own.c.band == STORY_BAND.c.band)
    .where(_own.c.article_id == bindparam("article"), STORY_BAND.c.article_id != bindparam("article"))
    .distinct()
    .order_by(STORY_BAND.c.article_id)
    .limit(MOST_CANDIDATES)
)
_TEXTS = (
    select(ARTICLE.c.id, ARTICLE.c.title, ARTICLE.c.url, SOURCE.c.name.label("source"), ARTICLE.c.published_at)
    .add_columns(ARTICLE.c.body)
    .select_from(ARTICLE.outerjoin(SOURCE, SOURCE.c.id == ARTICLE.c.source_id))
    .where(ARTICLE.c.id.in_(bindparam("articles", expanding=True)))
)


def list_same_story(connection: Connection, article_id: int) -> list[dict[str, Any]]:
    """Other articles with nearly the same text, most alike first, each with its `likeness`; the same both ways."""
    candidates = list(connection.execute(_CANDIDATES, {"article": article_id}).scalars())
    if not candidates:
        return []
    rows = connection.execute(_TEXTS, {"articles": [article_id, *candidates]}).mappings()
    texts = {row["id"]: dict(row) for row in rows}
    own = _runs(texts.pop(article_id)["body"])
    likenesses = [{**row, "likeness": _liken(own, _runs(row.pop("body")))} for row in texts.values()]
    alike = [row for row in likenesses if row["likeness"] >= ALIKE]
    return sorted(alike, key=lambda row: (-row["likeness"], row["id"]))


def _liken(one: set[str], other: set[str]) -> float:
    return round(len(one & other) / len(one | other), 3)
