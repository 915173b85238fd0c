"""To whom a request goes: the people who hold the role today, and are free to hear the person."""

from collections.abc import Iterable
from datetime import timedelta

from wellbeing.accounts import service as accounts
from wellbeing.accounts.people import Person, Role
from wellbeing.support.cases import Case, Kind, Wish
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
    return Pools(office).of(asker_id, wish)


def heard_as(office: Office, person_id: str, wish: Wish) -> Role:
    """Return the role in which a contact hears a wish."""
    found = accounts.person(office.session, person_id, office.today)
    return heard_in(wish, found.roles if found else frozenset())[0]


def heard_in(wish: Wish, held: frozenset[str]) -> tuple[Role, ...]:
    """Return the roles in which somebody who holds these may have heard a wish.

    Who has given the role up since is told by those the wish went to.
    """
    chosen = wish.with_whom if wish.kind is Kind.TALK else PRACTITIONER
    asked = _ROLES.get(chosen, (Role.SUPERVISOR,))
    return tuple(role for role in asked if role.value in held) or asked


class Pools:
    """The pools of one moment: what is known of a role or of a person is asked for only once."""

    def __init__(self, office: Office) -> None:
        """Ask nothing yet."""
        self._office = office
        self._pools: dict[tuple[str, str], tuple[Person, ...]] = {}
        self._holders: dict[Role, tuple[Person, ...]] = {}
        self._above: dict[str, frozenset[str] | None] = {}

    def of(self, asker_id: str, wish: Wish) -> tuple[Person, ...]:
        chosen = wish.with_whom if wish.kind is Kind.TALK else PRACTITIONER
        if (asker_id, chosen) not in self._pools:
            self._pools[asker_id, chosen] = self._asked(asker_id, chosen)
        return self._pools[asker_id, chosen]

    def holding(self, case: Case) -> frozenset[str]:
        """Return everybody who holds a role the wish is for, also who stands above the person.

        Of supervisors nothing is asked: those it went to are taken to supervise the person still.
        """
        chosen = case.wish.with_whom if case.wish.kind is Kind.TALK else PRACTITIONER
        if chosen == SUPERVISOR:
            return frozenset((*case.contacts, *case.queue))
        return frozenset(one.id for role in _ROLES.get(chosen, ()) for one in self._holding(role))

    def _asked(self, asker_id: str, chosen: str) -> tuple[Person, ...]:
        above = self._above_of(asker_id)
        if above is None:
            return ()
        office = self._office
        if chosen == SUPERVISOR:
            leads = accounts.supervisors_of(office.session, asker_id, office.today)
            return _here(office, leads)
        held = {
            one.id: one
            for role in _ROLES.get(chosen, ())
            for one in self._holding(role)
            if one.id not in above
        }
        found = _by_name(held.values())
        return _outside_team(office, asker_id, found) if chosen == OUTSIDE_TEAM else found

    def _holding(self, role: Role) -> tuple[Person, ...]:
        if role not in self._holders:
            office = self._office
            self._holders[role] = accounts.people_with_role(office.session, role, office.today)
        return self._holders[role]

    def _above_of(self, asker_id: str) -> frozenset[str] | None:
        """Return the person and everybody above them; None when they do not work here."""
        if asker_id not in self._above:
            session, today = self._office.session, self._office.today
            here = accounts.person(session, asker_id, today) is not None
            above = accounts.line_managers(session, asker_id, today) | {asker_id} if here else None
            self._above[asker_id] = above
        return self._above[asker_id]


def _here(office: Office, person_ids: Iterable[str]) -> tuple[Person, ...]:
    found = (accounts.person(office.session, each, office.today) for each in person_ids)
    return _by_name(one for one in found if one is not None)


def _outside_team(office: Office, asker_id: str, people: tuple[Person, ...]) -> tuple[Person, ...]:
    """Leave out the person's own team; all homes are asked for in one query."""
    ids = [asker_id, *(one.id for one in people)]
    tomorrow = office.today + timedelta(days=1)
    found = accounts.memberships_of(office.session, ids, office.today, tomorrow)
    homes = {each.person_id: each.unit_id for each in found}
    home = homes.get(asker_id)
    return tuple(one for one in people if home is None or homes.get(one.id) != home)


def _by_name(people: Iterable[Person]) -> tuple[Person, ...]:
    return tuple(sorted(people, key=lambda one: (one.name, one.id)))
