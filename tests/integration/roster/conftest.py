"""A new organisation with its wellbeing lead: opened on both databases, or made by the command."""

from contextlib import ExitStack

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests.support.house import prepare
from tests.support.roster_commands import ORGANISATION
from tests.support.roster_office import MONDAY, Office
from tests.support.rosters import LEAD
from wellbeing.accounts import service
from wellbeing.accounts.people import Organisation, Person, Role
from wellbeing.audit import service as audit
from wellbeing.cli import run
from wellbeing.database import make_engine
from wellbeing.key_ring import KeyRing
from wellbeing.sealed import Vault


@pytest.fixture
def office(database):
    settings = prepare(database)
    engines: list[Engine] = [make_engine(settings.database_url), make_engine(settings.keys_url)]
    with ExitStack() as stack:
        for engine in engines:
            stack.callback(engine.dispose)
        session = stack.enter_context(Session(engines[0]))
        lead = Person(service.new_id(), "Helen", LEAD, frozenset({Role.WELLBEING_LEAD}), MONDAY)
        vault = Vault(KeyRing.read(settings.key_file), engines[1])
        service.found_organisation(
            session,
            Organisation("Eastmere", "Europe/London", "england", MONDAY),
            lead,
            audit.Scribe(vault, audit.by_command(), MONDAY),
        )
        yield Office(session, vault)


@pytest.fixture
def data(tmp_path, monkeypatch):
    for name in ("DATABASE_URL", "KEYS_URL", "KEY_FILE", "PORT", "HOST", "PUBLIC_URL"):
        monkeypatch.delenv(f"WELLBEING_{name}", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "instance"


@pytest.fixture
def organisation(data, capsys):
    assert run(["init", "--data", str(data), *ORGANISATION]) == 0
    capsys.readouterr()
    return data
