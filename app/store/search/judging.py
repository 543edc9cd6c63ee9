"""Whether a word of a text is one that was searched for: what the index tells of texts, told of a word alone."""

from collections.abc import Sequence, Set
from functools import cached_property

from app.arabic.analyzer.sieve import Sieve
from app.arabic.analyzer.spotting import list_needles
from app.arabic.analyzer.words import Terms
from app.store.search.index import columns_of
from app.store.search.language import Leaf
from app.store.search.matching import Match, Wanted, may_begin

_NONE: Set[str] = frozenset()


class Judge:
    """Knows the words of some leaves, and their phrases.

    `needles` are what every word holds that may be wanted, alone or in a phrase. Where they can't be looked for, each
    word has to be looked at: the `sieve` lets through those that are worth it.
    """

    def __init__(self, wanted: Wanted, leaves: Sequence[Leaf]) -> None:
        search = wanted.search
        self._is_exact = search.exact
        whole: list[Terms] = []
        begun: list[Terms] = []
        phrased: list[Sequence[Terms]] = []
        for leaf in leaves:
            if len(leaf.words) > 1:
                phrased.append(leaf.words)
                continue
            if not leaf.is_prefix:
                whole.append(leaf.words[0])
            if leaf.is_prefix or may_begin(wanted.subject, search, leaf.words[0]):
                begun.append(leaf.words[0])
        self.has_words = bool(whole or begun)
        self.phrases = [tuple(map(self.spell, words)) for words in phrased]
        self._roots: Set[str] = _NONE
        self._stems: Set[str] = _NONE
        # Phrases are found from their first words on; words of one stem have one root, too.
        first = [words[0] for words in phrased]
        if search.exact:
            self._forms, self._openings = {word.exact for word in whole}, tuple(word.exact for word in begun)
            self._parts, self._related = [word.folded for leaf in leaves for word in leaf.words], set[str]()
            beginnings = tuple(word.folded for word in begun)
            self.needles = list_needles([word.folded for word in (*whole, *first)], (), beginnings)
        else:
            self._forms = {form for word in whole for form in word.forms}
            self._openings = tuple(word.folded for word in begun)
            self._related = {word.root for words in phrased for word in words}
            relatives = [word for word in whole if word.has_relatives] if search.match is Match.any else []
            if relatives:
                self._loosen(relatives, is_long=wanted.is_long)
            self._parts = [*self._forms, *self._openings]
            self.needles = list_needles(self._forms, {word.root for word in (*relatives, *first)}, self._openings)

    def _loosen(self, words: Sequence[Terms], *, is_long: bool) -> None:
        """Wants their relatives, too, as the index is asked: of many words each counts by its stem alone."""
        self._stems = {word.stem for word in words}
        self._related.update(word.root for word in words)
        if not is_long:
            self._roots = {word.root for word in words}
            self._openings += tuple(word.beginning for word in words if word.beginning)

    @cached_property
    def sieve(self) -> Sieve:
        """Lets through whatever of a text may be wanted."""
        return Sieve(self._parts, self._related)

    def spell(self, word: Terms) -> str:
        """The term that phrases compare."""
        return word.exact if self._is_exact else word.stem

    def is_wanted(self, word: str) -> bool:
        """Whether a word, as it is written, is one of the words."""
        if (terms := columns_of[word]) is None:
            return False
        stems, roots, keys, exacts = terms
        # Where all words must stand there, none of their relatives count.
        if self._stems and not (self._roots.isdisjoint(roots.split()) and self._stems.isdisjoint(stems.split())):
            return True
        held, openings = (exacts if self._is_exact else keys).split(), self._openings
        return not self._forms.isdisjoint(held) or (bool(openings) and any(key.startswith(openings) for key in held))
