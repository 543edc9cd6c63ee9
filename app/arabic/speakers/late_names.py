"""The name behind what a role goes on with: السفير السوداني في القاهرة فلان, المتحدث الرسمي بصحة حلب، فلان."""

from app.arabic.quotes.lexicon import COMPLEMENTISERS, OCCASIONS, is_verbal_noun, plain_verbs
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.bodies import ONE_OF
from app.arabic.speakers.lexicon import strip_article
from app.arabic.speakers.openings import CALLED
from app.arabic.speakers.phrase import Phrase
from app.arabic.speakers.surroundings import DASHES, LOCALITIES
from app.arabic.speakers.unknowns import UnknownReader
from app.arabic.speakers.words import Word, word
from app.records import SpeakerKind

_REACH = 14
_PREPOSITIONS = frozenset(("في", "من", "لدي", "عن", "على", "علي", "وسط", "داخل", "بين", "ضمن", "الي"))
_POINTING = frozenset(("هذا", "هذه"))
_ATTACHED = "لبو"
_SHORTEST = 4
_NAMED_BEHIND = frozenset(
    ("سيده", "مواطن", "مواطنه", "مقيم", "مقيمه", "معلم", "معلمه", "موظف", "مزارع", "تاجر", "متسوق")
)
"""مواطن من المدينة فلان: behind others who are left unnamed may stand whose relative or friend they are."""
_NOT_HERE = (OCCASIONS - LOCALITIES - {"عام"}) | frozenset(("بيان", "تقرير", "رساله", "خطاب", "كلمه", "موتمر"))
"""في بيان، خلال لقاء: what is said where, no part of an office."""


