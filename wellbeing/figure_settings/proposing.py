"""A wellbeing lead proposes numbers, somebody else agrees, and they hold from an announced cycle on."""

import secrets
from dataclasses import replace as with_changes
from datetime import date

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wellbeing.accounts.people import Role
from wellbeing.audit.service import Kind
from wellbeing.database import writing
from wellbeing.disclosure import Calendar, Parameters
from wellbeing.figure_settings import store
from wellbeing.figure_settings.bounds import outside
from wellbeing.figure_settings.changes import Change
from wellbeing.figure_settings.reading import (
    ANNOUNCED_FOR,
    calendar_of,
    in_force,
    parameters_of,
)
from wellbeing.messages import service as messages
from wellbeing.two_people import (
    BlockedError,
    Board,
    Decision,
    NoLongerGoodError,
    NothingNewError,
    Way,
    note,
    post,
    require_reason,
    require_role,
    text_hash,
    who_may_agree,
)

ABOUT = "figure-settings"
WAY = Way(
    ABOUT,
    {
        Decision.APPROVED: Kind.FIGURES_APPROVED,
        Decision.DECLINED: Kind.FIGURES_DECLINED,
        Decision.WITHDRAWN: Kind.FIGURES_WITHDRAWN,
    },
    messages.Kind.FIGURE_SETTINGS,
    store.change,
    store.decide,
)
decline, withdraw = WAY.decline, WAY.withdraw


class OutOfBoundsError(ValueError):
    """A number is below its floor or above its ceiling."""


def first_cycle_after(calendar: Calendar, today: date) -> int:
    """Return the first cycle that leaves time to announce what is agreed today."""
    earliest = today + ANNOUNCED_FOR
    cycle = max(1, calendar.cycle_at(earliest))
    return cycle if calendar.starts_on(cycle) >= earliest else cycle + 1


def obstacle(board: Board) -> Change | None:
    """Return what has to end before somebody can propose."""
    return store.open_one(board.session) or waiting(board)


def waiting(board: Board) -> Change | None:
    """Return the change that is agreed and has not begun."""
    now = calendar_of(board.session).cycle_at(board.today)
    coming = [one for one in store.approved(board.session) if (one.from_cycle or 0) > max(now, 0)]
    return next(iter(coming), None)


def propose(
    board: Board, released: Session, person_id: str, parameters: Parameters, why: str
) -> str:
    """Keep a proposal and tell the staff representatives; return its id."""
    require_role(board, person_id, Role.WELLBEING_LEAD)
    change = _change(board, person_id, parameters, require_reason(why))
    if outside(parameters):
        raise OutOfBoundsError(", ".join(one.key for one in outside(parameters)))
    try:
        with writing(board.session, ABOUT):
            if obstacle(board) is not None:
                raise BlockedError
            coming = first_cycle_after(calendar_of(board.session), board.today)
            if in_force(board.session, released, coming) == parameters:
                raise NothingNewError
            store.add(board.session, change)
            people = who_may_agree(board, person_id)
            post(board, people, change.id, messages.Kind.FIGURE_SETTINGS)
            note(board, person_id, Role.WELLBEING_LEAD, Kind.FIGURES_PROPOSED)
    except IntegrityError as error:
        raise BlockedError from error
    return change.id


def approve(board: Board, person_id: str, change_id: str, note: str = "") -> int:
    """Let a proposal hold from the first cycle that leaves time to announce it; return which."""
    require_role(board, person_id, Role.STAFF_REPRESENTATIVE)
    with writing(board.session, ABOUT):
        change: Change = WAY.open_one(board, change_id)
        if parameters_of(change) is None:
            raise NoLongerGoodError
        cycle = first_cycle_after(calendar_of(board.session), board.today)
        agreed = with_changes(change, decided_why=note.strip(), from_cycle=cycle)
        WAY.decide(board, person_id, Decision.APPROVED, agreed)
    return cycle


def _change(board: Board, person_id: str, parameters: Parameters, why: str) -> Change:
    text = parameters.as_json()
    return Change(
        id=secrets.token_hex(16),
        text=text,
        text_sha256=text_hash(text),
        rho_cycle=parameters.rho_cycle,
        smallest_group=parameters.smallest_group,
        smallest_tally=parameters.smallest_tally,
        why=why,
        proposed_by=person_id,
        proposed_on=board.today,
    )
