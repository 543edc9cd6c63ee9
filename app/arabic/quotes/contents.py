"""Where a content ends, which pieces it has, and how much of it stands in marks."""

import re
from bisect import bisect_left
from collections.abc import Iterable

from app.arabic.marks import ALL, Marked
from app.arabic.normalize import fold, is_blank
from app.arabic.quotes.lexicon import GENERA, is_verbal_noun
from app.arabic.quotes.reading import Reading
from app.arabic.speakers.lexicon import strip_article
from app.records import Marks, QuoteKind, Segment

_TRAILING = ".،,؛;:-–—‐/"
_LEADING = "،,:؛"
TITLED = frozenset(("عنوان", "اسم", "شعار", "مسمي", "العنوان", "وسم"))
"""What stands in marks behind these is a title."""
BRACKETS = (")]", "([")
"""Those that close, those that open."""
_LONG_DASH = re.compile(r"\sـ+\Z")
_LONGEST_DASH = 8
_LONGEST_ASIDE = 60
_ADDING = " وذلك"
"""، وذلك وفقا لـ: it opens what stands behind the content."""
_OWN_WORDS = 3
_SHORT_WORD = 4
_BEHIND_CALLED = 14
_CALLED = frozenset(("يسمي", "تسمي", "يعرف", "تعرف", "المعروف", "المعروفه", "يدعي", "الملقب", "المسمي", "المسماه"))
_DEEPEST = 6
_LONGEST_NAME = 9
_PARTICLES = frozenset(("لن", "لم", "لا", "قد", "سوف", "ليس", "ليست", "كان", "كانت", "من", "في", "على", "علي", "غير"))
_WHOLE_CLAUSE = 16
_REMARKS = frozenset(("وهو", "وهي", "وهم", "وذلك"))


class Intervals:
    """Spans that overlap little, for asking which holds an offset. Offsets are code points."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = sorted(spans)

    def covers(self, offset: int) -> bool:
        """Whether one of them holds `offset`."""
        return self.overlaps(offset, offset + 1)

    def overlaps(self, start: int, end: int) -> bool:
        """Whether one of them shares a code point with `[start, end)`."""
        last = bisect_left(self._spans, (end, 0))
        return any(start < other_end for _, other_end in self._spans[max(0, last - _DEEPEST) : last])


def reopened(reading: Reading, stretch: Marked) -> list[Marked]:
    """The stretches that carry on an unclosed one, each opened anew at the head of the next paragraph."""
    found: list[Marked] = []
    last = stretch
    while not last.closed:
        following = reading.document.token_at(last.outer_end) + 1
        while following < len(reading.tokens) and reading.tokens[following].start < last.outer_end:
            following += 1
        if following >= len(reading.tokens):
            break
        start = reading.tokens[following].start
        carried = reading.marked.by_start.get(start)
        fresh = "\n" in reading.text[max(0, start - 2) : start]
        if carried is None or not fresh:
            break
        found.append(carried)
        last = carried
    return found


def sentence_end(reading: Reading, start: int) -> int:
    """The end of the sentence that holds `start`, its marks closed; an offset.

    What is retold within somebody's own words ends there with its sentence, and at the latest with the words.
    """
    around = reading.marked.around(start)
    if around is not None and around.closed:
        sentence = reading.tokens[reading.document.token_at(start)].sentence
        return min(reading.document.sentences[sentence].end, around.end)
    ends = reading.sentence_ends
    at = bisect_left(ends, start + 1)
    return ends[at] if at < len(ends) else len(reading.text)


def paragraph_end(reading: Reading, start: int) -> int:
    """The end of the line that holds `start`."""
    end = reading.text.find("\n", start)
    return len(reading.text) if end < 0 else end


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out white space, final stops and the comma or conjunction before the next cue."""
    while end > start and (is_blank(text[end - 1]) or text[end - 1] in _TRAILING):
        end -= 1
    dashes = _LONG_DASH.search(text, max(start, end - _LONGEST_DASH), end) if text[end - 1 : end] == "ـ" else None
    if dashes is not None and text.find(" ـ", max(start, end - _LONGEST_ASIDE), dashes.start()) < 0:
        return trim(text, start, dashes.start())
    if text.endswith(_ADDING, start, end):
        return trim(text, start, end - len(_ADDING))
    while start < end and (is_blank(text[start]) or text[start] in _LEADING):
        start += 1
    return start, end