class LateNameReader(UnknownReader):
    """Finds names that phrases of place and belonging part from the role."""

    def _behind_owned(self, at: int, name: int, limit: int) -> int:
        """والد سالم الحداد، محامي اللاعب سالم الحداد: the token behind the name of whose he is; `name` for none."""
        head = " ".join(self._keys[i] for i in range(at, name))
        kin = head in lex.BELONGING_TO
        if not (kin or head in lex.ACTING_FOR) or self._text(name - 1, name).endswith("ه"):  # والده سالم
            return name
        first = self._behind_titles(name, limit)
        if first >= limit or not self._words[first].is_given or self._ends_owner(first):
            return name
        womans = head.endswith("ه") and not self._keys[name].endswith("ه")
        owned = first == name or not kin or womans
        return self._name_end(first, limit) if owned else name

    def _ends_owner(self, first: int) -> bool:
        """محامي كلينتون ديفيد كيندال: whether the owner is called by his surname alone, another name behind it."""
        surname = self._keys[first] in lex.SURNAMES or strip_article(self._keys[first]) in self.surnames
        return surname and self._words[first + 1].is_given

    def _called(self, end: int, limit: int) -> int | None:
        """محام في المدينة يدعى سالم، أحد المحتجين، واسمه سالم: the token where the name begins that somebody bears."""
        i = end + 1 if end < limit and self._is_comma(end) else end
        called = i + 1 < limit and self._key(i).removeprefix("و") in CALLED
        return i + 1 if called and self._may_name(i + 1) else None

    def _may_name(self, i: int) -> bool:
        this = self._word(i)
        return this.is_given or this.names or this.key in lex.NAME_PARTICLES

    def _late_name(self, end: int, limit: int) -> int | None:
        """The token where the name of the one begins whose role was read up to `end`; None where none is certain."""
        if end >= limit:
            return None
        if (dashed := self._name_behind_dash(end, limit)) is not None or not self._continues_role(end):
            return dashed
        i = end
        while i < min(limit, end + _REACH):
            if self._is_comma(i):
                name = self._name_behind_comma(i, limit)
                return name if name is not None and self._is_whole(name, limit) else None
            if not self.tokens[i].is_word:
                skipped = self._skip_short_marked(i)
                if skipped is None or self._holds_name(i, skipped):
                    return i if skipped is not None else None
                i = skipped
                continue
            if self.is_eponym(i):
                i = self.behind_eponym(i)  # في مدينة الملك فلان الطبية الدكتور فلان
                continue
            if i > end and self._opens_titled_name(i):
                return i if self._is_whole(i, limit) else None
            if self._leaves_role(i, self._words[i]):
                return None
            i += 1
        return None

    def _name_behind_dash(self, i: int, limit: int) -> int | None:
        """أمين عام المنظمة -سالم الحداد- : the name between a dash and another, or a comma or what is said."""
        dash = i + 1 if self._is_comma(i) and i + 1 < limit else i
        if self._keys[dash] not in DASHES or dash + 2 >= limit or not self._opens_titled_name(dash + 1):
            return None
        name = self._behind_titles(self._skip_honours(dash + 1, limit), limit)
        if name >= limit or not self.tokens[name].is_word:
            return None
        last = self._name_end(name, limit)
        return name if last > name + 1 and (last >= limit or not self.tokens[last].is_word) else None

    def _holds_name(self, i: int, skipped: int) -> bool:
        """مدير المكتب بخيبر «سالم الحداد»: whether the marks at `i` hold somebody's name."""
        last = skipped - 1
        return last > i + 2 and self._may_begin(i + 1) and self._name_end(i + 1, last) == last

    def _continues_role(self, i: int) -> bool:
        """Whether a place or belonging of the office opens at `i`, or one more adjective."""
        key = self._keys[i]
        if _PREPOSITIONS & {key, key.removeprefix("و")}:
            return True
        this = word(key)
        attached = len(key) >= _SHORTEST and key[0] in _ATTACHED and not (this.is_given or this.is_adverbial)
        described = key.endswith(("ي", "يه")) or (key.endswith("ه") and self._keys[i - 1].endswith("ه"))
        adjective = this.is_definite and described and not (this.is_office or key in lex.HONORIFICS)
        return attached or adjective

    def _leaves_role(self, i: int, this: Word) -> bool:
        """Whether the word at `i` shows that the clause has gone on: a verb, an occasion, an hour, a pronoun."""
        key = this.key
        if _PREPOSITIONS & {key, key.removeprefix("و")} or key in _POINTING or key in lex.PRINTED_PLACES:
            return False
        if key in lex.PRINTED_PLACES and self._keys[i - 1] in _PREPOSITIONS:
            return False  # في ينبع
        if this.breaks or this.is_verbal or key.isdigit() or key in COMPLEMENTISERS or key in plain_verbs():
            return True
        bare = strip_article(key)
        stem = strip_article(key[1:]) if key[0] in _ATTACHED else bare
        if {bare, stem} & _NOT_HERE or self._tells_outlet(i):
            return True
        return this.is_adverbial or self.is_owned(i) or self._is_tanwin(i)

    def _tells_outlet(self, i: int) -> bool:
        """لـ«…»، لوكالة …، لعنب بلدي: to whom it was said."""
        key = self._keys[i]
        to = key in ("ل", "لل") or (key[:1] == "ل" and strip_article(key[1:].removeprefix("ل")) in lex.RELAYS)
        return to or self._names_outlet(i)

    def _opens_titled_name(self, i: int) -> bool:
        """Whether a title or a first name stands at `i`."""
        key = self._keys[i]
        titled = key in lex.HONORIFICS and key.startswith(lex.ARTICLE) and not word(key).is_given
        return titled or self._is_abbreviation(i) or (self._may_begin(i) and self._starts_name(i))

    def _may_begin(self, i: int) -> bool:
        """سالم، ضيف بن سالم، عبد الرحمن."""
        after = self._words[i + 1]
        serving = self._keys[i] == "عبد" and after.is_definite
        return serving or self._words[i].is_given or after.key in ("بن", "بنت")

    def _is_whole(self, i: int, limit: int) -> bool:
        """Whether a name of two words or more stands at `i` and ends where the clause goes on."""
        name = self._behind_titles(self._skip_honours(i, limit), limit)
        if name >= limit or not self.tokens[name].is_word:
            return False
        last = self._name_end(name, limit)
        named = last > name + 1 and (self._may_begin(name) or name > i)
        return named and (last >= limit or self._ends_here(last) or self._opens_saying(last))

    def _name_of_one(self, found: Phrase, limit: int) -> int | None:
        """أحد سكان الحي فلان، أحد المحامين، فلان، مقيم مصري الدكتور فلان: where he is named."""
        at, one = found.last, found.head in ONE_OF
        at += one and at + 1 < limit and self._is_comma(at)
        if not (one or found.head in _NAMED_BEHIND) or at >= limit or not self._words[at].is_given:
            return None
        last = self._name_end(at, limit)
        closes = last >= limit or self._closes_name(last) or (not one and self._ends_here(last))
        return at if last > at + 1 and closes else None

    def _opens_saying(self, i: int) -> bool:
        """إلى أن، على أن، لـ«…»: what the one who was named says, or to whom."""
        key = self._keys[i]
        deed = key[:1] == "ب" and is_verbal_noun(key[1:])  # طالب … بوقف
        return self._keys[i + 1] in COMPLEMENTISERS or key in lex.BELONGING or deed or self._is_addressee(i)

    def _phrase(
        self,
        first: int,
        last: int,
        kind: SpeakerKind,
        head: str,
        name: str,
        *,
        role: str | None,
        is_name: bool,
        strong: bool = True,
    ) -> Phrase:
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        return Phrase(first, last, start, end, kind, head, name, role, is_name, strong)
