"""Finds whom a sentence is about by the way it opens, whatever its verb."""

from app.arabic.conjugation import Agreement
from app.arabic.quotes.lexicon import AUXILIARIES, SUBORDINATORS, action_forms, is_past, is_verbal_noun
from app.arabic.quotes.reading import COMMAS, Reading
from app.arabic.quotes.sources import read_behind_lam
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.lexicon import strip_article
from app.arabic.speakers.phrase import Phrase
from app.arabic.speakers.registry import Registry
from app.arabic.speakers.words import word
from app.records import SpeakerKind

_CONTRASTS = frozenset(("غير", "الا", "بيد", "على"))
_CONTRASTING = frozenset(("لكن", "ولكن", "فيما", "بينما"))
_BARE_SOURCES = frozenset(("بحسب", "حسب", "وفق"))
_SOURCES_WITH_LAM = frozenset(("وفقا", "فقا", "طبقا"))
_CREDITS = frozenset(("تصوير", "عدسه", "بعدسه", "كاريكاتير"))
"""تصوير فلان: whose picture it is."""
_QUANTITIES = frozenset(("بعض", "عدد", "معظم", "كل", "فريق", "كثيرون"))
_DONE = frozenset(("تم", "يتم", "جرى", "جري", "يجري", "يجب", "تجري", "جرت", "تمت"))
_ADVERBIAL = 8
_LONGEST_PRESENTED = 3
_PRESENTING = frozenset(f"({COMMAS}")
_OF_AGE = frozenset(("عاما", "عام", "سنه", "سنوات", "اعوام"))


def is_presented(reading: Reading, phrase: Phrase) -> bool:
    """Whether an unknown word is a person's name by what follows it: an age, an apposition, وهو، وهي."""
    if phrase.is_strong or not phrase.is_name or phrase.kind is not SpeakerKind.person:
        return False
    named = all(_may_be_name(reading.key(at)) for at in range(phrase.first, phrase.last))
    if not named or phrase.last - phrase.first > _LONGEST_PRESENTED:
        return False
    if reading.key(phrase.last) == "(":
        return reading.key(phrase.last + 1).isdigit() and reading.key(phrase.last + 2) in _OF_AGE
    after = word(reading.key(phrase.last + 1))
    relation = after.key in ("وهو", "وهي") or after.bare in lex.UNNAMED or (after.is_office and not after.is_given)
    return reading.is_comma(phrase.last) and relation and after.key != "احد"


def behind_age(reading: Reading, at: int) -> int:
    """The token behind an age in brackets at `at`: سمر الحسن (35 عامًا); `at` where none stands."""
    if reading.key(at) != "(" or not reading.key(at + 1).isdigit() or reading.key(at + 2) not in _OF_AGE:
        return at
    return at + 4 if reading.key(at + 3) == ")" else at


def _may_be_name(key: str) -> bool:
    this = word(key)
    other = this.is_definite or this.is_adverbial or this.is_organization or this.breaks or is_verbal_noun(key)
    return not other and key.isalpha() and key not in lex.PLACES


