"""The laws of what articles have been: addresses, earlier texts, and what was withdrawn with them."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from sqlalchemy import Connection, Table, select

from app.store.addresses import make_address_key
from app.store.history_models import ARTICLE_ADDRESS, ARTICLE_REVISION, STORY_BAND, WITHDRAWN_EVENT, WITHDRAWN_QUOTE
from app.store.laws import Problem, Row, examine_event, examine_quote, name_problems
from app.store.models import EVENT, QUOTE, measure_reach
from app.store.stories import make_bands


def examine_history(connection: Connection, articles: Sequence[Row]) -> Iterator[Problem]:
    """What is broken in the history of these articles."""
    ids = [article["id"] for article in articles]
    addresses, revisions = _group(connection, ARTICLE_ADDRESS, ids), _group(connection, ARTICLE_REVISION, ids)
    quotes, events = _group(connection, WITHDRAWN_QUOTE, ids), _group(connection, WITHDRAWN_EVENT, ids)
    bands = _group(connection, STORY_BAND, ids)
    for article in articles:
        key = article["id"]
        yield from name_problems("article", article, _examine_addresses(article, addresses.get(key, [])))
        yield from name_problems("article", article, _examine_revisions(article, revisions.get(key, [])))
        if {row["band"] for row in bands.get(key, [])} != set(make_bands(article["body"])):
            yield Problem(f"article {key}", "its bands are out of step with its body")
        texts = {row["number"]: row["body"] for row in revisions.get(key, [])} | {article["revision"]: article["body"]}
        yield from _examine_withdrawn(texts, quotes.get(key, []), events.get(key, []))
    yield from _examine_returned(connection, ids)


def _examine_addresses(article: Row, addresses: Sequence[Row]) -> Iterator[str]:
    if article["url"] is not None and article["url"] not in {row["url"] for row in addresses}:
        yield "its address is not among its addresses"
    for row in addresses:
        # Without a key, another article was at this address first.
        if row["key"] is not None and (row["url"] is None or row["key"] != make_address_key(row["url"])):
            yield f"address {row['id']}: key is out of step with url"


def _examine_revisions(article: Row, revisions: Sequence[Row]) -> Iterator[str]:
    if [row["number"] for row in revisions] != list(range(1, article["revision"])):
        yield "its earlier texts do not count up from 1 to the present one"


def _examine_withdrawn(texts: dict[int, str], quotes: Sequence[Row], events: Sequence[Row]) -> Iterator[Problem]:
    for kind, rows in (("withdrawn quote", quotes), ("withdrawn event", events)):
        for row in rows:
            if row["revision"] not in texts:
                yield Problem(f"{kind} {row['id']}", f"there is no text {row['revision']} of its article")
                continue
            body = {"body": texts[row["revision"]], "source_id": row["source_id"]}
            if kind == "withdrawn quote":
                yield from name_problems(kind, row, examine_quote(row, body))
            else:
                # No index looks for them by how long they last, nor do they stand in a quote.
                reach = measure_reach(row["date_start"], row["date_end"])
                yield from name_problems(kind, row, examine_event({**row, "quote_id": None, "reach": reach}, body, {}))


def _examine_returned(connection: Connection, articles: Sequence[int]) -> Iterator[Problem]:
    for gone, there in ((WITHDRAWN_QUOTE, QUOTE), (WITHDRAWN_EVENT, EVENT)):
        both = select(gone.c.id).join(there, there.c.id == gone.c.id).where(gone.c.article_id.in_(articles))
        for row_id in connection.execute(both).scalars():
            yield Problem(f"{there.name} {row_id}", "is withdrawn and is not")


def _group(connection: Connection, table: Table, articles: Sequence[int]) -> dict[int, list[Row]]:
    last = table.c.number if "number" in table.c else next(iter(table.primary_key))
    chosen = select(table).where(table.c.article_id.in_(articles)).order_by(table.c.article_id, last)
    rows = connection.execute(chosen).mappings()
    return {key: [dict(row) for row in found] for key, found in groupby(rows, key=itemgetter("article_id"))}
