"""What stands around a word in a document: marks, attached prepositions, addressees, adjuncts."""

import re
from collections.abc import Callable, Mapping

from app.arabic.marks import MarkedText
from app.arabic.quotes.lexicon import is_verbal_noun
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.lexicon import strip_article
from app.arabic.speakers.words import Word, WordsByPlace, is_owned_noun, word
from app.arabic.tokens import Document

_COMMAS = "،,"
DASHES = frozenset(("-", "–", "—"))
_SPELLED = {"مني": "ي", "جمعه": "ه", "نشره": "ه"}
"""Words that are folded to a given name, with the letter that they end in where they are none."""
_SHORT_MARKED = 40
_LETTER = 4
"""Code points that the name of a letter has at most: إتش، جيه."""
_ACTING = frozenset(("انابه", "وكاله", "نيابه", "تكليف"))
_LANGUAGES = frozenset(("عربيه", "انجليزيه", "انكليزيه", "فرنسيه", "تركيه", "فارسيه", "عبريه", "كرديه", "روسيه"))
_LED = re.compile("م.{4,}ي")
"""People in the construct, whom a verb is about: بمستخدمي، بمسؤولي."""
_PREFERRING = frozenset(("فضل", "فضلت", "فضلوا", "طلب", "طلبت", "طلبوا", "رفض", "اشترط", "اشترطت", "اثر", "اثرت"))
ABBREVIATIONS = frozenset(("د", "م", "ا"))
IN_NAME_OF = frozenset(("باسم", "باسمه", "باسمها", "باسمهم"))
_CHARGED = frozenset(("قايم", "قايمه"))
_BODIES = lex.EPONYMOUS | lex.ORGANIZATIONS
LOCALITIES = frozenset(
    (
        "ولايه",
        "محافظه",
        "منطقه",
        "مدينه",
        "بلده",
        "قريه",
        "دوله",
        "مملكه",
        "عاصمه",
        "اقليم",
        "جهه",
        "قضاء",
        "ناحيه",
        "ريف",
        "حي",
        "مخيم",
        "بلديه",
    )
)


class Vocabulary:
    """The words of a document with three letters or more, whether with ال or without."""

    __slots__ = ("_keys", "_words")

    def __init__(self, keys: Mapping[int, str]) -> None:
        self._keys = keys
        self._words: frozenset[str] | None = None
        """Gathered when it is first asked for."""

    def __contains__(self, word: str) -> bool:
        words = self._words
        if words is None:
            words = self._words = frozenset(self._keys.values())
        return (len(word) > 3 and word in words) or (len(word) > 2 and lex.ARTICLE + word in words)


