"""Structured logs from an allow-list: a name that is not listed never reaches a log line."""

import logging
import sys

import structlog
from structlog.typing import EventDict, WrappedLogger

ALLOWED = frozenset(
    {
        "event", "level", "timestamp", "kind", "place", "job", "weeks", "rows", "cycle", "window",
        "row_hash", "cycles", "windows", "status", "endpoint", "method", "milliseconds", "fence",
        "port", "version", "refused", "unsure", "unreached",
    }
)  # fmt: skip


def keep_allowed(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Drop every key that is not on the list, so that nothing personal can be logged by mistake."""
    return {key: value for key, value in event.items() if key in ALLOWED}


def set_up(level: int = logging.INFO) -> None:
    """Write one JSON line per event to standard error, and silence libraries that log values."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            keep_allowed,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        # Asked for with each line: standard error may be another one by then.
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
    # Their messages may carry request bodies, SQL parameters or addresses.
    for name in ("sqlalchemy", "werkzeug", "waitress", "apscheduler", "wellbeing"):
        library = logging.getLogger(name)
        library.handlers = [logging.NullHandler()]
        library.propagate = False
