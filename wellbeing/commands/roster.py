"""`wellbeing roster`: brings people and teams in line with a file, and makes one-time links."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from sqlalchemy.orm import Session

from wellbeing.accounts import roster, sign_in
from wellbeing.accounts import service as accounts
from wellbeing.accounts.people import Person
from wellbeing.accounts.roster_file import LARGEST_FILE, RosterFileError, read_roster
from wellbeing.accounts.roster_rows import RosterRow
from wellbeing.accounts.roster_words import told
from wellbeing.clock import Clock, SystemClock, local_day
from wellbeing.commands.common import BAD_USE, CommandError, add_data, opened, settings_of
from wellbeing.content.loader import content
from wellbeing.database import writing
from wellbeing.messages import service as messages
from wellbeing.messages.mailer import SmtpMailer
from wellbeing.sealed import Vault
from wellbeing.settings import Settings

MOST_PROBLEMS_TOLD = 50


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    top = commands.add_parser("roster", help="import people and teams, make one-time links")
    parts = top.add_subparsers(title="roster commands", required=True, metavar="COMMAND")
    bring = parts.add_parser("import", help="compare a CSV file with what is stored, and apply it")
    bring.add_argument("file", type=Path, metavar="FILE", help="the roster, as 'CSV UTF-8'")
    bring.add_argument("--confirm", action="store_true", help="apply the changes that are shown")
    bring.add_argument(
        "--many-leavers",
        action="store_true",
        help="confirm that more than one person in ten has left",
    )
    bring.add_argument("--json", action="store_true", help="print one JSON object")
    bring.set_defaults(run=run_import)
    links = parts.add_parser("links", help="make a one-time link for everybody without a password")
    links.add_argument("--mail", action="store_true", help="send each person their own link")
    links.add_argument("--to", action="append", metavar="ADDRESS", help="only for this person")
    links.set_defaults(run=run_links)
    for part in (bring, links):
        add_data(part)


def run_import(arguments: argparse.Namespace) -> None:
    settings = settings_of(arguments.data, demo=False)
    rows = _read(arguments.file)
    with opened(settings) as (session, vault):
        door = _door(session, vault, SystemClock())
        try:
            plan = _compare_or_apply(door, rows, arguments)
        except (roster.NoLeadError, roster.ManyLeaversError) as error:
            raise CommandError(_remedy(error)) from error
    if arguments.json:
        print(json.dumps(asdict(plan), default=str, indent=2))
        return
    for line in told(plan):
        print(line)
    if arguments.confirm:
        print("Imported." if not plan.changes_nothing else "Nothing had changed.")
    elif not plan.changes_nothing:
        print(f"Nothing is stored yet. {_next_step(plan, many_leavers=arguments.many_leavers)}")


def _compare_or_apply(
    door: sign_in.Door, rows: tuple[RosterRow, ...], arguments: argparse.Namespace
) -> roster.Plan:
    if arguments.confirm:
        return roster.apply(door, rows, many_leavers=arguments.many_leavers)
    return roster.preview(door.session, rows, door.today)


def _next_step(plan: roster.Plan, *, many_leavers: bool) -> str:
    """Say already in the preview what the import would refuse."""
    try:
        roster.refuse_unfit(plan, many_leavers=many_leavers)
    except roster.NoLeadError as error:
        return _remedy(error)
    except roster.ManyLeaversError as error:
        return (
            f"{error}. If the file is whole and they have left, give the same command with "
            "--confirm --many-leavers."
        )
    return "Give the same command with --confirm to apply this."


def _remedy(error: Exception) -> str:
    if isinstance(error, roster.NoLeadError):
        return "Nobody in the file has the role 'wellbeing lead'. Give it to one person at least."
    return (
        f"{error}. Nothing was changed. If the file is whole and they have left, "
        "give the same command with --many-leavers."
    )


def _read(file: Path) -> tuple[RosterRow, ...]:
    try:
        with file.open("rb") as opened_file:
            content = opened_file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.", BAD_USE) from error
    try:
        return read_roster(content)
    except RosterFileError as error:
        lines = [str(problem) for problem in error.problems]
        more = len(lines) - MOST_PROBLEMS_TOLD
        shown = lines[:MOST_PROBLEMS_TOLD] + ([f"and {more} more"] if more > 0 else [])
        raise CommandError(
            "\n  ".join([f"{file} was not imported; nothing was changed.", *shown])
        ) from error


def run_links(arguments: argparse.Namespace) -> None:
    settings = settings_of(arguments.data, demo=False)
    if arguments.mail and not settings.mail.is_configured:
        raise CommandError("Set WELLBEING_SMTP_HOST and WELLBEING_MAIL_FROM first.", BAD_USE)
    with opened(settings) as (session, vault):
        door = _door(session, vault, SystemClock())
        people = _waiting(session, door, arguments.to)
        if arguments.mail:
            _mail(settings, door, people)
        else:
            for person in people:
                link = f"{settings.address}/set-password/{sign_in.make_link(door, person.id)}"
                print(f"{person.work_email}\t{link}")
            print(
                "Each link works once, for seven days. Earlier links no longer work.",
                file=sys.stderr,
            )


def _mail(settings: Settings, door: sign_in.Door, people: Sequence[Person]) -> None:
    """Put a letter for each in the outbox and try to send them now; the service tries again."""
    with writing(door.session):
        for person in people:
            messages.post(door.session, door.vault, messages.Kind.SET_PASSWORD, person.id, door.now)
    desk = messages.Desk(
        session=door.session,
        vault=door.vault,
        now=door.now,
        today=door.today,
        address=settings.address,
        sender=settings.mail.sender,
        words=content(settings.data / "content").mails,
    )
    sent = 0
    while more := messages.deliver_due(desk, SmtpMailer(settings.mail)):
        sent += more
    print(f"{len(people)} letters are in the outbox; {sent} left just now.")
    if sent < len(people):
        print("`wellbeing serve` sends the others as soon as the mail relay takes them.")


def _waiting(session: Session, door: sign_in.Door, only: list[str] | None) -> tuple[Person, ...]:
    """Return those who have set no password, or those who are named, whoever they are."""
    if only is None:
        return roster.without_password(session, door.today)
    present = accounts.people(session, accounts.present(session, door.today), door.today)
    wanted = {accounts.email_key(address) for address in only}
    found = tuple(p for p in present if accounts.email_key(p.work_email) in wanted)
    if len(found) < len(wanted):
        raise CommandError("Not everybody named with --to works here.", BAD_USE)
    return found


def _door(session: Session, vault: Vault, clock: Clock) -> sign_in.Door:
    try:
        zone = accounts.organisation(session).zone
    except accounts.NoOrganisationError as error:
        raise CommandError("There is no organisation yet. Run `wellbeing init` first.") from error
    now = clock.now()
    return sign_in.Door(session, vault, now, local_day(now, zone))