class Surroundings:
    """One document's tokens with their marks, by index."""

    def __init__(self, document: Document, marked: MarkedText) -> None:
        self.document = document
        self.tokens = document.tokens
        self.marked = marked
        self._keys = document.keys
        self._key: Callable[[int], str] = document.keys.__getitem__
        self._words = WordsByPlace(document.keys)
        """Here and in `_keys` it is quicker to look than to call, where rules ask most often."""
        self._word: Callable[[int], Word] = self._words.__getitem__
        self.vocabulary = Vocabulary(document.keys)
        """Every word of the document: لجنتيلوني is ل + a name where جنتيلوني stands elsewhere."""
        self.surnames: set[str] = set()
        """Last words, without ال, of everybody whom the document names in full."""

    def respell(self, at: int, key: str, start: int) -> None:
        """Read a word as if it were spelled and began so: what is left of it behind a clitic."""
        self.tokens[at].key = self.document.keys[at] = key
        self.tokens[at].start = start
        self._words.pop(at, None)

    def _skip_short_marked(self, i: int) -> int | None:
        """The token after a short stretch in marks or brackets at `i`; None when the phrase ends here."""
        start = self.tokens[i].start
        stretch = self.marked.by_start.get(start)
        if stretch is not None and stretch.closed and stretch.end - stretch.start <= _SHORT_MARKED:
            if i + 2 < len(self.tokens) and self.tokens[i + 1].is_word and self._is_his_deed(i + 1):
                return None  # أكدت الوزارة «التزامها بحماية …»
            return self.document.token_at(stretch.outer_end - 1) + 1
        if self.tokens[i].key == "(" and not self._is_preferring(i + 1):
            for j in range(i + 1, min(i + 8, len(self.tokens))):
                if self.tokens[j].key == ")":
                    return j + 1
        return None

    def _is_dotted(self, i: int) -> bool:
        """بنك إتش.إس.بي.سي: whether a full stop without spaces joins the letters around it."""
        if self.tokens[i].key != "." or i + 1 >= len(self.tokens) or not self.tokens[i + 1].is_word:
            return False
        before, stop, after = self.tokens[i - 1 : i + 2]
        close = before.end == stop.start and stop.end == after.start
        return close and before.end - before.start <= _LETTER and after.end - after.start <= _LETTER

    def _is_his_deed(self, i: int) -> bool:
        """Whether a verbal noun with its owner's pronoun stands at `i`: what somebody says, no name."""
        key = self._keys[i]
        stem = next((key.removesuffix(own) for own in ("ها", "هم", "ه") if key.endswith(own)), key)
        printed = self.document.text[self.tokens[i].end - 1]
        return stem != key and printed != "ة" and is_verbal_noun(stem)

    def names_outlet(self, i: int) -> bool:
        """Whether ل and an outlet's own name stand at `i`."""
        return self._names_outlet(i)

    def behind_marks(self, i: int) -> int | None:
        """The token after a short stretch in marks that opens at `i`."""
        return self._skip_short_marked(i) if i < len(self.tokens) and not self.tokens[i].is_word else None

    def _is_tanwin(self, i: int) -> bool:
        token = self.tokens[i]
        return "ً" in self.document.text[token.start : token.end]

    def is_owned(self, i: int) -> bool:
        """Whether the word at `i` is a noun with its owner's pronoun."""
        key = self._keys[i]
        if key[-1:] not in ("ه", "ا", "م"):
            return False
        return is_owned_noun(key, is_printed_heh=self.document.text[self.tokens[i].end - 1] == "ه")

    def _is_accusative(self, i: int) -> bool:
        """An indefinite word in ا behind one with ال is the verb's object: أصدر المجلس بيانا."""
        key = self._keys[i]
        if not key.endswith("ا") or len(key) < 4 or key in lex.PLACES or word(key).is_given:
            return False
        before = self._keys[i - 1]
        if key[0] == "و" and key[1:] in lex.PLACES:
            return False  # دول الخليج وأمريكا
        return not word(key).is_definite and (word(before).is_definite or (before.isascii() and before.isalpha()))

    def _is_adjunct(self, i: int) -> bool:
        """Whether ب opens an adjunct here (بالفعل، بوقف) rather than the body's place (بالوزارة، بالمدينة)."""
        key = self._keys[i]
        if key[:1] != "ب" or len(key) < 4 or _begins_with_ba(key):
            return False
        rest = key[1:]
        if key in IN_NAME_OF and self._words[i - 1].is_office:
            return False
        if rest == "المعروف" and self._keys[i - 1] == "الامر":
            return False  # هيئة الأمر بالمعروف والنهي عن المنكر
        if rest == "اعمال" and strip_article(self._keys[i - 1]) in _CHARGED:
            return False
        if rest.startswith(lex.ARTICLE):
            return not self._is_own_place(i, rest)
        if (
            self._is_located(i, rest)
            or rest in lex.PLACES
            or (rest in lex.ORGANIZATIONS and rest not in lex.DOCUMENTS)
            or rest in lex.OFFICES
            or rest in LOCALITIES
        ):
            return False
        if rest.endswith("ه") or rest in lex.DOCUMENTS or _LED.fullmatch(rest):
            return True  # بمستخدمي …, بحسرة، بثقة: how it was said
        return is_verbal_noun(rest) or rest in self.vocabulary or rest in lex.ADVERBIALS

    def _is_located(self, i: int, rest: str) -> bool:
        """الناطق بتعليم حلب، المتعامل بسوق السمك، مدير المكتب بخيبر فهد الرشيدي: where somebody serves."""
        key = self._keys[i + 1]
        after = word(key)
        if rest in lex.DIRECTORATES and (key in lex.PLACES or strip_article(key) in LOCALITIES):
            return True
        if rest in lex.EPONYMOUS and (key in lex.PLACES or after.is_definite):
            return True
        noun = is_verbal_noun(rest) or rest in lex.EVERYDAY_NOUNS or rest in lex.ADVERBIALS or rest.endswith("ه")
        return after.is_given and not noun

    def _is_own_place(self, i: int, rest: str) -> bool:
        """Whether a word with ال behind ب is the body or place that what stands before it belongs to."""
        bare = strip_article(rest)
        if bare in _ACTING:
            return True
        if bare.endswith("يه") and bare not in _LANGUAGES and self._keys[i - 1].endswith("يه"):
            return True  # الغرفة التجارية بالشرقية
        if bare in lex.EVERYDAY_NOUNS and bare not in lex.DIRECTORATES and bare not in LOCALITIES:
            return False
        belongs = bare in lex.ORGANIZATIONS or bare in lex.PLACES or bare in lex.OFFICES or bare in LOCALITIES
        return belongs or rest in self.vocabulary

    def _is_addressee(self, i: int) -> bool:
        """Whether the word at `i` is whom it was said to: لوكالة، لـ«…»، للصحفيين."""
        key = self._keys[i]
        if self._names_outlet(i):
            return True
        if key == "لبرنامج" and self._words[i + 1].is_definite:
            return False  # المديرة التنفيذية لبرنامج الأغذية
        if key in ("ل", "لل", "ب", "ك") or (key[:1] == "ل" and strip_article(key[1:]) in lex.RELAYS):
            return True
        return key.startswith("لل") and (key[2:] in lex.RELAYS or key[2:] in lex.GROUPS or key[2:].endswith("يين"))

    def _names_outlet(self, i: int) -> bool:
        """Whether ل and an outlet's own name stand at `i`: لعنب بلدي، لرويترز."""
        key = self._keys[i]
        if key[:1] != "ل" or len(key) < 3:
            return False
        forms = (key[1:], key[2:], lex.ARTICLE + key[2:]) if key[1] == "ل" else (key[1:],)
        return any(self._is_outlet_at(i, form) for form in forms)

    def _is_outlet_at(self, i: int, first: str) -> bool:
        """Whether the words from `i` on, the first read as `first`, are an outlet's name."""
        names = lex.OUTLETS_BY_WORD.get(first)
        if not names:
            return False
        following = " ".join((first, self._keys[i + 1], self._keys[i + 2]))
        return any(f"{following} ".startswith(f"{name} ") for name in names)

    def _is_marked_outlet(self, i: int, last: int) -> bool:
        """Whether the quote marks from `i` to `last` hold an outlet's name: مصادر في الحديدة «الشرق الأوسط»."""
        if self.tokens[i].key == "(" or last - i < 3:
            return False
        return " ".join(self._keys[at] for at in range(i + 1, last - 1)) in lex.EVERY_OUTLET

    def _is_named_place(self, i: int) -> bool:
        """بمحافظة ينبع: a place that is spelled like a verb."""
        return self._keys[i] in lex.PRINTED_PLACES and self._keys[i - 1].lstrip("بلو") in LOCALITIES

    def _opens_body(self, i: int) -> bool:
        """لسوق عكاظ، بغرفة تجارة …: whether a body's head without ال stands at `i`, whose name goes on behind it."""
        key = self._keys[i]
        bare = key[1:] if key[:1] in "لبو" else key
        return not _BODIES.isdisjoint((key, bare))

    def _is_joined(self, i: int) -> bool:
        """Whether ل or ب is attached to a word that stands elsewhere in the document: لعمليات، لطب."""
        key = self._keys[i]
        return len(key) > 4 and key[0] in "لب" and key[1:] in self.vocabulary

    def _is_spelled_otherwise(self, i: int, this: Word) -> bool:
        """طلب مني، لقاء جمعه بفلان، يشار إلى أن: not منى, جمعة and يشار."""
        if this.key == "يشار":
            return self._keys[i + 1] == "الي"
        if this.key == "يحيي" and self._keys[i + 1].startswith(lex.ARTICLE):
            return strip_article(self._keys[i + 1]) in lex.EVERYDAY_NOUNS | lex.GROUPS | lex.ORGANIZATIONS
        last = _SPELLED.get(this.key)
        return last is not None and self._text(i, i + 1).endswith(last)

    def _is_abbreviation(self, i: int) -> bool:
        """Whether د. or the like stands at `i`."""
        return self._keys[i] in ABBREVIATIONS and self._keys[i + 1] == "."

    def _is_preferring(self, i: int) -> bool:
        """مصدر في الوزارة فضل عدم الكشف عن اسمه: a verb, no name and no part of what stands before it."""
        introduced = self._keys[i] in ("عرف", "عرفت", "عرفوا") and self._keys[i + 1] == "عن"  # عرف عن نفسه
        return introduced or (self._keys[i] in _PREFERRING and self._keys[i + 1] == "عدم")

    def _is_staff(self, i: int) -> bool:
        """Whether أركان حرب stands at `i`, a staff officer's rank."""
        return self._keys[i] == "اركان" and self._keys[i + 1] == "حرب"

    def _joins_adjectives(self, i: int) -> bool:
        """الحوار اللبناني - الفلسطيني: whether a dash joins two adjectives."""
        states = strip_article(self._keys[i - 1]) in lex.PLACE_OF and strip_article(self._keys[i + 1]) in lex.PLACE_OF
        return states and self._keys[i] in DASHES

    def _is_comma(self, i: int) -> bool:
        return self.tokens[i].key in _COMMAS and not self.tokens[i].is_word

    def _text(self, first: int, last: int) -> str:
        return self.document.text[self.tokens[first].start : self.tokens[last - 1].end]


def _begins_with_ba(key: str) -> bool:
    """باسل، بنك، بريطانية: whether the ب is the word's own."""
    named = word(key).is_given or key in lex.ORGANIZATIONS or key in lex.PLACES
    return named or key in lex.PLACE_OF or lex.ARTICLE + key in lex.ADJECTIVES
