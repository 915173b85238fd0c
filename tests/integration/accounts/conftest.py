"""A small organisation whose people can sign in, on both databases."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests.support.databases import Database, on_sqlite
from tests.support.house import prepare
from tests.support.passwords import let_have
from tests.support.world import CHARACTERS, NOW, ZONE, Character, settle
from wellbeing.accounts import sign_in
from wellbeing.accounts.sign_in import Door
from wellbeing.clock import local_day
from wellbeing.database import make_engine
from wellbeing.key_ring import KeyRing
from wellbeing.sealed import Vault

PASSWORD = "orange kettle window march"


@dataclass
class Entrance:
    """The door of one organisation at a moment that the test chooses."""

    engine: Engine
    session: Session
    vault: Vault
    now: datetime = NOW

    @property
    def door(self) -> Door:
        return self.door_on(self.session)

    def door_on(self, session: Session) -> Door:
        return Door(session, self.vault, self.now, local_day(self.now, ZONE))

    def wait(self, **time: float) -> None:
        self.now += timedelta(**time)

    def give_password(self, who: Character, password: str = PASSWORD) -> None:
        token = sign_in.make_link(self.door, who.id)
        sign_in.set_password_by_link(self.door, token, password)

    def has_password(self, who: Character, password: str = PASSWORD) -> None:
        """Begin with a password that was set before."""
        let_have(self.session, who.id, password, self.door.today)

    def sign_in(self, who: Character, password: str = PASSWORD, *, shared: bool = False) -> str:
        return sign_in.sign_in(self.door, who.work_email, password, shared_device=shared)

    def person_of(self, token: str) -> str | None:
        found = sign_in.find(self.door, token).person
        return None if found is None else found.id


@contextmanager
def opened(database: Database) -> Iterator[Entrance]:
    settings = prepare(database)
    engines = [make_engine(settings.database_url), make_engine(settings.keys_url)]
    with Session(engines[0]) as session:
        settle(session)
        yield Entrance(engines[0], session, Vault(KeyRing.read(settings.key_file), engines[1]))
    for engine in engines:
        engine.dispose()


@pytest.fixture
def entrance(tmp_path: Path) -> Iterator[Entrance]:
    """On SQLite: most of what is tested here is time and passwords, and passwords are slow."""
    data = tmp_path / "instance"
    data.mkdir(mode=0o700)
    with opened(on_sqlite(data)) as entrance:
        yield entrance


@pytest.fixture
def on_either(database: Database) -> Iterator[Entrance]:
    """On both databases: what two requests do to the same rows."""
    with opened(database) as entrance:
        entrance.has_password(character("staff"))
        yield entrance


def character(name: str) -> Character:
    return next(one for one in CHARACTERS if one.name == name)


@pytest.fixture
def ann(entrance) -> Character:
    """Somebody without a role, who has set a password."""
    found = character("staff")
    entrance.has_password(found)
    return found
