"""A large organisation in a folder, written straight into its databases: only for measuring."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Engine

from wellbeing.database import make_engine
from wellbeing.history.indicators import NO_WEEKS, items_of, with_answers, with_step
from wellbeing.history.kept import Care, Whole, care_label, weeks_label, written_care
from wellbeing.installation import Installation
from wellbeing.key_ring import KeyRing
from wellbeing.migrations import runner
from wellbeing.sealed import NONCE_BYTES, Box, Vault
from wellbeing.settings import Settings
from wellbeing.stepped_care import START, CheckIn, WeekInput, advance, parse_policy
from wellbeing.week import Week

ZONE = "Europe/London"
FIRST_MONDAY = date(2026, 1, 5)
IN_A_TEAM, IN_A_SERVICE, IN_A_DIRECTORATE = 12, 120, 1_200
LIVES = 64
WRITTEN_AT_ONCE = 10_000
LONG_AGO = "2024-01-01"


def fill(folder: Path, people: int, weeks: int) -> None:
    """Write so many people, each with so many weeks up to the first month's last one."""
    settings = settings_of(folder)
    last = Week.of(FIRST_MONDAY + timedelta(weeks=3))
    lives = [_life(seed, last, weeks) for seed in range(LIVES)]
    with opened(settings) as (vault, *_), _files(settings) as (main, keys):
        _write_organisation(main, people)
        _write_people(main, people)
        for first in range(0, people, WRITTEN_AT_ONCE):
            some = range(first, min(first + WRITTEN_AT_ONCE, people))
            _write_states(vault, main, keys, [(_person(one), lives[one % LIVES]) for one in some])
        _write_weeks(main, people, last, weeks)


def settings_of(folder: Path) -> Settings:
    """Return the settings of the folder, which is made an installation when it is none yet."""
    found = Installation.read(folder)
    if found is not None:
        return Settings.of(folder, found, {})
    folder.mkdir(exist_ok=True)
    installation = Installation.new(demo=True)
    settings = replace(Settings.of(folder, installation, {}), scratch=True)
    KeyRing.fresh().write(settings.key_file)
    runner.upgrade_all(settings)
    installation.write(folder)
    return settings


@contextmanager
def opened(settings: Settings) -> Iterator[tuple[Vault, Engine, Engine]]:
    keys = make_engine(settings.keys_url, settings.side_journal)
    main = make_engine(settings.database_url, settings.main_journal)
    ledger = make_engine(settings.ledger_url, settings.ledger_journal)
    try:
        yield Vault(KeyRing.read(settings.key_file), keys), main, ledger
    finally:
        for engine in (keys, main, ledger):
            engine.dispose()


@contextmanager
def _files(settings: Settings) -> Iterator[tuple[sqlite3.Connection, sqlite3.Connection]]:
    names = (settings.data / "wellbeing.db", settings.data / "keys.db")
    files = tuple(sqlite3.connect(name) for name in names)
    for file in files:
        file.execute("PRAGMA synchronous=OFF")
        file.execute("PRAGMA journal_mode=MEMORY")
        # Rows arrive in no order: with less in memory most of the time would go into pages.
        file.execute("PRAGMA cache_size=-400000")
    yield files[0], files[1]
    for file in files:
        file.commit()
        file.close()


def _life(seed: int, last: Week, weeks: int) -> Whole:
    """Return what is kept of somebody with so many check-ins."""
    chance = np.random.default_rng(seed)
    policy = parse_policy(_default())
    state, kept = START, NO_WEEKS
    for back in reversed(range(weeks)):
        week = last.plus(-back)
        signs = tuple(int(answer) for answer in chance.integers(0, 3, 6))
        op, org, life, support = (int(answer) for answer in chance.integers(0, 4, 4))
        given = CheckIn(signs, op=op, org=org, life=life, support=support)
        state, _ = advance(state, WeekInput(week, given), policy)
        kept = with_step(with_answers(kept, week, items_of(given)), week, state.step)
    return Whole(Care(state, last), kept)


def _default() -> str:
    folder = Path(runner.__file__).parents[1] / "stepped_care" / "policies"
    return max(one.read_text("utf-8") for one in folder.iterdir())


def _person(number: int) -> str:
    # As random as the product's own ids, and the same in both processes.
    return f"{(number * 0x9E3779B97F4A7C15) % 2**64:016x}{number:016x}"


def _write_organisation(main: sqlite3.Connection, people: int) -> None:
    main.execute(
        "INSERT INTO organisation (id, name, zone, nation, first_cycle_monday) "
        "VALUES (1, 'Large', ?, 'wales', ?)",
        (ZONE, FIRST_MONDAY.isoformat()),
    )
    units = [("o", "organisation", None)]
    units += [(f"d{n}", "directorate", "o") for n in range(-(-people // IN_A_DIRECTORATE))]
    units += [
        (f"s{n}", "service", f"d{n * IN_A_SERVICE // IN_A_DIRECTORATE}")
        for n in range(-(-people // IN_A_SERVICE))
    ]
    units += [
        (f"t{n}", "team", f"s{n * IN_A_TEAM // IN_A_SERVICE}")
        for n in range(-(-people // IN_A_TEAM))
    ]
    main.executemany(
        "INSERT INTO unit (id, level, name, parent_id, opened_on) VALUES (?1, ?2, ?1, ?3, ?4)",
        [(*unit, LONG_AGO) for unit in units],
    )


def _write_people(main: sqlite3.Connection, people: int) -> None:
    numbered = [(_person(number), number) for number in range(people)]
    numbered.sort()
    main.executemany(
        "INSERT INTO person (id, name, work_email, email_key, joined_on) VALUES (?1, '', ?2, ?2, ?3)",
        ((person, f"{number}@example.org", LONG_AGO) for person, number in numbered),
    )
    main.executemany(
        "INSERT INTO membership (person_id, from_on, unit_id) VALUES (?, ?, ?)",
        ((person, LONG_AGO, f"t{number // IN_A_TEAM}") for person, number in numbered),
    )


def _write_states(
    vault: Vault,
    main: sqlite3.Connection,
    keys: sqlite3.Connection,
    people: list[tuple[str, Whole]],
) -> None:
    ring = vault._ring  # noqa: SLF001 - ten thousand keys in one transaction, as nobody else may
    wrapping = AESGCM(ring.wrapping[ring.active])
    slots, states = [], []
    for person, life in people:
        slot, data_key, nonce = vault.row_key("data-key", person), os.urandom(32), os.urandom(12)
        slots.append((slot, ring.active, nonce + wrapping.encrypt(nonce, data_key, slot)))
        label, box = care_label(vault, person), Box(data_key)
        weeks = box.seal(life.weeks, weeks_label(vault, person))
        states.append((label.row, weeks, box.seal(written_care(life.care), label)))
    assert len(nonce) == NONCE_BYTES
    keys.executemany("INSERT INTO data_key VALUES (?, ?, ?)", sorted(slots))
    main.executemany("INSERT INTO care_state (id, weeks, sealed) VALUES (?, ?, ?)", sorted(states))


def _write_weeks(main: sqlite3.Connection, people: int, last: Week, weeks: int) -> None:
    """Lay check-ins and placements beside the states, which a release never reads."""
    if people > WRITTEN_AT_ONCE * 2:
        return
    for back in range(weeks):
        week = str(last.plus(-back))
        for table in ("check_in", "placement"):
            rows = ((os.urandom(32), week, os.urandom(540)) for _ in range(people))
            main.executemany(f"INSERT INTO {table} VALUES (?, ?, ?)", rows)
