"""What would change between the people and units as stored and a roster: a plan, nothing done."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from wellbeing.accounts.people import Level, Person, Unit
from wellbeing.accounts.roster_fields import MANAGER_OF, alike
from wellbeing.accounts.roster_rows import RosterRow

Path = tuple[str, ...]
_LEVELS = (Level.DIRECTORATE, Level.SERVICE, Level.TEAM)


@dataclass(frozen=True)
class Standing:
    """The roster as it is stored on a day: open units, people present, homes and who leads what."""

    top: Unit
    units: tuple[Unit, ...]
    people: tuple[Person, ...]
    homes: Mapping[str, str]
    led: frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Move:
    """A person whose home changes."""

    person: Person
    from_unit_id: str | None
    to_unit_id: str


@dataclass(frozen=True)
class Plan:
    """Everything an import would do; a plan of an unchanged roster is empty."""

    present: int
    new_units: tuple[Unit, ...] = ()
    renamed_units: tuple[tuple[Unit, str], ...] = ()
    closed_units: tuple[Unit, ...] = ()
    joiners: tuple[Move, ...] = ()
    leavers: tuple[Person, ...] = ()
    moves: tuple[Move, ...] = ()
    renamed_people: tuple[tuple[Person, str], ...] = ()
    roles_begun: tuple[tuple[Person, str], ...] = ()
    roles_ended: tuple[tuple[Person, str], ...] = ()
    led_begun: tuple[tuple[Person, Unit], ...] = ()
    led_ended: tuple[tuple[Person, Unit], ...] = ()
    without_lead: bool = False

    @property
    def is_empty(self) -> bool:
        return self == Plan(self.present, without_lead=self.without_lead)


def compare(
    standing: Standing, rows: Sequence[RosterRow], today: date, new_id: Callable[[], str]
) -> Plan:
    """Return what makes the stored roster say what the rows say."""
    units = _Units(standing, rows, today, new_id)
    people = _People(standing, rows, today, new_id)
    led = _led(rows, units, people)
    return Plan(
        present=len(standing.people),
        new_units=tuple(units.new),
        renamed_units=tuple(units.renamed),
        closed_units=units.closed(),
        joiners=tuple(
            Move(person, None, units.home_of(row).id) for person, row in people.joining
        ),
        leavers=people.leaving(),
        moves=tuple(_moves(standing, people, units)),
        renamed_people=tuple(
            (person, row.name) for person, row in people.staying if person.name != row.name
        ),
        roles_begun=tuple(
            (person, role)
            for person, row in people.everyone
            for role in sorted(_kept_roles(row) - person.roles)
        ),
        roles_ended=tuple(
            (person, role)
            for person, row in people.staying
            for role in sorted(person.roles - _kept_roles(row))
        ),
    )
