"""Stops an agreed change before it begins: to keep what holds needs only one of the two."""

from wellbeing.accounts.people import Role
from wellbeing.database import writing
from wellbeing.figure_settings import store
from wellbeing.figure_settings.proposing import ABOUT, waiting
from wellbeing.messages import service as messages
from wellbeing.two_people import AlreadyDecidedError, Board, NotTheirsError, post, require_role


def stop(board: Board, person_id: str, change_id: str) -> None:
    """Take an agreed change back, as a wellbeing lead or a staff representative may.

    Raise `AlreadyDecidedError` once it has begun: what a cycle began with holds to its end.
    """
    _require_either(board, person_id)
    with writing(board.session, ABOUT):
        found = waiting(board)
        if found is None or found.id != change_id:
            raise AlreadyDecidedError
        if not store.stop(board.session, change_id, person_id, board.today):
            raise AlreadyDecidedError
        others = {found.proposed_by, found.decided_by} - {person_id, None}
        people = tuple(sorted(one for one in others if one))
        post(board, people, f"{change_id} stopped", messages.Kind.FIGURE_SETTINGS)


def _require_either(board: Board, person_id: str) -> None:
    try:
        require_role(board, person_id, Role.WELLBEING_LEAD)
    except NotTheirsError:
        require_role(board, person_id, Role.STAFF_REPRESENTATIVE)
