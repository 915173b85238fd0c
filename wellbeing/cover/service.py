"""What the rest of the house may ask about cover: when somebody is there, who is away, whose card says what."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.cover import store, supporter_store
from wellbeing.cover.hours import NobodyThereError, StaffedHours
from wellbeing.cover.kept import USUAL_LIMIT, Away, Card, ClosedDay, Week
from wellbeing.database import writing

__all__ = [
    "USUAL_LIMIT",
    "Away",
    "Card",
    "ClosedDay",
    "NobodyThereError",
    "StaffedHours",
    "Week",
    "away",
    "cards",
    "closed_days",
    "forget_past",
    "forget_person",
    "is_confirmed",
    "set_by",
    "staffed_hours",
    "week",
]
ABOUT = "cover"


def staffed_hours(session: Session) -> StaffedHours:
    """Return when somebody is there; Monday to Friday, 9:00 to 17:00, until the hours were set."""
    organisation = accounts.organisation(session)
    closed = frozenset(one.day for one in store.closed_days(session))
    weekdays = store.week(session).weekdays
    return StaffedHours(organisation.zone, organisation.nation, weekdays, closed)


def is_confirmed(session: Session) -> bool:
    """Say whether a wellbeing lead has set the hours, so that they are more than a guess."""
    return store.week(session).is_confirmed


def week(session: Session) -> Week:
    """Return the weekly hours with who set them, and when."""
    return store.week(session)


def closed_days(session: Session, first: date | None = None) -> tuple[ClosedDay, ...]:
    """Return the days that the organisation named as closed, from one day on where it is given."""
    return store.closed_days(session, first)


def away(
    session: Session, person_ids: Sequence[str], first: date, last: date
) -> Mapping[str, tuple[Away, ...]]:
    """Return who of these is away on any day from the first to the last; who is not is left out."""
    return supporter_store.away(session, person_ids, first, last)


def cards(session: Session, person_ids: Sequence[str]) -> Mapping[str, Card]:
    """Return the cards of these supporters; who has written none is left out.

    To whom a card is shown decides whoever asks for it.
    """
    return supporter_store.cards(session, person_ids)


def set_by(session: Session, person_id: str) -> tuple[date | None, tuple[ClosedDay, ...]]:
    """Return when a person set the hours that stand, if they did, and the days they closed."""
    return store.set_by(session, person_id)


def forget_past(session: Session, today: date) -> None:
    """Remove days away that are over, and the cards of people who have left."""
    with writing(session, ABOUT):
        supporter_store.forget_past(session, today)
        for person_id in supporter_store.known(session).intersection(accounts.gone(session, today)):
            supporter_store.forget_person(session, person_id)


def forget_person(session: Session, person_id: str) -> None:
    """Remove a person's card and days away, and that it was they who set hours; no commit is made."""
    supporter_store.forget_person(session, person_id)
    store.forget_who_set(session, person_id)
