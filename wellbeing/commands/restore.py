"""`wellbeing restore`: puts a backup back on an empty machine, and leaves publishing stopped."""

import argparse
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from wellbeing.backup.carrying import listed_beside
from wellbeing.backup.troubles import NotEmptyError
from wellbeing.clock import Clock, SystemClock
from wellbeing.commands.backup import add_places
from wellbeing.commands.backup_keys import add_private_key, private_key
from wellbeing.commands.common import BAD_USE, CommandError, add_data
from wellbeing.key_ring import KeyRing
from wellbeing.records.erasure_list import Erased
from wellbeing.restoring.checking import check, require_kind
from wellbeing.restoring.emptiness import require_empty
from wellbeing.restoring.opening import Chosen, choose, decrypt, require_whole, staged
from wellbeing.restoring.putting_back import put_in_place, work_folder
from wellbeing.retention import span_of
from wellbeing.settings import Settings

DELETED_AGAIN = "Who had everything deleted since then is deleted again."
OLDER_THAN_LIST = (
    f"This backup is more than {span_of('erasures').days} days old: the list of erasures does not go back so "
    "far, and people who had everything deleted would be back. Use a newer backup. If there is none, "
    "--erasures-lost goes on all the same."
)
WITHOUT_LIST = (
    "Without the list of erasures, people who had everything deleted since then are back."
)


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("restore", help="put a backup back where there is nothing")
    add_data(parser)
    add_private_key(parser)
    add_places(parser)
    parser.add_argument(
        "--erasures",
        type=Path,
        metavar="FILE",
        help="the list of erasures, if not beside the backups",
    )
    parser.add_argument(
        "--erasures-lost",
        action="store_true",
        help="there is no list any more: people deleted since the backup come back",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    act(arguments, SystemClock())


def act(arguments: argparse.Namespace, clock: Clock) -> None:
    if arguments.folder is None:
        raise CommandError("Say --from FOLDER: where the backups are.", BAD_USE)
    chosen = choose(
        arguments.folder.resolve(), arguments.keys_from, arguments.backup, arguments.keys_of
    )
    # Of the environment as it is here: the machine may be another one than that of the backup.
    settings = Settings.of(arguments.data, chosen.installation)
    require_kind(settings, chosen.manifest)
    require_empty(settings)
    ring = KeyRing.read(arguments.key_file or settings.key_file)
    require_whole(chosen, ring)
    listed = _listed(arguments, chosen, ring, clock.now())
    private = private_key(arguments)
    print(f"{chosen.manifest.name}: every file is as it was written.", flush=True)
    with work_folder(settings.data) as work:
        decrypt(chosen, private, work)
        copy = staged(settings, work)
        tried = replace(copy, key_file=arguments.key_file or settings.key_file)
        check(tried, chosen.manifest, work, clock.now())
        print("Schema, ledger and keys are whole.", flush=True)
        _put_key_file(ring, settings.key_file)
        lost = put_in_place(settings, copy, chosen.manifest, clock.now(), listed)
    print(f"The backup of {chosen.manifest.made_at:%Y-%m-%d %H:%M} UTC is back in {settings.data}.")
    print(WITHOUT_LIST if arguments.erasures_lost else DELETED_AGAIN)
    print(
        f"{lost} windows that closed since may have come out elsewhere: they never come out here."
    )
    print(
        "Nothing is published and no weekly message leaves until you have made sure that no other"
    )
    print("copy of this installation runs, and have run: wellbeing publish --confirm-moved")


def _listed(
    arguments: argparse.Namespace, chosen: Chosen, ring: KeyRing, now: datetime
) -> tuple[Erased, ...]:
    """Return who is to be deleted again; raise CommandError where the list does not go back so far."""
    if arguments.erasures_lost:
        return ()
    if now - chosen.manifest.made_at > span_of("erasures"):
        raise CommandError(OLDER_THAN_LIST)
    return listed_beside(chosen.shelf, arguments.erasures, ring.address)


def _put_key_file(ring: KeyRing, place: Path) -> None:
    """Put the key file where the service will look for it; never over another one."""
    if not place.exists():
        ring.write(place)
    elif not KeyRing.read(place).opens_all_of(ring):
        raise NotEmptyError(
            f"{place} is the key file of another installation, or an older one of this. Move it away first."
        )
