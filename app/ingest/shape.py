"""What a line of an article looks like: headline, heading or paragraph. The thresholds tell where they are from."""

import re
from functools import cache
from itertools import islice

from app.arabic.normalize import TASHKEEL, fold
from app.ingest.wordlists import load_words

# The longest headlines of the Arabic press run to 25 words; a lead is rarely shorter than 15 and ends in a stop.
LONGEST_HEADLINE = 30
LONGEST_HEADLINE_LETTERS = 300
# Beyond this a line without a full stop is more often a lead that lost it than a deck, and a lead in the wrong
# place is lost to analysis.
LONGEST_DECK = 25
LONGEST_DECK_LETTERS = 300
# Section headings name a topic. Eight of ten have less than six words.
LONGEST_HEADING = 10
LONGEST_HEADING_LETTERS = 90
# Popups and lists of links are made of shorter lines than this; a paragraph of news is seldom as short.
SHORTEST_NEWS = 14

_CLOSERS = "\"”“»’')] \u200e\u200f"
_BULLET = re.compile(r"[-–—•*·▪◾►]|\d+\s*[-.)]|[\d\W]+$")
_FULL_STOP = re.compile(r"[^.؟?!…]\.$")
_WORD = re.compile(rf"[\w{TASHKEEL}\u0640]+")


def count_words(line: str, *, limit: int = 200) -> int:
    """How many words `line` has, counted up to `limit`."""
    return len(list(islice(_WORD.finditer(line), limit)))


def ends_sentence(line: str) -> bool:
    """Whether `line` ends with a full stop, question or exclamation mark, closing marks after it left aside."""
    return line.rstrip(_CLOSERS).endswith((".", "؟", "!", "?", "…"))


def is_news_paragraph(line: str) -> bool:
    """Whether `line` is long enough to be news and ends as a sentence does."""
    return ends_sentence(line) and count_words(line, limit=SHORTEST_NEWS) == SHORTEST_NEWS


def is_headline_like(line: str) -> bool:
    """Short, and not closed with a full stop."""
    stripped = line.rstrip(_CLOSERS)
    is_closed = stripped.endswith(("،", "؛")) or _FULL_STOP.search(stripped) is not None
    return len(line) <= LONGEST_HEADLINE_LETTERS and 0 < count_words(line) <= LONGEST_HEADLINE and not is_closed


def is_deck_like(line: str) -> bool:
    """A line that could stand between headline and text; one that ends in a colon belongs to what follows."""
    is_open = not (ends_sentence(line) or line.endswith(":") or _speech().match(fold(line)))
    return is_open and len(line) <= LONGEST_DECK_LETTERS and count_words(line) <= LONGEST_DECK


def is_heading_like(line: str) -> bool:
    """A topic: few words, not closed, not introducing what follows, not an item of a list, nobody speaking."""
    return (
        len(line) <= LONGEST_HEADING_LETTERS
        and 0 < count_words(line) <= LONGEST_HEADING
        and not line.rstrip(_CLOSERS).endswith((".", "،", ",", "؛", ":", "…", "!"))
        and not _BULLET.match(line)
        and not _speech().match(fold(line))
    )


@cache
def _speech() -> re.Pattern[str]:
    return re.compile(rf"[وف]?(?:{'|'.join(load_words('bylines', 'heading.speech'))})\b")
