"""A word without what is drawn around its letters, and folded to the one spelling that its variants share."""

import re
import unicodedata

from app.arabic.normalize import DIRECTION_MARKS, TASHKEEL, TATWEEL, fold

# Letters and joiners of words in Arabic script, presentation forms among them; no digits, no signs.
ARABIC = (
    "\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06df-\u06e8\u06ea-\u06ef\u06fa-\u06fc\u06ff\u0750-\u077f"
    "\u0870-\u0887\u0889-\u088e\u08a0-\u08ff\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufd8f\ufd92-\ufdc7\ufdf2-\ufdf4"
    "\ufe70-\ufefc"
)
# A vowel sign in its presentation form stands on a blank.
_MARKS = re.compile(f" ?[{TASHKEEL}{TATWEEL}{DIRECTION_MARKS}\u0898-\u089f\u08ca-\u08ff]")
_ACCENTS = re.compile("[\u0300-\u036f]")
PLAIN = re.compile("[\u0621-\u063a\u0641-\u064a]+")
"""What most words are made of: letters without anything drawn around them, no two code points for one."""
VARIANTS = (("أ", "ا"), ("إ", "ا"), ("آ", "ا"), ("ى", "ي"), ("ئ", "ي"), ("ة", "ه"), ("ؤ", "و"))
"""Of all that folds, what plain letters hold. To replace each in turn is quicker than a table."""
# What Persian, Urdu and Kurdish keyboards give for an Arabic letter: no difference of spelling.
_KEYBOARD = str.maketrans({"ی": "ي", "ې": "ي", "ے": "ي", "ک": "ك", "ڪ": "ك", "ہ": "ه", "ھ": "ه", "ە": "ه", "ۀ": "ه"})
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫", "01234567890123456789.", "٬,")
# Foreign sounds, written with or without the letters that Arabic borrowed for them.
_SOUNDS = str.maketrans({"پ": "ب", "چ": "ج", "ڤ": "ف", "ڥ": "ف", "ژ": "ز", "ڨ": "ق", "ٱ": "ا"})
# Latin letters whose strokes and dots are no accents.
_LATIN = str.maketrans("ıłøđ", "ilod")


def is_drawn(letter: str) -> bool:
    """Whether a code point is drawn around the letter before it or stretches it, and is none by itself."""
    return unicodedata.combining(letter) > 0 or _MARKS.fullmatch(letter) is not None


def strip_marks(word: str) -> str:
    """The word's own letters, lower case: no vowel signs, tatweel, ligatures or direction marks; European digits."""
    if word.isascii():
        return word.replace(",", "").lower()
    if PLAIN.fullmatch(word):
        return word
    word = _MARKS.sub("", unicodedata.normalize("NFKC", word)).translate(_KEYBOARD).translate(_DIGITS)
    return _ACCENTS.sub("", unicodedata.normalize("NFC", word.casefold()))


def fold_spelling(exact: str) -> str:
    """What the spellings of one word share, from what `strip_marks` leaves: الشيبانى → الشيباني, é → e."""
    if exact.isascii():
        return exact
    return fold_variants(exact) if PLAIN.fullmatch(exact) else _fold_any(exact)


def fold_variants(text: str) -> str:
    """The text with one letter for each of its variants, if it holds no other letters than plain ones."""
    for variant, letter in VARIANTS:
        text = text.replace(variant, letter)
    return text


def _fold_any(exact: str) -> str:
    return _ACCENTS.sub("", unicodedata.normalize("NFD", fold(exact).translate(_SOUNDS).translate(_LATIN)))
