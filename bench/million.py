"""A database of a million quotes, made by bulk inserts: what the benchmarks of reading ask.

Two thousand texts are put together from words, and varied by number and day until there are enough; five thousand
speakers take their turns by Zipf's law, as in the news, where a few say most. Positions are true to the bodies.
"""

import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, chain, islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, select, update

from app.records import Marks, Precision, QuoteKind, Resolution, SpeakerKind, Tense
from app.store.db import Database
from app.store.links import make_fragment
from app.store.models import ARTICLE, EVENT, QUOTE, SOURCE, SPEAKER, make_ends, make_identity, make_key, measure_reach
from app.store.schema import newest_revision, upgrade
from app.store.statistics import teach_planner

TEXTS = 2_000
SPEAKERS = 5_000
PER_ARTICLE = 20
EVENTS_PER_ARTICLE = 4
FIRST_DAY, DAYS = date(2015, 1, 1), 4_000
CHUNK = 10_000
OUTLETS = "الأفق الضفة الميناء الجبل السهل الواحة المنارة النبع القلعة الشراع"
WORDS = """
القرار الحكومة الموسم المدينة الطريق العام الجديد الاتفاق المرحلة المقبلة تحسين الخدمات المياه الكهرباء الأسواق
الأسعار التجارة المشروع الجسر الميناء القمح القطن الزراعة المدارس الطلاب الجامعة الصحة المشافي اللجنة التقرير
النتائج الخطة الوزارة البلدية السكان المنطقة الشمالية الجنوبية العمل الاستثمار الشركات خلال بعد قبل منذ مع على
إلى من في بشأن حول ضمن بين أكثر أقل سنوات أشهر
"""
GIVEN = "سامر منى خالد ليلى ماجد هند رامي سلمى نادر رنا فارس دينا بشار عبير زياد"
FAMILY = "الخطيب عيسى الحلبي النجار الأسعد شاهين الصباغ حداد العمر قدور الرفاعي بركات"
CUES = {"قال": "قال", "وأضاف": "أضاف", "وأكد": "أكد", "وأوضح": "أوضح", "وصرح": "صرح"}
RELAYS = ("سانا", "رويترز", "فرانس برس")


@dataclass(frozen=True)
class Saying:
    """One sentence of a text: who (by place), with which cue, and what."""

    cue: str
    content: str


def open_million(folder: Path | None = None, *, quotes: int = 1_000_000) -> Database:
    """The database with that many quotes, made where it isn't yet. Its name tells the schema's revision."""
    folder = folder or Path(tempfile.gettempdir()) / "musnad-bench"
    path = folder / f"quotes-{quotes}-{newest_revision()}.db"
    if not path.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        rough = path.with_suffix(".rough")
        rough.unlink(missing_ok=True)
        _fill(Database(f"sqlite:///{rough}"), quotes)
        rough.rename(path)
    return Database(f"sqlite:///{path}")


