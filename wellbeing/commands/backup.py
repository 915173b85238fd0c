"""`wellbeing backup`: makes a backup now, lists or tries those there are, and makes the pair of keys."""

import argparse
import json
import os
from dataclasses import dataclass
from pathlib import Path

from wellbeing.audit.service import Kind
from wellbeing.backup import noting
from wellbeing.backup.making import make, shelf_of
from wellbeing.backup.manifest import Kind as Part
from wellbeing.backup.operator_key import PrivateKey, write_private_key
from wellbeing.backup.shelf import Shelf
from wellbeing.backup.troubles import (
    AnotherRunsError,
    BackupError,
    DamagedBackupError,
    NotSetUpError,
)
from wellbeing.clock import Clock, SystemClock
from wellbeing.commands import backup_notes
from wellbeing.commands.backup_keys import (
    add_passphrase,
    add_private_key,
    new_passphrase,
    private_key,
)
from wellbeing.commands.common import add_data, any_settings_of
from wellbeing.installation import Installation
from wellbeing.job_runs import Ended
from wellbeing.restoring.drilling import drill
from wellbeing.restoring.opening import Chosen, choose
from wellbeing.settings import Settings


@dataclass(frozen=True)
class Line:
    """A backup as it is listed."""

    name: str
    made_at: str
    size: int
    has_keys: bool
    trouble: str = ""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("backup", help="make a backup now; list or try those there are")
    add_data(parser)
    parser.set_defaults(run=run)
    parts = parser.add_subparsers(title="actions", metavar="ACTION")
    listing = parts.add_parser("list", help="show the backups there are")
    listing.add_argument("--json", action="store_true", help="print one JSON list")
    listing.set_defaults(run=show)
    making = parts.add_parser("make-key", help="make the pair of keys; best on another machine")
    making.add_argument("--out", type=Path, required=True, help="the new file of the private key")
    add_passphrase(making)
    making.add_argument(
        "--no-passphrase", action="store_true", help="protect the file in another way"
    )
    making.set_defaults(run=make_key)
    trying = parts.add_parser("drill", help="prove that the newest backup could be put back")
    add_private_key(trying)
    add_places(trying)
    trying.add_argument("--work", type=Path, help="where to put it together for a moment")
    trying.set_defaults(run=run_drill)
    for part in (listing, trying):
        # What was said before the action holds when it is not said again after it.
        part.add_argument("--data", type=Path, default=argparse.SUPPRESS, help="the data folder")


def add_places(parser: argparse.ArgumentParser) -> None:
    """Let the command say which backup it is about, and where the key file is."""
    parser.add_argument("--from", dest="folder", type=Path, help="the folder that holds backups")
    parser.add_argument("--keys-from", type=Path, help="the folder of their key stores, if another")
    parser.add_argument("--backup", default="", metavar="NAME", help="which (default: the newest)")
    parser.add_argument(
        "--keys-of", default="", metavar="NAME", help="the key store of a newer one"
    )
    parser.add_argument("--key-file", type=Path, help="the key file, if not in its usual place")


def run(arguments: argparse.Namespace) -> None:
    back_up(any_settings_of(arguments.data), SystemClock())


def back_up(settings: Settings, clock: Clock) -> None:
    """Make one backup, and note how it and the last drill went where the timetable notes it too."""
    shelf_of(settings)
    backup_notes.require_clock(settings, clock)
    begun_at = clock.now()
    backup_notes.begun(settings, Kind.BACKUP_MADE, clock)
    try:
        made = make(settings, begun_at)
    except (NotSetUpError, AnotherRunsError):
        # Nothing was tried: the one that runs notes how it ends.
        raise
    except BackupError as error:
        failed = Ended(noting.BACK_UP, begun_at, clock.now(), type(error).__name__)
        backup_notes.note(settings, failed)
        raise
    backup_notes.note(settings, Ended(noting.BACK_UP, begun_at, clock.now()))
    backup_notes.take_note(settings, made.installation, clock)
    size = sum(held.size for held in made.files.values())
    print(f"{made.name}: whole, {_in_words(size)}, for the key {made.public_key}.")
    if made.ledger.entry:
        print(f"The ledger in it ends with {made.ledger.sha256}")


def show(arguments: argparse.Namespace) -> None:
    shelf = shelf_of(any_settings_of(arguments.data))
    lines = [_line(shelf, name) for name in shelf.names()]
    if arguments.json:
        print(json.dumps([vars(line) for line in lines], indent=2))
        return
    for line in lines:
        if line.trouble:
            print(f"{line.name}: {line.trouble}")
            continue
        keys = "" if line.has_keys else "; its key store is not kept any more"
        print(f"{line.name}  {line.made_at}  {_in_words(line.size)}{keys}")
    if not lines:
        print("There is no backup yet.")


def _line(shelf: Shelf, name: str) -> Line:
    has_keys = shelf.file_of(name, Part.KEYS).exists()
    try:
        held = shelf.manifest(name)
    except DamagedBackupError as error:
        return Line(name, "", 0, has_keys, str(error))
    size = sum(one.size for one in held.files.values())
    return Line(name, f"{held.made_at:%Y-%m-%d %H:%M} UTC", size, has_keys)


def make_key(arguments: argparse.Namespace) -> None:
    passphrase = "" if arguments.no_passphrase else new_passphrase(arguments.passphrase_file)
    private = PrivateKey.fresh()
    write_private_key(arguments.out, private, passphrase)
    print(
        f"The private key {private.public.id} is in {arguments.out}. Keep two copies of it in safe"
    )
    print(
        "places, never on the machine of the service: without it no backup can be read, by anybody."
    )
    print("Set on the machine of the service:")
    print(f"WELLBEING_BACKUP_PUBLIC_KEY={private.public.as_text()}")


def run_drill(arguments: argparse.Namespace) -> None:
    act(arguments, SystemClock())


def act(arguments: argparse.Namespace, clock: Clock) -> None:
    """Try one backup and note how it went, beside the backups and in the installation that is at hand."""
    chosen, settings = chosen_by(arguments)
    begun_at = clock.now()
    try:
        private = private_key(arguments)
        backup_notes.drill_begun(arguments, chosen, clock)
        drill(chosen, private, settings, begun_at, arguments.work)
    except BackupError as error:
        failed = Ended(noting.DRILL, begun_at, begun_at, type(error).__name__)
        backup_notes.drill_ended(arguments, chosen, failed)
        raise
    backup_notes.drill_ended(arguments, chosen, Ended(noting.DRILL, begun_at, clock.now()))
    print(f"{chosen.manifest.name}: could be put back. Schema, ledger and keys are whole.")


def chosen_by(arguments: argparse.Namespace) -> tuple[Chosen, Settings]:
    """Return the backup that was asked for, and the settings it would be put back with."""
    folder, keys_folder = arguments.folder, arguments.keys_from
    held = Installation.read(arguments.data)
    if folder is None and held is not None:
        shelf = shelf_of(any_settings_of(arguments.data))
        folder, keys_folder = shelf.folder, keys_folder or shelf.keys_folder
    if folder is None:
        raise BackupError("Say --from FOLDER: where the backups are.")
    chosen = choose(folder.resolve(), keys_folder, arguments.backup, arguments.keys_of)
    environment = dict(os.environ)
    if arguments.key_file is not None:
        environment["WELLBEING_KEY_FILE"] = str(arguments.key_file)
    return chosen, Settings.of(arguments.data, chosen.installation, environment)


def _in_words(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"
