"""Stops an agreed change before it begins: to keep what holds needs only one of the two."""

from wellbeing.accounts.people import Role
from wellbeing.audit.service import Kind
from wellbeing.database import writing
from wellbeing.figure_settings import store
from wellbeing.figure_settings.proposing import ABOUT, waiting
from wellbeing.messages import service as messages
from wellbeing.two_people import (
    AlreadyDecidedError,
    Board,
    NotTheirsError,
    note,
    post,
    require_role,
)


def stop(board: Board, person_id: str, change_id: str) -> None:
    """Take an agreed change back, as a wellbeing lead or a staff representative may.

    Raise `AlreadyDecidedError` once it has begun: what a cycle began with holds to its end.
    """
    role = _held_of_both(board, person_id)
    with writing(board.session, ABOUT):
        found = waiting(board)
        if found is None or found.id != change_id:
            raise AlreadyDecidedError
        if not store.stop(board.session, change_id, person_id, board.today):
            raise AlreadyDecidedError
        others = {found.proposed_by, found.decided_by} - {person_id, None}
        people = tuple(sorted(one for one in others if one))
        post(board, people, f"{change_id} stopped", messages.Kind.FIGURE_SETTINGS)
        note(board, person_id, role, Kind.FIGURES_STOPPED)


def _held_of_both(board: Board, person_id: str) -> Role:
    try:
        require_role(board, person_id, Role.WELLBEING_LEAD)
    except NotTheirsError:
        require_role(board, person_id, Role.STAFF_REPRESENTATIVE)
        return Role.STAFF_REPRESENTATIVE
    return Role.WELLBEING_LEAD
