"""`musnad …`: each command parses, calls one function and prints."""


def main() -> None:
    """The command `musnad`."""
    # Processes that analyse import this module anew: they need none of the commands, nor what these stand on.
    from app.cli.commands import cli  # noqa: PLC0415

    cli()
