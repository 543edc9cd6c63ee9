"""One spelling for the many: what a reader takes for the same letters, folds to the same string."""

import re
import unicodedata

TASHKEEL = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
TATWEEL = "\u0640"
DIRECTION_MARKS = "\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"

_COMMON = (("أ", "ا"), ("إ", "ا"), ("آ", "ا"), ("ى", "ي"), ("ئ", "ي"), ("ة", "ه"), ("ؤ", "و"))
"""All that folds in most words. To look for each in turn is quicker than a table."""
_RARE = str.maketrans("ٱیېۀہکڪگ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "اييههككك01234567890123456789")
_MARKS = f"{TASHKEEL}{TATWEEL}{DIRECTION_MARKS}"
_FORMS = "\u00a0\ufb50-\ufdff\ufe70-\ufefc\uff01-\uff5e"
_UNCOMMON = f"{''.join(map(chr, _RARE))}{_MARKS}{_FORMS}"
_TO_FOLD = re.compile(f"[أإآىئةؤ{_UNCOMMON}]")
_TO_LOOK_AT = re.compile(f"[{_UNCOMMON}]")
_RARE_LETTER = re.compile(f"[{''.join(map(chr, _RARE))}]")
_DROPPED = re.compile(f"[{_MARKS}]+")
_COMPATIBILITY = re.compile(f"[{_FORMS}]")
_RESIZED = re.compile(f"[{_MARKS}{_FORMS}]")
_DIRECTION_MARK = re.compile(f"[{DIRECTION_MARKS}]")
_NOT_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Letters that readers confuse become one; vowels, tatweel and direction marks go. Not length-preserving."""
    if not _TO_FOLD.search(text):
        return text
    is_odd = _TO_LOOK_AT.search(text) is not None
    if is_odd:
        if _COMPATIBILITY.search(text):
            text = unicodedata.normalize("NFKC", text)
        text = _DROPPED.sub("", text)
    for variant, letter in _COMMON:
        text = text.replace(variant, letter)
    return text.translate(_RARE) if is_odd and _RARE_LETTER.search(text) else text


def keeps_length(text: str) -> bool:
    """Whether folding drops or splits no letter of the text."""
    return _RESIZED.search(text) is None


def is_blank(letter: str) -> bool:
    """Whether a code point shows nothing: white space or a direction mark."""
    return letter.isspace() or (not letter.isalnum() and _DIRECTION_MARK.match(letter) is not None)


def fold_key(name: str) -> str:
    """A name as a key: folded words with one space between them, no punctuation, lower case."""
    return _NOT_WORD.sub(" ", fold(name)).strip().lower()


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its code points (and its end) the offset in `text` that it came from."""
    pieces: list[str] = []
    offsets: list[int] = []
    for at, letter in enumerate(text):
        folded = fold(letter)
        pieces.append(folded)
        offsets.extend([at] * len(folded))
    offsets.append(len(text))
    return "".join(pieces), offsets
