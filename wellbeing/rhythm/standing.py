"""How a week's messages stand as a whole: nothing about whose they are, nor how many."""

from enum import StrEnum

from sqlalchemy.orm import Session

from wellbeing.rhythm import plan_store, store

# From here on what is said of many tells nothing about one: docs/adr/0034.
LARGE = 10_000


class Standing(StrEnum):
    """What the timetable has done with the week that runs."""

    NOT_PLANNED = "not planned"
    PLANNED = "planned"
    # Closed after a restore: what it held may have left before.
    LEFT_OUT = "left out"


def standing(session: Session, week: str) -> Standing:
    if not plan_store.is_planned(session, week):
        return Standing.NOT_PLANNED
    return Standing.PLANNED if plan_store.is_open(session, week) else Standing.LEFT_OUT


def is_large(session: Session) -> bool:
    """Say whether so many people work here, whatever they wish."""
    return store.is_so_many(session, LARGE)
