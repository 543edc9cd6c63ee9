"""Works out, right behind the migrations, what only the code knows of rows that were there before."""

from sqlalchemy import select, update

from app.store.addresses import make_address_key
from app.store.db import Database
from app.store.history_models import ARTICLE_ADDRESS
from app.store.models import ARTICLE
from app.store.regrouping import catch_up_speakers
from app.store.stories import record_bands

_A = ARTICLE_ADDRESS.c
BATCH = 500


def catch_up(database: Database) -> None:
    """Brings everything in step that a migration has left open."""
    catch_up_speakers(database)
    while _catch_up_articles(database):
        pass


def _catch_up_articles(database: Database) -> int:
    """Works out the keys of some articles' addresses, and their texts' bands. How many it did."""
    with database.read() as connection:
        if not connection.execute(_OPEN.limit(1)).first():
            return 0
    with database.write() as session:
        connection = session.connection()
        rows = connection.execute(_OPEN.limit(BATCH)).all()
        for row in rows:
            here = _A.id == row.id
            if row.url is None and row.source is None:
                connection.execute(ARTICLE_ADDRESS.delete().where(here))
            else:
                key = None if row.url is None else make_address_key(row.url)
                is_taken = key is not None and connection.execute(select(_A.id).where(_A.key == key)).first()
                # Two spellings of one address were two articles' until now: the first one keeps it.
                connection.execute(update(ARTICLE_ADDRESS).where(here).values(key=None if is_taken else key))
            record_bands(session, row.article_id, row.body)
        return len(rows)


# Behind `?`, that begins the keys that are open, comes `@`.
_OPEN = (
    select(_A.id, _A.article_id, _A.url, _A.source, ARTICLE.c.body)
    .join(ARTICLE, ARTICLE.c.id == _A.article_id)
    .where(_A.key >= "?", _A.key < "@")
    .order_by(_A.id)
)
