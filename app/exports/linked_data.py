"""schema.org (JSON-LD): the article as NewsArticle, what it quotes as Quotation, what it reports as Claim."""

from typing import Any

from app.exports.articles import WholeArticle
from app.exports.words import LANGUAGE
from app.records import QuoteKind, SpeakerKind
from app.store.links import Site
from app.store.listing import Row

_BODIES = {SpeakerKind.organization, SpeakerKind.group}


def describe_article(article: WholeArticle, site: Site) -> dict[str, Any]:
    """The article with its quotes as parts of it."""
    head = article.head
    permalink = site.of("articles", head["id"])
    return _without_gaps(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "@id": permalink,
            "url": site.page(head),
            "identifier": head["external_id"],
            "headline": head["title"],
            "alternativeHeadline": head["deck"],
            "articleBody": head["body"],
            "inLanguage": head["language"] or LANGUAGE,
            "datePublished": head["published_at"],
            "dateModified": head["modified_at"] or head["updated_at"],
            "author": _name("Person", head["author"]),
            "publisher": _name("Organization", head["source"]),
            "hasPart": [_describe_quote(quote, permalink, site) for quote in article.quotes],
        }
    )


def _describe_quote(quote: Row, article: str, site: Site) -> dict[str, Any]:
    speaker = _describe_speaker(quote["speaker"], site)
    work = {
        "@id": site.of("quotes", quote["id"]),
        "url": quote["text_fragment"],
        "text": quote["text"],
        "inLanguage": LANGUAGE,
        "creator": speaker,
        "provider": _name("Organization", quote["via"]),
    }
    if quote["kind"] == QuoteKind.indirect:
        kind = {"@type": "Claim", "datePublished": quote["said_on"], "appearance": {"@id": article}}
    else:
        kind = {"@type": "Quotation", "dateCreated": quote["said_on"], "spokenByCharacter": speaker}
    return _without_gaps({**kind, **work, "isPartOf": {"@id": article}})


def _describe_speaker(speaker: Row, site: Site) -> dict[str, Any]:
    address, name, role = site.of("speakers", speaker["id"]), speaker["name"], speaker["role"]
    if speaker["kind"] in _BODIES:
        return _without_gaps({"@type": "Organization", "@id": address, "name": name, "description": role})
    return _without_gaps({"@type": "Person", "@id": address, "name": name, "jobTitle": role})


def _name(kind: str, name: str | None) -> dict[str, str] | None:
    return None if name is None else {"@type": kind, "name": name}


def _without_gaps(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}
