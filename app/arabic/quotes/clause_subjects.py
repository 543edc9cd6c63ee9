"""Where a verb's clause begins, and who stands there when no phrase could be read: استراتيجيون غربيون ظنوا أن."""

from app.arabic.conjugation import Agreement, Shape
from app.arabic.quotes.lexicon import COMPLEMENTISERS, RELATIVES, action_forms
from app.arabic.quotes.reading import Cue, Reading
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.phrase import Phrase
from app.arabic.speakers.words import word
from app.records import SpeakerKind

_SOME = frozenset(
    ("معظم", "بعض", "نصف", "عدد", "غالبيه", "اغلب", "اكثر", "ثلث", "ربع", "مجموعه", "كثير", "قله", "عديد")
)
_ABOUT_IT = frozenset(("فيه", "فيها", "خلاله", "خلالها"))
_LONGEST = 5
_FURTHEST = 24
_OWN_SUBJECT = frozenset(("ه", "ها", "هم", "هما"))
_PRONOUN_HOSTS = ("لكن", "ولكن", "ان", "بان", "لان", "فان", "كان", "لعل", "غير ان")
_GOING_ON = frozenset(("say", "continue"))
_BOUNDARIES = frozenset("،,؛;:-–—")
_PERSONAL = frozenset(("هو", "هي", "هم", "وهو", "وهي", "وهم", "فهو", "فهي", "فهم", "هما", "وهما"))


class ClauseReader:
    """Looks back from a finite cue to the start of its clause."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def opens_freely(self, cue: Cue) -> bool:
        """Whether a verb without a subject of its own stands where its subject may be understood.

        It does behind a conjunction or particle (كما قال), a pronoun (لكنه قال), or what the clause puts first
        (وعن السبب قال). Behind a noun it does not: رسالة تقول، ونصف الشركات تقول.
        """
        said_in_it = self.reading.key(cue.at + 1) in _ABOUT_IT  # أصدر بيانًا أوضح فيه
        if cue.form.form.clitic or said_in_it or self._may_precede(cue.at - 1):
            return True
        first, has_verb = self._clause_start(cue.at)
        if has_verb and self._describes(cue):
            return False
        if self.reading.key(first) in ("لكن", "ولكن") and first == cue.at - 2:
            return not word(self.reading.key(first + 1)).is_definite  # لكن الواقع يشير إلى
        return first == cue.at or self._is_fronted(first) or self._goes_on(first, cue)

    def _describes(self, cue: Cue) -> bool:
        """وبعد التشغيل يرى نافذة تفيد بأن: the verb of an indefinite noun right before it."""
        before = word(self.reading.key(cue.at - 1))
        feminine = before.key.endswith("ه") and not before.is_definite and not before.is_given
        return feminine and cue.shape is Shape.imperfect and cue.form.form.agreement is Agreement.feminine

    def subject(self, cue: Cue) -> Phrase | None:
        """The plain words between the clause's start and the verb, when they may be its subject."""
        first, has_verb = self._clause_start(cue.at)
        if cue.form.form.clitic or has_verb or not 0 < cue.at - first <= _LONGEST:
            return None
        if not self._may_be_subject(first, cue):
            return None
        tokens = self.reading.tokens
        start, end = tokens[first].start, tokens[cue.at - 1].end
        name = self.reading.text[start:end].removeprefix("و")
        start = end - len(name)
        head = word(self.reading.key(first).removeprefix("و")).bare
        is_thing = head in lex.EVERYDAY_NOUNS and head not in lex.GROUPS and head not in lex.DOCUMENTS
        is_group = cue.form.form.agreement is Agreement.plural or head in lex.GROUPS
        kind = SpeakerKind.group if is_group else SpeakerKind.unnamed
        return Phrase(first, cue.at, start, end, kind, head, name, None, False, False, is_thing=is_thing)

    def _clause_start(self, at: int) -> tuple[int, bool]:
        """The token behind the nearest comma, complementiser or sentence start, and whether a verb stands between."""
        reading = self.reading
        has_verb = False
        for i in range(at - 1, max(-1, at - _FURTHEST), -1):
            key = reading.keys[i]
            ends = (not reading.tokens[i].is_word and key in _BOUNDARIES) or key in COMPLEMENTISERS or key in RELATIVES
            if ends or not reading.same_sentence(i, at):
                return i + 1, has_verb
            has_verb = has_verb or key in action_forms() or (i in reading.cue_at and reading.cue_at[i].is_finite)
            if reading.opens_sentence(i):
                return i, has_verb
        return max(0, at - _FURTHEST), True

    def _may_precede(self, at: int) -> bool:
        """Whether the word before the verb is no noun: a particle, an adverb, a pronoun or what carries one."""
        key = self.reading.key(at)
        if not key or key in ("و", "ف") or not self.reading.tokens[at].is_word:
            return True
        particle = word(key).is_adverbial or key in COMPLEMENTISERS or key in lex.ADVERBIALS or key in _PERSONAL
        return particle or any(key.startswith(host) and key[len(host) :] in _OWN_SUBJECT for host in _PRONOUN_HOSTS)

    def _goes_on(self, first: int, cue: Cue) -> bool:
        """كتب في الصحيفة يقول: the second verb of one saying."""
        if cue.form.verb.lemma != "قال" or cue.form.form.shape is not Shape.imperfect:
            return False
        others = (self.reading.cue_at.get(at) for at in range(first, cue.at))
        return any(other is not None and other.is_finite and other.form.verb.rule in _GOING_ON for other in others)

    def _is_fronted(self, first: int) -> bool:
        """وعن السبب، ردًا على سؤال، أمس: an adjunct that the clause opens with."""
        key = self.reading.key(first)
        if self.reading.key(first - 1) in RELATIVES:
            return False
        if word(key).is_adverbial or key[:2] in ("ول", "وب", "فل") or key.endswith("ا"):
            return True
        return key[:1] in "بل" and self.reading.opens_sentence(first)

    def _may_be_subject(self, first: int, cue: Cue) -> bool:
        reading = self.reading
        key = reading.key(first)
        opening = word(key.removeprefix("و"))
        some = opening.key in _SOME or (opening.is_definite and not key.endswith(("ني", "نا")))
        keys = [reading.key(i) for i in range(first, cue.at)]
        named = all(word(key).names for key in keys)
        if not (some or named or key.endswith(("ون", "ين"))) or opening.is_adverbial or opening.breaks:
            return False
        return all(key.isalpha() for key in keys) and not any(key in action_forms() for key in keys)
