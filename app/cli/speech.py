"""How commands talk: results on standard output, complaints and progress on standard error, no tracebacks."""

from typing import Any

import typer
from rich.console import Console
from rich.text import Text
from typer.core import TyperGroup

from app.config import BadSetting
from app.errors import MusnadError

_out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


class FriendlyGroup(TyperGroup):
    """Turns errors that are expected into one line and exit status 1, or 2 for a bad setting, as for a bad option."""

    def invoke(self, ctx: Any) -> Any:
        """Runs the command."""
        try:
            return super().invoke(ctx)
        except (MusnadError, BadSetting) as error:
            complain(str(error))
            raise typer.Exit(2 if isinstance(error, BadSetting) else 1) from error


def say(text: str, *, style: str | None = None) -> None:
    """One line of the result."""
    _out.print(text, style=style, markup=False, soft_wrap=True)


def show_text(text: Text) -> None:
    """Text in colours, where there is a terminal to show them; never broken into lines of our own."""
    _out.print(text, soft_wrap=True)


def complain(text: str) -> None:
    """One line of what went wrong."""
    err.print(f"error: {text}", style="red", markup=False, soft_wrap=True)


def count(number: int, noun: str) -> str:
    """A number with its noun: 1 quote, 2 quotes."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
