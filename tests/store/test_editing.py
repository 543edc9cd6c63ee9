"""Editors put speakers together and take names apart, and every later ingestion obeys."""

from collections.abc import Callable
from datetime import date

import pytest
from samples import make_document, make_event, make_mention, make_quote, make_speaker
from sqlalchemy import text

from app.errors import NotFound, RefusedEdit
from app.pipeline import ingest
from app.records import Analysis, FoundSpeaker, Resolution, SourceDocument, SpeakerKind
from app.store.db import Database
from app.store.doctor import examine
from app.store.editing import Edited, merge, split
from app.store.quotes import QuoteFilter, list_quotes
from app.store.regrouping import regroup
from app.store.speakers import SpeakerFilter, get_speaker, list_speakers

# Who says what: the name that the article gives, the mention as printed, the words.
Lines = list[tuple[FoundSpeaker, str | None, str]]


def write(lines: Lines) -> str:
    return "\n\n".join(f"قال {mention or 'بعدها'} إن {words}." for _, mention, words in lines)


def read(lines: Lines) -> Callable[[SourceDocument], Analysis]:
    """Finds those lines in the document."""

    def find(document: SourceDocument) -> Analysis:
        speakers = list({speaker.name: speaker for speaker, _, _ in lines}.values())
        names = [speaker.name for speaker in speakers]
        quotes = [
            make_quote(
                document.body,
                words,
                cue="قال",
                speaker=names.index(speaker.name),
                mention=mention,
                resolution=Resolution.named if mention else Resolution.understood,
            )
            for speaker, mention, words in lines
        ]
        return Analysis(speakers=speakers, quotes=quotes, events=[])

    return find


def store(database: Database, *lines: tuple[FoundSpeaker, str | None, str], number: int = 1, more: str = "") -> None:
    """One article, by its number; `more` changes its text."""
    document = make_document(url=f"https://news.example/{number}", title=f"خبر {number}", body=write([*lines]) + more)
    ingest(database, document, analyst=read([*lines]))


def said(database: Database) -> dict[str, list[str]]:
    """What each speaker says, by name."""
    found: dict[str, list[str]] = {}
    with database.read() as connection:
        for quote in list_quotes(connection, QuoteFilter(), limit=50):
            found.setdefault(quote["speaker"]["name"], []).append(quote["text"])
    return {name: sorted(texts) for name, texts in found.items()}


def find_id(database: Database, name: str) -> int:
    with database.read() as connection:
        return next(row["id"] for row in list_speakers(connection, SpeakerFilter(), limit=50) if row["name"] == name)


def aliases(database: Database, name: str) -> set[str]:
    speaker = find_id(database, name)
    with database.read() as connection:
        return set(get_speaker(connection, speaker)["aliases"])


def do_merge(database: Database, into: str, other: str) -> Edited:
    ids = find_id(database, into), find_id(database, other)
    with database.write() as session:
        return merge(session, *ids)


def do_split(database: Database, speaker: str, alias: str, *, name: str | None = None) -> Edited:
    speaker_id = find_id(database, speaker)
    with database.write() as session:
        return split(session, speaker_id, alias, name=name)


def is_sound(database: Database) -> bool:
    return list(examine(database)) == []


HAMDAN, FULL = make_speaker("سعيد حمدان"), make_speaker("سعيد ناصر حمدان")
OTHER = make_speaker("كمال النجار")


# --- who is one without an editor ---


def test_spellings_of_one_name_are_one_speaker_with_aliases(database: Database) -> None:
    for number, name in enumerate(["عبد الله غرايبة", "عبدالله غرايبه", "عبد الله بن غرايبة"]):
        store(database, (make_speaker(name), name, f"القول {number}"), number=number)
    assert said(database) == {"عبد الله غرايبة": ["القول 0", "القول 1", "القول 2"]}
    assert aliases(database, "عبد الله غرايبة") == {"عبدالله غرايبه", "عبد الله بن غرايبة"}
    assert is_sound(database)


def test_who_shares_a_surname_or_only_a_surname_is_apart(database: Database) -> None:
    names = ["سعيد حمدان", "نبيل حمدان", "حمدان", "حمدان"]
    for number, name in enumerate(names):
        store(database, (make_speaker(name), name, f"القول {number}"), number=number)
    with database.read() as connection:
        found = [row["name"] for row in list_speakers(connection, SpeakerFilter())]
    assert sorted(found) == sorted(names)


