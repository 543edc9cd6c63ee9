"""Words spelled like a verb in the third person that are the writer's own "I" or a noun: أعتقد، تقديم طلب."""

from app.arabic.conjugation import Agreement, Shape
from app.arabic.quotes.lexicon import COMPLEMENTISERS, is_verbal_noun
from app.arabic.quotes.reading import Cue, Reading
from app.arabic.quotes.subjects import SubjectFinder

_I_WAS = frozenset(("كنت", "وكنت", "كنا", "وكنا", "انا", "وانا"))
_BELIEVING = "اعتقد"
_REQUESTS = frozenset(("طلب", "وعد"))


def is_first_person(reading: Reading, subjects: SubjectFinder, cue: Cue) -> bool:
    """أعتقد with its hamza is "I believe"; the third person اعتقد has none. With a subject it is a misprint."""
    text = reading.text[reading.bare_start(cue) : reading.tokens[cue.at].end]
    if not cue.form.verb.lemma.startswith("ا"):
        return False
    return (text.startswith("أ") or _believes(reading, cue)) and subjects.after(cue) is None


def _believes(reading: Reading, cue: Cue) -> bool:
    """واعتقد أن السوق بخير: printed without its hamza; of another one reads ويعتقد, or واعتقد فلان."""
    if cue.form.verb.lemma != _BELIEVING or cue.form.form.agreement is not Agreement.masculine:
        return False
    opens = reading.opens_clause(cue) or reading.key(cue.at - 1) in _I_WAS
    return opens and reading.key(cue.at + 1) in COMPLEMENTISERS


def is_request(reading: Reading, cue: Cue) -> bool:
    """تقديم طلب صرف التعويض: a noun, for no verb stands right behind a verbal noun that owns it."""
    if cue.shape is not Shape.perfect or cue.form.form.clitic or cue.form.form.bare not in _REQUESTS:
        return False
    before = reading.key(cue.at - 1)
    return is_verbal_noun(before) and not before.startswith("ال") and reading.same_sentence(cue.at - 1, cue.at)
