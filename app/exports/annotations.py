"""W3C Web Annotation: quotes and dates as notes on the very words of an article.

A position counts in the article's body as this service answers it; the page that it is from has other text around
it, so that there the quoted words alone lead to the place.
"""

from typing import Any

from app.exports.articles import WholeArticle
from app.exports.words import LANGUAGE
from app.store.links import Site
from app.store.listing import Row

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32


def annotate_article(article: WholeArticle, site: Site) -> dict[str, Any]:
    """All annotations as a collection of one page."""
    address = f"{site.of('articles', article.head['id'])}/annotations.jsonld"
    items = [_annotate_quote(quote, site) for quote in article.quotes]
    items += [_annotate_event(event, article.head["body"], site) for event in article.events]
    return {
        "@context": _CONTEXT,
        "id": address,
        "type": "AnnotationCollection",
        "label": article.head["title"],
        "total": len(items),
        "first": {"id": f"{address}#page", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }


def _annotate_quote(quote: Row, site: Site) -> dict[str, Any]:
    speaker = quote["speaker"]
    said = "، ".join(part for part in (speaker["name"], speaker["role"]) if part)
    return {
        "id": f"{site.of('quotes', quote['id'])}#annotation",
        "type": "Annotation",
        "motivation": "identifying",
        "body": [
            _text(f"{said}: {quote['cue']}", "describing"),
            _text(quote["kind"], "classifying", language="en"),
            {"source": site.of("speakers", speaker["id"]), "purpose": "identifying"},
        ],
        "target": _targets(quote, quote["prefix"], quote["suffix"], site),
    }


def _annotate_event(event: Row, body: str, site: Site) -> dict[str, Any]:
    prefix, suffix = body[max(0, event["start"] - _AROUND) : event["start"]], body[event["end"] :][:_AROUND]
    value = [_text(event["value"], "tagging", language="en")] if event["value"] else []
    return {
        "id": f"{site.of('events', event['id'])}#annotation",
        "type": "Annotation",
        "motivation": "tagging",
        "body": [*value, _text(event["sentence"], "describing")],
        "target": _targets(event, prefix, suffix, site),
    }


def _text(value: str, purpose: str, *, language: str = LANGUAGE) -> dict[str, str]:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "language": language, "purpose": purpose}


def _targets(row: Row, prefix: str, suffix: str, site: Site) -> list[dict[str, Any]]:
    words = {"type": "TextQuoteSelector", "exact": row["text"], "prefix": prefix, "suffix": suffix}
    place = {"type": "TextPositionSelector", "start": row["start"], "end": row["end"]}
    own = site.of("articles", row["article"]["id"])
    here = {"type": "SpecificResource", "source": own, "selector": [words, place]}
    page = site.page(row["article"])
    return [here] if page == own else [here, {"type": "SpecificResource", "source": page, "selector": words}]
