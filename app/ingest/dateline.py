"""Days of publication: the full dates in captions, bylines and datelines."""

import re
from collections.abc import Iterator
from datetime import date

from app.arabic.normalize import fold_with_offsets

_MONTHS = (
    "يناير|كانون الثاني", "فبراير|شباط", "مارس|اذار", "ابريل|نيسان", "مايو|ايار", "يونيو|حزيران",
    "يوليو|تموز", "اغسطس|اب", "سبتمبر|ايلول", "اكتوبر|تشرين الاول", "نوفمبر|تشرين الثاني", "ديسمبر|كانون الاول",
)  # fmt: skip
_NAMED = re.compile(rf"(?P<d>\d\d?) (?:من )?(?P<m>{'|'.join(_MONTHS)})[ /،]*(?P<y>\d{{4}})")
_NUMBERS = re.compile(
    r"(?<!\d)(?:(?P<y>\d{4})[-/](?P<m>\d\d?)[-/](?P<d>\d\d?)|"
    r"(?P<d2>\d\d?)[-/](?P<m2>\d\d?)[-/](?P<y2>\d{4}))"
)
_WEEKDAY = re.compile(r"(?:ال)?(?:احد|اثنين|ثلاثاء|اربعاء|خميس|جمعه|سبت)\W*$")


def cut_days(text: str) -> tuple[str, date | None]:
    """`text` with each full date made a bar, and the first of these days."""
    folded, offsets = fold_with_offsets(text)
    found = list(_find(folded))
    for start, end, _ in reversed(found):
        text = f"{text[: offsets[start]]}|{text[offsets[end] :]}"
    return text, found[0][2] if found else None


def read_day(text: str) -> date | None:
    """The first day that `text` names in full."""
    return cut_days(text)[1]


def _find(folded: str) -> Iterator[tuple[int, int, date]]:
    for found in sorted([*_NAMED.finditer(folded), *_NUMBERS.finditer(folded)], key=lambda one: one.start()):
        year, month, day = (found.groupdict().get(f"{key}2") or found[key] for key in "ymd")
        number = (
            int(month)
            if month.isdigit()
            else 1 + next(i for i, names in enumerate(_MONTHS) if month in names.split("|"))
        )
        weekday = _WEEKDAY.search(folded, 0, found.start())
        try:
            yield weekday.start() if weekday else found.start(), found.end(), date(int(year), number, int(day))
        except ValueError:
            continue
