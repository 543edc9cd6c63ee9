"""Every error that Musnad raises on purpose, but for a bad setting, which is of `app.config`.

Knows no HTTP: `app.api.problems` gives each its status.

MusnadError
├── SourceError              what was given to read can't be read
│   ├── UnreadableSource     not a file, not UTF-8, a binary
│   ├── EmptySource          nothing in it to read
│   ├── RefusedAddress       an address that is not to be fetched: it leads inside, or its host does not want it
│   └── FailedFetch          a host that can't be reached, or answers with something else than was asked for
├── BrokenRun                a process that worked for this one has been killed
├── RuleError                a rule file breaks the rulebook's law
├── SynonymError             a file of synonyms can't be read
├── StoreError               the database can't do what was asked
│   ├── NotFound             no row with that id
│   ├── RefusedEdit          an editor's decision that can't hold
│   ├── BrokenLaw            what was to be written breaks a law of the data
│   ├── Deleted              an article that was deleted for good
│   └── NotMigrated          the schema isn't at the newest revision
├── BadAddress               nobody can listen there
└── QueryError               a filter, cursor or search can't be understood
    └── BadCursor            the cursor isn't one of ours or belongs to another list
"""

from pathlib import Path


class MusnadError(Exception):
    """Base of all; the message is fit to be shown to a user."""


class SourceError(MusnadError):
    """What was given to read can't be read; `parameter` is what of a request it was given in, if it was."""

    parameter = ""

    def __init__(self, name: str | Path, reason: str) -> None:
        self.name = str(name)
        self.reason = reason
        super().__init__(f"{name}: {reason}")


class UnreadableSource(SourceError):
    """Not a file, not UTF-8, or a binary."""


class EmptySource(SourceError):
    """Nothing in it to read."""


class RefusedAddress(SourceError):
    """An address that is not to be fetched: it leads inside, or its host does not want it."""


class FailedFetch(SourceError):
    """A host that can't be reached, or answers with something else than was asked for; `status` where it did."""

    def __init__(self, name: str, reason: str, *, status: int | None = None) -> None:
        self.status = status
        super().__init__(name, reason)


class BrokenRun(MusnadError):
    """A process that worked for this one has been killed, by the system when memory ran out."""

    def __init__(self) -> None:
        super().__init__("a process that reads and analyses was killed; run the same command again to go on")


class RuleError(MusnadError):
    """A rule file breaks the rulebook's law."""

    def __init__(self, file: str, rule: str, reason: str) -> None:
        super().__init__(f"{file}: rule {rule!r}: {reason}")


class SynonymError(MusnadError):
    """A file of synonyms can't be read, or a line of it says nothing that can be used."""

    def __init__(self, file: str, line: int | None, reason: str) -> None:
        super().__init__(f"{file}{'' if line is None else f':{line}'}: {reason}")


class StoreError(MusnadError):
    """The database can't do what was asked."""


class NotFound(StoreError):
    """No row with that id."""

    def __init__(self, kind: str, key: object) -> None:
        self.kind = kind
        self.key = key
        super().__init__(f"no {kind} with the id {key}")


class RefusedEdit(StoreError):
    """An editor's decision that can't hold."""


class BrokenLaw(StoreError):
    """What was to be written breaks a law of the data; `name` is the field that does."""

    def __init__(self, what: str, *, name: str = "") -> None:
        self.name, self.reason = name, what
        super().__init__(what)


class Deleted(StoreError):
    """The article with that id was deleted for good."""

    def __init__(self, article_id: int) -> None:
        self.article_id = article_id
        super().__init__(f"article {article_id} was deleted for good")


class NotMigrated(StoreError):
    """The schema isn't at the newest revision."""

    def __init__(self, found: str | None, wanted: str | None) -> None:
        super().__init__(
            f"the database is at revision {found or 'none'}, the code needs {wanted}: run `musnad db upgrade`"
        )


class BadAddress(MusnadError):
    """Nobody can listen there: the port is taken, or the host is not this one."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(f"can't listen on {host}:{port}: {reason}")


class QueryError(MusnadError):
    """A filter, cursor or search can't be understood; `at` is the code point of its value where it goes wrong."""

    def __init__(self, parameter: str, reason: str, *, at: int | None = None) -> None:
        self.parameter = parameter
        self.reason = reason
        self.at = at
        super().__init__(f"{parameter}: {reason}")


class BadCursor(QueryError):
    """The cursor isn't one of ours or belongs to another list."""

    def __init__(self, reason: str = "this cursor does not belong to this list") -> None:
        super().__init__("cursor", reason)


def ends_a_run(error: Exception) -> bool:
    """Whether what comes next would fare no better: the database can't be used, say, or a rule file can't be read.

    Of everything else only the record is refused that it happened with.
    """
    return isinstance(error, MusnadError) and not isinstance(error, _OF_ONE_RECORD)


_OF_ONE_RECORD = (SourceError, NotFound, RefusedEdit, BrokenLaw, Deleted)
