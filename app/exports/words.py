"""What exports say in Arabic, and how they shorten and mark up what articles say."""

import re
from html import escape

LANGUAGE = "ar"
PRODUCT = "مسند"
QUOTES_TITLE = "مسند: اقتباسات"
ARTICLES_TITLE = "مسند: مقالات"
EVENTS_TITLE = "مسند: أحداث"

# What XML can't hold, however it is written.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def shorten(text: str, width: int = 90) -> str:
    """One line of at most so many characters, whole words."""
    line = " ".join(text.split())
    if len(line) <= width:
        return line
    return f"{line[: width - 1].rpartition(' ')[0] or line[: width - 1]}…"


def make_html(text: str) -> str:
    """The text as HTML shows it letter by letter."""
    return escape(text, quote=True)


def make_xml(text: str) -> str:
    """The text without what XML can't hold."""
    return _NOT_XML.sub("\ufffd", text)