def shed(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """Leave out marks and brackets at either end whose other half stands outside: إن العمل مستمر"."""
    text = reading.text
    while True:
        start, end = trim(text, start, end)
        if start >= end:
            return start, end
        if _closes_nothing(reading, start, end):
            end -= 1
        elif _opens_nothing(reading, start, end):
            start += 1
        else:
            return start, end


def _closes_nothing(reading: Reading, start: int, end: int) -> bool:
    text = reading.text
    if text[end - 1] in ALL:
        stretch = reading.marked.by_end.get(end)
        return stretch is None or stretch.outer_start < start
    return text[end - 1] in "([" or (text[end - 1] in ")]" and not _is_paired(text[end - 1 : start : -1] + text[start]))


def _opens_nothing(reading: Reading, start: int, end: int) -> bool:
    text = reading.text
    if text[start] in ALL:
        return start not in reading.marked.by_start
    return text[start] in "([" and not _is_paired(text[start:end])


def _is_paired(piece: str) -> bool:
    """Whether the bracket that a piece begins with, read from either side, has its other half there."""
    depth = 0
    other, own = BRACKETS if piece[0] in BRACKETS[1] else BRACKETS[::-1]
    for sign in piece:
        depth += (sign in own) - (sign in other)
        if depth == 0:
            return True
    return False


def says_something(text: str, start: int, end: int) -> bool:
    """Whether there is a letter or digit in the span."""
    return start < end and (text[start].isalnum() or any(text[at].isalnum() for at in range(start + 1, end)))


def strip_marks(reading: Reading, start: int, end: int) -> tuple[int, int, bool]:
    """Without the outer marks when they hold all of it; and whether they do."""
    text = reading.text
    stretch = reading.marked.by_start.get(start)
    if stretch is None:
        return start, end, False
    if stretch.outer_end >= end or (not stretch.closed and stretch.outer_end >= end - 1):
        inner_end = min(end, stretch.end) if stretch.closed else end
        while inner_end > stretch.start and (text[inner_end - 1] in ALL or text[inner_end - 1] in " .،"):
            inner_end -= 1
        return stretch.start, inner_end, True
    return start, end, False


def end_at_mark(reading: Reading, start: int, end: int) -> int:
    """Mixed content ends with its last mark where the journalist's own remark follows: “…”، وهو يوم …."""
    inside = [stretch for stretch in reading.marked.within(start, end) if stretch.closed and stretch.outer_end < end]
    whole = reading.marked.by_start.get(start)
    if whole is not None and whole in inside and whole.end - whole.start >= _WHOLE_CLAUSE:
        behind = reading.document.token_at(whole.outer_end - 1) + 1
        if reading.is_comma(behind) and reading.key(behind + 1)[:1] != "و":
            return whole.outer_end  # من أن «…»، قبل أن يستدرك
    if not inside or inside[-1].end - inside[-1].start < 12:
        return end
    after = reading.document.token_at(inside[-1].outer_end)
    while after < len(reading.tokens) and (
        reading.tokens[after].start < inside[-1].outer_end or reading.is_comma(after)
    ):
        after += 1
    remark = reading.key(after) in _REMARKS or (reading.key(after) == "في" and reading.key(after + 1) == "اشاره")
    return inside[-1].outer_end if remark else end


def classify(reading: Reading, start: int, end: int, *, all_marked: bool) -> tuple[QuoteKind, Marks]:
    """The kind of the content and the state of the marks in or around it."""
    inner = [stretch for stretch in reading.marked.within(start, end) if stretch.outer_start < end]
    if all_marked:
        around = reading.marked.around(start)
        return QuoteKind.direct, _state(inner if around is None else [around, *inner])
    own = [stretch for stretch in inner if not _is_name(reading, stretch)]
    if own:
        return QuoteKind.mixed, _state(own)
    return QuoteKind.indirect, Marks.none


def _state(stretches: list[Marked]) -> Marks:
    states = {stretch.state for stretch in stretches}
    for state in (Marks.unclosed, Marks.inverted, Marks.closed):
        if state in states:
            return state
    return Marks.none


def _is_name(reading: Reading, stretch: Marked) -> bool:
    """Whether marks hold a title or name rather than words of the speaker's own."""
    text = reading.text
    inner = text[stretch.start : stretch.end]
    words = inner.split()
    if not any(letter.isalpha() and not letter.isascii() for letter in inner):
        return True
    before = reading.document.token_at(stretch.outer_start) - 1
    if _follows_title(reading, before) or _opens_with_genus(words):
        return True
    if len(words) <= _LONGEST_NAME and not _opens_with_verb(words) and _follows_genus(reading, before):
        return True
    if len(words) <= _OWN_WORDS and reading.marked.count(inner) > 1:
        return True
    if len(words) == 2 and _is_described(text, stretch.outer_start):
        return False
    return len(words) <= 2 and (words[0].startswith("ال") or any(letter.isdigit() for letter in inner))


def _opens_with_verb(words: list[str]) -> bool:
    """Words that open with an imperfect, a particle or a preposition are no name: «تعيد الاعتبار»، «لن يعود»."""
    first = fold(words[0])
    if len(words) < 2:
        return False
    verbal = first[:1] in "يت" and len(first) > 3 and not is_verbal_noun(first)
    return verbal or first in _PARTICLES or (first[:1] == "ل" and is_verbal_noun(first.lstrip("ل")))


def _is_described(text: str, start: int) -> bool:
    """متهمًا بـ"التلكؤ المتعمد": what somebody is accused of, joined by its ب, is said of him."""
    before = text[max(0, start - _SHORT_WORD) : start].rstrip(" ـ")
    called = _CALLED & set(map(fold, text[max(0, start - _BEHIND_CALLED) : start].split()))
    return before.endswith(" ب") and not called  # ما يسمى بـ«المجهود الحربي»


def _opens_with_genus(words: list[str]) -> bool:
    """«سوق عكاظ»، «عاصفة الحزم»; no «خطة دفاعية», which only says of what kind it is."""
    described = words[-1].endswith("ة") and not words[-1].startswith("ال")
    return 1 < len(words) <= _OWN_WORDS and fold(words[0]) in GENERA and not described


def _follows_title(reading: Reading, at: int) -> bool:
    """بعنوان «…»، تحت عنوان: «…»: what stands in the marks is a title, however long."""
    key = reading.key(at - 1) if reading.key(at) == ":" else reading.key(at)
    return key.removeprefix("ب") in TITLED


def _follows_genus(reading: Reading, at: int) -> bool:
    """Whether the token at `at`, or the one before its colon, is a genus: قاعدة “…”، بعنوان: “…”."""
    key = reading.key(at - 1) if reading.key(at) == ":" else reading.key(at)
    bare = strip_article(key.removeprefix("لل").removeprefix("و"))
    return bare in GENERA or strip_article(bare[1:]) in GENERA


def segments(reading: Reading, spans: list[tuple[int, int]]) -> list[Segment]:
    """The content's pieces as records."""
    return [Segment(start=start, end=end, text=reading.text[start:end]) for start, end in spans]
