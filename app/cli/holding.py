"""`musnad keys …` and `musnad articles …`: who may write, and what is deleted for good."""

from typing import Annotated

import typer

from app.cli.opening import open_existing
from app.cli.speech import say
from app.store.desk_models import Scope
from app.store.keys import create_key, list_keys, revoke_key
from app.store.schema import upgrade
from app.store.tombstones import allow_again, delete_article

Name = Annotated[str, typer.Argument(help="What the key is called.", metavar="NAME")]
Article = Annotated[int, typer.Argument(help="Id of the article.", metavar="ARTICLE")]


def create(
    name: Name,
    scope: Annotated[
        list[Scope] | None, typer.Option(help="What it opens; may be given several times. By default: ingest.")
    ] = None,
) -> None:
    """Make a key, and print it: this once, for only what it is recognised by is kept."""
    database = open_existing()
    upgrade(database)
    with database.write() as session:
        token = create_key(session, name, scope or [Scope.ingest])
    database.close()
    say(token)


def list_of_keys() -> None:
    """List the keys that there are and were."""
    database = open_existing()
    upgrade(database)
    with database.read() as connection:
        rows = list_keys(connection)
    database.close()
    for row in rows:
        used = f"last used {row['last_used_at']:%Y-%m-%d %H:%M}" if row["last_used_at"] else "never used"
        state = f"revoked {row['revoked_at']:%Y-%m-%d}" if row["revoked_at"] else used
        say(f"{row['name']}  {row['prefix']}…  {' '.join(row['scopes'])}  {state}")


def revoke(name: Name) -> None:
    """Let a key open nothing any more, from now on."""
    database = open_existing()
    upgrade(database)
    with database.write() as session:
        revoke_key(session, name)
    database.close()
    say(f"the key {name} opens nothing any more")


def delete(article: Article) -> None:
    """Delete an article with all that was found in it, for good: it is not ingested again."""
    database = open_existing()
    upgrade(database)
    with database.write() as session:
        delete_article(session, article, by="musnad articles delete")
    database.close()
    say(f"article {article} is deleted")


def allow(article: Article) -> None:
    """Let an article that was deleted be ingested again. It will have another id."""
    database = open_existing()
    upgrade(database)
    with database.write() as session:
        allow_again(session, article)
    database.close()
    say(f"what was article {article} may be ingested again")
