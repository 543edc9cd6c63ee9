"""Whether a word of a text is one that was searched for: what the index tells of texts, told of a word alone."""

from collections.abc import Sequence
from functools import cached_property

from app.arabic.analyzer.sieve import Sieve
from app.arabic.analyzer.spotting import list_needles
from app.arabic.analyzer.words import Terms
from app.store.search.language import Leaf
from app.store.search.matching import Match, Wanted


class Judge:
    """Knows the words of some leaves, and their phrases.

    `needles` are letters that every word holds that may be wanted, alone or in a phrase; None where a look at each is
    needed: the `sieve` lets through those that are worth it.
    """

    def __init__(self, wanted: Wanted, leaves: Sequence[Leaf]) -> None:
        search = wanted.search
        self._is_exact = search.exact
        self.phrases = [tuple(map(self.spell, leaf.words)) for leaf in leaves if len(leaf.words) > 1]
        single = [leaf for leaf in leaves if len(leaf.words) == 1]
        whole = [leaf.words[0] for leaf in single if not leaf.is_prefix]
        begun = [leaf.words[0] for leaf in single if leaf.is_prefix or (wanted.subject.completes and not search.exact)]
        related = [word for word in whole if not word.is_stop] if search.match is Match.any and not search.exact else []
        # As the index is asked: of many words each counts by its stem alone.
        self._roots = frozenset(() if wanted.is_long else (word.root for word in related))
        self._stems = frozenset(word.stem for word in related)
        beginnings = [word.beginning for word in related if word.beginning and not wanted.is_long]
        if search.exact:
            self._forms, self._openings = {word.exact for word in whole}, tuple(word.exact for word in begun)
            parts = [word.folded for leaf in leaves for word in leaf.words]
        else:
            self._forms = {form for word in whole for form in word.forms}
            self._openings = (*(word.folded for word in begun), *beginnings)
            parts = [*self._forms, *self._openings]
        phrased = [] if search.exact else [word for leaf in leaves if len(leaf.words) > 1 for word in leaf.words]
        # Words of one stem have one root, too.
        self._parts, self._related = parts, {word.root for word in (*related, *phrased)}
        self.needles = list_needles(parts, self._related)
        self.has_words = bool(single)

    @cached_property
    def sieve(self) -> Sieve:
        """Lets through whatever of a text may be wanted."""
        return Sieve(self._parts, self._related)

    def spell(self, word: Terms) -> str:
        """The term that phrases compare."""
        return word.exact if self._is_exact else word.stem

    def is_wanted(self, word: Terms) -> bool:
        """Whether that is one of the words."""
        if word.root in self._roots or word.stem in self._stems:
            return True
        keys, openings = (word.exact,) if self._is_exact else word.keys, self._openings
        return not self._forms.isdisjoint(keys) or (bool(openings) and any(key.startswith(openings) for key in keys))
