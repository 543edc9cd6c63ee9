"""What the analysis finds in a text, as far as most tests of it look."""

from app.arabic.analysis import analyze


def contents(text: str) -> list[str]:
    """The words of every quote, in their order."""
    return [quote.text for quote in analyze(text).quotes]


def speakers(text: str) -> list[str]:
    """The name of every quote's speaker, in the order of the quotes."""
    analysis = analyze(text)
    return [analysis.speakers[quote.speaker].name for quote in analysis.quotes]
