"""`musnad explain`."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from app.cli.speech import say, show_text
from app.config import get_settings
from app.ingest.files import read_data, read_file
from app.pipeline.explanation import Note, Part, Passage, explain
from app.pipeline.ingestion import analyze_document
from app.records import SourceDocument

STYLES = {
    Part.quote: "green",
    Part.cue: "bold yellow",
    Part.speaker: "bold cyan",
    Part.relay: "bold magenta",
    Part.date: "underline blue",
    Part.heading: "bold",
}
# An article must not steer the terminal: what does is shown as its picture, one sign for one.
_PICTURES = {code: 0x2400 + code for code in range(32) if chr(code) not in "\n\t"} | {0x7F: 0x2421}
_PICTURES |= dict.fromkeys(range(0x80, 0xA0), 0xFFFD)


def explain_file(
    file: Annotated[
        Path, typer.Argument(help="A plain text in UTF-8 or a web page; - for standard input.", allow_dash=True)
    ],
    published_at: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Day of publication; wins over what the text says.", metavar="DATE"),
    ] = None,
) -> None:
    """Print an article with every finding: its words coloured, and below them its rule and evidence. Stores nothing."""
    get_settings()  # nothing here needs one, but a bad one is told by every command alike
    document = _read(file, published_at)
    passages = explain(document, analyze_document(document))
    _show_head(document)
    for passage in passages:
        show_text(paint(passage))
        for note in passage.notes:
            _show_note(note)
        say("")


def paint(passage: Passage) -> Text:
    """The paragraph, verbatim, with its findings in their colours."""
    text = Text(passage.text.translate(_PICTURES))
    for highlight in passage.highlights:
        text.stylize(STYLES[highlight.part], highlight.start, highlight.end)
    return text


def _read(file: Path, published_at: datetime | None) -> SourceDocument:
    day = published_at.date() if published_at else None
    if str(file) == "-":
        return read_data(typer.get_binary_stream("stdin").read(), name="standard input", published_at=day)
    return read_file(file, published_at=day)


def _show_head(document: SourceDocument) -> None:
    show_text(Text(document.title.translate(_PICTURES), style="bold"))
    day = document.published_at.isoformat() if document.published_at else "no day of publication"
    say(", ".join(part for part in (document.source, day) if part))
    show_text(Text(" ").join(Text(part, style=style) for part, style in STYLES.items()))
    say("")


def _show_note(note: Note) -> None:
    say(f"  {note.title}", style="bold")
    width = max(len(name) for name, _ in note.facts)
    for name, fact in note.facts:
        say(f"    {name:<{width}}  {fact.translate(_PICTURES)}")
