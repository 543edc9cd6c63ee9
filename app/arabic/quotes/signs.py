"""Contents that a punctuation mark opens: words in quote marks or brackets, words behind a colon."""

import re

from app.arabic.marks import Marked
from app.arabic.quotes.complement import Complement, Style
from app.arabic.quotes.contents import TITLED
from app.arabic.quotes.lexicon import BLESSINGS, COMPLEMENTISERS, GENERA, LIST_COLON, Verb, is_verbal_noun
from app.arabic.quotes.reading import PREPOSITIONS, Reading
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.lexicon import strip_article
from app.records import Marks

_ANSWERING = frozenset(("أجاب", "رد"))
_LONGEST_PLACE = 6
_BLESSED = frozenset(("وسلم", "تعالي", "وجل", "عنه", "سبحانه"))
_LEADING = frozenset(":-–—")
_OWNED = re.compile("(?:ه|ها|هم)$")


class SignReader:
    """Reads what stands behind or between punctuation marks to the right of a cue."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def at_sign(self, at: int, limit: int, verb: Verb, after_subject: int) -> tuple[Complement | None, int]:
        """The content that opens with the mark at `at`, and the token behind what was read."""
        reading = self.reading
        token = reading.tokens[at]
        stretch = reading.marked.by_start.get(token.start)
        if reading.keys[at + 1] in BLESSINGS and (stretch is not None or token.key == "("):
            return None, self._over_blessing(at, limit)
        if stretch is not None:
            after = reading.document.token_at(stretch.outer_end - 1) + 1
            answered = verb.lemma in _ANSWERING and at == after_subject
            if answered or self._holds_words(at, stretch, after, verb):
                return Complement(Style.marks, stretch.start, at, stretch), after
            return None, max(after, at + 1)
        if token.key == ":" and not self._is_clock(at):
            return self.after_colon(at, limit), limit
        if token.key == "(":
            found, after = self._bracketed(at, limit)
            return found if self._may_bracket(at) and not self._goes_on(at, after, limit, verb) else None, after
        if token.key in "-–—":
            return None, self._over_dashes(at, limit)
        return None, at + 1

    def _is_clock(self, at: int) -> bool:
        """الساعة 3:34: hours and minutes."""
        return self.reading.key(at - 1).isdigit() and self.reading.key(at + 1).isdigit()

    def _over_blessing(self, at: int, limit: int) -> int:
        """The token behind a formula in brackets or marks that opens at `at`."""
        return next((i + 1 for i in range(at + 2, min(limit, at + 12)) if not self.reading.tokens[i].is_word), at + 1)

    def _may_bracket(self, at: int) -> bool:
        """Brackets hold a saying only behind a colon or the subject, never behind a preposition."""
        before = self.reading.key(at - 1)
        if before.removeprefix("ب") in TITLED:
            return False
        return before == ":" or (before not in lex.ADVERBIALS and before[:1] != "ل") or before in _BLESSED

    def _goes_on(self, at: int, after: int, limit: int, verb: Verb) -> bool:
        """أعلنت الجبهة (الجناح المسلح للحزب)، عن مقتل …: the brackets tell of the subject, what was said is to come.

        It may come behind more of that: أوضحت فاطمة (اسم مستعار لأسباب أمنية)، وهي ربة منزل، أنها ….
        """
        parted = self.reading.is_comma(after)
        following, before = self.reading.key(after + parted), self.reading.key(at - 1)
        if following in COMPLEMENTISERS or following in verb.prepositions:
            return True
        if not parted or before in _LEADING or before in _BLESSED:
            return False
        for i in range(after, limit):
            if i in self.reading.cue_at:
                return False
            if self.reading.key(i) in COMPLEMENTISERS:
                return True
        return False

    def _over_dashes(self, at: int, limit: int) -> int:
        """The token behind a parenthesis in dashes that opens at `at`."""
        for i in range(at + 2, min(limit, at + 20)):
            if self.reading.key(i) in ("-", "–", "—"):
                return i + 1
        return at + 1

    def after_colon(self, at: int, limit: int) -> Complement | None:
        """What stands behind the colon at `at`."""
        reading = self.reading
        before = reading.key(at - 1)
        if before.removeprefix("ب") in TITLED:
            return None
        nxt = at + 1
        while nxt < len(reading.tokens) and not reading.tokens[nxt].is_word:
            stretch = reading.marked.by_start.get(reading.tokens[nxt].start)
            if stretch is not None:
                return Complement(Style.marks, stretch.start, nxt, stretch)
            if reading.key(nxt) == "(":
                found, _ = self._bracketed(nxt, limit + 60)
                if found is not None:
                    return found
            nxt += 1
        if nxt >= len(reading.tokens):
            return None
        if reading.key(nxt) in COMPLEMENTISERS:
            return Complement(Style.clause, self.reading.behind(nxt), nxt)
        starts_list = reading.key(nxt).isdigit() and not reading.same_sentence(at, nxt)
        starts_list = starts_list or before in LIST_COLON
        return None if starts_list else Complement(Style.verbatim, reading.tokens[nxt].start, nxt)

    def _bracketed(self, at: int, limit: int) -> tuple[Complement | None, int]:
        """Some papers set sayings in brackets: at least four words count."""
        tokens = self.reading.tokens
        for end in range(at + 1, min(len(tokens), at + 120)):
            if tokens[end].key == ")":
                inner = next(i for i in range(at + 1, end + 1) if tokens[i].key != "(")
                if end - at > 4 and not tokens[at + 1].key.isdigit():
                    stretch = Marked(
                        tokens[at].start, tokens[inner].start, tokens[end - 1].end, tokens[end].end, Marks.closed, 0
                    )
                    return Complement(Style.marks, stretch.start, at, stretch), end + 1
                return None, end + 1
        return None, at + 1

    def _is_description(self, at: int, stretch: Marked) -> bool:
        """وصف القناة «الأولى» بأنها …: what is called so by its name; only ب or a colon leads to what it is called.

        It may stand in the marks behind the one accused: متهما "جهات بالوقوف وراء الحملة".
        """
        first, last = (self.reading.document.token_at(offset) for offset in (stretch.start, stretch.end - 1))
        inside = last - first >= _LONGEST_PLACE // 2 and any(
            self.reading.key(i)[:1] == "ب" and is_verbal_noun(strip_article(self.reading.key(i)[1:]))
            for i in range(first + 1, last)
        )
        return self.reading.key(at - 1) == ":" or self.reading.text.startswith("ب", stretch.start) or inside

    def _holds_words(self, at: int, stretch: Marked, after: int, verb: Verb) -> bool:
        """Whether a stretch in marks is a saying rather than a name."""
        reading, prepositions = self.reading, verb.prepositions
        describes = verb.rule == "accuse"
        before = reading.text[stretch.outer_start - 1] if stretch.outer_start else " "
        attached = before.isalpha() or before == "ـ"
        inner = reading.document.token_at(stretch.end - 1) - reading.document.token_at(stretch.start) + 1
        if describes and not attached and not self._is_description(at, stretch):
            return False
        if reading.key(at - 1).removeprefix("ب") in TITLED:
            return False
        if attached:
            return before in "بـ" and "ب" in prepositions and reading.key(at - 1) == "ب"
        if reading.key(after) == ":" or (reading.key(at - 1) == "عبر" and reading.key(after) in COMPLEMENTISERS):
            return False  # أكد عبر «صوت الناس» أن
        if reading.key(at - 1) in PREPOSITIONS and reading.key(at - 1) not in prepositions and inner <= _LONGEST_PLACE:
            return False  # المحلل لدى «…»، في «منتدى …»
        genus = strip_article(reading.key(at - 1))
        if inner <= 4 and (genus in GENERA or _OWNED.sub("", genus) in GENERA):
            return False  # في كتابه «…»
        apart = reading.is_comma(at - 1) or not reading.tokens[at - 1].is_word
        goes_on = after < len(reading.tokens) and reading.tokens[after].is_word and reading.same_sentence(at, after)
        return inner >= 3 or (apart and not goes_on)  # أعلنت، في بيان، «تحييد» ثلاثة
