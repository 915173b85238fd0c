"""`wellbeing audit`: checks the audit log, shows it, and hands out its anchor."""

import argparse
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from wellbeing.audit import anchors
from wellbeing.audit import service as audit
from wellbeing.clock import SystemClock
from wellbeing.commands.common import (
    BAD_USE,
    CommandError,
    add_data,
    any_settings_of,
    opened,
    scribe_of,
)
from wellbeing.content.models import Mail as Words
from wellbeing.running import faults, relay
from wellbeing.sealed import Vault
from wellbeing.settings import Settings

MOST = 100
MAIL = Words(
    subject="Where the audit log ends",
    body="The audit log of the wellbeing service ends with this line. Keep it:\n\n{link}\n\n"
    "To compare the log with such lines, put them into a file and run "
    "`wellbeing audit verify --anchor FILE`.\n",
)
REMEDY = (
    "Find out who could write the database, and keep it as it is for them. docs/operating.md says "
    "how to go on."
)


@dataclass(frozen=True)
class Archive:
    """The log of one installation, opened by a command."""

    settings: Settings
    session: Session
    vault: Vault
    scribe: audit.Scribe

    @property
    def today(self) -> date:
        return self.scribe.on

    def verify(self, elsewhere: tuple[audit.Anchor, ...] = ()) -> audit.Whole:
        known = (*anchors.read_own(self.settings.audit_anchors), *elsewhere)
        try:
            return audit.verify(self.session, self.vault, known)
        except audit.AuditBrokenError as error:
            raise CommandError(f"The audit log is broken: {error}. {REMEDY}") from error


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("audit", help="check or show the log of looks and acts by others")
    parts = parser.add_subparsers(title="audit", required=True, metavar="ACTION")
    verifying = parts.add_parser("verify", help="check every event, its place, and the end")
    verifying.add_argument(
        "--anchor", type=Path, metavar="FILE", help="compare with anchors that lay elsewhere, too"
    )
    verifying.set_defaults(run=verify)
    showing = parts.add_parser("show", help="show the newest events; people stand under pseudonyms")
    showing.add_argument("--json", action="store_true", help="print one JSON list")
    showing.add_argument("--most", type=int, default=MOST, metavar="N", help=f"default: {MOST}")
    showing.add_argument("--before", type=int, metavar="NUMBER", help="only older than this event")
    showing.set_defaults(run=show)
    anchoring = parts.add_parser(
        "anchor",
        help="print where the log ends, to be kept elsewhere; mailed to the auditor if set",
    )
    anchoring.add_argument(
        "--on-paper",
        action="store_true",
        help="print it in groups that can be typed back, with one that finds a slip",
    )
    anchoring.add_argument("--file", type=Path, metavar="FILE", help="write it at its end, too")
    anchoring.set_defaults(run=anchor)
    beginning = parts.add_parser(
        "begin-anew", help="go on after a log that was found broken, and keep what is left of it"
    )
    beginning.add_argument(
        "--keep", type=Path, metavar="FILE", required=True, help="where what is left is written"
    )
    beginning.set_defaults(run=begin_anew)
    for part in (verifying, showing, anchoring, beginning):
        add_data(part)


def verify(arguments: argparse.Namespace) -> None:
    elsewhere = anchors.read(arguments.anchor) if arguments.anchor else ()
    with _archive(arguments) as archive:
        found = archive.verify(elsewhere)
    print(f"{found.events} events: all whole. The log ends with event {found.head.number}.")
    if found.compared or found.too_old:
        print(f"{found.compared} anchors agree with it.")
    if found.too_old:
        print(f"{found.too_old} anchors are older than what is kept: nothing to compare.")


def show(arguments: argparse.Namespace) -> None:
    with _archive(arguments) as archive:
        found = list(audit.newest(archive.session, archive.vault, arguments.most, arguments.before))
        accounts = audit.accounts(archive.vault)
    if arguments.json:
        print(json.dumps([asdict(event) for event in found], indent=2, default=str))
        return
    for event in found:
        about = f", about {event.subject[: audit.SHORT]}" if event.subject else ""
        detail = f" ({event.detail})" if event.detail else ""
        by = f"{event.role} {accounts.get(event.actor, event.actor[: audit.SHORT])}"
        print(f"{event.number}  {event.on}  {by}: {event.kind.said}{detail}{about}")


def anchor(arguments: argparse.Namespace) -> None:
    with _archive(arguments) as archive:
        found = audit.Anchor.of(archive.verify().head, archive.today)
    print(found.on_paper() if arguments.on_paper else found.as_line())
    if arguments.file:
        anchors.add(arguments.file, found)
    settings = archive.settings
    if settings.auditor and settings.mail.is_configured:
        _mail(settings, found)


def begin_anew(arguments: argparse.Namespace) -> None:
    with _archive(arguments) as archive:
        own = archive.settings.audit_anchors
        try:
            first = audit.begin_anew(archive.session, archive.scribe, arguments.keep, own)
        except OSError as error:
            said = f"{arguments.keep} cannot be written: {error.strerror}."
            raise CommandError(said, BAD_USE) from error
    print(
        f"What was left is in {arguments.keep}. The log goes on with event {first}, which says so."
    )


def _mail(settings: Settings, found: audit.Anchor) -> None:
    fault = relay.send_test(settings.mail, MAIL, found.as_line(), settings.auditor, SystemClock())
    if fault is not None:
        told = faults.told(fault, settings.mail)
        raise CommandError(f"The anchor did not leave by mail. {told.said} {told.remedy}")
    print("It was mailed to the auditor.")


@contextmanager
def _archive(arguments: argparse.Namespace) -> Iterator[Archive]:
    settings = any_settings_of(arguments.data)
    with opened(settings) as (session, vault):
        yield Archive(settings, session, vault, scribe_of(session, vault, SystemClock().now()))
