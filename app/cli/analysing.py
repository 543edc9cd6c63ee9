"""`musnad analyze`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO

import typer
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from app.cli.cores import count_cores
from app.cli.output import open_output
from app.cli.speech import err
from app.config import get_settings
from app.errors import UnreadableSource
from app.pipeline.standoff import BadLine, analyze_lines


def analyze_file(
    file: Annotated[Path, typer.Argument(help="JSON Lines: {id, title, text, published_at} on each line.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where the result goes; standard output if not given.")
    ] = None,
    processes: Annotated[
        int | None, typer.Option(help="Processes that analyse; all cores if not given.", min=1, max=256)
    ] = None,
) -> None:
    """Find quotes and dates in many articles and write them as spans into each line's text. Stores nothing."""
    get_settings()  # nothing here needs one, but a bad one is told by every command alike
    with _open_input(file) as lines, open_output(output) as sink, _progress(file) as bar:
        task = bar.add_task(file.name, total=file.stat().st_size or None)
        for result in analyze_lines(lines, processes=processes or count_cores()):
            if isinstance(result, BadLine):
                raise UnreadableSource(file, f"line {result.number}: {result.reason}")
            sink.write(result.output)
            bar.advance(task, result.consumed)


@contextmanager
def _open_input(path: Path) -> Iterator[BinaryIO]:
    if path.is_dir():
        raise UnreadableSource(path, "this is a folder, not a JSON Lines file")
    try:
        file = path.open("rb")
    except OSError as error:
        raise UnreadableSource(path, error.strerror or "can't be opened") from error
    with file:
        yield file


def _progress(file: Path) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    return Progress(*columns, console=err, disable=not err.is_terminal or not file.is_file())
