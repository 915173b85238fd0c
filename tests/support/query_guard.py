"""Watches every request for a page of figures: which tables its statements name, and what of a person."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from flask import g, has_request_context, request
from sqlalchemy import Engine, event

from wellbeing.database import KeyRow, LedgerRow, Row
from wellbeing.extensions import db, house
from wellbeing.preferences.service import Drawer
from wellbeing.sealed import HOUSE

PAGES_OF_FIGURES = "heatmaps"
LEDGER = frozenset({"release_cycle", "release_plan", "release_cell", "release_note"})
# Which units there are, and which of them are somebody's to see.
ROSTER_OF_UNITS = frozenset({"organisation", "unit", "unit_earlier", "membership", "supervision"})
# What happened in the organisation, marked in pictures: written by the wellbeing lead, read by all.
EVENTS = frozenset({"organisation_event"})
# What a team does about its work: it names no answer, and the first screen says what is due.
ACTION_LOG = frozenset({"team_action", "passed_up"})
# Asked only when a log has a line.
IN_A_LINE = frozenset({"team_action_review", "passed_up_answer"})
# What the page on how figures are made announces; nothing about anybody's answers.
HOW_THEY_ARE_MADE = frozenset({"parameters_change"})
ALLOWED = LEDGER | ROSTER_OF_UNITS | HOW_THEY_ARE_MADE | EVENTS | ACTION_LOG | IN_A_LINE

# Who asks: the guard in front of every page opens the sealed session before the view is reached. Word
# for word, and of one person: of no other statement may these tables be a part.
A_DATA_KEY = "SELECT slot, wrapped_by, wrapped FROM data_key WHERE slot IN (?)"
WHO_ASKS = frozenset(
    {
        "SELECT login_session.token_hash, login_session.owner, login_session.person, "
        "login_session.started_at, login_session.seen_at, login_session.shared_device "
        "FROM login_session WHERE login_session.token_hash = ?",
        # How pages look for them: an address and a sealed value, under a key that opens nothing else.
        "SELECT own_look.sealed FROM own_look WHERE own_look.id = ?",
        "UPDATE login_session SET seen_at=? WHERE login_session.token_hash = ?",
        A_DATA_KEY,
        "SELECT role.person_id, role.role FROM role WHERE role.person_id IN (?) "
        "AND role.from_on <= ? AND (role.until_on IS NULL OR role.until_on > ?)",
        "SELECT person.id, person.name, person.work_email, person.email_key, person.joined_on, "
        "person.left_on FROM person WHERE person.id IN (?)",
    }
)
# Where somebody leads: of people, only whether they work here on a day.
SOMEBODY_LEADS = (
    "supervision JOIN person ON person.id = supervision.person_id "
    "WHERE supervision.from_on <= ? AND (supervision.until_on IS NULL OR supervision.until_on > ?) "
    "AND person.joined_on <= ? AND (person.left_on IS NULL OR person.left_on > ?)"
)
_METADATA = (Row.metadata, KeyRow.metadata, LedgerRow.metadata)
_WORD = re.compile(r"\w+")
# Where a value goes, as each database writes it, and a text.
_VALUE = re.compile(r"%\(\w+\)s(::\w+)?|%s|'[^']*'")


@lru_cache(maxsize=4096)
def tables_in(statement: str) -> frozenset[str]:
    """Return the tables a statement names; a column of that name counts as well."""
    known = {table for metadata in _METADATA for table in metadata.tables}
    return frozenset(known.intersection(_WORD.findall(statement)))


@lru_cache(maxsize=4096)
def plain(statement: str) -> str:
    """Write a statement on one line, and each value and text as a question mark."""
    return " ".join(_VALUE.sub("?", statement).split())


def is_allowed(statement: str, values: Any) -> bool:
    """Say whether a page of figures may run a statement with these values."""
    written = plain(statement)
    if written == A_DATA_KEY:
        # That of the installation, which seals sessions: with a person's own, answers could be opened.
        return tuple(values) in {_address_of_key(name) for name in (HOUSE, *_look_of_the_reader())}
    if written in WHO_ASKS:
        return True
    return tables_in(written.replace(SOMEBODY_LEADS, "")) <= ALLOWED


def _address_of_key(name: str) -> tuple[bytes]:
    return (house().vault.row_key("data-key", name),)


def _look_of_the_reader() -> Iterator[str]:
    """Nobody while the session is being opened: only the installation's key is needed for that."""
    reader = g.get("_login_user")
    if reader is not None and reader.is_authenticated:
        yield Drawer(db.session(), house().vault, reader.id).key_name


@contextmanager
def watching_figures() -> Iterator[list[str]]:
    """Note every statement of a request for figures that reads more than it may."""
    found: list[str] = []

    def note(
        _connection: object, _cursor: object, statement: str, values: Any, *_more: Any
    ) -> None:
        if is_for_figures() and not is_allowed(statement, values):
            found.append(f"{request.path}: {statement}")

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def is_for_figures() -> bool:
    return has_request_context() and request.blueprint == PAGES_OF_FIGURES
