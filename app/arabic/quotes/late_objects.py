"""Contents that stand behind somebody: حمّل فلانًا المسؤولية، أهاب بالناس الابتعاد."""

import re

from app.arabic.quotes.complement import Complement, Style
from app.arabic.quotes.lexicon import is_verbal_noun
from app.arabic.quotes.reading import Reading
from app.arabic.speakers.lexicon import strip_article
from app.arabic.speakers.words import word


def find_late_object(reading: Reading, rule: str, at: int) -> Complement | None:
    """مسؤولية behind the one blamed; a verbal noun with ال behind the one appealed to."""
    key, token = reading.key(at), reading.tokens[at]
    if rule == "hold-responsible":
        return Complement(Style.object, token.start, at) if strip_article(key) == "مسووليه" else None
    addressed = word(re.sub("^[بو]", "", reading.key(at - 1))).is_definite
    asked = (word(key).is_definite or addressed) and is_verbal_noun(strip_article(key))
    return Complement(Style.object, token.start, at) if asked else None
