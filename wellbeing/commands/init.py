"""`wellbeing init`: sets up a real organisation and its first wellbeing lead."""

import argparse
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from wellbeing.accounts import service as accounts
from wellbeing.accounts import sign_in
from wellbeing.accounts.people import Organisation, Person, Role
from wellbeing.accounts.roster_fields import FieldError, address, name
from wellbeing.audit import service as audit
from wellbeing.clock import Clock, SystemClock, local_day
from wellbeing.commands.common import BAD_USE, CommandError, add_data, opened
from wellbeing.installation import Installation
from wellbeing.key_ring import KeyRing
from wellbeing.policies import service as policies
from wellbeing.settings import NATIONS, Settings

DAYS_OF_A_WEEK = 7
_QUESTIONS = {
    "name": "Name of the organisation",
    "zone": "Time zone, such as Europe/London",
    "nation": f"Nation, for the help contacts ({', '.join(NATIONS)})",
    "lead_name": "Name of the first wellbeing lead",
    "lead_email": "Work address of the first wellbeing lead",
}


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("init", help="set up an organisation and its first wellbeing lead")
    add_data(parser)
    for option, question in _QUESTIONS.items():
        parser.add_argument(f"--{option.replace('_', '-')}", help=question)
    parser.add_argument(
        "--first-cycle",
        type=date.fromisoformat,
        metavar="MONDAY",
        help="the Monday on which the first 13-week cycle of team figures begins (default: the next one)",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    clock = SystemClock()
    _refuse_taken(arguments.data)
    told = {option: _told(arguments, option) for option in _QUESTIONS}
    today = local_day(clock.now(), _zone(told["zone"]))
    organisation = Organisation(
        name=_checked(name, told["name"], "--name"),
        zone=told["zone"],
        nation=_nation(told["nation"]),
        first_cycle_monday=_first_cycle(arguments.first_cycle, today),
    )
    lead = Person(
        id=accounts.new_id(),
        name=_checked(name, told["lead_name"], "--lead-name"),
        work_email=_checked(address, told["lead_email"], "--lead-email"),
        roles=frozenset({Role.WELLBEING_LEAD.value, Role.ROSTER_ADMIN.value}),
        joined_on=today,
    )
    settings = _lay_out(arguments.data)
    link = _found(settings, organisation, lead, clock)
    print(f"{organisation.name} is set up in {arguments.data}.")
    print(f"Team figures begin on {organisation.first_cycle_monday:%A %d %B %Y}.")
    print(f"{lead.name} sets a password here, once, within seven days:")
    print(f"  {link}")
    print(
        "Give them a row in the roster file too, with the roles 'wellbeing lead;roster admin': who is not"
    )
    print(
        "in the file has left, and who has no role there loses it. Every other role of the file begins"
    )
    print(
        f"once {lead.name} has agreed to it in the service; whoever runs the import asks, with --by."
    )
    print(f"Keep a copy of the key file apart from backups: {settings.key_file}")


def _refuse_taken(data: Path) -> None:
    found = Installation.read(data)
    if found is not None and found.demo:
        raise CommandError(
            f"{data} holds the sample organisation. Choose another --data folder for a real one."
        )
    if found is None and (data / "wellbeing.db").exists():
        raise CommandError(
            f"{data} holds a database, but its installation.json is missing. "
            "Restore it from a backup, or choose another --data folder."
        )


def _lay_out(data: Path) -> Settings:
    """Make folder, marker and key file; what an interrupted run left there is used again."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    data.chmod(0o700)
    installation = Installation.read(data)
    if installation is None:
        installation = Installation.new(demo=False)
        installation.write(data)
    settings = Settings.of(data.resolve(), installation)
    if not settings.key_file.exists() and not (data / "wellbeing.db").exists():
        KeyRing.fresh().write(settings.key_file)
    return settings


def _found(settings: Settings, organisation: Organisation, lead: Person, clock: Clock) -> str:
    """Store the organisation and return its lead's one-time link."""
    with opened(settings) as (session, vault):
        with suppress(accounts.NoOrganisationError):
            held = accounts.organisation(session)
            raise CommandError(
                f"{settings.data} holds {held.name} already. "
                "Choose another --data folder for another organisation."
            )
        scribe = audit.Scribe(vault, audit.by_command(), lead.joined_on)
        accounts.found_organisation(session, organisation, lead, scribe)
        policies.adopt(session, lead.joined_on)
        now = clock.now()
        door = sign_in.Door(session, vault, now, local_day(now, organisation.zone))
        return f"{settings.address}/set-password/{sign_in.make_link(door, lead.id)}"


def _told(arguments: argparse.Namespace, option: str) -> str:
    """Return what the flag says, or ask at a terminal."""
    given: str | None = getattr(arguments, option)
    if given is None and sys.stdin.isatty():
        given = input(f"{_QUESTIONS[option]}: ")
    if given is None or not given.strip():
        flag = option.replace("_", "-")
        raise CommandError(f"Say --{flag}: {_QUESTIONS[option]}.", BAD_USE)
    return given.strip()


def _checked(reader: Callable[[str], str], told: str, flag: str) -> str:
    try:
        return reader(told)
    except FieldError as error:
        raise CommandError(f"{flag} {error}.", BAD_USE) from error


def _zone(told: str) -> str:
    try:
        return ZoneInfo(told).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise CommandError(
            f"{told!r} is not a time zone. Write it like Europe/London.", BAD_USE
        ) from error


def _nation(told: str) -> str:
    nation = told.casefold().replace(" ", "_")
    if nation not in NATIONS:
        raise CommandError(f"{told!r} is not one of: {', '.join(NATIONS)}.", BAD_USE)
    return nation


def _first_cycle(told: date | None, today: date) -> date:
    """Return the named Monday, or the next one."""
    if told is None:
        return today + timedelta(days=DAYS_OF_A_WEEK - today.weekday())
    if told.weekday() != 0 or told < today:
        raise CommandError(f"--first-cycle {told} must be a Monday from today on.", BAD_USE)
    return told
