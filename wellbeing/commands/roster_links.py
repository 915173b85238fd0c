"""`wellbeing roster links`: one-time links with which people set a password, printed or mailed."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from sqlalchemy.orm import Session

from wellbeing.accounts import roster, sign_in
from wellbeing.accounts import service as accounts
from wellbeing.accounts.people import Person
from wellbeing.audit.service import Act, Kind
from wellbeing.clock import Clock, SystemClock, local_day
from wellbeing.commands.common import BAD_USE, CommandError, opened, scribe_of, settings_of
from wellbeing.content.loader import content
from wellbeing.database import writing
from wellbeing.messages import service as messages
from wellbeing.messages.mailer import SmtpMailer
from wellbeing.rhythm import service as rhythm
from wellbeing.rhythm.stop_links import stop_link_of
from wellbeing.sealed import Vault
from wellbeing.settings import Settings, SettingsError

_LOCAL = (
    "They lead to {address}, which this computer alone can reach. If people reach the service at "
    "another address, or it was started with --port, give the address with --address."
)
# The service sends what could not leave at once, and knows the address of its settings only.
_MAILED = "Mailed links lead to WELLBEING_PUBLIC_URL. Set that instead of giving --address."


def add_options(links: argparse.ArgumentParser) -> None:
    links.add_argument("--mail", action="store_true", help="send each person their own link")
    links.add_argument("--to", action="append", metavar="ADDRESS", help="only for this person")
    links.add_argument(
        "--address",
        metavar="URL",
        help="the address people type, for links that are printed (default: WELLBEING_PUBLIC_URL)",
    )
    links.set_defaults(run=run_links)


def run_links(arguments: argparse.Namespace) -> None:
    settings = _reached(settings_of(arguments.data, demo=False), arguments)
    if arguments.mail and not settings.mail.is_configured:
        raise CommandError("Set WELLBEING_SMTP_HOST and WELLBEING_MAIL_FROM first.", BAD_USE)
    with opened(settings) as (session, vault):
        door = door_of(session, vault, SystemClock())
        people = _waiting(session, door, arguments.to)
        scribe_of(session, vault, door.now).note_first(session, Act(Kind.LINKS_MADE))
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
            if not settings.public_url:
                print(_LOCAL.format(address=settings.address), file=sys.stderr)


def _reached(settings: Settings, arguments: argparse.Namespace) -> Settings:
    """Let printed links lead to the address that was given."""
    if arguments.address is None:
        return settings
    if arguments.mail:
        raise CommandError(_MAILED, BAD_USE)
    try:
        return replace(settings, public_url=arguments.address)
    except SettingsError as error:
        raise CommandError(
            "--address must be like https://wellbeing.example.org, without a path.", BAD_USE
        ) from error


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
        stop_link=partial(
            stop_link_of, rhythm.Desk(door.session, door.vault, door.now), settings.address
        ),
    )
    sent = 0
    while more := messages.deliver_due(desk, SmtpMailer(settings.mail), SystemClock()).left:
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


def door_of(session: Session, vault: Vault, clock: Clock) -> sign_in.Door:
    try:
        zone = accounts.organisation(session).zone
    except accounts.NoOrganisationError as error:
        raise CommandError("There is no organisation yet. Run `wellbeing init` first.") from error
    now = clock.now()
    return sign_in.Door(session, vault, now, local_day(now, zone))
