"""`wellbeing person`: everything of one person, handed out or deleted at their word; a code proves it."""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from wellbeing.accounts.own import Door
from wellbeing.accounts.service import organisation
from wellbeing.audit.service import Act, Kind
from wellbeing.checkins.visit import Visit
from wellbeing.clock import Clock, SystemClock, local_day
from wellbeing.commands import erasures
from wellbeing.commands.common import CommandError, add_data, any_settings_of, opened, scribe_of
from wellbeing.content.loader import content
from wellbeing.database import writing
from wellbeing.history.service import Desk
from wellbeing.policies.service import rulebook
from wellbeing.records import my_code
from wellbeing.records.export_files import zip_of
from wellbeing.records.export_parts import Asked
from wellbeing.records.my_code import CodeError, What
from wellbeing.sealed import Vault
from wellbeing.settings import Settings

OWNER_ONLY = 0o600
NO_CODE = (
    "This code is not known, was used, is past its day, or allows something else. The person makes a "
    "new one on the page My data; of somebody who has left long ago everything is deleted."
)
OPEN_AGAIN = (
    "This database was put back. What people ended or took back since is open again until you run: "
    "wellbeing put-right --all-the-same"
)


@dataclass(frozen=True)
class Counter:
    """Where somebody acts at a person's word: the installation, opened, and the clock."""

    settings: Settings
    session: Session
    vault: Vault
    clock: Clock

    @property
    def door(self) -> Door:
        now = self.clock.now()
        return Door(self.session, self.vault, now, local_day(now, organisation(self.session).zone))

    def use(self, code: str, what: What) -> str:
        """Use a code up, and write down that it was; return whose it was."""
        try:
            allowed = my_code.allowed_by(self.door, code, what)
            with writing(self.session, allowed.person_id):
                my_code.use(self.door, code)
                kind = Kind.PERSON_EXPORTED if what is What.DOWNLOAD else Kind.PERSON_ERASED
                scribe_of(self.session, self.vault, self.clock.now()).note(self.session, Act(kind))
        except CodeError as error:
            raise CommandError(NO_CODE) from error
        return allowed.person_id


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("person", help="hand out or delete everything of a person")
    parts = parser.add_subparsers(title="actions", required=True, metavar="ACTION")
    exporting = parts.add_parser("export", help="write everything of a person into one ZIP file")
    exporting.add_argument("--to", type=Path, required=True, metavar="FILE", help="a new file")
    exporting.set_defaults(run=run_export)
    erasing = parts.add_parser("erase", help="delete everything of a person")
    erasing.set_defaults(run=run_erase)
    for part in (exporting, erasing):
        part.add_argument("--code", required=True, help="what the person made on My data")
    again = parts.add_parser("delete-again", help="carry out what the list of erasures knows")
    again.set_defaults(run=run_again)
    for part in (exporting, erasing, again):
        add_data(part)


def run_export(arguments: argparse.Namespace) -> None:
    export(arguments, SystemClock())


def run_erase(arguments: argparse.Namespace) -> None:
    erase(arguments, SystemClock())


def run_again(arguments: argparse.Namespace) -> None:
    delete_again(arguments, SystemClock())


def export(arguments: argparse.Namespace, clock: Clock) -> None:
    """Write the download of the person whose code it is, for them alone."""
    with _counter(arguments, clock) as counter:
        # Before the code is used up: a folder that is missing must not cost it.
        handle = _new_file(arguments.to)
        try:
            packed = zip_of(_asked(counter, counter.use(arguments.code, What.DOWNLOAD)))
            with os.fdopen(handle, "wb") as file:
                file.write(packed)
        except BaseException:
            arguments.to.unlink(missing_ok=True)
            raise
    print(f"Everything is in {arguments.to}. Hand it to the person, and remove it from here.")


def erase(arguments: argparse.Namespace, clock: Clock) -> None:
    """Delete everything of the person whose code it is."""
    with _counter(arguments, clock) as counter:
        person_id = counter.use(arguments.code, What.DELETE)
        eraser = erasures.eraser_of(counter.settings, counter.session, counter.vault, clock)
        eraser.erase(person_id)
    print("Everything is deleted, but for what the page My data names.")


def delete_again(arguments: argparse.Namespace, clock: Clock) -> None:
    """Carry out what a database that was put back does not know."""
    with _counter(arguments, clock) as counter:
        eraser = erasures.eraser_of(counter.settings, counter.session, counter.vault, clock)
        eraser.finish()
        listed = erasures.listed(counter.settings, counter.vault)
        was_put_back = bool(eraser.unknown(listed))
        eraser.replay(listed)
    print("Nobody is back who had everything deleted.")
    if was_put_back:
        print(OPEN_AGAIN)


@contextmanager
def _counter(arguments: argparse.Namespace, clock: Clock) -> Iterator[Counter]:
    settings = any_settings_of(arguments.data)
    with opened(settings) as (session, vault):
        yield Counter(settings, session, vault, clock)


def _new_file(path: Path) -> int:
    try:
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    except FileExistsError as error:
        raise CommandError(f"{path} is there already. Name a new file.") from error
    except PermissionError:
        raise
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}.") from error


def _asked(counter: Counter, person_id: str) -> Asked:
    door, settings = counter.door, counter.settings
    in_force = rulebook(counter.session, settings.policies)
    weeks = settings.keeping.weeks_of("answers")
    desk = Desk(counter.session, counter.vault, in_force, door.today, weeks)
    words = content(settings.data / "content")
    visit = Visit(person_id, desk, organisation(counter.session).zone, door.now, words)
    return Asked(visit, settings.keeping.here)
