"""Notes what commands do with backups: in the audit log, among the jobs, and beside the backups."""

import argparse
import sys

from wellbeing import job_runs
from wellbeing.audit.service import Act, HeadBrokenError, Kind
from wellbeing.backup import noting
from wellbeing.backup.making import shelf_of
from wellbeing.clock import Clock
from wellbeing.clock_watch import Needs, said_of
from wellbeing.commands.common import CommandError, any_settings_of, reading, scribe_of
from wellbeing.database import existing, make_engine
from wellbeing.installation import Installation
from wellbeing.job_runs import Ended
from wellbeing.jobs.rounds import watch_of
from wellbeing.key_ring import KeyRing
from wellbeing.lease import database_now
from wellbeing.restoring.opening import Chosen
from wellbeing.sealed import Vault
from wellbeing.settings import Settings

NOT_WRITTEN_DOWN = (
    "The audit log was changed by somebody else, so this could not be written down in it. "
    "Run `wellbeing audit verify`."
)


def require_clock(settings: Settings, clock: Clock) -> None:
    """Raise CommandError by a wrong clock: backups that are not old would go, and this one be the newest."""
    watch = watch_of(clock)
    if watch is None:
        return
    with reading(settings) as session:
        sight = watch.look(session, database_now(session))
    if sight.allows is not Needs.THE_TIME_FOR_SURE:
        raise CommandError(said_of(sight))


def begun(settings: Settings, kind: Kind, clock: Clock) -> None:
    """Write down in the audit log what begins; a broken log keeps nobody from saving what there is.

    The databases stay as they are: a backup before an upgrade must not be the upgrade.
    """
    ring = KeyRing.read(settings.key_file)
    keys = make_engine(existing(settings.keys_url), settings.side_journal)
    try:
        with reading(settings) as session:
            scribe_of(session, Vault(ring, keys), clock.now()).note_first(session, Act(kind))
    except HeadBrokenError:
        print(NOT_WRITTEN_DOWN, file=sys.stderr)
    finally:
        keys.dispose()


def drill_begun(arguments: argparse.Namespace, chosen: Chosen, clock: Clock) -> None:
    """Write down that a backup is tried, where its installation is at hand."""
    if _is_at_hand(arguments, chosen):
        begun(any_settings_of(arguments.data), Kind.BACKUP_TRIED, clock)


def drill_ended(arguments: argparse.Namespace, chosen: Chosen, ended: Ended) -> None:
    """Note how a drill went, beside the backups and in the installation that is at hand."""
    if _is_at_hand(arguments, chosen):
        note(any_settings_of(arguments.data), ended)
    try:
        noting.leave_note(chosen.shelf.folder, chosen.manifest.installation, ended)
    except OSError:
        print("The folder of backups cannot be written, so the drill is not noted there.")


def note(settings: Settings, ended: Ended) -> None:
    """Note how something ended where the timetable notes it too."""
    with reading(settings) as session:
        job_runs.note(session, ended)


def take_note(settings: Settings, installation: str, clock: Clock) -> None:
    """Keep in the installation what a drill on another machine has noted beside the backups."""
    folder = shelf_of(settings).folder
    with reading(settings) as session:
        noting.take_note(session, folder, installation, clock.now())


def _is_at_hand(arguments: argparse.Namespace, chosen: Chosen) -> bool:
    held = Installation.read(arguments.data)
    return held is not None and held.id == chosen.manifest.installation
