"""What the guides ask of the house: the question of the week, and for whom time can be protected."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from wellbeing.accounts import leading
from wellbeing.accounts.people import Unit

# The key of the idea in the library of actions that keeps the time of supervision free.
PROTECTED_TIME = "protected_reflective_time"
# Somebody who acts for very many units finds the others through their actions.
MOST_UNITS = 8


@dataclass(frozen=True)
class Led:
    """The units a person acts for, as many as one page shows."""

    units: tuple[Unit, ...]
    are_all: bool


def led_by(session: Session, person_id: str, on: date) -> Led:
    """Return the units for which this person may write an action."""
    found = leading.units_led(session, person_id, on, MOST_UNITS + 1)
    return Led(found[:MOST_UNITS], are_all=len(found) <= MOST_UNITS)
