"""Every place where a document names one of its people or bodies."""

from collections.abc import Sequence

from app.arabic.speakers.entity import Entity, name_words
from app.arabic.speakers.lexicon import strip_article
from app.arabic.tokens import Document
from app.records import FoundMention, SpeakerKind

LONGEST_NAME = 12
_NAMED = (SpeakerKind.person, SpeakerKind.organization)


def find_mentions(document: Document, entities: Sequence[Entity], speakers: Sequence[Entity]) -> list[FoundMention]:
    """The mentions of named people and bodies, in the order of the text. Linear in the document's tokens."""
    by_word = _by_word(entities)
    places = {id(entity): place for place, entity in enumerate(speakers)}
    found: list[FoundMention] = []
    at = 0
    while at < len(document.tokens):
        entity, last = _longest(document, at, by_word)
        if entity is None:
            at += 1
            continue
        found.append(_mention(document, at, last, entity, places.get(id(entity))))
        at = last
    return found


def _by_word(entities: Sequence[Entity]) -> dict[str, list[Entity]]:
    """Entities by each word that may open a mention: any word of a person's name, the first of a body's."""
    index: dict[str, list[Entity]] = {}
    for entity in entities:
        if not entity.is_named or entity.kind not in _NAMED:
            continue
        person = entity.kind is SpeakerKind.person
        for word in entity.words if person else entity.words[:1]:
            index.setdefault(word, []).append(entity)
    return index


def _longest(document: Document, at: int, index: dict[str, list[Entity]]) -> tuple[Entity | None, int]:
    token = document.tokens[at]
    best: tuple[Entity | None, int] = (None, at)
    for entity in index.get(strip_article(token.key), ()) if token.is_word else ():
        last = _run(document, at, frozenset(entity.words))
        if last > best[1] and _is_enough(document, at, last, entity):
            best = (entity, last)
    return best


def _run(document: Document, at: int, words: frozenset[str]) -> int:
    tokens = document.tokens
    last = at
    while (
        last < len(tokens)
        and last - at < LONGEST_NAME
        and tokens[last].is_word
        and tokens[last].sentence == tokens[at].sentence
    ):
        joined = tokens[last - 1].key == "عبد" and last > at
        if strip_article(tokens[last].key) not in words and tokens[last].key not in ("بن", "عبد") and not joined:
            break
        last += 1
    return last


def _is_enough(document: Document, at: int, last: int, entity: Entity) -> bool:
    """A surname alone is enough for a person; a body wants two words, or all it has."""
    words = name_words(" ".join(token.key for token in document.tokens[at:last]))
    if entity.kind is SpeakerKind.person:
        return bool(words) and (words[-1] == entity.words[-1] or len(words) > 1)
    return len(words) >= min(2, len(entity.words))


def _mention(document: Document, first: int, last: int, entity: Entity, speaker: int | None) -> FoundMention:
    start, end = document.tokens[first].start, document.tokens[last - 1].end
    return FoundMention(
        name=entity.name, kind=entity.kind, text=document.text[start:end], start=start, end=end, speaker=speaker
    )
