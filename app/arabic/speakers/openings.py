"""Where a person's name may open: behind a role, a title or a comma."""

from app.arabic.quotes.lexicon import OCCASIONS, is_verbal_noun
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.clues import ADVERBIAL_NAMES, LEADING
from app.arabic.speakers.names import DESCENT, NameReader
from app.arabic.speakers.surroundings import IN_NAME_OF, LOCALITIES
from app.arabic.speakers.words import VERB_LIKE, Word, word

_NATIONAL = frozenset(("العربي", "يمني", "تركي", "هندي"))
"""First names that are adjectives of a state's as well."""
CALLED = frozenset(("يدعي", "تدعي", "اسمه", "اسمها"))
_PREACHERS = frozenset(("امام", "خطيب", "وخطيب", "صلاه", "خطبه"))
_TITLES = lex.HONORIFICS | CALLED
_LEVELS = frozenset(("المستوي", "الشان", "القدر"))


class NameOpener(NameReader):
    """Finds where names open."""

    def _starts_name(self, i: int) -> bool:
        this, before = self._words[i], self._words[i - 1]
        if before.key in CALLED or self._is_office_like_name(i) or self._is_adverbial_name(i):
            return True
        common = this.is_definite and not this.is_given and _TITLES.isdisjoint((this.key, before.key))
        if common or this.key in ADVERBIAL_NAMES:
            return False  # most words of a role, at once
        if self._is_surely_named(i, this) or self._is_known_surname(this, before):
            return True
        if self._is_excluded(i, this):
            return False
        follows = self._follows_honorific(this) or self._is_lone_name(i, this) or self._is_ranked_pair(i, this)
        if before.key in lex.HONORIFICS and before.is_definite and follows and not this.is_office:
            qualifies = this.is_definite and not this.is_given and self._opens_name_at(i + 1, len(self.tokens))
            known = this.bare in self.surnames
            return (known or this.key not in lex.ADJECTIVES) and not qualifies and not self._qualifies(i)
        if this.key in lex.HONORIFICS and this.is_definite and not this.is_adverbial:
            headed = before.key in ("على", "في", "ب") or (before.is_office and not before.is_definite)
            supervised = this.bare in lex.ORGANIZATIONS and headed  # المشرف على الفريق فلان، رئيس الفريق التقني
            return not supervised and self.tokens[i].key not in lex.ADJECTIVES and self._name_follows(i)
        if this.is_given or (self._keys[i + 1] == "الدين" and not this.is_definite):
            adjective = this.key in _NATIONAL and not self._is_named_like(i)  # مسؤول يمني بارز، الاتحاد العربي للكرة
            body = this.is_organization and not self._is_office_name(i, before)
            other = adjective or self._is_title(i, this) or body
            return not (other or self._is_name_of_body(i, before))
        return self._is_office_borne(i, this, before) or self._is_unknown_name(i, this, before)

    def _is_known_surname(self, this: Word, before: Word) -> bool:
        """الوزير خطاب: a title with ال before the surname of somebody whom the document names in full."""
        titled = before.is_definite and (before.is_office or before.key in lex.HONORIFICS)
        return this.key in self.surnames and titled and not this.is_definite

    def _is_surely_named(self, i: int, this: Word) -> bool:
        """ذبيح الله، عبد ربه، عيضة بن …: what follows the word makes it a name."""
        after = self._keys[i + 1]
        if this.key in lex.SYLLABLES:
            return self._is_far_eastern(i)
        if this.key == "على":  # السفير على الصادق: as some papers spell علي
            title = self._keys[i - 1]
            ranked = title in lex.HONORIFICS and (title not in LEADING or title == "السفير")
            return ranked and (after == "بن" or self._is_like_surname(i + 1))
        if after == "الله":
            borne = this.is_office and this.key != "رسول" and self._words[i + 2].names  # ولي الله الحداد
            borne = borne or (this.is_adverbial and self._keys[i - 1] in lex.HONORIFICS)  # اللواء خلف الله
            return (this.names or borne) and self._serves_god(i)
        kindred = after == "ال" and this.key not in lex.TOPONYMS and self._text(i + 1, i + 2) == "آل"
        if kindred and self._words[i - 1].is_definite:
            return self._may_be_first(this, is_titled=True) or this.key in lex.PRINTED_PLACES  # الباحثة عالية آل ناصر
        if after in ("ابو", "ابي") and this.key in lex.OFFICE_LIKE and self._closes_name(i + 3):
            return not self._opens_body(i - 1)  # حركة فتح سلطان أبو زيد أن
        servant = after == "عبد" and word(self._key(i + 2)).is_definite and not this.is_given
        if servant and word(self._key(i - 1)).is_definite:
            return self._may_be_first(this, is_titled=True)  # عضو اللجنة جرناز عبد الواحد
        if after in ("بن", "بنت") and not this.names:
            before = self._words[i - 1]
            whole = before.is_definite or before.key.startswith(("بال", "وال", "لل"))  # بالجوف ضيف بن سالم
            return whole and self._may_be_first(this, is_titled=True)  # إحسان بن صالح
        return (this.key == "عبد" and after == "ربه") or after in ("بن", "بنت")

    def _is_far_eastern(self, i: int) -> bool:
        """الرئيس الصيني شي جين بينغ، الدكتور كي جوي: a name of one syllable, more of the name behind it."""
        before, after = self._words[i - 1], self._words[i + 1]
        opens = before.key in lex.SYLLABLE_STATES or (before.is_definite and before.key in lex.HONORIFICS - LEADING)
        return opens and (after.names or after.key in lex.SYLLABLES)

    def _is_ranked_pair(self, i: int, this: Word) -> bool:
        """اللواء تحسين الحداد إن: a verbal noun behind a rank, a surname up to the phrase's end behind it."""
        if self._keys[i - 1] in LEADING or not self._may_be_first(this, is_titled=True):
            return False
        return self._is_like_surname(i + 1) and self._ends_here(i + 2)

    def _is_like_surname(self, i: int) -> bool:
        """Whether the word at `i` is a first name, or one with ال that is no everyday word."""
        this = self._words[i]
        everyday = this.bare in lex.EVERYDAY_NOUNS or this.key in lex.COMMON_WORDS or this.is_organization
        everyday = everyday or this.is_office or this.key in lex.PLACES or this.key in lex.ADJECTIVES
        return this.is_given or (this.is_definite and not (everyday or is_verbal_noun(this.bare)))

    def _is_excluded(self, i: int, this: Word) -> bool:
        """Words that open no name here: an outlet, باسم, a verb (الاتحاد يعتمد)."""
        if (
            this.is_verbal
            or this.key.startswith("لل")
            or this.key.isascii()
            or this.key == "الله"
            or self._names_outlet(i)
            or self.is_in_name_of(i)
            or self._is_preferring(i)
            or self._keys[i - 1] in lex.TOPONYMS
            or self._is_locality(i, this)
        ):
            return True
        return this.names and not this.is_given and self._is_no_opening(i, this)

    def _is_locality(self, i: int, this: Word) -> bool:
        """رئيس بلدية عيترون سليم الحداد: what the town is called, behind which a first name opens."""
        return self._key(i - 1) in LOCALITIES and not this.is_given and word(self._key(i + 1)).is_given

    def _is_no_opening(self, i: int, this: Word) -> bool:
        """Unknown words that are other things: فإن, what و, ب or ل is attached to, رفيعة المستوى, عانى."""
        key, after = this.key, self._keys[i + 1]
        if key == "فان":
            return "إ" in self._text(i, i + 1) or not self._name_follows(i)
        if self._is_joined(i) or (after in _LEVELS and key in lex.SOURCE_ADJECTIVES):
            return True
        if key[0] == "ب" and len(key) > 4 and word(after).is_given:
            return self._is_located(i, key[1:])
        joined = key[1:] in self.vocabulary or key.endswith(("ي", "ها", "هم"))  # غرفة صناعة حلب وريفها
        if key[0] == "و" and len(key) > 4 and joined:
            return True
        return key[-1] == "ي" and self._text(i, i + 1).endswith("ى")

    def _is_office_borne(self, i: int, this: Word, before: Word) -> bool:
        """An everyday word or office with a tribe's surname behind it."""
        tribal = before.is_definite and self._is_tribal(i + 1) and self._may_be_first(this)
        borne = this.is_office or this.key in lex.OFFICE_LIKE
        return tribal or (borne and not this.is_definite and self._is_office_name(i, before))

    def _is_unknown_name(self, i: int, this: Word, before: Word) -> bool:
        """An unknown word behind a complete role."""
        described = before.key.endswith(("ي", "يه")) and not before.is_adverbial  # no في دارين سالم الحداد
        described = described and this.names and self._words[i + 1].is_given
        if self._is_everyday_first(i, this, before) or self._is_behind_body(i, this):
            return True
        closes = described or before.is_definite or before.key in lex.PLACES or not self.tokens[i - 1].is_word
        closes = closes or before.key in IN_NAME_OF - {"باسم"} or before.key.startswith(("بال", "وال"))
        closes = closes or (before.key.startswith("لل") and len(before.key) > 4)
        return (
            closes
            and (this.names or (this.is_unknown and self._is_foreign_pair(i)))
            and not (self._is_tanwin(i) or (this.key.endswith("ه") and not self._is_given_pair(i)))
            and not (this.is_given and VERB_LIKE.fullmatch(this.key))
        )

    def _is_behind_body(self, i: int, this: Word) -> bool:
        """زعيمة حزب ميريتس زهافا جلئون إن: two unknown words behind the one that a body or place is called by."""
        if not this.names or this.is_given or self._words[i - 1].is_definite:
            return False
        head = self._words[i - 2]
        opens = (head.is_organization or head.key in LOCALITIES) and not head.is_definite
        pair = opens and self._words[i - 1].names and self._words[i + 1].names
        return pair and (self._closes_name(i + 2) or self._keys[i + 2] in ("قوله", "قولها"))

    def _is_everyday_first(self, i: int, this: Word, before: Word) -> bool:
        """وزير المال الأردني ظاهر حداد، إن: an everyday noun behind a whole role, a name behind it to the end."""
        described = before.is_definite and before.key.endswith(("ي", "يه"))
        if not described or not (this.key in lex.EVERYDAY_NOUNS or this.key in lex.PRINTED_PLACES):
            return False
        after = self._words[i + 1]
        place = this.key in lex.PRINTED_PLACES and not this.is_definite  # جورجيا ميلوني
        named = after.is_given or (after.names and not after.key.endswith("ه" if place else ("ه", "ي")))
        closes = self._closes_name(i + 2) or self._keys[i + 2] == "قوله"
        return named and closes and (place or self._may_be_first(this))

    def _is_name_of_body(self, i: int, before: Word) -> bool:
        """مدرب فريق ميلان، فلان الفلاني، … / إمام جمعة: one word that a body or a day is called by, no person."""
        if before.bare in _PREACHERS and self._keys[i] == "جمعه":
            return True
        if before.is_definite or not before.is_organization or not self._is_comma(i + 1):
            return False
        after = self._words[i + 2]
        return after.is_unknown and not self._ends_here(i + 3)

    def _is_title(self, i: int, this: Word) -> bool:
        """Whether a given name at `i` is an office (أمين المجلس) rather than a name (السعودية أمين الناصر)."""
        if not this.is_office or self._keys[i + 1] == "الدين":
            return False
        before, after = self._words[i - 1], self._words[i + 1]
        everyday = after.key in lex.COMMON_WORDS or after.is_office or after.is_organization or after.key in lex.PLACES
        everyday = everyday or (after.key in lex.ADJECTIVES and after.bare not in lex.PLACE_OF)  # الأمين العام
        named = after.is_given or after.key in DESCENT or (after.is_definite and not everyday)
        named = named or (after.is_office and not after.is_definite and self._closes_name(i + 2))  # أمين طالب إن
        complete = before.is_definite or before.key in lex.PRINTED_PLACES or before.key.endswith("ها")
        return not (complete and named)

    def _name_follows(self, i: int) -> bool:
        if i + 1 >= len(self.tokens):
            return False
        after = self._words[i + 1]
        named = after.is_given or after.names or after.key in lex.NAME_PARTICLES or after.key in lex.HONORIFICS
        return named or (after.key in lex.SYLLABLES and self._is_far_eastern(i + 1))

    def _opens_name_at(self, i: int, limit: int) -> bool:
        """Whether a name can open at `i`: الفنان التشكيلي فلان."""
        if i + 1 < limit and self._is_comma(i):  # البطريرك الماروني، فلان الفلاني، …
            last = self._name_end(i + 1, limit) if self._words[i + 1].is_given else i
            return last > i + 2 and self._ends_here(last)
        if i >= limit or not self.tokens[i].is_word:
            return False
        this = self._words[i]
        return (
            (this.is_given or this.names)
            and self._keys[i - 1].endswith(("ي", "يه"))
            and not VERB_LIKE.fullmatch(this.key)
        )

    def _follows_honorific(self, after: Word) -> bool:
        if after.is_definite and after.key in lex.ADJECTIVES and after.bare in self.surnames:
            return True  # الدكتور التركي, whose whole name the document tells
        if after.key in lex.HONORIFICS or after.is_given or after.key in lex.NAME_PARTICLES:
            return True
        plural = after.key.endswith("ات") or (after.key.endswith("ون") and after.bare in lex.GROUPS)
        if after.is_adverbial or after.breaks or plural:
            return False
        if after.is_definite:
            common = after.is_office or after.is_organization or after.bare in OCCASIONS or is_verbal_noun(after.bare)
            return not (common or after.key in lex.ADJECTIVES or after.key in lex.COMMON_WORDS)
        return after.names

    def _is_borne_pair(self, i: int) -> bool:
        """، قائد حداد، أن / ، ولاء حداد، أن: an office or noun that is a first name, a name behind it to the comma."""
        this, after = self._words[i], self._words[i + 1]
        if not (after.is_given or after.names) or after.key in lex.SOURCE_ADJECTIVES:
            return False
        if this.key in lex.OFFICE_LIKE:
            return self._ends_here(i + 2)
        return self._may_be_first(this) and not self.is_owned(i) and self._closes_name(i + 2)

    def _name_after_comma(self, at: int, limit: int) -> int | None:
        if at + 1 >= limit or not self._is_comma(at) or not self.tokens[at + 1].is_word:
            return None
        after = self._words[at + 1]
        opens = after.is_given or after.names or self._keys[at + 1] in lex.HONORIFICS
        if self._is_borne_pair(at + 1) or self._is_adverbial_name(at + 1) or self._is_abbreviation(at + 1):
            return at + 1
        national = after.is_definite and after.bare in lex.PLACE_OF and self._words[at + 2].is_given
        if national and self._ends_here(self._name_end(at + 2, limit)):
            return at + 2  # رئيس النادي، القطري فلان
        so_that = self._keys[at + 1] == "فان" and not self._words[at + 2].names  # بحسب مسؤول، فإن الحداد …
        named_for = self._keys[at + 1] in IN_NAME_OF and self._words[at + 2].is_organization  # المتحدث، باسم هيئة …
        before = (self._keys[at + 1], self._keys[at + 2]) == ("اول", "من")  # أول من أمس
        if so_that or named_for or before or self._keys[at + 2] == "عدم":
            return None  # صاحب معمل، فضل عدم ذكر اسمه
        if not opens or self._is_tanwin(at + 1) or (self.tokens[at + 1].key.endswith("ا") and not after.is_given):
            return None
        # An apposition ends as it began: with a comma, a mark, or where the content starts.
        return at + 1
