"""A speaker's row shows the role that says what they are, and forgets one that its only article tells no more."""

from collections.abc import Sequence

import pytest
from samples import make_document, make_quote, make_speaker

from app.pipeline import ingest
from app.records import Analysis
from app.store.db import Database
from app.store.doctor import examine
from app.store.renaming import correct_speaker
from app.store.speakers import SpeakerFilter, list_speakers

NAME = "سعيد حمدان"
SAYING = f"قال {NAME} إن الجسر سيفتح."


def store(
    database: Database, role: str | None, affiliation: str | None = None, *, number: int = 1, more: str = ""
) -> None:
    speaker = make_speaker(NAME, role=role, affiliation=affiliation)
    quote = make_quote(SAYING, "الجسر سيفتح", cue="قال", mention=NAME)
    document = make_document(
        url=f"https://news.example/{number}", title=f"خبر {number}", body=SAYING + f"\n\n{number}{more}"
    )
    ingest(database, document, analyst=lambda _: Analysis(speakers=[speaker], quotes=[quote], events=[]))


def shown(database: Database) -> Sequence[str | None]:
    with database.read() as connection:
        [row] = list_speakers(connection, SpeakerFilter())
        assert not list(examine(database))
    return row["role"], row["affiliation"]


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        pytest.param("الأمير", "أمير منطقة عسير", "أمير منطقة عسير", id="an office for a title"),
        pytest.param("أمير منطقة عسير", "الأمير", "أمير منطقة عسير", id="no title for an office"),
        pytest.param("وزير النقل", "وزير الصحة", "وزير النقل", id="the first of two offices"),
        pytest.param(None, "المهندس", "المهندس", id="a title for nothing"),
    ],
)
def test_the_first_role_is_shown_unless_another_article_tells_more(
    database: Database, first: str | None, second: str, third: str
) -> None:
    store(database, first, number=1)
    store(database, second, number=2)
    assert shown(database)[0] == third


def test_an_affiliation_goes_with_the_title_that_it_belonged_to(database: Database) -> None:
    store(database, "الدكتور", "المستشفى", number=1)
    store(database, "وزير الصحة السوري", "سوريا", number=2)
    assert shown(database) == ("وزير الصحة السوري", "سوريا")


def test_another_reading_of_the_only_article_tells_the_role_anew(database: Database) -> None:
    store(database, "وزير النقل أمس", "النقل أمس")
    store(database, "وزير النقل", more="\n\nتحديث.")
    assert shown(database) == ("وزير النقل", None)
    store(database, None, more="\n\nتحديث آخر.")
    assert shown(database) == (None, None)


def test_another_reading_of_one_of_two_articles_keeps_the_role(database: Database) -> None:
    store(database, "وزير النقل", number=1)
    store(database, "وزير الصحة", number=2)
    store(database, "وزير الصحة", number=1, more="\n\nتحديث.")
    assert shown(database) == ("وزير النقل", None)


def test_what_an_editor_said_of_a_speaker_outlives_another_reading(database: Database) -> None:
    store(database, "الأمير", "النقل")
    with database.read() as connection:
        [row] = list_speakers(connection, SpeakerFilter())
    with database.write() as session:
        correct_speaker(session, row["id"], {"role": "المهندس"}, by="desk")
    store(database, "أمير منطقة عسير", None, more="\n\nتحديث.")
    assert shown(database)[0] == "المهندس"
