"""A wellbeing lead proposes an opening, a staff representative agrees, and either of them can end it."""

import secrets
from collections.abc import Callable
from dataclasses import replace as with_changes
from datetime import date, timedelta

from sqlalchemy.exc import IntegrityError

from wellbeing.accounts import service as accounts
from wellbeing.accounts.people import Role
from wellbeing.audit.service import Kind
from wellbeing.database import writing
from wellbeing.messages import service as messages
from wellbeing.opening import store
from wellbeing.opening.openings import Opening, Wanted
from wellbeing.two_people import (
    AlreadyDecidedError,
    BlockedError,
    Board,
    Decision,
    NothingNewError,
    NotTheirsError,
    Way,
    note,
    post,
    require_reason,
    require_role,
    who_may_agree,
)

ABOUT = "opening"
DAYS_OF_A_WEEK = 7
WAY = Way(
    ABOUT,
    {
        Decision.APPROVED: Kind.OPENING_APPROVED,
        Decision.DECLINED: Kind.OPENING_DECLINED,
        Decision.WITHDRAWN: Kind.OPENING_WITHDRAWN,
    },
    messages.Kind.OPENING,
    store.opening,
    store.decide,
)
decline, withdraw = WAY.decline, WAY.withdraw
# Returns what is missing before check-ins can open to those who are named; nothing when all is there.
Look = Callable[[Wanted], tuple[str, ...]]


class NotReadyError(Exception):
    """Something is missing behind the check-ins: `missing` says what."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        """Keep what is missing, to be shown."""
        super().__init__("; ".join(missing))
        self.missing = missing


def first_day(today: date) -> date:
    """Return the day on which what is agreed today begins: a Monday, with a whole week ahead."""
    return today + timedelta(days=-today.weekday() % DAYS_OF_A_WEEK)


def propose(board: Board, person_id: str, wanted: Wanted, why: str, look: Look) -> str:
    """Keep a proposal and tell the staff representatives; return its id.

    Raise NotReadyError while anything is missing that a check-in may lead to.
    """
    require_role(board, person_id, Role.WELLBEING_LEAD)
    new = Opening(secrets.token_hex(16), wanted, require_reason(why), person_id, board.today)
    try:
        with writing(board.session, ABOUT):
            if store.open_one(board.session) is not None:
                raise BlockedError
            _require_known(board, wanted)
            _require_ready(look, wanted)
            store.add(board.session, new)
            people = who_may_agree(board, person_id)
            post(board, people, new.id, messages.Kind.OPENING)
            note(board, person_id, Role.WELLBEING_LEAD, Kind.OPENING_PROPOSED)
    except IntegrityError as error:
        raise BlockedError from error
    return new.id


def agree(board: Board, person_id: str, opening_id: str, said: str, look: Look) -> date:
    """Let check-ins open on the next Monday, if everything is still there; return that day."""
    require_role(board, person_id, Role.STAFF_REPRESENTATIVE)
    with writing(board.session, ABOUT):
        found: Opening = WAY.open_one(board, opening_id)
        _require_ready(look, found.wanted)
        day = first_day(board.today)
        agreed = with_changes(found, decided_why=said.strip(), from_day=day)
        WAY.decide(board, person_id, Decision.APPROVED, agreed)
    return day


def end(board: Board, person_id: str, opening_id: str, why: str) -> None:
    """Close again at once what was opened: one person is enough to stop asking."""
    role = _role_of(board, person_id)
    why = require_reason(why)
    with writing(board.session, ABOUT):
        found = store.opening(board.session, opening_id)
        if found is None or not found.can_be_ended:
            raise AlreadyDecidedError
        ended = with_changes(found, ended_by=person_id, ended_on=board.today, ended_why=why)
        if not store.end(board.session, ended):
            raise AlreadyDecidedError
        note(board, person_id, role, Kind.OPENING_ENDED)


def _role_of(board: Board, person_id: str) -> Role:
    person = accounts.person(board.session, person_id, board.today)
    held = person.roles if person else frozenset()
    for role in (Role.WELLBEING_LEAD, Role.STAFF_REPRESENTATIVE):
        if role.value in held:
            return role
    raise NotTheirsError


def _require_known(board: Board, wanted: Wanted) -> None:
    """Refuse units that are not there, and an opening that would open nothing more."""
    known = {unit.id for unit in accounts.units(board.session, board.today)}
    agreed = [one for one in store.every(board.session) if one.stands]
    opened = {unit for one in agreed for unit in one.wanted.units}
    is_all_open = any(one.wanted.everybody for one in agreed)
    if is_all_open or (wanted.units and opened.issuperset(wanted.units)):
        raise NothingNewError
    if not known.issuperset(wanted.units):
        raise ValueError("an opening names units that are open")


def _require_ready(look: Look, wanted: Wanted) -> None:
    missing = look(wanted)
    if missing:
        raise NotReadyError(missing)
