"""ninjs 3, the news industry's JSON (IPTC): the article as a news item, each quote an item associated with it."""

from typing import Any

from app.exports.articles import WholeArticle
from app.exports.words import LANGUAGE
from app.records import SpeakerKind
from app.store.links import Site
from app.store.listing import Row

_STANDARD = {
    "name": "ninjs",
    "version": "3.0",
    "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.0.json",
}


def write_item(article: WholeArticle, site: Site) -> dict[str, Any]:
    """The news item. Leaves out what is not known."""
    head = article.head
    fields = {
        **_start_item(site.of("articles", head["id"]), head["title"]),
        "language": head["language"] or LANGUAGE,
        "firstCreated": head["created_at"],
        "versionCreated": head["updated_at"],
        "contentCreated": _begin(head["published_at"]),
        "by": head["author"],
        "headlines": [_text("main", head["title"])],
        "descriptions": [_text("summary", head["deck"])] if head["deck"] else [],
        "bodies": [_count(_text("main", head["body"]))],
        **_list_speakers(article.quotes, site),
        "infoSources": [{"name": name} for name in _list_sources(article)],
        "altIds": [{"role": "publisher", "value": head["external_id"]}] if head["external_id"] else [],
        "associations": [_associate(quote, site) for quote in article.quotes],
    }
    return {name: value for name, value in fields.items() if value not in (None, [])}


def _start_item(uri: str, title: str) -> dict[str, Any]:
    return {
        "uri": uri,
        "standard": _STANDARD,
        "type": "text",
        "representationType": "complete",
        "pubStatus": "usable",
        "language": LANGUAGE,
        "title": title,
    }


def _begin(day: str | None) -> str | None:
    return None if day is None else f"{day}T00:00:00+00:00"


def _text(role: str, value: str) -> dict[str, Any]:
    return {"role": role, "contentType": "text/plain", "value": value}


def _count(text: dict[str, Any]) -> dict[str, Any]:
    return {**text, "charCount": len(text["value"]), "wordCount": len(text["value"].split())}


def _list_speakers(quotes: list[Row], site: Site) -> dict[str, list[dict[str, str]]]:
    """Everyone who speaks, once, people apart from bodies."""
    people: dict[int, dict[str, str]] = {}
    bodies: dict[int, dict[str, str]] = {}
    for speaker in (quote["speaker"] for quote in quotes):
        kept = people if speaker["kind"] in {SpeakerKind.person, SpeakerKind.unnamed} else bodies
        kept[speaker["id"]] = {"name": speaker["name"], "rel": "quoted", "uri": site.of("speakers", speaker["id"])}
    return {"people": list(people.values()), "organisations": list(bodies.values())}


def _list_sources(article: WholeArticle) -> list[str]:
    """The outlet, and those that it passes words on from."""
    names = (article.head["source"], *(quote["via"] for quote in article.quotes))
    return list(dict.fromkeys(name for name in names if name))


def _associate(quote: Row, site: Site) -> dict[str, Any]:
    fields = {
        "name": f"quote-{quote['id']}",
        **_start_item(site.of("quotes", quote["id"]), quote["speaker"]["name"]),
        "contentCreated": _begin(quote["said_on"]),
        "bodies": [_count(_text(quote["kind"], quote["text"]))],
        **_list_speakers([quote], site),
        "infoSources": [{"name": quote["via"]}] if quote["via"] else [],
    }
    return {name: value for name, value in fields.items() if value not in (None, [])}
