"""A small organisation in which every kind of person and every state of belonging occurs once.

What each of them may see is written out by hand, so that a fault in the service's own reasoning
about units cannot hide in the expectation.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from sqlalchemy import insert
from sqlalchemy.orm import Session

from tests.support.databases import Database
from tests.support.opened import open_everything
from wellbeing.accounts.people import Level, Role
from wellbeing.accounts.rows import (
    MembershipRow,
    OrganisationRow,
    PersonRow,
    RoleRow,
    SupervisionRow,
    UnitRow,
)
from wellbeing.database import make_engine, writing

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)
TODAY = NOW.date()
ZONE = "Europe/London"
_LONG_AGO = date(2024, 1, 1)
_TOMORROW = TODAY + timedelta(days=1)
# The columns of one row.
_Values = Mapping[str, object]


def _id(kind: str, name: str) -> str:
    """Return an id as the service makes them: long, and without order or meaning."""
    return sha256(f"{kind} {name}".encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Character:
    """One person of the world: where they belong, what they lead, and the units they may see."""

    name: str
    sees: frozenset[str]
    home: str | None = "red"
    roles: frozenset[str] = frozenset()
    leads: tuple[str, ...] = ()
    lead_from: date = _LONG_AGO
    lead_until: date | None = None
    home_before: str | None = None
    joined_on: date = _LONG_AGO
    left_on: date | None = None
    # The units they act for: their own to lead, and those below that nobody else leads.
    acts_for: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        return _id("person", self.name)

    @property
    def work_email(self) -> str:
        return f"{self.name.replace(' ', '.')}@example.org"

    @property
    def works_here(self) -> bool:
        return self.joined_on <= TODAY and (self.left_on is None or self.left_on > TODAY)

    @property
    def roles_now(self) -> frozenset[str]:
        held = self.lead_from <= TODAY and (self.lead_until is None or self.lead_until > TODAY)
        return self.roles if held or not self.leads else frozenset()


# name: (level, parent). `closed` was closed yesterday.
UNITS: dict[str, tuple[Level, str | None]] = {
    "org": (Level.ORGANISATION, None),
    "north": (Level.DIRECTORATE, "org"),
    "help": (Level.SERVICE, "north"),
    "red": (Level.TEAM, "help"),
    "blue": (Level.TEAM, "help"),
    "closed": (Level.TEAM, "help"),
    "south": (Level.DIRECTORATE, "org"),
    "care": (Level.SERVICE, "south"),
    "green": (Level.TEAM, "care"),
}
_ABOVE_RED = frozenset({"red", "help", "north", "org"})
_ABOVE_BLUE = frozenset({"blue", "help", "north", "org"})
_ABOVE_GREEN = frozenset({"green", "care", "south", "org"})
_SUPERVISOR = frozenset({Role.SUPERVISOR.value})
_MANAGER = frozenset({Role.MANAGER.value})

CHARACTERS: tuple[Character, ...] = (
    Character("staff", _ABOVE_RED),
    Character(
        "supervisor",
        _ABOVE_RED,
        roles=_SUPERVISOR,
        leads=("red",),
        acts_for=frozenset({"red"}),
    ),
    Character(
        "supervisor of another team",
        _ABOVE_BLUE | {"green"},
        "blue",
        _SUPERVISOR,
        ("green",),
        acts_for=frozenset({"green"}),
    ),
    Character(
        "service manager",
        _ABOVE_RED | {"blue"},
        "help",
        _MANAGER,
        ("help",),
        acts_for=frozenset({"help", "blue"}),
    ),
    Character(
        "directorate manager",
        frozenset({"org", "north", "help", "red", "blue"}),
        "north",
        _MANAGER,
        ("north",),
        acts_for=frozenset({"north"}),
    ),
    Character(
        "manager of everything",
        frozenset(UNITS) - {"closed"},
        "org",
        _MANAGER,
        ("org",),
        acts_for=frozenset({"org", "south", "care"}),
    ),
    Character("past supervisor", _ABOVE_RED, roles=_SUPERVISOR, leads=("green",), lead_until=TODAY),
    Character(
        "future supervisor", _ABOVE_RED, roles=_SUPERVISOR, leads=("green",), lead_from=_TOMORROW
    ),
    Character("supervisor of a closed team", _ABOVE_RED, roles=_SUPERVISOR, leads=("closed",)),
    Character("without a team", frozenset(), home=None),
    Character("moved", _ABOVE_RED, home_before="green"),
    Character("left", frozenset(), left_on=TODAY),
    Character("not yet here", frozenset(), joined_on=_TOMORROW),
    *(
        Character(role.value.replace("_", " "), _ABOVE_GREEN, "green", frozenset({role.value}))
        for role in Role
        if role not in {Role.SUPERVISOR, Role.MANAGER}
    ),
)
BY_NAME = {who.name: who for who in CHARACTERS}


def unit_id(name: str) -> str:
    return _id("unit", name)


def settle(session: Session) -> None:
    """Write the whole world, each kind of row at once, and open check-ins: every test begins with it."""
    with writing(session):
        session.execute(insert(OrganisationRow), [_ORGANISATION])
        session.execute(insert(UnitRow), [_unit(name) for name in UNITS])
        session.execute(insert(PersonRow), [_person(character) for character in CHARACTERS])
        session.execute(insert(RoleRow), _of_all(_roles))
        session.execute(insert(SupervisionRow), _of_all(_supervisions))
        session.execute(insert(MembershipRow), _of_all(_memberships))
    open_everything(session, _LONG_AGO)


_ORGANISATION: _Values = {
    "id": 1,
    "name": "Org",
    "zone": ZONE,
    "nation": "scotland",
    "first_cycle_monday": date(2025, 12, 1),
}


def _unit(name: str) -> _Values:
    level, parent = UNITS[name]
    return {
        "id": unit_id(name),
        "level": level,
        "name": name.title(),
        "parent_id": unit_id(parent) if parent else None,
        "opened_on": _LONG_AGO,
        "closed_on": TODAY if name == "closed" else None,
    }


def _person(character: Character) -> _Values:
    return {
        "id": character.id,
        "name": character.name.title(),
        "work_email": character.work_email,
        "email_key": character.work_email,
        "joined_on": character.joined_on,
        "left_on": character.left_on,
    }


def _of_all(rows: Callable[[Character], Iterator[_Values]]) -> list[_Values]:
    return [row for character in CHARACTERS for row in rows(character)]


def _roles(character: Character) -> Iterator[_Values]:
    for role in character.roles:
        yield {"person_id": character.id, "role": role, **_dates(character)}


def _supervisions(character: Character) -> Iterator[_Values]:
    for unit in character.leads:
        yield {"person_id": character.id, "unit_id": unit_id(unit), **_dates(character)}


def _dates(character: Character) -> _Values:
    return {"from_on": character.lead_from, "until_on": character.lead_until}


def _memberships(character: Character) -> Iterator[_Values]:
    moved_on = TODAY if character.home_before else character.joined_on
    if character.home_before:
        yield _membership(character, character.home_before, _LONG_AGO, moved_on)
    if character.home:
        yield _membership(character, character.home, moved_on, character.left_on)


def _membership(character: Character, unit: str, from_on: date, until_on: date | None) -> _Values:
    return {
        "person_id": character.id,
        "unit_id": unit_id(unit),
        "from_on": from_on,
        "until_on": until_on,
    }


@contextmanager
def settled(database: Database) -> Iterator[Session]:
    """Lend a session on a main database in which the whole world stands."""
    database.make_tables()
    engine = make_engine(database.main)
    try:
        with Session(engine) as session:
            settle(session)
            yield session
    finally:
        engine.dispose()
