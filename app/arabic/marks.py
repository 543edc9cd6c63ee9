"""Quote marks as they are printed: pairs, nested pairs, marks never closed, marks the wrong way round."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.arabic.normalize import TASHKEEL, is_blank
from app.arabic.tokens import Document
from app.records import Marks

OPENING = "«“‹‟„"
CLOSING = "»”›"
PAIRED = dict(zip("«“‹„‟", "»”›””", strict=True))
STRAIGHT = "\"'`’‘"
ALL = OPENING + CLOSING + STRAIGHT + "‘"
_MOST_CARRIED = 6
"""Paragraphs behind the one that opens a mark."""
MOST_SIGNS = 400
"""Of one sentence, which has 5,000 letters at most: more is no text."""
_Sign = tuple[int, int]
_CLITICS = "بفكلو"
_BEFORE_OPENING = " \t\u00a0([:،؛,;-–ـ.؟!"


@dataclass(slots=True)
class Marked:
    """A stretch in quote marks; `start` and `end` hold the words, `outer_*` the marks too. Code points."""

    outer_start: int
    start: int
    end: int
    outer_end: int
    state: Marks
    depth: int

    @property
    def closed(self) -> bool:
        """Whether a closing mark stands at its end."""
        return self.outer_end > self.end


class MarkedText:
    """All stretches of a document that stand in quote marks, in the order of their openings."""

    def __init__(self, text: str, stretches: list[Marked]) -> None:
        self._text, self.stretches = text, stretches
        self.outermost = [stretch for stretch in stretches if stretch.depth == 0]
        """Those that stand in no other."""
        self._starts = [stretch.outer_start for stretch in self.outermost]
        self.by_start = {stretch.outer_start: stretch for stretch in stretches}
        """Each stretch by the offset of its opening mark."""
        self.by_end = {stretch.outer_end: stretch for stretch in stretches if stretch.closed}
        """Each closed stretch by the offset behind its closing mark."""
        self._counts: Counter[str] | None = None

    def count(self, words: str) -> int:
        """How often the same words stand in marks: a name does, a saying doesn't."""
        if self._counts is None:
            beginnings = ((stretch.start, min(stretch.end, stretch.start + 80)) for stretch in self.stretches)
            self._counts = Counter(self._text[start:end] for start, end in beginnings)
        return self._counts[words]

    def around(self, offset: int) -> Marked | None:
        """The outermost stretch that holds `offset` between its marks."""
        at = bisect_right(self._starts, offset) - 1
        if at >= 0 and self.outermost[at].start <= offset < self.outermost[at].end:
            return self.outermost[at]
        return None

    def within(self, start: int, end: int) -> list[Marked]:
        """The outermost stretches that begin in `[start, end)`."""
        first = bisect_right(self._starts, start - 1)
        last = bisect_right(self._starts, end - 1)
        return self.outermost[first:last]


def find_marked(document: Document, stops: Sequence[int] = ()) -> MarkedText:
    """Pair the quote marks of each paragraph. Linear: each mark is pushed and popped at most twice.

    `stops` are offsets at which a new saying begins; a mark that its paragraph never closes ends before one.
    """
    text = document.text
    places = [at for at in document.signs if document.keys[at] in ALL]
    signs = _joined(text, [document.starts[at] for at in document.sparse(places, MOST_SIGNS)])
    read: list[_Paragraph] = []
    at = stop = 0
    for paragraph in document.paragraphs:
        first, inside = at, stop
        while at < len(signs) and signs[at][0] < paragraph.end:
            at += 1
        while stop < len(stops) and stops[stop] < paragraph.end:
            stop += 1
        read.append(_pair_paragraph(text, signs[first:at], (paragraph.start, paragraph.end), stops[inside:stop]))
    carried = [piece for place in range(len(read) - 1) for piece in _carry_on(text, read, place)]
    found = [stretch for paragraph in read for stretch in paragraph.found] + carried
    return MarkedText(text, sorted(found, key=lambda stretch: stretch.outer_start))


@dataclass(slots=True)
class _Paragraph:
    """The pairs of one paragraph; `loose` is its first mark that closes what the paragraph hasn't opened."""

    start: int
    end: int
    found: list[Marked]
    loose: _Sign | None
    stops: Sequence[int]


def _pair_paragraph(text: str, signs: list[_Sign], span: tuple[int, int], stops: Sequence[int]) -> _Paragraph:
    start, end = span
    found, loose = _pair(text, signs, end)
    inside = [stop for stop in stops if stop > start]
    if not inside or all(stretch.closed for stretch in found):
        return _Paragraph(start, end, found, loose, stops)
    pieces: list[Marked] = []
    at = 0
    for limit in (*inside, end):
        first = at
        while at < len(signs) and signs[at][0] < limit:
            at += 1
        pieces.extend(_pair(text, signs[first:at], limit)[0])
    return _Paragraph(start, end, pieces, loose, stops)


