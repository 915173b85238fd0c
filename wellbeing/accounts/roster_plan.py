"""What would change between the people and units as stored and a roster: a plan, nothing done."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from wellbeing.accounts.grants import RoleGrant
from wellbeing.accounts.people import Level, Person, Role, Unit
from wellbeing.accounts.roster_fields import MANAGER_OF, alike
from wellbeing.accounts.roster_guesses import Guess, guesses
from wellbeing.accounts.roster_rows import RosterRow
from wellbeing.accounts.roster_standing import Standing
from wellbeing.accounts.roster_units import AS_NAMED, Meant, Renamed, UnitAt, Units, match


@dataclass(frozen=True)
class Placed:
    """A person and the unit that becomes their home; `came_from` is empty for a joiner."""

    person: Person
    unit: Unit
    came_from: str = ""


@dataclass(frozen=True)
class Leading:
    """A person who supervises or manages a unit."""

    person: Person
    unit: Unit

    @property
    def ids(self) -> tuple[str, str]:
        return (self.person.id, self.unit.id)


@dataclass(frozen=True)
class Held:
    """A person who holds a role."""

    person: Person
    role: str

    @property
    def ids(self) -> tuple[str, str]:
        return (self.person.id, self.role)


@dataclass(frozen=True)
class Plan:
    """Everything an import would do; nothing at all when nothing changed."""

    present: int
    new_units: tuple[UnitAt, ...]
    renamed_units: tuple[Renamed, ...]
    closed_units: tuple[UnitAt, ...]
    # What only the operator knows; nothing is done about it until they say so.
    guesses: tuple[Guess, ...]
    joiners: tuple[Placed, ...]
    leavers: tuple[Person, ...]
    moves: tuple[Placed, ...]
    renamed: tuple[tuple[Person, str], ...]
    # Neither held nor waiting: to be asked for, since a second person has to agree.
    roles_wanted: tuple[Held, ...]
    # In the file, and not agreed to for this reason: not asked for again, or it would be every night.
    roles_declined: tuple[Held, ...]
    # Waiting, and asked for no longer, or by somebody who has left, or so that nobody can agree till asked anew.
    grants_let_go: tuple[RoleGrant, ...]
    roles_ended: tuple[Held, ...]
    led_begun: tuple[Leading, ...]
    led_ended: tuple[Leading, ...]
    keeps_a_lead: bool
    # Somebody who is wellbeing lead now stays it: a new one has to wait for a second person.
    lead_stays: bool

    @property
    def changes_nothing(self) -> bool:
        return not any(
            (
                *(self.new_units, self.renamed_units, self.closed_units),
                *(self.joiners, self.leavers, self.moves, self.renamed),
                *(self.roles_wanted, self.roles_ended, self.grants_let_go),
                *(self.led_begun, self.led_ended),
            )
        )


@dataclass(frozen=True)
class _Matched:
    """Each row with its person, known or new."""

    pairs: tuple[tuple[RosterRow, Person], ...]
    new_ids: frozenset[str]

    @property
    def staying(self) -> tuple[tuple[RosterRow, Person], ...]:
        return tuple(pair for pair in self.pairs if pair[1].id not in self.new_ids)

    @property
    def ids(self) -> dict[str, str]:
        return {row.work_email: person.id for row, person in self.pairs}


def compare(
    standing: Standing,
    rows: Sequence[RosterRow],
    today: date,
    new_id: Callable[[], str],
    meant: Meant = AS_NAMED,
) -> Plan:
    """Return what makes the stored roster say what the rows say."""
    units = match(standing.units, rows, today, new_id, meant)
    matched = _match_people(standing.people, rows, today, new_id)
    people = {p.id: p for p in (*standing.people, *(p for _, p in matched.pairs))}
    places = {unit.id: unit for unit in (*standing.units, *units.by_way.values())}
    led_before, led_after = standing.led, frozenset(_led(matched, units))
    roles_before = {(p.id, role) for p in standing.people for role in p.roles}
    roles_after = {(p.id, role) for row, p in matched.pairs for role in _roles(row)}
    let_go = _let_go(standing, matched, roles_after)
    waiting = {one.pair for one in standing.waiting if one not in let_go}
    new_roles = roles_after - roles_before - waiting
    lead_stays = any(role == Role.WELLBEING_LEAD for _, role in roles_after & roles_before)
    # Where there would be no lead, nothing keeps the file from asking for one.
    declined = {pair for pair in standing.declined if lead_stays or pair[1] != Role.WELLBEING_LEAD}

    def leading(pairs: Iterable[tuple[str, str]]) -> tuple[Leading, ...]:
        return tuple(Leading(people[person], places[unit]) for person, unit in sorted(pairs))

    def held(pairs: Iterable[tuple[str, str]]) -> tuple[Held, ...]:
        return tuple(Held(people[person], role) for person, role in sorted(pairs))

    return Plan(
        present=len(standing.people),
        new_units=units.new,
        renamed_units=units.renamed,
        closed_units=units.closed,
        guesses=guesses(standing, rows, meant),
        joiners=tuple(
            Placed(person, units.of(row, Level.TEAM))
            for row, person in matched.pairs
            if person.id in matched.new_ids
        ),
        leavers=_leavers(standing, matched),
        moves=tuple(_moves(standing, matched, units)),
        renamed=tuple((p, row.name) for row, p in matched.staying if p.name != row.name),
        roles_wanted=held(new_roles - declined),
        roles_declined=held(new_roles & declined),
        grants_let_go=let_go,
        roles_ended=held(roles_before - roles_after),
        led_begun=leading(led_after - led_before),
        led_ended=leading(led_before - led_after),
        keeps_a_lead=any(role == Role.WELLBEING_LEAD for _, role in roles_after),
        lead_stays=lead_stays,
    )


def _let_go(
    standing: Standing, matched: _Matched, wanted: set[tuple[str, str]]
) -> tuple[RoleGrant, ...]:
    here = {person.id for _, person in matched.pairs}
    return tuple(
        one
        for one in standing.waiting
        if one.pair not in wanted or one.proposed_by not in here or one.id in standing.stuck
    )


def _match_people(
    people: Sequence[Person], rows: Sequence[RosterRow], today: date, new_id: Callable[[], str]
) -> _Matched:
    known = {alike(person.work_email): person for person in people}
    pairs: list[tuple[RosterRow, Person]] = []
    new_ids: set[str] = set()
    for row in rows:
        person = known.get(alike(row.work_email))
        if person is None:
            person = Person(new_id(), row.name, row.work_email, frozenset(), joined_on=today)
            new_ids.add(person.id)
        pairs.append((row, person))
    return _Matched(tuple(pairs), frozenset(new_ids))


def _leavers(standing: Standing, matched: _Matched) -> tuple[Person, ...]:
    named = {person.id for _, person in matched.pairs}
    return tuple(person for person in standing.people if person.id not in named)


def _moves(standing: Standing, matched: _Matched, units: Units) -> Iterator[Placed]:
    names = {unit.id: unit.name for unit in standing.units}
    for row, person in matched.staying:
        home = units.of(row, Level.TEAM)
        before = standing.homes.get(person.id, "")
        if before != home.id:
            yield Placed(person, home, names.get(before, "no unit"))


def _roles(row: RosterRow) -> frozenset[str]:
    """Return the roles kept as such; leading a unit is kept as leading that unit."""
    return frozenset(
        Role(role.replace(" ", "_")).value for role in row.roles if role not in MANAGER_OF
    )


def _led(matched: _Matched, units: Units) -> Iterator[tuple[str, str]]:
    """Give who supervises or manages which unit.

    Whom a member of a team names as supervisor supervises that team, unless the member
    supervises it too: a team's own lead names somebody above the team.
    """
    ids = matched.ids
    leads = {(row.supervisor_email, row.place) for row, _ in matched.pairs}
    for row, person in matched.pairs:
        if row.supervisor_email and (row.work_email, row.place) not in leads:
            yield ids[row.supervisor_email], units.of(row, Level.TEAM).id
        for role in row.roles:
            if role in MANAGER_OF:
                yield person.id, units.of(row, Level(MANAGER_OF[role])).id
