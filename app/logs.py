"""How the process logs: one line per record on standard error, as text or as JSON."""

import logging
from contextvars import ContextVar
from datetime import UTC, datetime

import orjson

from app.config import LogFormat, LogLevel

REQUEST_ID: ContextVar[str | None] = ContextVar("request_id", default=None)
"""Of the request that is being answered; every line about it bears it."""
# Only these are touched: the root logger belongs to whoever embeds the application.
LOGGERS = ("app", "uvicorn", "uvicorn.access")
_HANDLER = "musnad"


class JsonFormatter(logging.Formatter):
    """One JSON object per line, with the traceback as one string."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request_id := REQUEST_ID.get():
            line["request_id"] = request_id
        line |= getattr(record, "about", {})
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return orjson.dumps(line).decode()


class TextFormatter(logging.Formatter):
    """One line, with the request's id behind it."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  # logging's own name
        """The line without a traceback."""
        request_id = REQUEST_ID.get()
        return super().formatMessage(record) + (f" [{request_id}]" if request_id else "")


def set_up_logging(*, level: LogLevel, style: LogFormat) -> None:
    """Give Musnad's and the server's loggers one handler; doing it twice changes nothing."""
    handler = logging.StreamHandler()
    handler.set_name(_HANDLER)
    handler.setFormatter(_formatter(style))
    for name in LOGGERS:
        logger = logging.getLogger(name)
        logger.setLevel(level.upper())
        if not _is_silenced(logger):
            # The access log goes up to `uvicorn`; from there nothing goes on to root, that would log it twice.
            logger.handlers = [] if name == "uvicorn.access" else [handler]
            logger.propagate = name != "uvicorn"


def _is_silenced(logger: logging.Logger) -> bool:
    """How uvicorn leaves the access log when it is told to keep none."""
    return logger.name == "uvicorn.access" and not logger.handlers and not logger.propagate


def _formatter(style: LogFormat) -> logging.Formatter:
    if style is LogFormat.json:
        return JsonFormatter()
    return TextFormatter("%(asctime)s %(levelname)-7s %(name)s: %(message)s")
