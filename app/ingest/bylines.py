"""Who, where and when at an article's head: byline lines, datelines that open a paragraph, picture credits."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from app.arabic.normalize import fold, fold_key
from app.ingest.dateline import cut_days, read_day
from app.ingest.outlets import name_outlet
from app.ingest.shape import count_words
from app.ingest.wordlists import load_words

_SEPARATOR = re.compile(r"[|\-–—/،,•·()\[\]]+|(?<=\s)ـ+(?=\s)|:\s*$")
_INNER_COLON = re.compile(r":(?=.*\w)")
_DATELINE_END = re.compile(r":|\)\s*[-–—:]?|\s[-–—]\s")
_CREDIT = re.compile(r"(?P<caption>.+?)[\s.\-–—|]*[(\[](?P<credit>[^()\[\]]{2,80})[)\]]\s*\.?")
_CREDIT_PART = re.compile(r"[/،,+|:\-–—]| و(?=\w)")
LONGEST_BYLINE = 120
LONGEST_DATELINE = 80
LONGEST_NAME = 5
# A caption is a sentence at most, and a credit a name or two; longer ones are paragraphs that end in an aside.
LONGEST_CAPTION = 50
LONGEST_CAPTION_LETTERS = 600
LONGEST_CREDIT = 5


@dataclass(frozen=True)
class Byline:
    """What a byline tells; a part that is missing is None."""

    outlet: str | None
    author: str | None
    day: date | None


@dataclass(frozen=True)
class Caption:
    """A picture's caption, the credit in its closing parenthesis, and the day it names."""

    text: str
    credit: str | None
    day: date | None


def read_byline(line: str) -> Byline | None:
    """The parts of a line that holds nothing but outlet, day, place and at most one name; None for any other."""
    if len(line) > LONGEST_BYLINE:
        return None
    text, day = cut_days(line)
    parts = [part for part in _split(text) if not is_noise(part)]
    outlets = [name for part in parts if not _is_place(part) and (name := name_outlet(part))]
    rest = [part for part in parts if not _is_place(part) and not name_outlet(part)]
    shows_itself = bool(outlets or day) or _is_place_and_name(line, rest)
    if not shows_itself or len(outlets) > 1 or len(rest) > 1 or not all(map(_is_name, rest)):
        return None
    return Byline(outlet=next(iter(outlets), None), author=next(iter(rest), None), day=day)


def read_dateline(paragraph: str) -> Byline | None:
    """The byline that opens a paragraph (`city - agency:`, `city (agency) -`); the paragraph itself stays as it is.

    What stands before an agency in brackets is a place, or the beginning of a sentence, but no author.
    """
    head = paragraph[:LONGEST_DATELINE]
    ends = [found.end() for found in _DATELINE_END.finditer(head)]
    bylines = ((head[:end], read_byline(head[:end])) for end in reversed(ends))
    return next(
        (one for opening, one in bylines if one and one.outlet and not (one.author and "(" in opening)),
        None,
    )


def read_caption(line: str) -> Caption | None:
    """A line that shows itself to be a caption: it closes with a credit, or with some parenthesis after a date."""
    if len(line) > LONGEST_CAPTION_LETTERS:
        return None
    # Hardly a line closes with a parenthesis; whether it names a day takes much longer to find out.
    found = _CREDIT.fullmatch(line)
    if found is None or not _is_short(found["caption"], found["credit"]):
        return None
    caption = _make_caption(line, found)
    return caption if caption.day or is_credit(found["credit"]) else None


def _is_short(caption: str, credit: str) -> bool:
    is_sentence = ". " not in caption and count_words(caption) <= LONGEST_CAPTION
    return is_sentence and count_words(credit) <= LONGEST_CREDIT


def split_caption(line: str) -> Caption:
    """Caption and credit of a line that is known to be a caption."""
    found = _CREDIT.fullmatch(line)
    return Caption(line, None, read_day(line)) if found is None else _make_caption(line, found)


def _make_caption(line: str, found: re.Match[str]) -> Caption:
    day = None if _has_words(found["credit"], "credit.archive") else read_day(line)
    return Caption(found["caption"], found["credit"].strip(), day)


def is_credit(text: str) -> bool:
    """Whether a parenthesis names whose picture it is."""
    parts = _CREDIT_PART.split(text)
    return any(name_outlet(part) for part in parts) or _has_words(text, "credit.words")


def _split(text: str) -> list[str]:
    """The parts of a byline; a colon parts only after a place, for `outlet: words` is a headline."""
    if colon := _INNER_COLON.search(text):
        place, rest = text[: colon.start()], text[colon.end() :]
        text = f"{place}|{rest}" if _is_place(place) else text
    return [part.strip() for part in _SEPARATOR.split(text) if part.strip()]


def _is_place_and_name(line: str, rest: Sequence[str]) -> bool:
    """`city – name`, with a dash: after a colon the same words are a headline."""
    return len(rest) == 1 and ":" not in line and any(map(_is_place, _split(line)))


def _is_place(part: str) -> bool:
    return fold_key(part) in _places()


@cache
def _places() -> frozenset[str]:
    return frozenset(load_words("bylines", "byline.place"))


def is_noise(part: str) -> bool:
    """Whether `part` names neither a person nor a place: a clock time, a desk, a word for publishing."""
    return _noise().fullmatch(fold(part)) is not None


@cache
def _noise() -> re.Pattern[str]:
    patterns = "|".join(load_words("bylines", "byline.noise", "patterns"))
    return re.compile(rf"(?:(?:{patterns})\s*)+", re.IGNORECASE)


def _is_name(part: str) -> bool:
    """Whether `part` could be somebody's name: a few words, none of them one that no name has."""
    words = fold_key(part).split()
    return (
        1 < len(words) <= LONGEST_NAME
        and re.search(r"[\d:؟?!\"«»“”]", part) is None
        and not set(words) & set(load_words("bylines", "byline.not-a-name"))
    )


def _has_words(text: str, rule_id: str) -> bool:
    key = f" {fold_key(text)} "
    return any(f" {fold_key(word)} " in key for word in load_words("bylines", rule_id))
