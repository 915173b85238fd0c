"""Check-ins that are open, for worlds of tests: an installation is closed until two people open it."""

from datetime import date

from sqlalchemy import delete
from sqlalchemy.orm import Session

from wellbeing.database import writing
from wellbeing.opening import store
from wellbeing.opening.openings import Opening, Wanted
from wellbeing.opening.rows import OpeningRow
from wellbeing.two_people import Decision

OPENED = "0" * 32


def open_everything(session: Session, day: date) -> None:
    """Open check-ins to everybody from a day on, as the sample organisation is opened."""
    founding = Opening(
        OPENED,
        Wanted(everybody=True),
        "A world to try things in.",
        None,
        day,
        Decision.FOUNDING,
        decided_on=day,
        from_day=day,
    )
    with writing(session):
        store.add(session, founding)


def close_everything(session: Session) -> None:
    """Leave nothing of any opening, as `wellbeing init` leaves an installation."""
    with writing(session):
        session.execute(delete(OpeningRow))