@pytest.mark.parametrize(
    ("role", "other", "speakers"),
    [
        pytest.param("وزير النقل السوري", "وزير النقل في سوريا", 1, id="one office"),
        pytest.param("وزير النقل السوري", "مدير المسرح", 2, id="two offices"),
        pytest.param("وزير النقل السوري", None, 2, id="office unknown"),
    ],
)
def test_a_middle_name_more_is_the_same_only_with_the_same_office(
    database: Database, role: str, other: str | None, speakers: int
) -> None:
    store(database, (make_speaker(HAMDAN.name, role=role), HAMDAN.name, "القول"), number=1)
    store(database, (make_speaker(FULL.name, role=other), FULL.name, "الرد"), number=2)
    assert len(said(database)) == speakers
    assert is_sound(database)


def test_where_two_hold_that_office_a_third_name_joins_neither(database: Database) -> None:
    for number, name in enumerate(["سعيد ناصر حمدان", "سعيد علي حمدان", "سعيد حمدان"]):
        store(database, (make_speaker(name, role="عضو مجلس المدينة"), name, f"القول {number}"), number=number)
    assert len(said(database)) == 3


# --- merge ---


def test_a_merge_moves_quotes_and_names_and_leaves_no_trace_of_the_other(database: Database) -> None:
    store(database, (HAMDAN, HAMDAN.name, "القول"), number=1)
    store(database, (make_speaker(FULL.name, role="طبيب", aliases=["ناصر"]), FULL.name, "الرد"), number=2)
    gone = find_id(database, FULL.name)
    edited = do_merge(database, HAMDAN.name, FULL.name)
    assert (edited.speaker_id, edited.quotes) == (find_id(database, HAMDAN.name), 1)
    assert said(database) == {HAMDAN.name: ["الرد", "القول"]}
    assert aliases(database, HAMDAN.name) == {FULL.name, "ناصر"}
    with database.read() as connection, pytest.raises(NotFound):
        get_speaker(connection, gone)
    assert is_sound(database)


def test_a_merge_holds_for_changed_texts_and_new_articles_in_any_spelling(database: Database) -> None:
    store(database, (HAMDAN, HAMDAN.name, "القول"), number=1)
    store(database, (FULL, FULL.name, "الرد"), number=2)
    do_merge(database, HAMDAN.name, FULL.name)
    store(database, (FULL, FULL.name, "الرد"), number=2, more="\n\nتحديث.")
    store(database, (make_speaker("سعيد بن ناصر الحمدان"), "الحمدان", "الجديد"), number=3)
    assert said(database) == {HAMDAN.name: ["الجديد", "الرد", "القول"]}
    assert is_sound(database)


def test_a_merge_keeps_the_ids_of_quotes_when_the_article_is_read_again(database: Database) -> None:
    store(database, (HAMDAN, HAMDAN.name, "القول"), number=1)
    store(database, (FULL, FULL.name, "الرد"), number=2)
    do_merge(database, HAMDAN.name, FULL.name)
    with database.read() as connection:
        before = {row["id"] for row in list_quotes(connection, QuoteFilter())}
    store(database, (FULL, FULL.name, "الرد"), number=2, more="\n\nتحديث.")
    with database.read() as connection:
        assert {row["id"] for row in list_quotes(connection, QuoteFilter())} == before


def test_a_merge_holds_when_the_speaker_that_stays_has_gone_in_between(database: Database) -> None:
    store(database, (HAMDAN, HAMDAN.name, "القول"), number=1)
    store(database, (FULL, FULL.name, "الرد"), number=2)
    do_merge(database, HAMDAN.name, FULL.name)
    for number in (1, 2):
        store(database, (OTHER, OTHER.name, f"غيره {number}"), number=number, more="\n\nتحديث.")
    assert said(database).keys() == {OTHER.name}
    store(database, (FULL, FULL.name, "الجديد"), number=3)
    assert said(database)[HAMDAN.name] == ["الجديد"]
    assert is_sound(database)


