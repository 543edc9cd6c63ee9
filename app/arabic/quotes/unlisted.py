"""Names that no list holds, where a verb that takes no object shows them: قال تيفيز للصحفيين، قالت ايه سو ميات التي."""

from app.arabic.quotes.complements import BRINGING_SPEECH
from app.arabic.quotes.formulas import ADDRESSED
from app.arabic.quotes.lexicon import COMPLEMENTISERS, OCCASIONS, RELATIVES, SKIPPED, SPEECH_OPENERS, VERBAL_NOUNS
from app.arabic.quotes.reading import Cue, Reading
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.phrase import Phrase
from app.arabic.speakers.words import has_clitic, word
from app.records import SpeakerKind

_LONGEST = 3
_MARKS = frozenset((":", '"', "«", "“", "”", "(", "،", ","))


def read_unlisted(reading: Reading, cue: Cue, limit: int) -> Phrase | None:
    """The words right behind a plain verb of saying, where they can be nothing but a name."""
    first = cue.at + 1
    plain = cue.is_finite and cue.form.verb.lemma in BRINGING_SPEECH and not cue.form.form.has_object
    if not plain or not reading.tokens[first].is_word or _is_known(reading, first):
        return None
    last = first + 1
    while last < min(limit, first + _LONGEST) and _goes_on(reading, last):
        last += 1
    if not _ends(reading, last, limit):
        return None
    start, end = reading.tokens[first].start, reading.tokens[last - 1].end
    name = reading.text[start:end]
    return Phrase(first, last, start, end, SpeakerKind.person, reading.key(first), name, None, True, False)


def _is_known(reading: Reading, at: int) -> bool:
    """Whether the word is one that no name is spelled like behind such a verb."""
    key = reading.key(at)
    this = word(key)
    noun = key in lex.EVERYDAY_NOUNS or key in lex.COMMON_WORDS or key in VERBAL_NOUNS or key in OCCASIONS
    other = key in SKIPPED or key in ADDRESSED or key in SPEECH_OPENERS or key in lex.DETERMINERS
    other = other or key in COMPLEMENTISERS or key in RELATIVES or this.is_adverbial or this.breaks or this.is_definite
    feminine = reading.text[reading.tokens[at].end - 1] == "ة"  # قالت باكية
    bound = has_clitic(key) or reading.phrases.is_owned(at) or len(key) < 3 or not key.isalpha()
    return noun or other or bound or feminine or this.is_office or key.endswith(("ا", "نا", "ني", "هم"))


def _goes_on(reading: Reading, at: int) -> bool:
    key = reading.key(at)
    this = word(key)
    stops = this.is_adverbial or this.breaks or this.is_definite or this.is_office or key[:1] in "لبوف"
    return key.isalpha() and not stops and key not in COMPLEMENTISERS and key not in RELATIVES


def _ends(reading: Reading, at: int, limit: int) -> bool:
    """Whether a name ends before the token: at what is said, who is addressed, or what tells of him."""
    if at >= limit:
        return False
    key = reading.key(at)
    told = key in COMPLEMENTISERS or key in RELATIVES or key in _MARKS or key in ("في", "خلال", "امام")
    return told or key.startswith("لل") or word(key).is_office
