"""Builds a sample in a temporary folder, moves it into place whole, and plays it on later."""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from sqlite3 import connect
from typing import TextIO

from wellbeing.accounts import cast
from wellbeing.clock import local_day
from wellbeing.installation import MARKER, Installation, require
from wellbeing.key_ring import KeyRing
from wellbeing.migrations import runner
from wellbeing.settings import Settings
from wellbeing.simulation import play, sample
from wellbeing.simulation.ahead import think_ahead
from wellbeing.simulation.asking import leave_open
from wellbeing.simulation.casting import cast as cast_from
from wellbeing.simulation.contact import arrange_one
from wellbeing.simulation.formal_support import agree_one
from wellbeing.simulation.organisation import found
from wellbeing.simulation.promising import complain_once
from wellbeing.simulation.publishing import publish
from wellbeing.simulation.sample import Sample
from wellbeing.simulation.sharing import share_one
from wellbeing.simulation.stage import Stage, stage
from wellbeing.simulation.weeks import LivedWeek, live, truth_lines

BUILDING = ".building-"
# Everything a sample consists of. The first says that what lies here is a sample, so that a move
# that was interrupted can be cleared away; the last makes it an installation.
FIRST_FILE, LAST_FILE = sample.FILE, MARKER
_BETWEEN = ("key-file.json", "keys.db", "ledger.db", "wellbeing.db", cast.FILE)
# Who had everything deleted in it, under the keys of this one sample: there once anybody had.
_LISTED = ("erasures.jsonl", ".erasures.jsonl.lock")
_BESIDE = ("-journal", "-wal", "-shm", ".new")


@dataclass(frozen=True)
class Watcher:
    """Who follows a build: a line of progress for each week, and the answers if they are wanted."""

    progress: Callable[[int, int], None]
    truth: TextIO | None = None


class BusyFolderError(Exception):
    """Another process is building a sample in this folder."""


def build(data: Path, wanted: Sample, now: datetime, watcher: Watcher) -> Sample:
    """Make a sample in a folder that holds none yet: all of it, or nothing."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _scratch(data) as folder:
        installation = Installation.new(demo=True, seed=wanted.seed)
        settings = replace(Settings.of(folder, installation, {}), scratch=True)
        KeyRing.fresh().write(settings.key_file)
        runner.upgrade_all(settings)
        built = _play(settings, wanted, now, watcher)
        built.write(folder)
        installation.write(folder)
        _move(folder, data, (FIRST_FILE, *_BETWEEN, LAST_FILE))
    return built


def play_on(data: Path, now: datetime, watcher: Watcher) -> Sample:
    """Play the whole weeks there have been since, in a copy that then takes the sample's place."""
    with _scratch(data) as folder:
        _copy(data, folder)
        settings = Settings.of(folder, require(folder, demo=True), {})
        played = _play(replace(settings, scratch=True), Sample.read(folder), now, watcher)
        # How far it was played comes last: until then the same weeks would be played again.
        _move(folder, data, (*_BETWEEN, FIRST_FILE))
    return played


def clear(data: Path) -> None:
    """Remove a sample from a folder, and nothing that is not part of one."""
    for name in (LAST_FILE, *_BETWEEN, *_LISTED, FIRST_FILE):
        for ending in ("", *_BESIDE):
            (data / f"{name}{ending}").unlink(missing_ok=True)


def _play(settings: Settings, known: Sample, now: datetime, watcher: Watcher) -> Sample:
    organisation = found(known.people, known.seed)
    today = local_day(now, organisation.zone)
    lived = list(islice(live(organisation, known.seed, known.weeks), known.through(today)))
    with stage(settings, organisation.zone, known.week(known.played).monday) as opened:
        if not known.played:
            play.found(opened, organisation, known.week(0))
        known = _play_weeks(opened, known, lived, watcher)
        opened.clock.standing_at = now
        publish(opened)
        parts = cast_from(lived)
        if lived:
            leave_open(opened, lived[-1], known.seed)
            share_one(opened, parts)
            think_ahead(opened, parts)
            arrange_one(opened, parts)
            agree_one(opened)
            complain_once(opened, parts)
    cast.write(settings.data, parts)
    return known


def _play_weeks(
    opened: Stage, known: Sample, lived: Sequence[LivedWeek], watcher: Watcher
) -> Sample:
    player = play.Player(opened, known, publish)
    for week in lived[: known.played]:
        player.watch(week)
    for week in lived[known.played :]:
        watcher.progress(week.number + 1, len(lived))
        player.play(week, known.week(week.number))
        known = known.with_played(week.number + 1)
        known.write(opened.workshop.settings.data)
        if watcher.truth is not None:
            watcher.truth.writelines(
                f"{line}\n" for line in truth_lines(known.week(week.number), week)
            )
    return known


@contextmanager
def _scratch(data: Path) -> Iterator[Path]:
    """Lend a temporary folder inside the target: a rename out of it never crosses disks."""
    for left in data.glob(f"{BUILDING}*"):
        if _is_somebody_elses(left):
            raise BusyFolderError
        shutil.rmtree(left)
    folder = data / f"{BUILDING}{os.getpid()}"
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _is_somebody_elses(folder: Path) -> bool:
    process = int(folder.name.removeprefix(BUILDING))
    if process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _copy(data: Path, folder: Path) -> None:
    """Copy a sample with everything that is committed, though its service may have been killed."""
    for name in (FIRST_FILE, *_BETWEEN, LAST_FILE):
        if name.endswith(".db"):
            with closing(connect(data / name)) as source, closing(connect(folder / name)) as copy:
                source.backup(copy)
        elif (data / name).exists():
            shutil.copy2(data / name, folder / name)


def _move(folder: Path, data: Path, names: Sequence[str]) -> None:
    """Move finished files into place, in this order."""
    for name in names:
        with (folder / name).open("rb") as file:
            os.fsync(file.fileno())
        for ending in ("-wal", "-shm"):
            (data / f"{name}{ending}").unlink(missing_ok=True)
        (folder / name).replace(data / name)
