"""What a document changes: decided from what is known and what is found, without touching either."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.arabic.normalize import fold_key
from app.arabic.speakers.identity import identify, is_name_of_one
from app.records import FoundSpeaker, Resolution, SourceDocument, SpeakerKind
from app.store.addresses import make_address_key
from app.store.identity import Acquaintance, Known


class Status(StrEnum):
    """What a document was to the store; `duplicate` is a stored text at an address, or of an outlet, that is new.

    What was `deleted` for good stays so, until it is allowed again.
    """

    new = "new"
    unchanged = "unchanged"
    updated = "updated"
    duplicate = "duplicate"
    deleted = "deleted"


@dataclass(frozen=True)
class Decision:
    """What is to be done: nothing, or to store `document` (as a new article, or as the one with `article_id`)."""

    status: Status
    article_id: int | None
    document: SourceDocument


def decide(known: Acquaintance, document: SourceDocument) -> Decision:
    """Same text or same address: the same article. Another paper's copy of a stored text only adds its address.

    A copy whose text has changed at its own address goes its own way: it is a new article.
    """
    article = known.by_text or (None if known.is_copy else known.by_url)
    if article is None and known.deleted is not None:
        return Decision(Status.deleted, known.deleted, document)
    if article is None:
        return Decision(Status.new, None, document)
    if known.by_text and _is_another_copy(known, known.by_text, document):
        return Decision(Status.unchanged if known.appears else Status.duplicate, article.article_id, article.document)
    merged = _merge(article.document, document)
    # Site systems stamp every page that they send: a day of change alone is none.
    as_stored = merged.model_copy(update={"modified_at": article.document.modified_at})
    status = Status.unchanged if as_stored == article.document else Status.updated
    return Decision(status, article.article_id, merged)


def _is_another_copy(known: Acquaintance, article: Known, document: SourceDocument) -> bool:
    if known.by_url:
        return known.is_copy or known.by_url.article_id != article.article_id
    stored = article.document
    return _differ(_place(stored.url), _place(document.url)) or _differ(_key(stored.source), _key(document.source))


def _place(url: str | None) -> str | None:
    return None if url is None else make_address_key(url)


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _key(name: str | None) -> str | None:
    return None if name is None else fold_key(name)


def _merge(stored: SourceDocument, document: SourceDocument) -> SourceDocument:
    """The document, with what it leaves open taken from what is stored."""
    told = {name: value for name, value in document if value is not None}
    if _key(document.source) == _key(stored.source):
        told["source"] = stored.source
    if _place(document.url) == _place(stored.url):
        told["url"] = stored.url
    return stored.model_copy(update=told)


def are_shared(speakers: Sequence[FoundSpeaker], resolutions: Sequence[set[Resolution]]) -> list[bool]:
    """For each speaker, whether the same name in another article means the same one.

    `resolutions` holds how each was found in their quotes.
    """
    shared = {
        _identity(speaker)
        for speaker, found in zip(speakers, resolutions, strict=True)
        if _is_shared(speaker, resolutions=found)
    }
    return [_identity(speaker) in shared for speaker in speakers]


def _identity(speaker: FoundSpeaker) -> tuple[str, SpeakerKind]:
    return identify(speaker.name, speaker.kind), speaker.kind


def _is_shared(speaker: FoundSpeaker, *, resolutions: set[Resolution]) -> bool:
    if speaker.kind == SpeakerKind.person and _is_known_by_role(speaker, resolutions=resolutions):
        return False
    return is_name_of_one(speaker)


def _is_known_by_role(speaker: FoundSpeaker, *, resolutions: set[Resolution]) -> bool:
    """Whether the name is an office, which somebody else may hold in the next article."""
    if speaker.role is not None:
        return f"{fold_key(speaker.role)} ".startswith(f"{fold_key(speaker.name)} ")
    return Resolution.role in resolutions and not resolutions & {Resolution.named, Resolution.alias}