def test_merges_follow_one_another(database: Database) -> None:
    third = make_speaker("أبو ناصر حمدان", role="شاعر")
    for number, speaker in enumerate([HAMDAN, FULL, third], 1):
        store(database, (speaker, speaker.name, f"القول {number}"), number=number)
    do_merge(database, FULL.name, third.name)
    do_merge(database, HAMDAN.name, FULL.name)
    store(database, (third, third.name, "القول 4"), number=4)
    assert said(database) == {HAMDAN.name: [f"القول {number}" for number in range(1, 5)]}
    assert is_sound(database)


def test_a_merge_of_a_surname_holds_in_its_own_article_alone(database: Database) -> None:
    surname = make_speaker("حمدان")
    store(database, (HAMDAN, HAMDAN.name, "القول"), number=1)
    store(database, (surname, "حمدان", "الرد"), number=2)
    do_merge(database, HAMDAN.name, "حمدان")
    store(database, (surname, "حمدان", "الرد"), number=2, more="\n\nتحديث.")
    assert said(database) == {HAMDAN.name: ["الرد", "القول"]}
    store(database, (surname, "حمدان", "الآخر"), number=3)
    assert said(database)["حمدان"] == ["الآخر"]
    assert is_sound(database)


def test_merging_into_a_surname_of_one_article_lets_all_articles_share_it(database: Database) -> None:
    surname = make_speaker("حمدان")
    store(database, (surname, "حمدان", "الرد"), number=1)
    store(database, (HAMDAN, HAMDAN.name, "القول"), number=2)
    do_merge(database, "حمدان", HAMDAN.name)
    store(database, (surname, "حمدان", "الرد"), number=1, more="\n\nتحديث.")
    store(database, (HAMDAN, HAMDAN.name, "الجديد"), number=3)
    assert said(database) == {"حمدان": ["الجديد", "الرد", "القول"]}
    assert is_sound(database)


def test_two_sources_of_one_article_may_be_merged_and_stay_in_it(database: Database) -> None:
    one, two = (make_speaker(name, kind=SpeakerKind.unnamed) for name in ("مصدر أمني", "ضابط كبير"))
    lines = (one, one.name, "القول"), (two, two.name, "الرد")
    store(database, *lines, number=1)
    do_merge(database, one.name, two.name)
    store(database, *lines, number=1, more="\n\nتحديث.")
    store(database, lines[1], number=2)
    assert said(database) == {one.name: ["الرد", "القول"], two.name: ["الرد"]}
    assert is_sound(database)


def test_a_speaker_is_not_merged_with_itself_or_with_nobody(database: Database) -> None:
    store(database, (HAMDAN, HAMDAN.name, "القول"))
    with pytest.raises(RefusedEdit, match="itself"):
        do_merge(database, HAMDAN.name, HAMDAN.name)
    with pytest.raises(NotFound), database.write() as session:
        merge(session, find_id(database, HAMDAN.name), 999)
    assert is_sound(database)


# --- split ---


def merged(database: Database) -> None:
    store(database, (HAMDAN, HAMDAN.name, "القول"), number=1)
    store(database, (FULL, FULL.name, "الرد"), (FULL, None, "الإضافة"), number=2)
    do_merge(database, HAMDAN.name, FULL.name)


APART = {HAMDAN.name: ["القول"], FULL.name: ["الإضافة", "الرد"]}


def test_a_split_takes_a_merge_back(database: Database) -> None:
    merged(database)
    edited = do_split(database, HAMDAN.name, FULL.name)
    assert (edited.quotes, edited.name) == (2, FULL.name)
    assert said(database) == APART
    assert aliases(database, HAMDAN.name) == set()
    assert is_sound(database)


def test_a_split_holds_when_articles_are_read_again(database: Database) -> None:
    merged(database)
    do_split(database, HAMDAN.name, FULL.name)
    store(database, (FULL, FULL.name, "الرد"), (FULL, None, "الإضافة"), number=2, more="\n\nتحديث.")
    assert said(database) == APART
    store(database, (FULL, FULL.name, "الجديد"), number=3)
    assert said(database)[FULL.name] == ["الإضافة", "الجديد", "الرد"]
    assert is_sound(database)


