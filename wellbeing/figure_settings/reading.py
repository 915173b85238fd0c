"""Which numbers hold in a cycle: what two people agreed and was announced, else what held before."""

from dataclasses import dataclass
from datetime import date, timedelta

from pydantic import ValidationError
from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.disclosure import ADOPTED, Calendar, Parameters
from wellbeing.figure_settings import store
from wellbeing.figure_settings.bounds import of_this_release, outside
from wellbeing.figure_settings.changes import Change
from wellbeing.ledger import service as ledger
from wellbeing.two_people import text_hash

# Everybody can read what will hold for so long before it does.
ANNOUNCED_FOR = timedelta(weeks=4)
REMEDY = (
    "Somebody changed the database. Put it back from a backup, or propose and approve the figure "
    "settings again."
)


@dataclass(frozen=True)
class Trouble:
    """What is wrong with a kept change; figures are made with the last good numbers meanwhile."""

    key: str
    said: str
    remedy: str = REMEDY


def calendar_of(session: Session) -> Calendar:
    return Calendar(accounts.organisation(session).first_cycle_monday)


def parameters_of(change: Change) -> Parameters | None:
    """Return what a change says; None when its text is not what was proposed or is out of bounds."""
    if text_hash(change.text) != change.text_sha256:
        return None
    try:
        found = Parameters.model_validate_json(change.text)
    except ValidationError:
        return None
    return found if change.is_of(found) and not outside(found) else None


def good(session: Session, calendar: Calendar) -> dict[int, Parameters]:
    """Return the agreed numbers that can be trusted, by their first cycle."""
    return {
        change.from_cycle: found
        for change in store.approved(session)
        if change.from_cycle is not None
        and _was_announced(change, calendar)
        and (found := parameters_of(change)) is not None
    }


def agreed(session: Session) -> tuple[tuple[date, Change], ...]:
    """Return every change that two people agreed on, with the day from which it holds."""
    calendar = calendar_of(session)
    found = ((one.from_cycle, one) for one in store.approved(session))
    return tuple((calendar.starts_on(first), one) for first, one in found if first is not None)


def in_force(session: Session, released: Session, cycle: int) -> Parameters:
    """Return the numbers of a cycle.

    A change that begins after the last cycle of the ledger counts from its cycle on. Otherwise what
    that cycle was made with stays, whatever became of the rows since: the ledger keeps the last
    good numbers, so a damaged or missing row loosens nothing. Numbers that nobody can propose come
    with the release, from the next cycle on.
    """
    agreed = good(session, calendar_of(session))
    before = ledger.parameters_before(released, cycle)
    since = before[0] if before else 0
    begun = [first for first in agreed if since < first <= cycle]
    if begun:
        return of_this_release(agreed[max(begun)])
    return of_this_release(before[1]) if before else ADOPTED


def in_force_now(session: Session, released: Session, cycle: int) -> Parameters:
    """Return the numbers of a cycle as the ledger fixed them, or as they will be fixed."""
    before = ledger.parameters_before(released, cycle + 1)
    if before is not None and before[0] == cycle:
        return before[1]
    return in_force(session, released, cycle)


def ahead(session: Session, released: Session) -> tuple[Parameters, ...]:
    """Return the numbers of the cycles after the ledger's last, to the last that is agreed."""
    last = ledger.parameters_before(released, None)
    first = last[0] + 1 if last else 1
    agreed = good(session, calendar_of(session))
    cycles = range(first, max([first, *agreed]) + 1)
    return tuple(in_force(session, released, cycle) for cycle in cycles)


def troubles(session: Session, released: Session) -> tuple[Trouble, ...]:
    """Return everything that is wrong with the kept changes."""
    calendar = calendar_of(session)
    agreed = good(session, calendar)
    wrong = tuple(
        _damaged(calendar, change.from_cycle)
        for change in store.approved(session)
        if change.from_cycle not in agreed
    )
    last = ledger.parameters_before(released, None)
    if wrong or last is None:
        return wrong
    begun = [first for first in agreed if first <= last[0]]
    expected = agreed[max(begun)] if begun else ADOPTED
    same = of_this_release(expected) == of_this_release(last[1])
    return () if same else (_missing(),)


def _was_announced(change: Change, calendar: Calendar) -> bool:
    if change.from_cycle is None or change.decided_on is None:
        return False
    return calendar.starts_on(change.from_cycle) >= change.decided_on + ANNOUNCED_FOR


def _damaged(calendar: Calendar, cycle: int | None) -> Trouble:
    day = "an unknown day" if cycle is None else f"{calendar.starts_on(cycle):%-d %B %Y}"
    return Trouble(
        f"figure-settings-damaged:{cycle}",
        f"The figure settings kept for the cycle from {day} on are not what was agreed. Figures are "
        "made with the last good ones.",
    )


def _missing() -> Trouble:
    return Trouble(
        "figure-settings-missing",
        "Figures are made with settings that are not among those agreed here. They stay.",
    )


def of_person(session: Session, person_id: str) -> tuple[Change, ...]:
    """Return the changes a person proposed, decided or stopped, for that person to read."""
    return tuple(
        one
        for one in store.every(session)
        if person_id in {one.proposed_by, one.decided_by, one.stopped_by}
    )