class OpenerFinder:
    """Reads the subject of a sentence's opening."""

    def __init__(self, reading: Reading, registry: Registry) -> None:
        self.reading = reading
        self.registry = registry

    def sentence_opener(self, first: int) -> Phrase | None:
        """The subject after a sentence's opening verb, whatever the verb: وافتتح الدكتور ….; or the opening phrase."""
        reading = self.reading
        if not reading.tokens[first].is_word:
            return None
        limit = reading.sentence_limit(first)
        first = self._behind_contrast(first)
        if first + 1 >= limit or reading.keys[first] in _CREDITS:
            return None
        found = (
            self._source(first, limit)
            or self._opened_by(first, limit)
            or self._acting(first, limit)
            or self._opening(first, limit)
        )
        return found or self._presented(first, limit) or self._behind_adverbial(first, limit)

    def agreement(self, phrase: Phrase) -> Agreement | None:
        """What the verb right before a person's name shows of her or him: زارت منى …، فتقول goes to her."""
        verb = self.reading.key(phrase.first - 1)
        if not phrase.is_name or phrase.kind is not SpeakerKind.person or self.reading.opens_sentence(phrase.first):
            return None
        if verb.endswith("ت") and (verb in action_forms() or is_presented(self.reading, phrase)):
            return Agreement.feminine
        bare = verb.removeprefix("و")
        return Agreement.masculine if verb in action_forms() and not bare.startswith("ت") else None

    def _behind_contrast(self, first: int) -> int:
        """غير أن وزير الخزانة … قلل، لكن الرئيس التنفيذي … هون: the clause behind the word of contrast."""
        key = self.reading.key
        if key(first) in _CONTRASTS and key(first + 1) == "ان":
            return first + 2
        if key(first) in ("في", "وفي") and key(first + 1) == "حين":
            return first + (3 if key(first + 2) == "ان" else 2)
        return first + 1 if key(first) in _CONTRASTING else first

    def _behind_adverbial(self, first: int, limit: int) -> Phrase | None:
        """في غضون ذلك، تبنى المتحدث …؛ وفي خان يونس، وقف فلان (38 عاما): the clause behind the opening adverbial."""
        reading = self.reading
        opening = reading.keys[first]
        if not (word(opening).is_adverbial or opening[:1] in "بل"):
            return None
        for at in range(first + 1, min(first + _ADVERBIAL, limit - 2)):
            if at in reading.cue_at or not reading.tokens[at].is_word:
                clause = reading.is_comma(at) and reading.tokens[at + 1].is_word and at + 1 not in reading.cue_at
                return self._clause_behind(at + 1, limit) if clause else None
        return None

    def _clause_behind(self, first: int, limit: int) -> Phrase | None:
        first = self._behind_contrast(first)
        if first + 1 >= limit:
            return None
        found = self._opening(first, limit) or self._presented(first, limit)
        behind = self.reading.phrases.read(first + 1, limit) if found is None else None
        return behind if behind is not None and behind.is_name and behind.role else found

    def _source(self, first: int, limit: int) -> Phrase | None:
        """وبحسب الباحث فلان، فإن …، موضحا: the one according to whom."""
        key = self.reading.keys[first].removeprefix("و")
        found = self.reading.phrases.read(first + 1, limit) if key in _BARE_SOURCES else None
        if key in _SOURCES_WITH_LAM and self.reading.keys[first + 1][:1] == "ل":
            found = read_behind_lam(self.reading, first + 1, limit)
        return found if found is not None and found.is_strong and found.kind is SpeakerKind.person else None

    def _presented(self, first: int, limit: int) -> Phrase | None:
        """قطعت نعمات آدم، وهي معلمة …؛ هدى، أم لطفلين: a name that nothing but its presentation shows."""
        opening = self.reading.keys[first]
        verbal = opening.endswith("ت") or opening.startswith(("ي", "ت"))
        for at in (first + 1, first) if verbal else (first, first + 1):
            found = self.reading.phrases.read(at, limit) if self._ends_soon(at) else None
            if found is not None and is_presented(self.reading, found):
                return found
        return None

    def _ends_soon(self, at: int) -> bool:
        """Whether a comma or bracket stands where a presented name may end."""
        keys = self.reading.keys
        return not _PRESENTING.isdisjoint([keys[at + length] for length in range(1, _LONGEST_PRESENTED + 1)])

    def _acting(self, first: int, limit: int) -> Phrase | None:
        """The one behind a verb of acting, or an unknown verb before a name: وعقب المباراة حفز رئيس البعثة فلان."""
        reading, verbs = self.reading, action_forms()
        for at in range(first, min(first + 7, limit - 1)):
            key = reading.keys[at]
            if key in SUBORDINATORS:
                break
            if at > first and 3 <= len(key) <= 5 and self._opens_with_name(at):
                return reading.phrases.read(at + 1, limit)
            if key in verbs and key not in AUXILIARIES:
                found = reading.phrases.read(at + 1, limit)
                if key.removeprefix("و") in _DONE and is_verbal_noun(word(reading.keys[at + 1]).bare):
                    return None  # تم الاتفاق على
                return found if found is not None and (found.is_strong or self.registry.knows(found.name)) else None
        return None

    def _opening(self, first: int, limit: int) -> Phrase | None:
        """The phrase the sentence opens with, or the one right behind its first word."""
        reading = self.reading
        opening = word(reading.keys[first])
        if opening.is_adverbial or opening.is_definite or strip_article(opening.key) in lex.OFFICES:
            found = reading.phrases.read(first, limit) if not opening.is_adverbial else None
            if found is None or not found.is_name:
                return None
            acts = reading.keys[found.last] in action_forms() and self.registry.knows(found.name)
            return found if found.is_strong or acts else None
        if (several := self._several(first, limit)) is not None:
            return several
        found = reading.phrases.read(first + 1, limit)
        return found if found is not None and found.is_strong else None

    def _several(self, first: int, limit: int) -> Phrase | None:
        """غير أن منظمات غير حكومية سارعت، مجلس الأمن يعقد: people or a body without ال, the verb right behind."""
        opening = word(self.reading.keys[first])
        body = opening.is_organization and not opening.is_given
        if not (body or opening.bare in lex.GROUPS) or opening.key in _QUANTITIES or opening.key in action_forms():
            return None
        found = self.reading.phrases.read(first, limit)
        return found if found is not None and found.last < limit and self._is_verb(found.last) else None

    def _is_verb(self, at: int) -> bool:
        key = self.reading.key(at)
        return key in action_forms() or is_past(key)

    def _opened_by(self, first: int, limit: int) -> Phrase | None:
        """كان فلان زار; سبق لفلان أن; أما فلان ف; فلانة، وهي …: who a sentence that opens so is about."""
        reading = self.reading
        key = reading.keys[first]
        if key in ("كان", "كانت", "وكان", "وكانت", "اما", "واما"):
            found = reading.phrases.read(first + 1, limit)
        elif key in ("سبق", "وسبق") and reading.keys[first + 1][:1] == "ل":
            found = read_behind_lam(reading, first + 1, limit)
        elif key in ("لم", "ولم"):  # لم يكن فلان، لم يسجل فلان
            found = reading.phrases.read(first + 2, limit) if first + 2 < limit else None
        elif word(key).is_given or key in ("ابو", "ام"):
            found = reading.phrases.read(first, limit)
        else:
            return None
        return found if found is not None and (found.is_strong or self.registry.knows(found.name)) else None

    def _opens_with_name(self, at: int) -> bool:
        """A short unknown verb before a titled or given name: وعقب المباراة حفز رئيس البعثة فلان."""
        reading = self.reading
        this, after = word(reading.keys[at]), word(reading.keys[at + 1])
        verbal = not (this.is_definite or this.is_adverbial or this.is_office or this.is_organization or this.is_given)
        if not verbal or not reading.tokens[at].is_word:
            return False
        before = word(reading.keys[at - 1])
        return before.is_definite and (after.is_given or (after.is_office and not after.is_definite))
