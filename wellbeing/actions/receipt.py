"""What a person reads of their own team's log where they have just checked in."""

from datetime import date

from sqlalchemy.orm import Session

from wellbeing.actions import service
from wellbeing.actions.showing import ShownAction, shown
from wellbeing.content.action_models import Library

__all__ = ["ShownAction", "latest_of_team"]


def latest_of_team(
    session: Session, person_id: str, on: date, library: Library
) -> ShownAction | None:
    """Return what changed last in the person's own team, in words; None when nothing is there."""
    found = service.latest_for(session, person_id, on)
    return None if found is None else shown(library, found, on)
