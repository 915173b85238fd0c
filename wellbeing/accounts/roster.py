"""Brings the stored people and units in line with a roster: preview first, then all or nothing."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from wellbeing.accounts import (
    earlier_store,
    granting,
    roster_noted,
    roster_store,
    service,
    store,
)
from wellbeing.accounts import sign_in_store as kept
from wellbeing.accounts.people import Person
from wellbeing.accounts.roster_asking import (
    AT_ONCE,
    Ask,
    NobodyAgreesError,
    NoLeadError,
    UnknownAskerError,
    begin_or_ask,
    declined_for,
    stuck_for,
)
from wellbeing.accounts.roster_plan import Placed, Plan, compare
from wellbeing.accounts.roster_rows import RosterRow
from wellbeing.accounts.roster_said import NOTHING, Said, SaidError, resolve
from wellbeing.accounts.roster_standing import Standing
from wellbeing.accounts.sign_in import Door
from wellbeing.database import writing

__all__ = [
    "AT_ONCE",
    "Ask",
    "LooksRenamedError",
    "ManyLeaversError",
    "NoLeadError",
    "NobodyAgreesError",
    "Placed",
    "Plan",
    "Said",
    "SaidError",
    "UnknownAskerError",
    "apply",
    "preview",
    "refuse_unfit",
]

# More leavers than this share of the people present look like a file that was cut short.
MANY_LEAVERS = 0.1


class ManyLeaversError(Exception):
    """More than one person in ten would leave, and nobody said that this is meant."""


class LooksRenamedError(Exception):
    """Units would end that look as if they had a new name or place, and nobody said which it is."""


def preview(
    session: Session,
    rows: Sequence[RosterRow],
    today: date,
    said: Said = NOTHING,
    ask: Ask | None = AT_ONCE,
) -> Plan:
    """Return what an import would change, changing nothing; raises SaidError."""
    service.organisation(session)
    return _planned(_standing(session, today, ask), rows, today, said)


def apply(
    door: Door,
    rows: Sequence[RosterRow],
    *,
    ask: Ask | None,
    many_leavers: bool = False,
    said: Said = NOTHING,
) -> Plan:
    """Import the roster from today on, in one transaction; return what was changed.

    Roles are asked for, and begin once a second person has agreed; what ends, ends at once. With
    AT_ONCE they begin without anybody: for places that were made to be tried.

    Raises ManyLeaversError, unless so many are meant, NoLeadError, SaidError when what was said
    does not fit, LooksRenamedError when something about a unit has to be said first, and
    UnknownAskerError or NobodyAgreesError where roles cannot be asked for.
    """
    service.organisation(door.session)
    with writing(door.session):
        plan = _planned(_standing(door.session, door.today, ask), rows, door.today, said)
        refuse_unfit(plan, many_leavers=many_leavers)
        _change_units(door.session, plan, door.today)
        _change_people(door, plan)
        _end_roles(door, plan)
        roles = begin_or_ask(door, plan, ask)
        roster_noted.note(door, plan, roles)
    return plan


def without_password(session: Session, today: date) -> tuple[Person, ...]:
    """Return everybody who works here and has not set a password yet."""
    present = service.present(session, today)
    return service.people(session, kept.without_password(session, present), today)


def refuse_unfit(plan: Plan, *, many_leavers: bool = False) -> None:
    """Raise when a plan may not be carried out as it is."""
    if not plan.keeps_a_lead:
        raise NoLeadError("the roster gives nobody the role 'wellbeing lead'")
    if len(plan.leavers) > MANY_LEAVERS * plan.present and not many_leavers:
        raise ManyLeaversError(f"{len(plan.leavers)} of {plan.present} people would leave")
    if plan.guesses:
        raise LooksRenamedError(", ".join(repr(guess.was) for guess in plan.guesses))


def _planned(standing: Standing, rows: Sequence[RosterRow], today: date, said: Said) -> Plan:
    meant = resolve(said, standing.units, rows)
    return compare(standing, rows, today, service.new_id, meant)


def _standing(session: Session, today: date, ask: Ask | None) -> Standing:
    waiting = granting.waiting(session)
    return Standing(
        units=service.units(session, today),
        people=service.people(session, service.present(session, today), today),
        homes=roster_store.homes(session, today),
        led=roster_store.led(session, today),
        waiting=waiting,
        stuck=stuck_for(session, today, waiting, ask),
        declined=frozenset() if ask is None else declined_for(session, ask),
    )


def _change_units(session: Session, plan: Plan, today: date) -> None:
    new = sorted((one.unit for one in plan.new_units), key=lambda unit: unit.level.depth)
    store.add_units(session, new)
    for one in plan.renamed_units:
        earlier_store.change_unit(session, one.before.unit, one.after.unit, today)
    roster_store.close_units(session, [one.unit.id for one in plan.closed_units], today)


def _change_people(door: Door, plan: Plan) -> None:
    joining = [placed.person for placed in plan.joiners]
    roster_store.leave(door.session, [person.id for person in plan.leavers], door.today)
    for person in plan.leavers:
        kept.end_sessions(door.session, door.owner(person.id))
    store.add_people(
        door.session, ((person, service.email_key(person.work_email)) for person in joining)
    )
    for person, name in plan.renamed:
        roster_store.rename_person(door.session, person.id, name)
    for placed in (*plan.joiners, *plan.moves):
        roster_store.place(door.session, placed.person.id, placed.unit.id, door.today)


def _end_roles(door: Door, plan: Plan) -> None:
    """End roles and leading at once, with the sessions in which they were used; begin leading."""
    session, today = door.session, door.today
    roster_store.end_roles(session, [held.ids for held in plan.roles_ended], today)
    roster_store.end_leading(session, [leading.ids for leading in plan.led_ended], today)
    lost = [one.ids for one in plan.roles_ended] + [one.ids for one in plan.led_ended]
    for person_id in {person_id for person_id, _ in lost}:
        kept.end_sessions(session, door.owner(person_id))
    store.begin_leading(session, [leading.ids for leading in plan.led_begun], today)