def test_a_split_parts_those_whom_an_office_had_put_together(database: Database) -> None:
    one, two = (make_speaker(speaker.name, role="عضو مجلس المدينة") for speaker in (HAMDAN, FULL))
    store(database, (one, one.name, "القول"), number=1)
    store(database, (two, two.name, "الرد"), number=2)
    assert len(said(database)) == 1
    do_split(database, one.name, two.name)
    store(database, (two, two.name, "الرد"), number=2, more="\n\nتحديث.")
    assert said(database) == {one.name: ["القول"], two.name: ["الرد"]}
    assert is_sound(database)


def test_split_and_merged_again_is_together_again(database: Database) -> None:
    merged(database)
    do_split(database, HAMDAN.name, FULL.name)
    do_merge(database, HAMDAN.name, FULL.name)
    store(database, (FULL, FULL.name, "الجديد"), number=3)
    assert said(database) == {HAMDAN.name: ["الإضافة", "الجديد", "الرد", "القول"]}
    do_split(database, HAMDAN.name, FULL.name)
    assert said(database)[HAMDAN.name] == ["القول"]
    assert is_sound(database)


MIXED = make_speaker("سعيد حمدان", aliases=["الرئيس نبيل", "حمدان"])
MIXED_LINES = (
    (MIXED, "سعيد حمدان", "الأول"),
    (MIXED, None, "الثاني"),
    (MIXED, "الرئيس نبيل", "الثالث"),
    (MIXED, None, "الرابع"),
    (MIXED, "حمدان", "الخامس"),
)


@pytest.mark.parametrize("name", [None, "نبيل العلي"], ids=["as printed", "given a name"])
def test_a_split_takes_apart_two_whom_one_article_mixes_up(database: Database, name: str | None) -> None:
    store(database, *MIXED_LINES)
    apart = {"سعيد حمدان": ["الأول", "الثاني", "الخامس"], name or "الرئيس نبيل": ["الثالث", "الرابع"]}
    assert do_split(database, "سعيد حمدان", "الرئيس نبيل", name=name).quotes == 2
    assert said(database) == apart
    store(database, *MIXED_LINES, more="\n\nتحديث.")
    assert said(database) == apart
    assert "الرئيس نبيل" not in aliases(database, "سعيد حمدان")
    assert is_sound(database)


def test_a_split_off_form_may_be_merged_into_whom_it_means(database: Database) -> None:
    store(database, *MIXED_LINES, number=1)
    store(database, (OTHER, OTHER.name, "السادس"), number=2)
    do_split(database, "سعيد حمدان", "الرئيس نبيل")
    do_merge(database, OTHER.name, "الرئيس نبيل")
    store(database, *MIXED_LINES, number=1, more="\n\nتحديث.")
    assert said(database)[OTHER.name] == ["الثالث", "الرابع", "السادس"]
    assert is_sound(database)


def test_a_surname_inside_the_whole_name_is_not_the_surname_alone(database: Database) -> None:
    store(database, *MIXED_LINES)
    do_split(database, "سعيد حمدان", "حمدان", name="نزار حمدان")
    assert said(database)["نزار حمدان"] == ["الخامس"]
    store(database, *MIXED_LINES, more="\n\nتحديث.")
    assert said(database)["نزار حمدان"] == ["الخامس"]
    assert is_sound(database)


def test_two_spellings_that_are_two_people_get_two_names(database: Database) -> None:
    one, two = make_speaker("لمياء حمدان"), make_speaker("لميا حمدان")
    store(database, (one, one.name, "القول"), number=1)
    store(database, (two, two.name, "الرد"), number=2)
    with pytest.raises(RefusedEdit, match="--name"):
        do_split(database, one.name, two.name)
    do_split(database, one.name, two.name, name="لميا سعيد حمدان")
    store(database, (two, two.name, "الرد"), number=2, more="\n\nتحديث.")
    assert said(database) == {one.name: ["القول"], "لميا سعيد حمدان": ["الرد"]}
    assert is_sound(database)


