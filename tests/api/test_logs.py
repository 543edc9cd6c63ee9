"""How the process logs."""

import json
import logging
from collections.abc import Iterator

import pytest

from app.config import LogFormat, LogLevel
from app.logs import LOGGERS, set_up_logging

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _put_back() -> Iterator[None]:
    loggers = [logging.getLogger(name) for name in LOGGERS]
    before = [(list(logger.handlers), logger.level, logger.propagate) for logger in loggers]
    yield
    for logger, (handlers, level, propagate) in zip(loggers, before, strict=True):
        logger.handlers, logger.propagate = handlers, propagate
        logger.setLevel(level)


def test_text_is_one_line_per_record_however_often_it_is_set_up(capsys: Captured) -> None:
    for _ in range(3):
        set_up_logging(level=LogLevel.info, style=LogFormat.text)
    logging.getLogger("app.somewhere").warning("قمح %d", 7)
    logging.getLogger("uvicorn.access").info("GET")
    first, second = capsys.readouterr().err.splitlines()
    assert first.endswith("WARNING app.somewhere: قمح 7")
    assert second.endswith("uvicorn.access: GET")


def test_json_is_one_object_per_line_with_the_traceback_inside(capsys: Captured) -> None:
    set_up_logging(level=LogLevel.info, style=LogFormat.json)
    broken = ValueError("broken")
    logging.getLogger("app.somewhere").error("قمح", exc_info=broken)
    (line,) = capsys.readouterr().err.splitlines()
    record = json.loads(line)
    assert (record["level"], record["logger"], record["message"]) == ("error", "app.somewhere", "قمح")
    assert "ValueError: broken" in record["exception"]


def test_what_is_below_the_level_is_not_logged(capsys: Captured) -> None:
    set_up_logging(level=LogLevel.warning, style=LogFormat.text)
    for name in LOGGERS:
        logging.getLogger(name).info("quiet")
    assert capsys.readouterr().err == ""


def test_an_access_log_that_was_switched_off_stays_off(capsys: Captured) -> None:
    access = logging.getLogger("uvicorn.access")
    access.handlers, access.propagate = [], False
    set_up_logging(level=LogLevel.info, style=LogFormat.text)
    access.info("GET")
    assert capsys.readouterr().err == ""
