"""`wellbeing mail`: what the page of those who run the service shows and does, without signing in."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from wellbeing.accounts.roster_fields import FieldError, address
from wellbeing.audit.service import Scribe
from wellbeing.clock import Clock, SystemClock
from wellbeing.commands.common import (
    BAD_USE,
    CommandError,
    add_data,
    any_settings_of,
    opened,
    reading,
    scribe_of,
    settings_of,
)
from wellbeing.jobs import JOBS
from wellbeing.running import service
from wellbeing.running.service import Line, Listed, NoRelayError, Office
from wellbeing.settings import Settings

SET_FIRST = "Set WELLBEING_SMTP_HOST and WELLBEING_MAIL_FROM first."


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("mail", help="how mail stands, and a test of the relay")
    actions = parser.add_subparsers(title="actions", required=True, metavar="ACTION")
    status = actions.add_parser("status", help="say how mail, jobs and clocks stand")
    add_data(status)
    status.set_defaults(run=run_status)
    test = actions.add_parser("test", help="send one mail that says nothing, now")
    add_data(test)
    test.add_argument("--to", required=True, metavar="ADDRESS", help="where to send it")
    test.set_defaults(run=run_test)
    forget = actions.add_parser("let-go", help="remove what was given up; its alarm ends")
    add_data(forget)
    forget.set_defaults(run=run_let_go)
    again = actions.add_parser("try-again", help="let what was given up wait to leave anew")
    add_data(again)
    again.set_defaults(run=run_try_again)


def run_status(arguments: argparse.Namespace) -> None:
    with office(any_settings_of(arguments.data), SystemClock()) as found:
        listed = [Listed(job.name, job.does) for job in JOBS]
        seen = service.overview(found, listed)
    if not found.settings.mail.is_configured:
        print("No mail relay is set. People do not get:")
        for what, instead in service.WITHOUT_MAIL:
            print(f"  {what}. {instead}")
    for line in (*seen.mail, *seen.jobs, *seen.needs):
        _print(line)


def run_test(arguments: argparse.Namespace) -> None:
    clock = SystemClock()
    with office(settings_of(arguments.data, demo=False), clock) as found:
        try:
            sent = service.send_test(found, _address(arguments.to), clock)
        except NoRelayError as error:
            raise CommandError(SET_FIRST, BAD_USE) from error
    if not sent.was_taken:
        raise CommandError(f"{sent.said} {sent.remedy}")
    print(sent.said)


def run_try_again(arguments: argparse.Namespace) -> None:
    with _acting(arguments) as (found, scribe):
        tried = service.try_again(found, scribe)
    print("What was given up waits to leave." if tried else "Nothing was given up.")


def run_let_go(arguments: argparse.Namespace) -> None:
    with _acting(arguments) as (found, scribe):
        gone = service.let_go(found, scribe)
    print("What was given up is let go." if gone else "Nothing was given up.")


@contextmanager
def _acting(arguments: argparse.Namespace) -> Iterator[tuple[Office, Scribe]]:
    """Open it for what stands in the audit log, which needs the key file."""
    settings, now = settings_of(arguments.data, demo=False), SystemClock().now()
    with opened(settings) as (session, vault):
        yield Office(session, settings, now), scribe_of(session, vault, now)


@contextmanager
def office(settings: Settings, clock: Clock) -> Iterator[Office]:
    with reading(settings) as session:
        yield Office(session, settings, clock.now())


def _address(told: str) -> str:
    try:
        return address(told)
    except FieldError as error:
        raise CommandError(f"--to {error}.", BAD_USE) from error


def _print(line: Line) -> None:
    print(f"{'MEND' if line.trouble else 'ok  '}  {line.what}: {line.stands}")
    if line.trouble:
        print(f"      {line.trouble.remedy}")
