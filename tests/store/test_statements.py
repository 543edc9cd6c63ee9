import gc
from weakref import ref

from sqlalchemy import Select, literal, select

from app.store.db import Database
from app.store.statements import Statement


def test_of_a_statement_that_sqlite_has_been_asked_only_the_text_stays(database: Database) -> None:
    made: list[ref[Select[tuple[int]]]] = []

    def write(is_local: bool) -> Select[tuple[int]]:
        question = select(literal(7 if is_local else 8))
        made.append(ref(question))
        return question

    statement = Statement(write)
    with database.read() as connection:
        answers = [statement.run(connection, {})[0][0] for _ in range(2)]
    gc.collect()
    assert answers == ([7, 7] if database.is_local else [8, 8])
    assert [tree() is None for tree in made] == [database.is_local]
