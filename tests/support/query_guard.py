"""Watches every request for a page of figures: which tables its statements name."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from flask import has_request_context, request
from sqlalchemy import Engine, event

from wellbeing.database import KeyRow, LedgerRow, Row

PAGES_OF_FIGURES = "heatmaps"
LEDGER = frozenset({"release_cycle", "release_plan", "release_cell", "release_note"})
# Which units there are, and which of them are somebody's to see.
ROSTER_OF_UNITS = frozenset({"organisation", "unit", "unit_earlier", "membership", "supervision"})
# Who asks: the guard in front of every page opens the sealed session before the view is reached.
WHO_ASKS = frozenset({"login_session", "person", "role", "data_key"})
# What happened in the organisation, marked in pictures: written by the wellbeing lead, read by all.
EVENTS = frozenset({"organisation_event"})
# What a team does about its work: it names no answer, and the first screen says what is due.
ACTION_LOG = frozenset({"team_action", "passed_up"})
# Asked only when a log has a line.
IN_A_LINE = frozenset({"team_action_review", "passed_up_answer"})
# What the page on how figures are made announces; nothing about anybody's answers.
HOW_THEY_ARE_MADE = frozenset({"parameters_change"})
ALLOWED = LEDGER | ROSTER_OF_UNITS | WHO_ASKS | HOW_THEY_ARE_MADE | EVENTS | ACTION_LOG | IN_A_LINE
_METADATA = (Row.metadata, KeyRow.metadata, LedgerRow.metadata)
_WORD = re.compile(r"\w+")


@lru_cache(maxsize=4096)
def tables_in(statement: str) -> frozenset[str]:
    """Return the tables a statement names; a column of that name counts as well."""
    known = {table for metadata in _METADATA for table in metadata.tables}
    return frozenset(known.intersection(_WORD.findall(statement)))


@contextmanager
def watching_figures() -> Iterator[list[str]]:
    """Note every statement of a request for figures that names a table outside the list."""
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: Any) -> None:
        if is_for_figures() and tables_in(statement) - ALLOWED:
            found.append(f"{request.path}: {statement}")

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def is_for_figures() -> bool:
    return has_request_context() and request.blueprint == PAGES_OF_FIGURES