def _carry_on(text: str, read: list[_Paragraph], place: int) -> list[Marked]:
    """What runs on in the next paragraphs, not opened anew there, up to the mark that closes it: a piece for each."""
    opening = next((stretch for stretch in reversed(read[place].found) if stretch.depth == 0), None)
    if opening is None or opening.state is not Marks.unclosed or opening.start >= opening.end:
        return []
    if any(stop > opening.start for stop in read[place].stops):
        return []
    pieces: list[Marked] = []
    for paragraph in read[place + 1 : place + 1 + _MOST_CARRIED]:
        closing = _closing(text, paragraph)
        end, outer_end = closing if closing is not None else (paragraph.end, paragraph.end)
        inside = [stretch for stretch in paragraph.found if stretch.outer_start < end]
        anew = any(not stretch.closed or stretch.outer_start == paragraph.start for stretch in inside)
        if anew or any(stop < end for stop in paragraph.stops):
            return []
        head = _Open(paragraph.start, paragraph.start, inverted=False)
        pieces.append(_stretch(text, head, end, outer_end, Marks.closed, 0))
        if closing is not None:
            break
    if not pieces or not pieces[-1].closed or not _may_close(text[opening.outer_start], text[pieces[-1].outer_end - 1]):
        return []
    opening.state = Marks.closed
    _take_in(read[place + 1 : place + 1 + len(pieces)], pieces)
    return pieces


def _closing(text: str, paragraph: _Paragraph) -> _Sign | None:
    """The mark that closes what an earlier paragraph opened; one at the end of all looks as if it opened there."""
    last = paragraph.found[-1] if paragraph.found else None
    if paragraph.loose is None and last is not None and not last.closed and last.start >= last.end:
        return last.outer_start, last.start
    return paragraph.loose


def _take_in(read: list[_Paragraph], pieces: list[Marked]) -> None:
    """Pairs within a piece are nested in it; a mark that is its closing one opens nothing."""
    for paragraph, piece in zip(read, pieces, strict=True):
        paragraph.found = [stretch for stretch in paragraph.found if stretch.outer_start != piece.end]
        for stretch in paragraph.found:
            stretch.depth += piece.start <= stretch.outer_start < piece.end


def _may_close(opening: str, closing: str) -> bool:
    """Whether two marks are of one kind."""
    return closing in (PAIRED.get(opening, opening), opening)


def _joined(text: str, signs: list[int]) -> list[_Sign]:
    """Marks as (start, end): two single ones side by side are one double mark; a lone apostrophe is none."""
    joined: list[_Sign] = []
    for sign in signs:
        if joined and joined[-1][1] == sign and text[sign] in "'’‘`," and text[joined[-1][0]] == text[sign]:
            joined[-1] = (joined[-1][0], sign + 1)
        else:
            joined.append((sign, sign + 1))
    return [(start, end) for start, end in joined if end - start > 1 or not _is_apostrophe(text, start)]


def _is_apostrophe(text: str, at: int) -> bool:
    return text[at] in "'’`‘" and 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()


@dataclass(slots=True)
class _Open:
    start: int
    end: int
    inverted: bool


def _pair(text: str, signs: list[_Sign], limit: int) -> tuple[list[Marked], _Sign | None]:
    """The pairs before `limit`, and the first mark that closes what nothing there has opened."""
    stack: list[_Open] = []
    found: list[Marked] = []
    loose: _Sign | None = None
    for start, end in signs:
        opens = _opens(text, start, end, bool(stack))
        if opens:
            stack.append(_Open(start, end, text[start] in CLOSING))
        elif stack:
            opening = stack.pop()
            low = text[opening.start] in "„‟"
            inverted = opening.inverted or (text[start] in OPENING and not low)
            state = Marks.inverted if inverted else Marks.closed
            found.append(_stretch(text, opening, start, end, state, len(stack)))
        else:
            loose = loose or (start, end)
    for depth, opening in enumerate(stack):
        state = Marks.inverted if opening.inverted else Marks.unclosed
        found.append(_stretch(text, opening, limit, limit, state, depth))
    return found, loose


def _stretch(text: str, opening: _Open, end: int, outer_end: int, state: Marks, depth: int) -> Marked:
    start = opening.end
    while start < end and is_blank(text[start]):
        start += 1
    while end > start and is_blank(text[end - 1]):
        end -= 1
    return Marked(opening.start, start, end, outer_end, state, depth)


def _follows_clitic(text: str, start: int) -> bool:
    """ل"السوبر"، و»الهلال«: behind a letter that is written to the next word a mark opens, whatever it looks like."""
    if start == 0 or text[start - 1] not in _CLITICS:
        return False
    return start == 1 or not (text[start - 2].isalnum() or text[start - 2] in TASHKEEL)


def _opens(text: str, start: int, end: int, is_open: bool) -> bool:
    """Whether the mark opens: by its letterform and by what stands around it."""
    sign = text[start]
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if after.isalpha() and _follows_clitic(text, start):
        return True
    free_before, free_after = before in _BEFORE_OPENING or before.isspace(), not (after.isalnum() or after in OPENING)
    if sign in "«‹„":
        return not (is_open and free_after and not free_before)
    if sign in "»›":
        return free_before and not free_after and not is_open
    if sign in "“‟":
        return not (is_open and free_after and not free_before)
    if sign == "”":
        return not is_open and (free_before or not free_after) and before not in ".؟!"
    if free_before != free_after:
        return free_before
    return not is_open
