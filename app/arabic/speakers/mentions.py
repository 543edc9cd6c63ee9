"""Where a document names one of its people or bodies."""

from collections.abc import Sequence

from app.arabic.speakers.entity import Entity, name_words
from app.arabic.speakers.lexicon import ARTICLE, strip_article
from app.arabic.tokens import Document
from app.records import FoundMention, SpeakerKind

LONGEST_NAME = 12
MOST_SHARING = 100
"""Of those whose names have one word in common so many are looked for: more no article has."""
_NAMED = (SpeakerKind.person, SpeakerKind.organization)


def find_mentions(
    document: Document, entities: Sequence[Entity], speakers: Sequence[Entity], sentences: Sequence[int]
) -> list[FoundMention]:
    """The mentions of named people and bodies in `sentences` (their places, in order), in the order of the text.

    Linear in the tokens of these sentences.
    """
    by_form = _by_form(entities) if sentences else {}
    places = {id(entity): place for place, entity in enumerate(speakers)}
    found: list[FoundMention] = []
    for sentence in sentences:
        behind = document.limits[sentence - 1] if sentence else 0
        openings = [at for at in range(behind, document.limits[sentence]) if document.keys[at] in by_form]
        for at in openings:
            entity, last = _longest(document, at, by_form) if at >= behind else (None, at)
            if entity is not None:
                found.append(_mention(document, at, last, entity, places.get(id(entity))))
                behind = last
    return found


def _by_form(entities: Sequence[Entity]) -> dict[str, list[Entity]]:
    """Entities by each key that may open a mention: any word of a person's name, the first of a body's."""
    index: dict[str, list[Entity]] = {}
    for entity in entities:
        if not entity.is_named or entity.kind not in _NAMED:
            continue
        person = entity.kind is SpeakerKind.person
        for word in entity.words if person else entity.words[:1]:
            for key in (word, ARTICLE + word):
                if strip_article(key) == word:
                    index.setdefault(key, []).append(entity)
    return index


def _longest(document: Document, at: int, index: dict[str, list[Entity]]) -> tuple[Entity | None, int]:
    token = document.tokens[at]
    best: tuple[Entity | None, int] = (None, at)
    for entity in index[token.key][:MOST_SHARING] if token.is_word else ():
        last = _run(document, at, entity.words)
        if last > best[1] and _is_enough(document, at, last, entity):
            best = (entity, last)
    return best


def _run(document: Document, at: int, words: tuple[str, ...]) -> int:
    tokens, keys = document.tokens, document.keys
    limit = min(document.limit(at), at + LONGEST_NAME)
    last = at
    while last < limit and tokens[last].is_word:
        key = keys[last]
        joined = last > at and keys[last - 1] == "عبد"
        if strip_article(key) not in words and key not in ("بن", "عبد") and not joined:
            break
        last += 1
    return last


def _is_enough(document: Document, at: int, last: int, entity: Entity) -> bool:
    """A surname alone is enough for a person; a body wants two words, or all it has."""
    words = name_words(" ".join([document.keys[place] for place in range(at, last)]))
    if entity.kind is SpeakerKind.person:
        return bool(words) and (words[-1] == entity.words[-1] or len(words) > 1)
    return len(words) >= min(2, len(entity.words))


def _mention(document: Document, first: int, last: int, entity: Entity, speaker: int | None) -> FoundMention:
    start, end = document.tokens[first].start, document.tokens[last - 1].end
    return FoundMention(
        name=entity.called, kind=entity.kind, text=document.text[start:end], start=start, end=end, speaker=speaker
    )
