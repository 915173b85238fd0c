"""What is told of a request: to its asker everything, to a contact what the asker was shown before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from wellbeing.accounts import service as accounts
from wellbeing.accounts.people import Person, Role
from wellbeing.cover.hours import NobodyThereError
from wellbeing.support.cabinet import Filed
from wellbeing.support.cases import Case, Ending, Kind, Promised, Wish
from wellbeing.support.happened import Outcome, Proposal, Reference
from wellbeing.support.life import Life, Names, life, people_in
from wellbeing.support.notes import all_of
from wellbeing.support.office import Office
from wellbeing.support.pools import Pools, heard_in

# For somebody whose name is no longer kept.
SOMEBODY = "Somebody who no longer works here"


@dataclass(frozen=True)
class Event:
    """Something a contact did with a request, on a day."""

    name: str
    on: date
    times: int = 1
    # Of a look: the roles in which the request was there for them.
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True)
class Passing:
    """A contact and the moment at which the request passed, or would pass, on to them."""

    name: str
    at: datetime


@dataclass(frozen=True)
class Mine:
    """A request as its asker sees it."""

    id: str
    name: str
    wish: Wish
    promised: Promised
    zone: str
    to: tuple[str, ...]  # the names of those who can answer it today
    sent_to: tuple[str, ...]  # the names of those it was sent to
    passed_on: tuple[Passing, ...]
    to_pass_on: tuple[Passing, ...]  # while nobody has taken it
    taken: Event | None
    handed_back: tuple[Event, ...]
    looks: tuple[Event, ...]
    is_overdue: bool
    told_at: datetime | None
    ending: Ending | None
    ended: Event | None
    outcome: Outcome | None
    life: Life

    @property
    def asked_on(self) -> date:
        return self.promised.asked_on

    @property
    def due_on(self) -> date:
        return self.promised.due_on

    @property
    def is_open(self) -> bool:
        return self.ending is None

    @property
    def reaches_nobody(self) -> bool:
        """Everybody it was sent to handed it back, has left, or stands in the person's line by now."""
        has_it = self.taken or self.life.contact
        return self.is_open and not (has_it or self.to or self.to_pass_on)


@dataclass(frozen=True)
class Waiting:
    """A request as a contact sees it; before a look the name is not shown."""

    id: str
    kind: Kind
    name: str
    wish: Wish
    due_on: date
    is_overdue: bool
    is_mine: bool
    # The last day of covering for whoever took it; None for who took it themselves.
    covers_until: date | None
    talked_on: date | None
    proposal: Proposal | None
    reference: Reference | None


def mine(office: Office, person_id: str) -> tuple[Mine, ...]:
    """Return a person's requests: the open ones first, then those of the last quarter of a year."""
    found = office.cabinet.of_asker(person_id, office.today)
    filed = sorted(found, key=lambda one: not one.is_open)
    people = _people(office, (each for one in filed for each in _named_in(one.case)))
    pools, notes = Pools(office), all_of(office, filed)
    names = Names({each: one.name for each, one in people.items()}, SOMEBODY)
    return tuple(
        _mine(office, one, people, pools, life(office, pools, one, names, notes.get(one.id, ())))
        for one in filed
    )


def waiting(office: Office, filed: Filed, contact_id: str, names: Mapping[str, str]) -> Waiting:
    case = filed.case
    cover, proposal = case.cover_on(office.today), case.proposal
    return Waiting(
        id=filed.id,
        kind=case.wish.kind,
        name=names.get(case.asker, SOMEBODY),
        wish=case.wish,
        due_on=case.due_on,
        is_overdue=_is_overdue(office, case),
        is_mine=contact_id in case.has_it_on(office.today),
        covers_until=cover.until if cover and cover.by == contact_id else None,
        talked_on=case.talked_on,
        proposal=proposal if proposal and proposal.stands_on(office.today) else None,
        reference=case.reference,
    )


def name_of(office: Office, person_id: str) -> str:
    return names_of(office, [person_id]).get(person_id, SOMEBODY)


def _mine(
    office: Office, filed: Filed, people: dict[str, Person], pools: Pools, lived: Life
) -> Mine:
    case = filed.case
    names = {each: one.name for each, one in people.items()}
    pool = pools.of(case.asker, case.wish)
    free = tuple(one for one in pool if one.id in case.contacts)
    free_ids = {one.id for one in free}
    taken = case.taken if case.taken and case.taken.by in free_ids else None

    def event(by: str, on: date, times: int = 1) -> Event:
        return Event(names.get(by, SOMEBODY), on, times)

    return Mine(
        id=filed.id,
        name=names.get(case.asker, SOMEBODY),
        wish=case.wish,
        promised=case.promised,
        zone=office.rota.hours.zone,
        to=tuple(one.name for one in free if one.id in case.asked),
        sent_to=tuple(names.get(each, SOMEBODY) for each in case.contacts),
        passed_on=tuple(Passing(names.get(one.to, SOMEBODY), one.at) for one in case.handed_on),
        to_pass_on=() if taken or case.ending else _to_pass_on(office, case, pool),
        taken=event(taken.by, taken.on) if taken else None,
        handed_back=tuple(
            event(one.by, one.back_on) for one in case.takings if one.back_on and not one.moved_to
        ),
        looks=tuple(
            replace(event(one.by, one.on, one.times), roles=_heard(case, people.get(one.by)))
            for one in case.looks
        ),
        is_overdue=case.ending is None and _is_overdue(office, case),
        told_at=case.told_at,
        ending=case.ending,
        ended=_ended(case, names),
        outcome=case.outcome,
        life=lived,
    )


def _ended(case: Case, names: Mapping[str, str]) -> Event | None:
    if case.ended_on is None:
        return None
    by_asker = case.ended_by == case.asker
    return Event("you" if by_asker else names.get(case.ended_by, SOMEBODY), case.ended_on)


def _is_overdue(office: Office, case: Case) -> bool:
    """Say whether the promised time passed; a promise was kept once both have talked."""
    return case.talked_on is None and office.now >= case.promised.due_at


def _to_pass_on(office: Office, case: Case, pool: Iterable[Person]) -> tuple[Passing, ...]:
    """Say who gets it next and when, as it stands: who is away then is passed over."""
    names = {one.id: one.name for one in pool}
    left = case.promised.moments[len(case.handed_on) :]
    if any(at <= office.now for at in left):
        # Nothing passes on where nobody is there, whatever was promised before hours changed.
        opening = _next_open(office)
        left = tuple(max(at, opening) for at in left) if opening else ()
    here = (names[each] for each in case.queue if each in names)
    return tuple(Passing(name, at) for name, at in zip(here, left, strict=False))


def _next_open(office: Office) -> datetime | None:
    """Return when somebody is there next; None where all hours were taken away meanwhile."""
    try:
        return office.rota.hours.next_open(office.now)
    except NobodyThereError:
        return None


def _named_in(case: Case) -> set[str]:
    done = {one.by for one in case.takings} | {one.by for one in case.looks}
    return {case.asker, *case.contacts, *case.queue, *done, case.ended_by, *people_in(case)} - {""}


def names_of(office: Office, person_ids: Iterable[str]) -> dict[str, str]:
    return {each: one.name for each, one in _people(office, person_ids).items()}


def _people(office: Office, person_ids: Iterable[str]) -> dict[str, Person]:
    found = accounts.people(office.session, sorted(set(person_ids)), office.today)
    return {one.id: one for one in found}


def _heard(case: Case, contact: Person | None) -> tuple[Role, ...]:
    return heard_in(case.wish, contact.roles if contact else frozenset())
