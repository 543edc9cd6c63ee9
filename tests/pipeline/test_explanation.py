"""An article laid out with its findings: every word where it stands, every rule with its reason."""

from samples import analyze_sample, make_document

from app.arabic.reasons import STYLES, describe_style, find_reason
from app.arabic.rulebook import RULES, load
from app.pipeline.explanation import Part, explain


def test_the_passages_are_the_body() -> None:
    document = make_document()
    assert "\n\n".join(passage.text for passage in explain(document, analyze_sample(document))) == document.body


def test_each_highlight_shows_the_very_words_of_its_finding() -> None:
    document = make_document(headings=[[0, 5]])
    analysis = analyze_sample(document)
    shown = {
        (highlight.part, passage.text[highlight.start : highlight.end])
        for passage in explain(document, analysis)
        for highlight in passage.highlights
    }
    assert shown == {
        (Part.heading, document.body[:5]),
        *((Part.quote, quote.text) for quote in analysis.quotes),
        *((Part.cue, quote.cue) for quote in analysis.quotes),
        *((Part.speaker, quote.mention) for quote in analysis.quotes if quote.mention),
        *((Part.relay, quote.via) for quote in analysis.quotes if quote.via),
        *((Part.date, event.text) for event in analysis.events),
    }


def test_a_finding_is_told_once_under_the_paragraph_that_it_begins_in() -> None:
    document = make_document()
    analysis = analyze_sample(document)
    told = [[note.title.split(":")[0] for note in passage.notes] for passage in explain(document, analysis)]
    assert told == [["quote 1", "quote 2"], ["quote 3", "date"], ["quote 4", "date"]]


def test_a_quote_over_paragraphs_is_seen_in_each_of_them() -> None:
    document = make_document()
    analysis = analyze_sample(document)
    segment = analysis.quotes[0].segments[0]
    long = segment.model_copy(update={"end": len(document.body)})
    analysis.quotes[0] = analysis.quotes[0].model_copy(update={"segments": [long]})
    second = explain(document, analysis)[1]
    assert (Part.quote, 0, len(second.text)) in {(one.part, one.start, one.end) for one in second.highlights}


def test_every_cue_and_date_rule_has_a_reason_to_show() -> None:
    for folder in ("quotes", "dates"):
        for file in (RULES / folder).glob("*.toml"):
            for rule in load(f"{folder}/{file.stem}"):
                assert find_reason(rule.id, folder=folder)
                assert find_reason(f"{rule.id}.{next(iter(STYLES))}", folder=folder)


def test_an_unknown_rule_has_neither_reason_nor_style() -> None:
    assert find_reason("nothing.of-the-kind", folder="quotes") is None
    assert describe_style("nothing.of-the-kind") is None