def test_mentions_in_events_are_split_and_merged_like_quotes(database: Database) -> None:
    def find(document: SourceDocument) -> Analysis:
        analysis = read([*MIXED_LINES])(document)
        mention = make_mention(document.body, "الرئيس نبيل", name="سعيد حمدان", speaker=0)
        event = make_event(document.body, "12 من أيار 2024", first=date(2024, 5, 12), mentions=[mention])
        return analysis.model_copy(update={"events": [event]})

    def keep(more: str) -> None:
        ingest(database, make_document(body=write([*MIXED_LINES]) + more), analyst=find)

    keep("\n\nوفي 12 من أيار 2024.")
    assert do_split(database, "سعيد حمدان", "الرئيس نبيل").mentions == 1
    for more in ("\n\nوفي 12 من أيار 2024.", "\n\nتحديث في 12 من أيار 2024."):
        keep(more)
        with database.read() as connection:
            named = connection.execute(
                text("SELECT speaker.name FROM event_mention JOIN speaker ON speaker.id = event_mention.speaker_id")
            ).scalars()
            assert list(named) == ["الرئيس نبيل"]
    assert do_merge(database, "سعيد حمدان", "الرئيس نبيل").mentions == 1
    assert is_sound(database)


@pytest.mark.parametrize("alias", ["سعيد حمدان", "غريب", ""], ids=["own name", "stranger", "nothing"])
def test_only_another_name_of_the_speaker_can_be_split_off(database: Database, alias: str) -> None:
    store(database, *MIXED_LINES)
    with pytest.raises(RefusedEdit, match="الرئيس نبيل، حمدان"):
        do_split(database, "سعيد حمدان", alias)
    with pytest.raises(RefusedEdit, match="letter"):
        do_split(database, "سعيد حمدان", "حمدان", name=" . ")
    with pytest.raises(NotFound), database.write() as session:
        split(session, 999, "حمدان")
    assert said(database).keys() == {"سعيد حمدان"}


# --- rules that change, and the doctor ---


def test_rows_from_before_identities_are_regrouped(database: Database) -> None:
    store(database, (HAMDAN, HAMDAN.name, "القول"), number=1)
    store(database, (make_speaker("لمياء حمدان"), "لمياء حمدان", "الرد"), number=2)
    with database.write() as session:
        session.connection().execute(text("UPDATE speaker SET identity = NULL, ends = NULL"))
        session.connection().execute(
            text("UPDATE speaker SET name = :name, key = :name, folded = :name WHERE name = :old"),
            {"name": "سعيد الحمدان", "old": "لمياء حمدان"},
        )
    assert {problem.what for problem in examine(database)} == {
        "identity is out of step with name: run `musnad db upgrade`"
    }
    assert regroup(database) == 1
    assert list(said(database).values()) == [["الرد", "القول"]]
    assert is_sound(database)
    assert regroup(database) == 0


def test_regrouping_keeps_the_newest_decision_where_two_names_have_become_one(database: Database) -> None:
    merged(database)
    with database.write() as session:
        session.connection().execute(text("UPDATE speaker_decision SET identity = 'x', into_identity = 'y'"))
    assert any("identity is out of step" in problem.what for problem in examine(database))
    regroup(database)
    assert is_sound(database)
    store(database, (FULL, FULL.name, "الجديد"), number=3)
    assert said(database).keys() == {HAMDAN.name}


@pytest.mark.parametrize(
    ("damage", "what"),
    [
        pytest.param(
            "UPDATE quote SET speaker_id = (SELECT id FROM speaker WHERE name = 'كمال النجار')"
            " WHERE speaker_name IS NOT NULL",
            "an editor has decided that سعيد ناصر حمدان is سعيد حمدان",
            id="a quote astray",
        ),
        pytest.param(
            "UPDATE speaker SET name = 'سعيد ناصر حمدان', identity = 'سعيد ناصر حمدان' WHERE name = 'سعيد حمدان'",
            "an editor has decided that this is سعيد حمدان",
            id="a speaker who is somebody else",
        ),
        pytest.param(
            "INSERT INTO speaker_decision (verdict, kind, name, identity, form, into_article, into_kind, into_name,"
            " into_identity, decided_at) SELECT verdict, into_kind, into_name, into_identity, form, into_article,"
            " kind, name, identity, decided_at FROM speaker_decision",
            "leads back to itself",
            id="a circle",
        ),
    ],
)
def test_the_doctor_sees_where_a_decision_is_not_obeyed(database: Database, damage: str, what: str) -> None:
    merged(database)
    store(database, (OTHER, OTHER.name, "غيره"), number=3)
    with database.write() as session:
        session.connection().execute(text(damage))
    assert what in {problem.what for problem in examine(database)}
