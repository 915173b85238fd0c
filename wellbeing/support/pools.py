"""To whom a request goes: the people who hold the role today, and are free to hear the person."""

from collections.abc import Iterable

from wellbeing.accounts import service as accounts
from wellbeing.accounts.people import Person, Role
from wellbeing.support.cases import Kind, Wish
from wellbeing.support.office import Office

PEER_SUPPORTER, PRACTITIONER, SUPERVISOR, OUTSIDE_TEAM = (
    "peer_supporter",
    "practitioner",
    "supervisor",
    "outside_team",
)
_ROLES = {
    PEER_SUPPORTER: (Role.PEER_SUPPORTER,),
    PRACTITIONER: (Role.PRACTITIONER,),
    OUTSIDE_TEAM: (Role.PRACTITIONER, Role.PEER_SUPPORTER),
}


def pool_of(office: Office, asker_id: str, wish: Wish) -> tuple[Person, ...]:
    """Return who may hear this wish today, by name; never the person, nor who stands above them.

    A supervisor hears of it only when the person chose to talk with their supervisor.
    """
    session, today = office.session, office.today
    if accounts.person(session, asker_id, today) is None:
        return ()
    if wish.kind is Kind.TALK and wish.with_whom == SUPERVISOR:
        return _here(office, accounts.supervisors_of(session, asker_id, today))
    chosen = wish.with_whom if wish.kind is Kind.TALK else PRACTITIONER
    above = {*accounts.line_managers(session, asker_id, today), asker_id}
    held = {
        one.id: one
        for role in _ROLES.get(chosen, ())
        for one in accounts.people_with_role(session, role, today)
        if one.id not in above
    }
    found = _by_name(held.values())
    return _outside_team(office, asker_id, found) if chosen == OUTSIDE_TEAM else found


def _here(office: Office, person_ids: Iterable[str]) -> tuple[Person, ...]:
    found = (accounts.person(office.session, each, office.today) for each in person_ids)
    return _by_name(one for one in found if one is not None)


def _outside_team(office: Office, asker_id: str, people: tuple[Person, ...]) -> tuple[Person, ...]:
    home = accounts.home_unit(office.session, asker_id, office.today)
    return tuple(
        one
        for one in people
        if home is None or accounts.home_unit(office.session, one.id, office.today) != home
    )


def _by_name(people: Iterable[Person]) -> tuple[Person, ...]:
    return tuple(sorted(people, key=lambda one: (one.name, one.id)))