def _fill(database: Database, quotes: int) -> None:
    upgrade(database)
    chance = random.Random(7)
    with database.connect_writer() as connection, connection.begin():
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        indexes = _drop_indexes(connection)
        _insert(
            connection,
            SOURCE,
            ({"name": f"صحيفة {name}", "key": make_key(f"صحيفة {name}")} for name in OUTLETS.split()),
        )
        _insert(connection, SPEAKER, _make_speakers(chance))
        _insert_articles(connection, chance, quotes // PER_ARTICLE)
        for statement in indexes:
            connection.exec_driver_sql(statement)
        # Who drops an index forgets what the planner was told of it.
        teach_planner(connection)
        _count_sayings(connection)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()


def _drop_indexes(connection: Connection) -> list[str]:
    """Drops the indexes that only serve reading, and says how each is made again: sorted input is built faster."""
    found = connection.exec_driver_sql("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")
    indexes = [(name, sql) for name, sql in found if "UNIQUE" not in sql]
    for name, _ in indexes:
        connection.exec_driver_sql(f"DROP INDEX {name}")
    return [sql for _, sql in indexes]


def _insert(connection: Connection, table: Table, rows: Iterator[dict[str, Any]]) -> None:
    while chunk := list(islice(rows, CHUNK)):
        connection.execute(table.insert(), chunk)


def _make_speakers(chance: random.Random) -> Iterator[dict[str, Any]]:
    given, family, words = GIVEN.split(), FAMILY.split(), WORDS.split()
    for number in range(1, SPEAKERS + 1):
        name = f"{chance.choice(given)} {chance.choice(family)} {_spell_number(number)}"
        role = f"مدير {chance.choice(words)}"
        kind = SpeakerKind.organization if number % 10 == 0 else SpeakerKind.person
        yield {
            "id": number,
            "name": name,
            "kind": kind,
            "role": role,
            "affiliation": None,
            "key": make_key(name),
            "identity": make_identity(name, kind),
            "ends": make_ends(name, kind),
            "folded": make_key(f"{name} {role}"),
        }


def _spell_number(number: int) -> str:
    """A made-up family name that no other number has."""
    letters = "بتثجحخدرزسشصضطعفقكلمن"
    spelled = ""
    while number:
        number, rest = divmod(number, len(letters))
        spelled += letters[rest]
    return f"ال{spelled}ي"


def _insert_articles(connection: Connection, chance: random.Random, articles: int) -> None:
    texts = [_write_text(chance) for _ in range(TEXTS)]
    turns = list(accumulate(1 / rank for rank in range(1, SPEAKERS + 1)))
    for first in range(1, articles + 1, CHUNK // PER_ARTICLE):
        numbers = range(first, min(first + CHUNK // PER_ARTICLE, articles + 1))
        made = [_Article(number, texts[number % TEXTS], chance) for number in numbers]
        _insert(connection, ARTICLE, (article.row for article in made))
        _insert(connection, QUOTE, chain.from_iterable(article.make_quotes(turns) for article in made))
        _insert(connection, EVENT, chain.from_iterable(article.make_events() for article in made))


def _write_text(chance: random.Random) -> list[Saying]:
    vocabulary = WORDS.split()

    def words(fewest: int, most: int) -> str:
        return " ".join(chance.choices(vocabulary, k=chance.randint(fewest, most)))

    return [Saying(chance.choice(list(CUES)), words(5, 16)) for _ in range(PER_ARTICLE)]


class _Article:
    """One article: a text, varied by its number and day."""

    def __init__(self, number: int, sayings: list[Saying], chance: random.Random) -> None:
        self.number, self.chance = number, chance
        self.day = FIRST_DAY + timedelta(days=number * 7919 % DAYS)
        self.source = chance.randint(1, len(OUTLETS.split()))
        self.sayings = [Saying(saying.cue, f"{saying.content} {number}") for saying in sayings]
        self.body = "\n\n".join(f"{one.cue} المسؤول: “{one.content}”." for one in self.sayings)
        self.folded = [make_key(one.content) for one in self.sayings]

    @property
    def row(self) -> dict[str, Any]:
        title = f"{self.sayings[0].content[:60]} {self.number}"
        return {
            "id": self.number,
            "external_id": f"b-{self.number}",
            "url": f"https://news.example/{self.number}",
            "title": title,
            "deck": None,
            "caption": None,
            "credit": None,
            "author": None,
            "published_at": self.day,
            "sort_day": self.day,
            "body": self.body,
            "headings": [],
            "source_id": self.source,
            "fingerprint": f"{self.number:064x}",
            "folded": " ".join([make_key(title), *self.folded]),
        }

    def make_quotes(self, turns: list[float]) -> Iterator[dict[str, Any]]:
        speakers = self.chance.choices(range(1, SPEAKERS + 1), cum_weights=turns, k=PER_ARTICLE)
        place = 0
        for position, (saying, folded, speaker) in enumerate(zip(self.sayings, self.folded, speakers, strict=True)):
            start = place + len(saying.cue) + len(" المسؤول: “")
            end = start + len(saying.content)
            via = RELAYS[position % 20 % 3] if position % 7 == 0 else None
            yield {
                "article_id": self.number,
                "source_id": self.source,
                "speaker_id": speaker,
                "position": position,
                "kind": (QuoteKind.direct, QuoteKind.indirect, QuoteKind.mixed)[position % 5 % 3],
                "text": saying.content,
                "start": start,
                "end": end,
                "segments": [{"start": start, "end": end, "text": saying.content}],
                "prefix": self.body[max(0, start - 32) : start],
                "suffix": self.body[end : end + 32],
                "cue": saying.cue,
                "cue_start": place,
                "cue_end": place + len(saying.cue),
                "cue_lemma": CUES[saying.cue],
                "cue_key": make_key(CUES[saying.cue]),
                "mention": "المسؤول",
                "mention_start": place + len(saying.cue) + 1,
                "mention_end": place + len(saying.cue) + 8,
                "via": via,
                "via_start": None,
                "via_end": None,
                "via_key": via and make_key(via),
                "marks": Marks.unclosed if position == 19 else Marks.closed,
                "resolution": Resolution.role if position % 4 == 0 else Resolution.named,
                "rule": "cue-then-speaker",
                "confidence": 0.95,
                "said_on": self.day,
                "sort_day": self.day,
                "folded": folded,
                "fragment": make_fragment(self.body[max(0, start - 32) : start], saying.content, self.body[end:][:32]),
            }
            place = end + len("”.\n\n")

    def make_events(self) -> Iterator[dict[str, Any]]:
        for position in range(EVENTS_PER_ARTICLE):
            saying = self.sayings[position]
            start = self.body.index(saying.content)
            end = start + len(saying.content)
            day = self.day + timedelta(days=position * 9 - 12)
            spread = (0, 0, 29, 364)[position]
            yield {
                "article_id": self.number,
                "source_id": self.source,
                "position": position,
                "text": saying.content[:20],
                "start": start,
                "end": start + len(saying.content[:20]),
                "value": day.isoformat(),
                "timex": day.isoformat(),
                "date_start": day,
                "date_end": day + timedelta(days=spread),
                "precision": (Precision.day, Precision.day, Precision.month, Precision.year)[position],
                "tense": Tense.scheduled if position == 3 else Tense.past,
                "sentence": saying.content,
                "sentence_start": start,
                "sentence_end": end,
                "anchor": self.day,
                "anchor_kind": "published",
                "rule": "day-month-year",
                "sort_day": day,
                "reach": measure_reach(day, day + timedelta(days=spread)),
                "folded": self.folded[position],
            }


def _count_sayings(connection: Connection) -> None:
    of_speaker = QUOTE.c.speaker_id == SPEAKER.c.id
    for name, found in {
        "quote_count": func.count(),
        "first_said": func.min(QUOTE.c.said_on),
        "last_said": func.max(QUOTE.c.said_on),
    }.items():
        value = select(found).where(of_speaker).scalar_subquery()
        connection.execute(update(SPEAKER).values({name: value}))
