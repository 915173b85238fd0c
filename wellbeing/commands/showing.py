"""Prepares a sample organisation in its folder and serves it: what `wellbeing demo` does."""

import argparse
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from wellbeing import installation
from wellbeing.clock import SystemClock, local_day
from wellbeing.commands import sample_flags, samples
from wellbeing.commands.common import BAD_USE, CommandError
from wellbeing.commands.serve import listen, run_service
from wellbeing.installation import Installation
from wellbeing.messages.pretend_phone import PretendPhone
from wellbeing.migrations import runner
from wellbeing.settings import Settings
from wellbeing.simulation import building
from wellbeing.simulation.building import Watcher
from wellbeing.simulation.sample import Sample, SampleError
from wellbeing.sms_settings import Gateway, Sms

ZONE = "Europe/London"


def show(arguments: argparse.Namespace) -> None:
    """Prepare the sample that the flags ask for, and serve it until told to stop."""
    clock = SystemClock()
    data: Path = arguments.data
    found = samples.require_no_organisation(data)
    # The port is taken before any work: nobody should wait for a sample that cannot be shown.
    with closing(listen(_settings(data, found or Installation.new(demo=True), arguments.port))) as (
        listener
    ):
        with _clear_words(data):
            if arguments.reset or found is None:
                building.clear(data)
                _build(arguments, clock.now())
            else:
                _play_on(arguments, _settings(data, found, arguments.port), clock.now())
            found = installation.require(data, demo=True)
        with PretendPhone() as phone:
            settings = replace(
                _settings(data, found, arguments.port), sms=Sms(Gateway.LOOPBACK, phone.url)
            )
            run_service(settings, clock, listener)


def _settings(data: Path, sample: Installation, port: int) -> Settings:
    """Keep a demo to its own folder and to this machine, whatever the environment says."""
    settings = Settings.of(data, sample, {})
    return replace(settings, host="127.0.0.1", port=port)


def _build(arguments: argparse.Namespace, now: datetime) -> None:
    sample = sample_flags.wanted(arguments, now)
    progress = samples.telling_progress(
        f"Preparing a sample organisation of {sample.people} people"
    )
    samples.build(arguments.data, sample, now, Watcher(progress))


def _play_on(arguments: argparse.Namespace, settings: Settings, now: datetime) -> None:
    installation.require(arguments.data, demo=True)
    sample = Sample.read(arguments.data)
    _refuse_other_size(arguments, sample)
    if not os.access(arguments.data, os.W_OK):
        raise CommandError(f"{arguments.data} cannot be written. Mend its permissions.")
    runner.upgrade_all(settings)
    if sample.through(local_day(now, ZONE)) > sample.played:
        progress = samples.telling_progress("Playing the weeks since the last start")
        building.play_on(arguments.data, now, Watcher(progress))


def _refuse_other_size(arguments: argparse.Namespace, sample: Sample) -> None:
    for flag, held in (("people", sample.people), ("weeks", sample.weeks), ("seed", sample.seed)):
        asked = getattr(arguments, flag)
        if asked is not None and asked != held:
            raise CommandError(
                f"The sample in {arguments.data} was made with --{flag} {held}. "
                f"Add --reset to start again with --{flag} {asked}.",
                BAD_USE,
            )


@contextmanager
def _clear_words(data: Path) -> Iterator[None]:
    """Turn what a broken or closed folder leads to into one clear line."""
    try:
        yield
    except (DatabaseError, SampleError) as error:
        raise CommandError(
            f"The sample in {data} cannot be used any more. Start again with --reset."
        ) from error
    except building.BusyFolderError as error:
        raise samples.busy(data) from error
    except OSError as error:
        raise samples.cannot_write(data, error) from error
