"""What is written of an article as far as it can be worked out without the database. Pure, and plain to hand over.

The process that reads an article drafts it; the one that writes, which all others wait for, adds ids and nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.arabic.normalize import fold_key
from app.records import Analysis, ArticleBase, EventBase, FoundEvent, FoundQuote, MentionBase, QuoteBase, SourceDocument
from app.store.fingerprints import fold_body, make_fingerprint
from app.store.links import make_fragment
from app.store.models import UNDATED, make_key, measure_reach
from app.store.search.index import Columns, make_columns
from app.store.stories import make_bands

Row = dict[str, Any]

_ARTICLE, _QUOTE, _EVENT = (set(base.model_fields) for base in (ArticleBase, QuoteBase, EventBase))


@dataclass(frozen=True)
class Findings:
    """Rows of quotes, events and each event's mentions; `quote_id` and `speaker_id` hold places in the analysis."""

    quotes: list[Row]
    events: list[Row]
    mentions: list[list[Row]]


@dataclass(frozen=True)
class Draft:
    """A new article's rows, and what the search index holds of their texts (SQLite)."""

    article: Row
    bands: list[int]
    findings: Findings
    terms: dict[str, Columns]


def draft(document: SourceDocument, analysis: Analysis, *, with_terms: bool) -> Draft:
    """The rows of the document and of everything found in it, checked against their fields."""
    texts = {document.title, document.deck, document.body}
    texts |= {quote.text for quote in analysis.quotes} | {event.sentence for event in analysis.events}
    terms = {each: make_columns(each) for each in texts if each} if with_terms else {}
    return Draft(draft_article(document), make_bands(document.body), draft_findings(analysis), terms)


def draft_article(document: SourceDocument) -> Row:
    """The article's own columns."""
    told = document.model_dump(include=_ARTICLE)
    ArticleBase.model_validate(told)
    return {
        **told,
        "fingerprint": make_fingerprint(document.title, document.body),
        "sort_day": document.published_at or UNDATED,
        "folded": fold_article(document),
    }


def draft_findings(analysis: Analysis) -> Findings:
    """The columns of everything found."""
    findings = Findings(
        [_draft_quote(place, quote) for place, quote in enumerate(analysis.quotes)],
        [_draft_event(place, event) for place, event in enumerate(analysis.events)],
        [_draft_mentions(event) for event in analysis.events],
    )
    _check(QuoteBase, findings.quotes)
    _check(EventBase, findings.events)
    for mentions in findings.mentions:
        _check(MentionBase, mentions)
    return findings


def fold_article(document: ArticleBase) -> str:
    """What a search in articles looks through."""
    head = fold_key("\n".join(part for part in (document.title, document.deck) if part))
    return f"{head} {fold_body(document.body)}".strip()


def _draft_quote(position: int, quote: FoundQuote) -> Row:
    return {
        **quote.model_dump(include=_QUOTE),
        **_place(position, quote.said_on),
        "speaker_id": quote.speaker,
        "cue_key": make_key(quote.cue_lemma),
        "via_key": None if quote.via is None else make_key(quote.via),
        "folded": fold_key(quote.text),
        "fragment": make_fragment(quote.prefix, quote.text, quote.suffix),
    }


def _draft_event(position: int, event: FoundEvent) -> Row:
    return {
        **event.model_dump(include=_EVENT),
        **_place(position, event.date_start),
        "reach": measure_reach(event.date_start, event.date_end),
        "quote_id": event.quote,
        "folded": fold_key(event.sentence),
    }


def _draft_mentions(event: FoundEvent) -> list[Row]:
    return [{**mention.model_dump(exclude={"speaker"}), "speaker_id": mention.speaker} for mention in event.mentions]


def _place(position: int, day: date | None) -> Row:
    return {"position": position, "sort_day": day or UNDATED}


def _check(base: type[QuoteBase | EventBase | MentionBase], rows: Sequence[Row]) -> None:
    for row in rows:
        base.model_validate(row)
